"""Groups claims that say the same, counts who could vouch for them without each other, and shows what contradicts.

Public: ``derivations`` (which exhibit leans on which), ``sources`` (who speaks, across the case), ``ancestry`` (both
put together), ``propositions``, ``independence``, ``contradictions``, ``impact``, ``review_order`` (what a human should
look at first), and ``reuse`` (the filter). Pure functions over ``model`` values.
"""

from probative.corroboration.ancestry import Ancestry, ancestry
from probative.corroboration.contradictions import contradictions
from probative.corroboration.derivations import derivations
from probative.corroboration.impact import Fall, impact
from probative.corroboration.independence import independence
from probative.corroboration.naming import SameName, same_name
from probative.corroboration.propositions import propositions
from probative.corroboration.reuse import reuse
from probative.corroboration.review import Reason, Review, review_order
from probative.corroboration.sources import Sources, sources

__all__ = [
    "Ancestry",
    "Fall",
    "Reason",
    "Review",
    "SameName",
    "Sources",
    "ancestry",
    "contradictions",
    "derivations",
    "impact",
    "independence",
    "propositions",
    "reuse",
    "review_order",
    "same_name",
    "sources",
]

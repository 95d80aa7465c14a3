"""Groups claims that say the same, counts who could vouch for them without each other, and shows what contradicts.

Public: ``derivations`` (which exhibit leans on which), ``sources`` (who speaks, across the case), ``ancestry`` (both
put together), ``propositions``, ``accords`` (why claims stand together), ``possibly_same`` (what may say the same),
``independence``, ``contradictions``, ``impact`` and ``unsettled`` (what falls if something is withdrawn, and which
judgements rest on it), ``retractions``, ``withdrawals``, ``taken_out``, ``upheld`` (what is taken back),
``conferrings``, ``conferrals`` and ``conferred`` (who told each other), ``review_order`` (what to look at first),
``weighed`` (the register of contradictions), ``forecasts``, ``track_records``, and ``reuse`` (the filter). Pure.
"""

from probative.corroboration.accord import Accord, Aspect, Ground, Part, accords
from probative.corroboration.ancestry import Ancestry, ancestry
from probative.corroboration.conferrals import Conferral, conferrals, conferred
from probative.corroboration.conferring import conferrings
from probative.corroboration.contradictions import contradictions
from probative.corroboration.cuts import Cut, OnCut, ignored
from probative.corroboration.derivations import derivations
from probative.corroboration.forecasts import forecasts, is_overdue, track_records
from probative.corroboration.impact import Fall, Impact, Loss, impact
from probative.corroboration.independence import independence
from probative.corroboration.naming import SameName, same_name
from probative.corroboration.possible import Possible, possibly_same
from probative.corroboration.propositions import propositions
from probative.corroboration.register import Weighed, kept, weighed
from probative.corroboration.retractions import retractions
from probative.corroboration.reuse import reuse
from probative.corroboration.review import Reason, Review, review_order
from probative.corroboration.sources import Sources, sources
from probative.corroboration.unsettled import Unsettled, unsettled
from probative.corroboration.withdrawals import Withdrawal, taken_out, upheld, withdrawals
from probative.corroboration.withdrawn import NOTHING, Withdrawn, held_with

__all__ = [
    "NOTHING", "Accord", "Ancestry", "Aspect", "Conferral", "Cut", "Fall", "Ground", "Impact", "Loss", "OnCut",
    "Part", "Possible", "Reason", "Review", "SameName", "Sources", "Unsettled", "Weighed", "Withdrawal",
    "Withdrawn", "accords", "ancestry", "conferrals", "conferred", "conferrings", "contradictions", "derivations",
    "forecasts", "held_with", "ignored", "impact", "independence", "is_overdue", "kept", "possibly_same",
    "propositions", "retractions", "reuse", "review_order", "same_name", "sources", "taken_out", "track_records",
    "unsettled", "upheld", "weighed", "withdrawals",
]  # fmt: skip

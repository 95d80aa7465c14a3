"""Who says what in Ukrainian and Russian: one grammar, two sets of words.

Public: ``slavic_rules`` gives the attributor of one of ``LANGUAGES``; ``parse``, ``own_claims``,
``SlavicSenses`` and ``SlavicChannels`` what claims are made with.
"""

from probative.claims.slavic.attributor import slavic_rules
from probative.claims.slavic.channels import SlavicChannels
from probative.claims.slavic.lexicon import LANGUAGES
from probative.claims.slavic.own_claims import own_claims
from probative.claims.slavic.parse import SlavicParse, parse
from probative.claims.slavic.places import places_in
from probative.claims.slavic.senses import SlavicSenses

__all__ = [
    "LANGUAGES",
    "SlavicChannels",
    "SlavicParse",
    "SlavicSenses",
    "own_claims",
    "parse",
    "places_in",
    "slavic_rules",
]

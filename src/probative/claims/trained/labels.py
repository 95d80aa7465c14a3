"""What the heads of the network answer with, in the order of their outputs."""

from typing import Final

from probative.model.claims import Certainty

CUES: Final = ("O", "B", "I")
"""Of a word: begins a cue, goes on with one, or neither."""

ROLES: Final = ("O", "B-source", "I-source", "B-content", "I-content", "cue")
"""Of a word, seen from one cue: its source, its content, a further piece of the cue itself."""

OUTSIDE, SOURCE_BEGINS, SOURCE, CONTENT_BEGINS, CONTENT, FURTHER_CUE = range(len(ROLES))

CERTAINTIES: Final = tuple(Certainty)

ENTITIES: Final = ("PER", "ORG", "LOC", "UNIT", "WEAPON", "DATE", "MONEY")
ENTITY_TAGS: Final = ("O", *(f"{edge}-{kind}" for kind in ENTITIES for edge in "BI"))

SHAPES: Final = ("lower", "capitalised", "capitals", "digits", "mark")
FEATURES: Final = len(SHAPES) * 8 + 1
"""Shape of a word, times whether the lexicon has it as a word that may attribute, times whether it stands in a
quotation, times whether it begins a paragraph; 0 is padding."""

DISTANCES: Final = 21
"""Buckets of the distance from a cue in words; 0 is the cue itself."""

SENTENCES: Final = 5
"""Distance from a cue in sentences, -2 to 2."""

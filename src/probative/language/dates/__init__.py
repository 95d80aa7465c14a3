"""Finds the dates that a text states and says how far each one reaches, as EDTF with earliest and latest day.

Public: ``find_dates``, ``Found``, and ``LANGUAGES``, the languages that it knows. What a text leaves open stays open:
without an anchor nothing relative gains a bound, and what can be read in two ways keeps both.
"""

from probative.language.dates.finder import find_dates
from probative.language.dates.found import Found
from probative.language.dates.lexicon import LANGUAGES

__all__ = ["LANGUAGES", "Found", "find_dates"]

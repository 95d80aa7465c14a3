"""A date as it was found in a text."""

from dataclasses import dataclass

from probative.model.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One stated date: the stretch ``[start, end)`` of the text and the period it states.

    ``period.verbatim`` is exactly ``text[start:end]``. ``is_relative`` says that it needs an anchor (which it may lack:
    then the period is unresolved); ``is_ambiguous`` that it can be read in two ways and keeps both; ``note`` says in
    words what was decided or could not be.
    """

    start: int
    end: int
    period: Period
    is_relative: bool = False
    is_ambiguous: bool = False
    note: str | None = None

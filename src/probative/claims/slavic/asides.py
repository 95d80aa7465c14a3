"""Cues inside what is said and whose they are: "..., – сказав він", "Як повідомив X, ...", "..., думаю, ..."."""

from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.slavic.contents import Opened, open_right
from probative.claims.slavic.insertions import said_around
from probative.claims.slavic.openers import asks
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.sites import Site
from probative.claims.slavic.sources import place_after, subject_after

_SPOKEN: Final = frozenset((
    "assert", "warn", "request", "ask", "promise", "believe", "regret", "expect", "hope", "know", "like", "accuse",
    "oppose", "guess", "suspect", "deny",
))  # fmt: skip
_AS: Final = frozenset(("як", "как"))
_LONGEST_UNIT: Final = 12

Aside = tuple[Stretch | None, Opened]
"""A source and what it is said to say."""


def find_aside(site: Site, source: Stretch | None) -> Aside | None:
    """Give source and content where the verb stands in or after what is said, ``None`` where it does not.

    Args:
        site: The verb.
        source: Its subject before it, where it has one.
    """
    if not any(cue.group in _SPOKEN for cue in site.cues) or site.form.kind == "gerund":
        return None
    whole, first = site.whole, site.start
    while first > site.low and _is_beside(whole, first - 1):
        first -= 1
    has_as = whole.low(first - 1) in _AS and first - 1 >= site.low
    begin = first - has_as
    before = whole.tag(begin - 1)
    if has_as and (before in ".:;" or begin - 1 < site.low):
        return _as_told(site)
    is_dash = before == "-" and ends_speech(whole, begin - 2)
    if is_dash or before == ",":
        return _followed(site, begin, is_dash=is_dash, has_as=has_as)
    if source is not None and whole.tag(source[0] - 1) == "-" and ends_speech(whole, source[0] - 2):
        pieces = said_around(whole, source[0], site.end)
        return (source, Opened(pieces, "speech", site.cues[0])) if pieces else None
    return None


def _is_beside(whole: SlavicParse, index: int) -> bool:
    """Whether a word before the verb is an adverb or a pronoun that is not its subject."""
    if whole.tags[index] == "R":
        return "N" not in whole.seen[index].cases
    return whole.tags[index] in "ax" and not whole.is_in(index, "that")


def _followed(site: Site, begin: int, *, is_dash: bool, has_as: bool) -> Aside | None:
    """Give a cue after a dash or a comma, with the subject after it."""
    whole = site.whole
    after = subject_after(whole, site.end, site.high, site.form, far=True)
    if after is None and not is_dash and not has_as and not _stands_alone(site):
        after = place_after(whole, site.end, site.high)
        if after is None or whole.tag(after[1]) not in ",.":
            return None
    if after is None:
        after = place_after(whole, site.end, site.high, anywhere=is_dash)
    stop = _unit_end(whole, after[1] if after else site.end, site.high)
    if not is_dash and not has_as and _opens_more(site, stop):
        return None
    pieces = said_around(whole, begin, stop)
    return (after, Opened(pieces, "speech", site.cues[0])) if pieces else None


def _opens_more(site: Site, stop: int) -> bool:
    """Whether what follows is the content: a clause after the comma that something opens, or an object."""
    whole = site.whole
    if whole.tag(stop) == ",":
        return any(whole.is_in(stop + 1, kind) for kind in ("that", "so_that")) or asks(whole, stop + 1)
    return open_right(whole, stop, site.high, site.cues, site.form) is not None


def _stands_alone(site: Site) -> bool:
    """Whether "кажуть" or "думаю" stands between commas without a subject."""
    is_alone = site.form.number == "p" or site.form.person == "1"
    return is_alone and site.whole.tag(site.end) == ","


def ends_speech(whole: SlavicParse, index: int) -> bool:
    """Whether direct speech can end with this mark before a dash."""
    return whole.tag(index) in ",]'" or (whole.tag(index) == "." and whole.low(index) != ".")


def _unit_end(whole: SlavicParse, stop: int, high: int) -> int:
    """Give where an insertion ends: before the next mark, over time and place of the speaking."""
    index = stop
    while index < high and whole.tags[index] in "apNPJDGR#L" and index < stop + _LONGEST_UNIT:
        index += 1
    return index if index >= high or whole.tags[index] in ",.;:-]" else stop


def _as_told(site: Site) -> Aside | None:
    """Give "Як повідомила компанія, ..." at the beginning of a clause."""
    whole = site.whole
    after = subject_after(whole, site.end, site.high, site.form, far=True)
    if after is not None:
        after = after[0], next((at for at in range(*after) if whole.tags[at] == ","), after[1])
    stop = _unit_end(whole, after[1] if after else site.end, site.high)
    if whole.tag(stop) != ",":
        return None
    last = next((index for index in range(stop + 1, site.high) if whole.tags[index] == ";"), site.high)
    return (after, Opened([(stop + 1, last)], "speech", site.cues[0])) if last > stop + 1 else None

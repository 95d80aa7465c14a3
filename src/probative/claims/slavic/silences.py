"""Cues of two verbs that neither say nor deny: "відмовився назвати", "сказать не смогла"."""

from dataclasses import replace
from typing import Final

from probative.claims.drafts import Draft, Stretch
from probative.claims.slavic.contents import open_left, open_right
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.sites import Site
from probative.claims.slavic.sources import subject_after
from probative.claims.slavic.subjects import source_before
from probative.claims.slavic.verb_drafts import verb_draft
from probative.language.lexicon import Cue

_SAID: Final = frozenset(("assert", "know", "warn", "deny", "judge", "like", "ask", "believe", "possible"))
_HANDLING: Final = frozenset((
    "обговорювати", "обговорити", "обсуждать", "обсудить", "перевірити", "проверить", "розкрити", "раскрыть",
    "раскрывать", "судить", "судити",
))  # fmt: skip
_ANYTHING: Final = (
    Cue(lemma="", group="silent", frames=frozenset("cwn"), openers=frozenset(("про", "о", "об", "щодо"))),
)


def find_silence(site: Site) -> Draft | None:
    """Give the attribution by a verb of refusing or not being able to, with one of saying beside it."""
    whole = site.whole
    refuses = any(cue.group == "refuse" for cue in site.cues)
    if not refuses and not (site.negated and whole.is_in(site.index, "cannot")):
        return None
    place = _infinitive(site)
    if place < 0:
        return None
    start = site.start
    found = whole.lexicon.verbs.get(whole.lows[place])
    cues = found.cues if found is not None else _ANYTHING
    source = source_before(whole, min(start, place), site.form, site.low) or source_before(
        whole, start, site.form, site.low
    )
    last = max(place, site.index) + 1
    if source is None:
        source = subject_after(whole, last, site.high, site.form, far=False)
    opened = open_right(whole, last, site.high, cues, site.form)
    if opened is None and place < start - 1:
        opened = open_right(whole, place + 1, start, cues, site.form)
    opened = opened or open_left(whole, min(place, start), site.low, cues, source)
    if opened is None:
        return None
    draft = verb_draft(replace(site, negated=False), source, opened)
    draft.cue = _cue(site, place)
    draft.group = "silent"
    return draft


def _cue(site: Site, place: int) -> list[Stretch]:
    """Give the two verbs: one piece where they stand together."""
    if abs(place - site.index) <= 2 or place > site.index:
        return [(min(place, site.start), max(place, site.index) + 1)]
    return [(place, place + 1), (site.start, site.index + 1)]


def _infinitive(site: Site) -> int:
    """Give the infinitive of saying right after the verb, else before it in the clause; -1 where there is none."""
    whole = site.whole
    after = site.index + 1
    while after < site.high and whole.tags[after] in "aR":
        after += 1
    if whole.tag(after) == "I" and _says(whole, after):
        return after
    for place in range(site.start - 1, max(site.low, site.start - 8) - 1, -1):
        if whole.tags[place] in ",.;:":
            return -1
        if whole.tags[place] == "I" and _says(whole, place):
            return place
    return -1


def _says(whole: SlavicParse, index: int) -> bool:
    found = whole.lexicon.verbs.get(whole.lows[index])
    if found is None:
        return whole.lows[index] in _HANDLING
    return any(cue.group in _SAID for cue in found.cues)

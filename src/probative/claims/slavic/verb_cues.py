"""Attribution by verbs and predicatives: "заявив, що", "уверен", "в это не верит", "дал понять"."""

from collections.abc import Sequence
from typing import Final

from probative.claims.drafts import Draft, Stretch
from probative.claims.slavic.asides import find_aside
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.contents import Opened, open_left, open_right
from probative.claims.slavic.impersonals import FORM, find_impersonal, find_told
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import phrase_at
from probative.claims.slavic.silences import find_silence
from probative.claims.slavic.sites import Site, site_at
from probative.claims.slavic.sources import place_after, place_speaking, subject_after
from probative.claims.slavic.subjects import source_before
from probative.claims.slavic.verb_drafts import verb_draft
from probative.language.lexicon import Cue

_NEEDS_SPEAKER: Final = frozenset((
    "assert", "know", "expect", "like", "want", "believe", "warn", "hide", "possible", "request",
))  # fmt: skip
_FARTHEST_NOUN: Final = 4


def find_verb(whole: SlavicParse, index: int) -> Draft | None:
    """Give the attribution by the finite verb, gerund or predicative at ``index``."""
    low, tag = whole.lows[index], whole.tags[index]
    known = whole.lexicon
    if low in known.words["cannot"] and whole.tag(index - 1) == "x":
        word = whole.seen[index]
        silent = find_silence(site_at(whole, index, (), VerbForm(word.tense, word.person, word.number, word.gender)))
        if silent is not None:
            return silent
    if low in known.adjectives and tag == "S":
        cue, number, gender = known.adjectives[low]
        return _by_site(site_at(whole, index, (cue,), VerbForm("short", "", number, gender)))
    if (low in known.verbs or low in known.lights) and tag in "VQSL":
        return _by_verb(whole, index)
    if low in known.impersonals:
        return find_impersonal(site_at(whole, index, (known.impersonals[low],), FORM))
    return None


def _by_verb(whole: SlavicParse, index: int) -> Draft | None:
    low = whole.lows[index]
    light = _light(whole, index)
    if light is not None:
        form = whole.lexicon.lights[low][1]
        return _by_site(site_at(whole, index, (light[0],), form, light[1]))
    if low not in whole.lexicon.verbs:
        return None
    cues, form = whole.lexicon.verbs[low]
    site = site_at(whole, index, cues, form)
    if form.kind in ("neuter", "short"):
        return None if site.is_supposed else find_told(site)
    return _by_site(site)


def _light(whole: SlavicParse, index: int) -> tuple[Cue, Stretch] | None:
    """Give what the verb at ``index`` says with a noun near it, and the verb's and the noun's stretch."""
    found = whole.lexicon.lights.get(whole.lows[index])
    if found is None:
        return None
    for place in range(index + 1, min(index + _FARTHEST_NOUN, len(whole.tags))):
        if whole.tags[place] in ",.;:":
            break
        for light in found[0]:
            if whole.lows[place] in light.words:
                is_two = whole.tags[place] == "p" and bool(light.words & {"під", "под"})
                return light.cue, (index, min(place + 1 + is_two, len(whole.tags)))
    return None


def _by_site(site: Site) -> Draft | None:
    if site.form.kind in ("infinitive", "long") or site.is_supposed:
        return None
    silent = find_silence(site)
    if silent is not None:
        return silent
    source = source_before(site.whole, site.start, site.form, site.low, site.openers)
    aside = find_aside(site, source)
    if aside is not None:
        as_said = site.whole.lexicon.language == "uk" and site.whole.low(site.start - 1) == "як"
        return verb_draft(site, *aside, (site.start - as_said, site.end))
    return _with_object(site, source)


def _with_object(site: Site, source: Stretch | None) -> Draft | None:
    """Give the attribution whose content the verb governs, to its right or to its left."""
    whole, form = site.whole, site.form
    is_many = form.number == "p" and form.person in ("", "3")
    if source is None and is_many:
        source = place_speaking(whole, site.start, site.low)
    after = None
    if source is None and form.kind != "gerund":
        source = after = subject_after(whole, site.end, site.high, form, far=False)
    opened = open_right(whole, after[1] if after else site.end, site.high, site.cues, form)
    if opened is not None and opened.form == "m":
        named = open_left(whole, site.start, site.low, (opened.cue,), source)
        opened = opened._replace(pieces=[*(named.pieces if named else ()), *opened.pieces])
    opened = opened or open_left(whole, site.start, site.low, site.cues, source)
    if opened is None and source is not None:
        source, opened = _split(whole, source, site.cues)
    if opened is None:
        return None
    if source is None and is_many:
        source = place_after(whole, site.end, site.high)
    if source is None and opened.form == "n" and form.number == "p" and opened.cue.group in _NEEDS_SPEAKER:
        return None
    return verb_draft(site, source, opened)


def _split(whole: SlavicParse, source: Stretch, cues: Sequence[Cue]) -> tuple[Stretch | None, Opened | None]:
    """Part "подсудимые | вины" before a verb that has no object else: the last genitive is what it is about."""
    start, last = source[0], source[1] - 1
    cue = next((one for one in cues if "n" in one.frames), None)
    if cue is not None and _is_governed(whole, source):
        return None, Opened([source], "left", cue)
    if cue is None or last <= start or whole.tags[last] != "N" or "G" not in whole.seen[last].cases:
        return source, None
    if whole.tags[last - 1] not in "NP":
        return source, None
    return (start, last), Opened([(last, source[1])], "left", cue)


def _is_governed(whole: SlavicParse, source: Stretch) -> bool:
    """Whether what was taken for the subject can be an object as well, and is nobody's name or calling."""
    phrase = phrase_at(whole, source[0], source[1])
    if phrase is None or phrase.end != source[1] or phrase.tag != "N":
        return False
    return bool({"G", "A"} & set(phrase.cases)) and whole.lows[phrase.head] not in whole.lexicon.people

"""Cues that name nobody: "стало відомо", "сообщается", "наказано", and the paper in "в приказе говорится"."""

from typing import Final

from probative.claims.drafts import Draft
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.contents import Opened, open_left, open_right
from probative.claims.slavic.insertions import said_around
from probative.claims.slavic.sites import Site
from probative.claims.slavic.sources import place_after, place_speaking
from probative.claims.slavic.verb_drafts import verb_draft

_BESIDE: Final = frozenset(("стало", "було", "было", "не", "як", "как", "нічого", "ничего"))
FORM: Final = VerbForm("impersonal", "3", "s")


def find_told(site: Site) -> Draft | None:
    """Give "наказано відступити", "сказано": a passive that names nobody."""
    if site.form.kind == "short" and site.form.gender:
        return None
    opened = open_right(site.whole, site.index + 1, site.high, site.cues, VerbForm("neuter"))
    if opened is None or opened.form not in ("c", "i", "colon", "s", "q"):
        return None
    return verb_draft(site, None, opened, (site.index, site.index + 1))


def find_impersonal(site: Site) -> Draft | None:
    """Give "стало відомо, що", "сообщается", "в приказе говорится о"."""
    whole, start = site.whole, site.index
    if site.is_supposed:
        return None
    while start - 1 >= site.low and whole.lows[start - 1] in _BESIDE:
        start -= 1
    source = place_speaking(whole, start, site.low) or place_after(whole, site.index + 1, site.high)
    end = source[1] if source and source[0] > site.index else site.index + 1
    around = said_around(whole, start, end) if whole.tag(start - 1) == "," else []
    opened = Opened(around, "speech", site.cues[0]) if around else open_right(whole, end, site.high, site.cues, FORM)
    if opened is None and whole.lows[start] in ("як", "как") and whole.tag(end) == ",":
        opened = Opened([(end + 1, site.high)], "speech", site.cues[0])
    opened = opened or open_left(whole, start, site.low, site.cues, source)
    return verb_draft(site, source, opened, (start, site.index + 1)) if opened else None

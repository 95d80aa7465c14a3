"""Where, as a claim's own words say it in Ukrainian or Russian: names after "in", "near" and their kin, as written."""

import re
from typing import Final

_PLACE: Final = re.compile(
    r"\b(?:у|в|во|біля|поблизу|неподалік|коло|під|над|возле|около|близ|вблизи|под|на околиці|на окраине|из|із)\s+"
    r"(?:(?:місті|містечку|селі|селищі|районі|порту|провінції|області|городе|городке|селе|поселке|посёлке|деревне|районе"
    r"|провинции|области)\s+)?"
    r"([А-ЯЄІЇҐЁ][\w’'-]+(?:[ -][А-ЯЄІЇҐЁ][\w’'-]+){0,2})",
    re.IGNORECASE,
)
_NOT_PLACES: Final = re.compile(r"(?:бог|господ|рад|міністр|министр|президент|сенат|суд|парламент|церк)", re.IGNORECASE)


def places_in(words: str) -> tuple[str, ...]:
    """Give the places that ``words`` name, in order, each once and as it is written, so mostly in an oblique case.

    Looks only at capitals and prepositions; whether there is such a place is the network's business.
    """
    found: dict[str, None] = {}
    for match in _PLACE.finditer(words):
        name = match.group(1)
        if name[0].isupper() and not _NOT_PLACES.match(name):
            found.setdefault(_capitalised(name))
    return tuple(found)


def _capitalised(name: str) -> str:
    """Cut a name before its first word without a capital."""
    kept: list[str] = []
    for word in name.split():
        if not word[0].isupper():
            break
        kept.append(word)
    return " ".join(kept)

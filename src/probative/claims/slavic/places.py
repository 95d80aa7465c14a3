"""Where, as a claim's own words say it in Ukrainian or Russian: names after "in", "near" and their kin, as written."""

import re
from collections.abc import Iterator
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
    return tuple(dict.fromkeys(name for _, _, name in placed(words)))


def placed(words: str) -> Iterator[tuple[int, int, str]]:
    """Give the places that ``words`` name, each with the characters of its name."""
    for match in _PLACE.finditer(words):
        name = match.group(1)
        if name[0].isupper() and not _NOT_PLACES.match(name):
            kept = _capitalised(name)
            yield match.start(1), match.start(1) + len(kept), kept


def _capitalised(name: str) -> str:
    """Cut a name before its first word without a capital."""
    end = 0
    for match in re.finditer(r"\S+", name):
        if not match.group()[0].isupper():
            break
        end = match.end()
    return name[:end]

"""English sentences about events, in many forms."""

from typing import Final

from tests.world.outlets import Outlet
from tests.world.people import Person
from tests.world.voices import Described, Manner, Nobody, Speaker, Telling, Written, written
from tests.world.wordings import clause

_SAYS: Final = (
    "{s} said that {c}.",
    "{s} said {c}.",
    "According to {s}, {c}.",
    "{C}, according to {s}.",
    "{C}, {s} said.",
    "“{C},” {s} said.",
    "{s} told reporters that {c}.",
    "{s} recalled that {c}.",
    "In an interview {s} stated that {c}.",
    "{s} confirmed that {c}.",
    "{C}, said {s}.",
    "{s} explained that {c}.",
)
_SAYS_WITH_TRADE: Final = ("{s}, {t}, said that {c}.", "{s}, {t}, recalled that {c}.", "According to {s}, {t}, {c}.")
_NOBODY_SAYS: Final = ("Reportedly, {c}.", "It was reported that {c}.", "{C}, it was reported.", "{C}, reportedly.")
_OUTLET_SAYS: Final = (
    "{s} reported that {c}.",
    "According to {s}, {c}.",
    "{C}, {s} reported.",
    "{C}, according to {s}.",
    "{s} wrote that {c}.",
    "{s} first reported that {c}.",
)
_RELAYED: Final = (
    "{r} said that {s} had told {him} that {c}.",
    "According to {r}, {s} said that {c}.",
    "{r} quoted {s} as saying that {c}.",
    "{r} said {s} told {him} that {c}.",
)
_RELAYED_BY_OUTLET: Final = (
    "{s} told {r} that {c}.",
    "{s} said that {c}, {r} reported.",
    "{r} quoted {s} as saying that {c}.",
    "In an interview with {r}, {s} said that {c}.",
)
_TOLD: Final = ("{s} told {o} that {c}.", "“{C},” {s} told {o}.", "Speaking to {o}, {s} said that {c}.")
_DENIES: Final = ("{s} denied that {c}.", "{s} rejected claims that {c}.", "It is not true that {c}, {s} said.")
_FORESEES: Final = ("{s} warned that {c}.", "{s} predicted that {c}.", "{s} feared that {c}.")
_WITHDRAWS: Final = (
    "Correction: we reported earlier that {c}. We withdraw that report.",
    "We retract our report that {c}. It could not be confirmed.",
)
_OWN: Final = ("{C}.",)
_SAW: Final = ("{C}.", "I saw that {c}.", "{C}; I watched it.", "{C}, and I was there.", "I know that {c}.")
_TOLD_ME: Final = ("{s} told me that {c}.", "{s} said to me that {c}.", "I heard from {s} that {c}.")


def tell(telling: Telling, *, is_personal: bool) -> Written:
    """Write a telling in English; ``is_personal`` where the text is somebody's statement or mail."""
    said = clause(telling.event, telling.worded, "en", future=telling.manner is Manner.FORESEES)
    words = _words(telling)
    forms = _forms(telling, is_personal=is_personal)
    return written(forms[telling.form % len(forms)], said, **words)


def _forms(telling: Telling, *, is_personal: bool) -> tuple[str, ...]:
    by_manner = {Manner.DENIES: _DENIES, Manner.FORESEES: _FORESEES, Manner.WITHDRAWS: _WITHDRAWS}
    if telling.manner in by_manner:
        return by_manner[telling.manner]
    if not telling.speakers:
        return _SAW if is_personal else _OWN
    first, *relays = telling.speakers
    if relays:
        return _RELAYED_BY_OUTLET if isinstance(relays[0], Outlet) else _RELAYED
    if isinstance(first, Nobody):
        return _NOBODY_SAYS
    if isinstance(first, Outlet):
        return _OUTLET_SAYS
    if is_personal:
        return _TOLD_ME
    if telling.told_to is not None:
        return _TOLD
    has_trade = isinstance(first, Person) and not telling.is_short
    return _SAYS + _SAYS_WITH_TRADE if has_trade else _SAYS


def _words(telling: Telling) -> dict[str, str]:
    words: dict[str, str] = {}
    for letter, speaker in zip("sr", telling.speakers, strict=False):
        words[letter] = _called(speaker, is_short=telling.is_short)
    first = telling.speakers[0] if telling.speakers else None
    if isinstance(first, Person):
        words["t"] = first.trade[0]
    last = telling.speakers[-1] if telling.speakers else None
    words["him"] = "her" if isinstance(last, Person) and last.is_woman else "him"
    words["o"] = _of_outlet(telling.told_to) if telling.told_to is not None else ""
    return words


def _called(speaker: Speaker, *, is_short: bool) -> str:
    if isinstance(speaker, Person):
        return speaker.name("en", short=is_short)
    if isinstance(speaker, Described):
        return speaker.names[0]
    return _of_outlet(speaker) if isinstance(speaker, Outlet) else ""


def _of_outlet(outlet: Outlet) -> str:
    name = outlet.called("en")
    is_plain = outlet.is_channel or outlet.language != "en"
    return name if is_plain or name.startswith("The ") else f"the {name}"

"""How what was published spreads: copies, trims, splices, pick-ups, retellings, translations, denials, withdrawals."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from tests.world.events import Event
from tests.world.fillings import Filling, filling
from tests.world.outlets import Outlet
from tests.world.telling import Account, Teller
from tests.world.texts import Kind, Placed, Text, saying, says
from tests.world.voices import NOBODY, Manner, Speaker, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A telling of what had not happened yet, and whether it came true; ``None`` where nobody can tell."""

    text: Text
    event: Event
    came_true: bool | None


def spread_all(teller: Teller) -> list[Forecast]:
    """Let publishers take from each other, twice over, and let others deny, foresee and withdraw."""
    for chance in (1.0, 0.4):
        for text in [each for each in teller.texts if each.is_channel]:
            for how, share in _WAYS:
                if teller.rng.random() < share * chance:
                    how(text, teller)
    forecasts = []
    for account in teller.accounts:
        if teller.rng.random() < 0.08:
            _ring(account, teller)
        if teller.rng.random() < 0.35:
            _deny(account, teller)
        if teller.rng.random() < 0.25:
            forecasts.append(_foresee(account, teller))
        _withdraw(account, teller)
    return forecasts


_CREDITS: Final = {
    "en": ("This report first appeared in {}.", "First published by {}.", "As reported by {}.", "Reporting by {}."),
    "uk": ("Джерело: «{}».", "Про це повідомляє «{}».", "Першою про це написала редакція «{}»."),
    "ru": ("Источник: «{}».", "Об этом сообщает «{}».", "Первой об этом написала редакция «{}»."),
}


def _taken(placed: Placed, text: Text, kind: Kind) -> Placed:
    return replace(placed, carried=text, kind=kind, true_from=(text.key,))


def _copied(text: Text, teller: Teller, lines: list[Placed], kind: Kind, outlet: Outlet) -> Text:
    """Bring out another's lines; here and there an editor changes one about nothing."""
    rng = teller.rng
    made = []
    for placed in lines:
        if isinstance(placed.line, Filling) and rng.random() < 0.1:
            made.append(Placed(line=filling(rng)))
        else:
            made.append(_taken(placed, text, kind))
    if rng.random() < 0.3 and text.outlet is not None:
        credit = rng.choice(_CREDITS[text.language])
        made.append(Placed(line=credit.format(text.outlet.called(text.language)), carried=text, kind=Kind.CITED))
    return teller.publish(outlet, made, as_is=True)


def _other(text: Text, teller: Teller) -> Outlet:
    return teller.outlet(text.outlet, language=text.language)


def _verbatim(text: Text, teller: Teller) -> None:
    _copied(text, teller, text.lines, Kind.VERBATIM, _other(text, teller))


def _trimmed(text: Text, teller: Teller) -> None:
    if len(text.lines) < 5:
        return
    count = teller.rng.randint(4, len(text.lines) - 1)
    _copied(text, teller, text.lines[:count], Kind.TRIMMED, _other(text, teller))


def _spliced(text: Text, teller: Teller) -> None:
    """Put pieces of two texts together behind some lines of one's own."""
    fit = [
        each
        for each in teller.texts
        if each.outlet is not None and each is not text and each.language == text.language and len(each.lines) > 4
    ]
    if not fit or len(text.lines) < 5:
        return
    second = teller.rng.choice(fit)
    outlet = teller.outlet(text.outlet, second.outlet, language=text.language)
    own = teller.fillings(2, 3)
    made = [_taken(placed, text, Kind.SPLICED) for placed in text.lines[:4]]
    rest = [_taken(placed, second, Kind.SPLICED) for placed in second.lines[:4]]
    teller.publish(outlet, [*own, *made, *rest], as_is=True)


def _pick_up(text: Text, teller: Teller) -> None:
    """Tell it in words of one's own and say where one has it from."""
    if text.outlet is None:
        return
    outlet = teller.outlet(text.outlet)
    lines: list[Placed] = []
    for placed, telling in text.tellings():
        if telling.manner is not Manner.SAYS or (lines and teller.rng.random() < 0.5):
            continue
        speakers: list[Speaker] = [text.outlet]
        named = [one for one in telling.speakers[:1] if one is not NOBODY and not isinstance(one, Outlet)]
        if named and len(telling.speakers) == 1 and teller.rng.random() < 0.4:
            speakers = [named[0], text.outlet]
        retold = teller.telling(telling.event, speakers)
        lines.append(_taken(replace(placed, line=retold), text, Kind.CITED))
    if lines:
        teller.publish(outlet, lines)


def _retold(text: Text, teller: Teller) -> None:
    """Tell all of it in other words, in the same order, and say nothing of where one has it from."""
    if text.outlet is None:
        return
    made: list[Placed] = []
    for placed in text.lines:
        if isinstance(placed.line, Telling):
            speakers = placed.line.speakers
            retold = teller.telling(placed.line.event, speakers, manner=placed.line.manner)
            made.append(_taken(replace(placed, line=retold), text, Kind.PARAPHRASED))
        elif teller.rng.random() < 0.3:
            made += teller.fillings(1, 1)
    teller.publish(_other(text, teller), made, as_is=True)


def _translated(text: Text, teller: Teller) -> None:
    """Tell all of it in another language, with or without a word on where one has it from."""
    if text.outlet is None:
        return
    languages = [each for each in ("en", "uk", "ru") if each != text.language]
    outlet = teller.outlet(text.outlet, language=teller.rng.choice(languages), kinds="paper")
    lines = [placed for placed in text.lines if not isinstance(placed.line, str)]
    made = [_taken(placed, text, Kind.TRANSLATED) for placed in lines]
    if teller.rng.random() < 0.4:
        line = teller.rng.choice(_CREDITS[outlet.language]).format(text.outlet.called(outlet.language))
        made.append(Placed(line=line, carried=text, kind=Kind.CITED))
    teller.publish(outlet, made, as_is=True)


def _echoed(text: Text, teller: Teller) -> None:
    """Tell it as hearsay, without a word on where one has it from."""
    tellings = [telling for _, telling in text.tellings() if telling.manner is Manner.SAYS]
    if tellings:
        telling = teller.telling(teller.rng.choice(tellings).event, [NOBODY])
        teller.publish(teller.outlet(text.outlet), [Placed(line=telling, true_from=(text.key,))])


def _forwarded(text: Text, teller: Teller) -> None:
    """Send it on to us by mail."""
    if text.outlet is None or text.language != "en":
        return
    sender = teller.person()
    begun = f"---------- Forwarded message ----------\nFrom: {text.outlet.name}\n\n"
    head = teller.rng.choice(("Have you seen this?", "This came this morning.", "Please read what they write."))
    lines = [replace(_taken(placed, text, Kind.FORWARDED), voice=text.outlet) for placed in text.lines]
    teller.mail(sender, [Placed(line=head), Placed(line=begun), *lines])


_WAYS: Final[tuple[tuple[Callable[[Text, Teller], None], float], ...]] = (
    (_verbatim, 0.16),
    (_trimmed, 0.1),
    (_spliced, 0.08),
    (_pick_up, 0.16),
    (_retold, 0.05),
    (_translated, 0.08),
    (_echoed, 0.06),
    (_forwarded, 0.05),
)
"""How each text spreads, with its chance."""


def _ring(account: Account, teller: Teller) -> None:
    """Let two papers cite each other and nobody else: by the rule, the earlier one's publisher is the origin."""
    silent = {each.outlet for each in saying(teller.texts, account.event.key)}
    one, other = teller.outlet(*silent, kinds="paper"), teller.outlet(*silent, kinds="paper")
    if one is other:
        return
    account.true.add_edge("ground", one.key)
    first = teller.publish(one, [Placed(line=teller.telling(account.event, [other]))])
    first.is_dated = True
    telling = teller.telling(account.event, [one])
    teller.publish(other, [Placed(line=telling, carried=first, kind=Kind.CITED, true_from=(first.key,))])


def _deny(account: Account, teller: Teller) -> None:
    telling = teller.telling(account.event, [teller.person()], manner=Manner.DENIES)
    teller.publish(teller.outlet(kinds="paper wire"), [Placed(line=telling)])


def _foresee(account: Account, teller: Teller) -> Forecast:
    telling = teller.telling(account.event, [teller.person()], manner=Manner.FORESEES)
    text = teller.publish(teller.outlet(kinds="paper"), [Placed(line=telling)])
    text.day = account.event.day.replace(day=1)
    came_true = account.event.happened if teller.rng.random() < 0.8 else None
    return Forecast(text=text, event=account.event, came_true=came_true)


def _withdraw(account: Account, teller: Teller) -> None:
    """Let a publisher take back what it published."""
    own = [each for each in saying(teller.texts, account.event.key) if each.outlet is not None]
    if own and teller.rng.random() < 0.08:
        text = teller.rng.choice(own)
        assert text.outlet is not None
        telling = teller.telling(account.event, manner=Manner.WITHDRAWS)
        text.withdrawn_by = teller.publish(text.outlet, [Placed(line=telling)])


__all__ = ["Forecast", "says", "spread_all"]

"""Finding who says what in the readings that were not looked at yet."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from probative.base.identifiers import ClaimId, GapId, identifier, number_of
from probative.claims.attributor import READ, attributor_for
from probative.claims.claiming import claims
from probative.claims.port import Attributor
from probative.claims.trained.weights import ModelInvalid, card_hash
from probative.engine.ports import Failure, Outcome
from probative.flow.case import Case
from probative.flow.rereading import Rereading
from probative.flow.steps.numbers import claims_numbered
from probative.flow.steps.stretches import LOOKED_AT_CHARACTERS, LOOKED_AT_ROW_CHARACTERS, looked_at, pieces
from probative.flow.steps.watching import Watch, engine
from probative.model.claims import Claim, SourceKind
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, Reading

GROUP: Final = 64
"""Acknowledge after so many volumes."""

_WORDLESS: Final = (Genre.DEVICE, Genre.TABLE, Genre.CONTAINER)
_CHARACTERS_A_MILLISECOND: Final = 300
_TOO_LONG: Final = (
    f"claims, names and ties are looked for in its first {LOOKED_AT_CHARACTERS:,} characters, of a table "
    f"{LOOKED_AT_ROW_CHARACTERS:,}; the rest was read and can be searched. Split it and add the pieces to have all "
    "looked at"
)

_OF_A_HASH: Final = 12
"""So much of a card's hash stands in the version of what attributes with that model."""

UNFINISHED: Final = " (unfinished)"
"""Stands after the tool's name where it failed on a piece of a volume: the volume is looked at again the next time."""

Found = tuple[tuple[Claim, ...], list[Gap]]
"""The claims of a piece, under numbers of their own, and what is missing."""


def the_attributor(model: Path | None = None, language: str | None = None) -> Attributor:
    """Give the attributor in use for a language, with the model of the settings; made once in each process."""
    return attributor_for(language, model)


def suggester(model: Path | None = None, language: str | None = None) -> str:
    """Name what proposes claims in a language, with its version; of a model with the beginning of its hash."""
    used = the_attributor(model, language)
    return f"{used.name}/{used.version}"


def attribute_new(case: Case, watch: Watch) -> str:
    """Find the claims of every volume that this attributor has not seen, record them, and say what there is now."""
    model = case.settings.model
    tool = suggester(model)
    card = {"model": card_hash(model)} if model is not None else {}
    rereading = Rereading(case)
    looked = tuple(_waiting(case, model))
    waiting = tuple((exhibit, volume) for exhibit, volume, _ in looked)
    tools = {(exhibit.id, volume): used for exhibit, volume, used in looked}
    next_numbers = {place: case.next_number(Claim, place) for place in {case.place_of(one.id) for one, _ in waiting}}
    earlier = {exhibit.id: tuple(case.store.claims_of(exhibit.id)) for exhibit, _ in waiting}
    sent: deque[_Sent] = deque()
    with watch("claims", len(waiting)) as tick, engine(case.settings.workers) as running:
        look = partial(claims_of, model=model, tool=tool, card=card.get("model"))
        outcomes = running.map(look, _work(case, waiting, sent), weight=_weight)
        for count, (exhibit, volume, found, gaps, is_whole) in enumerate(_by_volume(outcomes, sent), start=1):
            place = case.place_of(exhibit.id)
            numbered = claims_numbered(found, previous=earlier[exhibit.id], first=next_numbers[place])
            next_numbers[place] = max([next_numbers[place], *(number_of(claim.id) + 1 for claim in numbered)])
            about = exhibit.id if volume == 1 else f"{exhibit.id}#{volume}"
            used = tools[exhibit.id, volume]
            stay = rereading.again(about, _inside(case, exhibit, volume, earlier[exhibit.id]), numbered, used)
            known = card if card and card["model"][:_OF_A_HASH] in used else {}
            more = {**known, "kept": [claim.id for claim in stay]} if stay else known
            made_by = used if is_whole else used + UNFINISHED
            case.record_artefact("claims", about, made_by, (*numbered, *stay), more=more)
            case.record_gaps("claims", gaps)
            if count % GROUP == 0:
                case.commit()
            tick(exhibit.name)
    case.commit()
    return _line(case) + rereading.line()


def claims_of(
    item: tuple[Exhibit, Reading], model: Path | None = None, tool: str | None = None, card: str | None = None
) -> Found:
    """Find the claims in one piece of a volume, and what kept some from being found. Run in a worker.

    Args:
        item: The piece, and whose it is.
        model: The folder of the model in use; what ships where absent.
        tool: What the ledger will say made them, where that is known already.
        card: The hash of the model's card that the ledger will name.

    Raises:
        ModelInvalid: Another model came to lie in the folder while the work went on.
    """
    exhibit, reading = item
    used = the_attributor(model, reading.language)
    is_other = card is not None and model is not None and card_hash(model) != card
    if is_other or (tool is not None and suggester(model) != tool):
        raise ModelInvalid(f"the model in {model} was replaced while it was at work")
    spoken = reading.genre not in _WORDLESS
    if spoken and reading.language is not None and reading.language not in used.languages:
        detail = f"it is in {reading.language!r}; claims are found in {', '.join(sorted(READ))}"
        return (), [_gap(GapKind.UNKNOWN_LANGUAGE, exhibit, detail)]
    return claims(reading, exhibit=exhibit, attributor=used), []


def _waiting(case: Case, model: Path | None) -> Iterator[tuple[Exhibit, int, str]]:
    for exhibit in case.store.all(Exhibit):
        for reading in case.store.readings(exhibit.id):
            about = exhibit.id if reading.volume == 1 else f"{exhibit.id}#{reading.volume}"
            tool = suggester(model, reading.language)
            if case.store.note(f"tool:claims:{about}") != tool:
                yield exhibit, reading.volume, tool


def _inside(case: Case, exhibit: Exhibit, volume: int, earlier: Sequence[Claim]) -> Sequence[Claim]:
    """Give those of an exhibit's earlier claims that stand in one of its volumes."""
    reading = case.store.get(Reading, (exhibit.id, volume)) if earlier else None
    if reading is None:
        return ()
    end = reading.offset + len(reading.text)
    return [claim for claim in earlier if reading.offset <= claim.passage.start < end]


def _work(
    case: Case, waiting: Iterable[tuple[Exhibit, int]], sent: "deque[_Sent]"
) -> Iterator[tuple[Exhibit, Reading]]:
    """Yield the pieces of each volume, and note in ``sent`` whose each is: the outcomes come in this order."""
    for exhibit, volume in waiting:
        reading = case.store.get(Reading, (exhibit.id, volume))
        assert reading is not None
        stretch = looked_at(reading)
        held = list(pieces(stretch or replace(reading, text="", parts=())))
        for place, piece in enumerate(held, start=1):
            sent.append(_Sent(exhibit, volume, place == len(held), stretch is not reading))
            yield exhibit, piece


class _Sent(NamedTuple):
    """Whose piece went to the engine, whether it is its volume's last, and whether some of the volume stays behind."""

    exhibit: Exhibit
    volume: int
    is_last: bool
    is_cut: bool


def _by_volume(
    outcomes: Iterable[Outcome[Found]], sent: "deque[_Sent]"
) -> Iterator[tuple[Exhibit, int, Sequence[Claim], list[Gap], bool]]:
    """Put the claims of a volume's pieces together again, numbered through, and say whether no piece failed."""
    found: list[Claim] = []
    gaps: list[Gap] = []
    is_whole = True
    for outcome in outcomes:
        exhibit, volume, is_last, is_cut = sent.popleft()
        if isinstance(outcome, Failure) and outcome.kind == ModelInvalid.__name__:
            raise ModelInvalid(outcome.message)
        if isinstance(outcome, Failure):
            gaps.append(_fallen(exhibit, outcome))
            is_whole = False
        else:
            found += [_moved(claim, len(found)) for claim in outcome[0]]
            gaps += outcome[1]
        if is_last:
            gaps += _left_open(exhibit, found)
            if is_cut:
                gaps.append(_gap(GapKind.OVER_BUDGET, exhibit, _TOO_LONG))
            yield exhibit, volume, found, gaps, is_whole
            found, gaps, is_whole = [], [], True


def _weight(item: tuple[Exhibit, Reading]) -> int:
    return 1 + len(item[1].text) // _CHARACTERS_A_MILLISECOND


def _moved(claim: Claim, by: int) -> Claim:
    return replace(
        claim,
        id=ClaimId(identifier("C", number_of(claim.id) + by)),
        parent=ClaimId(identifier("C", number_of(claim.parent) + by)) if claim.parent else None,
    )


def _left_open(exhibit: Exhibit, found: Iterable[Claim]) -> Iterator[Gap]:
    open_dates = sum(1 for claim in found if claim.period is not None and claim.period.edtf is None)
    if open_dates:
        detail = (
            f"{open_dates} claims name a date that counts from the day of writing, which is not known; they stay open"
        )
        yield _gap(GapKind.NO_ANCHOR, exhibit, detail)


def _gap(kind: GapKind, exhibit: Exhibit, detail: str) -> Gap:
    return Gap(id=GapId("G-0000"), kind=kind, stage="claims", what=exhibit.name, detail=detail, exhibit=exhibit.id)


def _fallen(exhibit: Exhibit, failure: Failure) -> Gap:
    detail = f"claims could not be looked for, and will be the next time: {failure.kind}: {failure.message}"[:500]
    return _gap(GapKind.UNREADABLE, exhibit, detail)


def _line(case: Case) -> str:
    total = attributed = unnamed = denials = forecasts = 0
    for claim in case.store.all(Claim):
        total += 1
        attributed += len(claim.chain) > 1
        unnamed += claim.origin.kind is SourceKind.UNATTRIBUTED
        denials += claim.certainty.is_denial
        forecasts += claim.forecast
    return (
        f"{total} claims: {attributed} said by somebody else than who published them, {unnamed} by nobody named; "
        f"{denials} denials, {forecasts} forecasts"
    )

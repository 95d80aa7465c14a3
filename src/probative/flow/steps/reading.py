"""Reading what was received and not read yet."""

import io
from collections import Counter
from collections.abc import Iterable
from typing import Final

from probative.base.identifiers import GapId
from probative.engine.ports import Failure
from probative.flow import acts, artefact
from probative.flow.case import Case
from probative.flow.envelopes import is_enveloped, named_by, truly
from probative.flow.reading_notes import reading_notes
from probative.flow.screen import Moves, Screen
from probative.flow.steps.watching import Watch, engine
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import PartKind, Reading
from probative.reading.registry import read

LARGEST_SENT_BYTES: Final = 32 << 20
"""Exhibits up to this size are handed to a worker whole; larger ones are streamed here, volume by volume."""

SMALL_LOAD_BYTES: Final = 8 << 20
"""Up to this much material one worker reads."""

GROUP: Final = 64
"""Acknowledge after so many exhibits, so that little is done twice after an interruption."""

_BYTES_A_MILLISECOND: Final = 20_000


def read_new(case: Case, watch: Watch) -> str:
    """Read every exhibit without a reading, record readings and gaps, and say what there is now."""
    waiting = [each for each in case.store.all(Exhibit) if case.store.note(f"entry:reading:{each.id}") is None]
    left = len(waiting) if case.is_blind else 0
    waiting = [] if case.is_blind else waiting
    small = [each for each in waiting if each.size_bytes <= LARGEST_SENT_BYTES]
    # One worker is enough for little: starting another costs more than it saves.
    workers = 1 if sum(each.size_bytes for each in small) < SMALL_LOAD_BYTES else case.settings.workers
    doubts: list[int] = []
    with watch("reading", len(waiting)) as tick, engine(workers, isolated=True) as running:
        outcomes = running.map(read_whole, ((each, _bytes(case, each)) for each in small), weight=_weight)
        for count, (exhibit, outcome) in enumerate(zip(small, outcomes, strict=True), start=1):
            found = [_fallen(exhibit, outcome)] if isinstance(outcome, Failure) else outcome
            doubts.append(_record(case, exhibit, found))
            if count % GROUP == 0:
                case.commit()
            tick(exhibit.name)
        for exhibit in waiting:
            if exhibit.size_bytes > LARGEST_SENT_BYTES:
                with case.content(exhibit.id) as content:
                    doubts.append(_record(case, exhibit, read(content, exhibit)))
                case.commit()
                tick(exhibit.name)
    case.commit()
    waits = f"; {left} wait for somebody who can find the names of sealed people" if left else ""
    unsure = sum(doubts)
    tells = f"; {unsure} places may name sealed people: `probative seal DIR --look`" if unsure else ""
    return _line(case) + waits + tells


def read_whole(item: tuple[Exhibit, bytes]) -> list[Reading | Gap]:
    """Read one exhibit that is in memory. Run in a worker."""
    exhibit, content = item
    return list(read(io.BytesIO(content), exhibit))


def _bytes(case: Case, exhibit: Exhibit) -> bytes:
    with case.content(exhibit.id) as content:
        return content.read()


def _weight(item: tuple[Exhibit, bytes]) -> int:
    return 5 + len(item[1]) // _BYTES_A_MILLISECOND


def _record(case: Case, exhibit: Exhibit, found: Iterable[Reading | Gap]) -> int:
    """Record what was read, without the names of sealed people; give how many places may still name them."""
    place, screen = case.place_of(exhibit.id), case.screen
    volumes: list[str] = []
    gaps: list[Gap] = []
    named: set[str] = set()
    moves: Moves | None = None
    doubts = 0
    for each in found:
        if isinstance(each, Gap):
            gaps.append(each if screen is None else screen.gap(each))
            continue
        made = each
        if screen is not None:
            hidden = screen.reading(each, moves)
            made, moves = hidden.reading, hidden.moves
            named |= hidden.named
            unsure = screen.doubts(made.text, exhibit.id)
            doubts += sum(1 for one in unsure if one.pseudonym in made.text or not one.is_given_name)
        volumes.append(case.custody.keep_bytes(artefact.pack((made,)), place).object_id)
    if screen is not None:
        named |= _settled(case, screen, exhibit, is_named=bool(named))
    fresh = case.gaps.fresh(gaps, place)
    kept = case.custody.keep_bytes(artefact.pack(fresh), place).object_id if fresh else None
    case.custody.record(acts.READING_MADE, acts.read(exhibit.id, volumes, kept, named=named), place=place)
    return doubts


def _settled(case: Case, screen: Screen, exhibit: Exhibit, *, is_named: bool) -> frozenset[str]:
    """Give whom an exhibit's name or receipts name; where nobody sealed is named at all, show it as it came."""
    if not is_enveloped(case, exhibit.id):
        return frozenset()
    true = truly(case, exhibit)
    named = named_by(screen, true)
    entry, object_id = case.store.note(f"entry:{exhibit.id}"), case.store.note(f"object:{exhibit.id}")
    if not named and not is_named and entry is not None and object_id is not None:
        fields = acts.restated(int(entry), acts.EXHIBIT_RECEIVED, acts.received(true, object_id, envelope=""))
        case.custody.record(acts.RECORD_RESTATED, fields, place=case.place_of(exhibit.id))
    return named


def _fallen(exhibit: Exhibit, failure: Failure) -> Gap:
    return Gap(
        id=GapId("G-0000"),
        kind=GapKind.UNREADABLE,
        stage="reading",
        what=exhibit.name,
        detail=f"its reader failed: {failure.kind}: {failure.message}"[:500],
        exhibit=exhibit.id,
    )


def _line(case: Case) -> str:
    kinds: Counter[str] = Counter()
    read_exhibits = 0
    for note in reading_notes(case.store):
        read_exhibits += 1
        kinds += note.kinds
    counted = ", ".join(f"{kinds[kind]} {_plural(kind, kinds[kind])}" for kind in _COUNTED if kinds[kind])
    unread = case.store.count(Exhibit) - read_exhibits
    return f"{read_exhibits} exhibits read ({counted or 'no parts'}), {unread} could not be read"


_COUNTED: Final = (PartKind.BODY, PartKind.PAGE, PartKind.MESSAGE, PartKind.ROW, PartKind.METADATA, PartKind.MEMBER)


def _plural(kind: PartKind, count: int) -> str:
    words = {PartKind.BODY: ("text", "texts"), PartKind.METADATA: ("metadata block", "metadata blocks")}
    one, many = words.get(kind, (kind.value, f"{kind.value}s"))
    return one if count == 1 else many

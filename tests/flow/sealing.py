"""A case with people whose names are sealed, and the search through everything that it holds."""

import json
from collections.abc import Iterator
from pathlib import Path

from probative.custody.compartments import Compartment, Within
from probative.custody.seal.person import Person, new_person
from probative.custody.vault.vault import record_id
from probative.flow import access, acts
from probative.flow.case import Case, opened, rebuild
from probative.flow.order import process
from probative.flow.sealing import Begun, Finished, begin, finish
from probative.flow.settings import Settings
from probative.flow.views import full_view
from tests.flow.conftest import Room, watch


def custodians(room: Room) -> list[Person]:
    """Name three custodians of the identities, and give them."""
    people = [new_person(name, chance=room.given.chance) for name in ("Ada", "Ben", "Cid")]
    access.name_custodians(room.folder, room.given, [each.card for each in people], why="the board")
    return people


def work_through(folder: Path, given: Settings) -> None:
    """Work through what everybody sees, and then through all that is open."""
    with opened(folder, given, write=True, view=Within()) as case:
        list(process(case, watch=watch))
        more = full_view(case.keybag, case.custody)
    if more:
        with opened(folder, given, write=True) as case:
            list(process(case, watch=watch))


def seal(room: Room, name: str, *also: str, only_in: str | None = None) -> tuple[Begun, Finished]:
    """Seal a person as the command does."""
    with room.open(write=True) as case:
        begun = begin(case, name, only_in=only_in, also=also, why="asked for protection", watch=watch)
    rebuild(room.folder, room.given)
    work_through(room.folder, room.given)
    with room.open(write=True) as case:
        done = finish(case, begun)
    with room.open(write=True):
        pass
    return begun, done


def originals(case: Case) -> set[str]:
    """Give the ids of the objects that hold what came, as it came."""
    found: set[str] = set()
    for each in case.custody.entries():
        values = {name: acts.value(field) for name, field in (each.fields or {}).items()}
        kind = values.get("restated_kind", each.entry.kind)
        if kind == acts.EXHIBIT_RECEIVED and "object" in values:
            found.add(str(values["object"]))
        if values.get("envelope"):
            found.add(str(values["envelope"]))
    return found


def everything(case: Case) -> Iterator[tuple[str, str]]:
    """Yield all that can be opened of a case but originals: every object, every record, every line of the index."""
    left_out = originals(case)
    records = {
        record_id(case.keybag.vault_id_key, each.entry.commitment).hex()
        for each in case.custody.entries()
        if each.entry.commitment is not None
    }
    for name in case.keybag.object_ids():
        if name.hex() not in left_out and not case.keybag.is_sealed(name) and not case.keybag.is_void(name):
            kind = "record" if name.hex() in records else "object"
            yield f"{kind} {name.hex()[:12]}", case.custody.read_object(name.hex()).decode("utf-8", "replace")
    for line in case.store.export():
        yield "index", line.decode()
    connection = getattr(case.store, "_connection", None)
    if connection is not None:
        yield from _rows(connection)


def _rows(connection: object) -> Iterator[tuple[str, str]]:
    run = connection.exec_driver_sql  # type: ignore[attr-defined]
    tables = [row[0] for row in run("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()]
    for table in tables:
        try:
            rows = run(f'SELECT * FROM "{table}"').fetchall()
        except Exception:  # noqa: BLE001 - a virtual table without content
            continue
        for row in rows:
            said = [each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each) for each in row]
            yield f"table {table}", json.dumps(said, ensure_ascii=False)


def places_of(room: Room, *words: str) -> list[str]:
    """Say where in all that can be opened of a case one of these words stands, whatever its case."""
    found = []
    for view in (None, Within()):
        with opened(room.folder, room.given, view=view) as case:
            for where, text in everything(case):
                small = text.casefold()
                found += [f"{where}: {word}: {text[:300]}" for word in words if word.casefold() in small]
    return found


IDENTITIES = frozenset({Compartment.IDENTITIES})

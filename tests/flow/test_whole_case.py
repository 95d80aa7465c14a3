"""What a stage makes of the whole case is recorded as what changed, and the index is what it made last."""

import shutil
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base.digest import digest_of
from probative.custody.compartments import GENERAL, Compartment, Within, mask_of, within
from probative.flow import acts, projection, whole_case
from probative.flow.artefact import ArtefactUnreadableError, Changes, pack_changes, unpack, unpack_changes
from probative.flow.case import rebuild
from probative.flow.steps import network
from probative.model.claims import Claim
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Contradiction, Derivation, Proposition, Source
from probative.model.readings import Reading
from probative.network import mentions
from probative.store.kinds import Value, key_of
from probative.store.open import open_memory
from probative.store.ports import Store
from tests.flow.conftest import MORE, Room, room_in
from tests.flow.sealing import custodians, places_of, seal
from tests.suites import values

STAGE, TOOL = "corroboration", "a tool 1"
LEGAL = within(Compartment.LEGAL)
MADE = st.lists(
    st.one_of(values.sources(), values.derivations(), values.contradictions()),
    max_size=6,
    unique_by=lambda each: (type(each), key_of(each)),
)
HISTORIES = st.lists(MADE, min_size=1, max_size=6)


class Ledger:
    """Acts and objects, as a case keeps them, and an index that follows."""

    def __init__(self, view: Within = GENERAL, shown: Store | None = None) -> None:
        self.acts: list[tuple[dict[str, str], Within]] = []
        self.vault: dict[str, bytes] = {}
        self.store = shown or index_of(view)

    def record(self, made: Sequence[Value], *, store: Store | None = None, view: Within = GENERAL) -> bool:
        held = store or self.store
        fresh = whole_case.fresh(STAGE, TOOL, made, store=held, view=view, is_there=self.vault.__contains__)
        if fresh is None:
            return False
        key = f"{len(self.acts):04x}"
        self.vault[key] = fresh.content
        fields = acts.derived(STAGE, whole_case.ABOUT, TOOL, key, digest_of(fresh.content), more=fresh.more)
        self.acts.append((dict(fields), view))
        self.apply(held, len(self.acts) - 1)
        return True

    def apply(self, store: Store, index: int) -> None:
        fields, place = self.acts[index]
        object_id = str(acts.value(fields["object"]))
        # What was destroyed is not known any more.
        known = fields if object_id in self.vault else None
        projection.apply(index, acts.ARTEFACT_DERIVED, known, store=store, load=self.vault.__getitem__, place=place)

    def replayed(self, view: Within = GENERAL) -> Store:
        store = index_of(view)
        for index in range(len(self.acts)):
            self.apply(store, index)
        return store

    def bytes_of_chain(self) -> tuple[int, int]:
        chain = whole_case.chain_of(STAGE, self.store)
        assert chain is not None
        return sum(len(self.vault[each]) for each in chain.objects), len(self.vault[chain.objects[0]])


def index_of(view: Within) -> Store:
    store = open_memory()
    if view:
        store.set_note("view", str(mask_of(view)))
    return store


def held_in(store: Store) -> dict[object, Value]:
    return {(kind, key_of(each)): each for kind in (Source, Derivation, Contradiction) for each in store.all(kind)}


def keyed(made: Sequence[Value]) -> dict[object, Value]:
    return {(type(each), key_of(each)): each for each in made}


@given(HISTORIES)
def test_the_index_holds_what_was_made_last_and_a_rebuild_gives_the_same_bytes(history):
    ledger = Ledger()
    for made in history:
        ledger.record(made)
        assert held_in(ledger.store) == keyed(made)
        assert not ledger.record(made)
    assert list(ledger.replayed().export()) == list(ledger.store.export())


@given(HISTORIES)
def test_a_rebuild_reads_at_most_twice_what_was_once_written_whole(history):
    ledger = Ledger()
    for made in history:
        ledger.record(made)
        read, whole = ledger.bytes_of_chain()
        assert read <= 2 * whole


@given(HISTORIES)
def test_the_entry_named_for_a_thing_is_one_that_holds_it_as_it_is(history):
    ledger = Ledger()
    for made in history:
        ledger.record(made)
        for each in made:
            if not isinstance(each, Derivation):
                entry = whole_case.entry_of(STAGE, each.id, ledger.store)
                assert entry is not None
                content = ledger.vault[str(acts.value(ledger.acts[entry][0]["object"]))]
                assert each in unpack_changes(content).put


@given(HISTORIES, MADE, st.data())
def test_where_an_object_was_destroyed_all_is_written_again_and_a_rebuild_ends_with_it(history, last, data):
    ledger = Ledger()
    for made in history:
        ledger.record(made)
    chain = whole_case.chain_of(STAGE, ledger.store)
    assert chain is not None
    del ledger.vault[data.draw(st.sampled_from(chain.objects))]

    assert ledger.record(last)

    assert held_in(ledger.store) == held_in(ledger.replayed()) == keyed(last)
    assert not ledger.record(last)


@given(HISTORIES, HISTORIES, st.randoms(use_true_random=False))
def test_what_somebody_made_who_saw_less_changes_nothing_of_what_was_made_of_all(less, all_of_it, chance):
    plain, both = open_memory(), index_of(LEGAL)
    ledger = Ledger(shown=both)
    turns = [(plain, GENERAL, made) for made in less] + [(both, LEGAL, made) for made in all_of_it]
    chance.shuffle(turns)
    last: dict[Within, Sequence[Value]] = {}
    for store, view, made in turns:
        if ledger.record(made, store=store, view=view) and view == GENERAL:
            # The other index sees this act, too.
            ledger.apply(both, len(ledger.acts) - 1)
        last[view] = made
        if LEGAL in last:
            assert held_in(both) == keyed(last[LEGAL])
    assert held_in(ledger.replayed(LEGAL)) == keyed(last[LEGAL])


def test_a_small_change_of_much_is_recorded_as_a_little(room: Room):
    room.process()
    room.add({name: text.encode() for name, text in MORE.items()})
    room.process()
    with room.open(write=True) as case:
        every = tuple(case.store.all(Source)) + tuple(case.store.all(Proposition))
        assert case.record_whole("corroboration", "another tool", every)
        case.commit()
        (first, *rest) = every
        assert case.record_whole("corroboration", "another tool", rest)
        case.commit()
        chain = whole_case.chain_of("corroboration", case.store)
        assert chain is not None
        assert case.load(chain.objects[-1]) == pack_changes(Changes(put=(), gone=((Source, first.id),)))
    before = room.exported()
    rebuild(room.folder, room.given)
    assert room.exported() == before


@pytest.mark.parametrize("content", [b"-Source \n", b'-Nothing "S-0001"\n', b'-Source "P-0001"\n', b'-Source ["S"]\n'])
def test_what_tells_of_no_thing_that_is_gone_is_named_by_line(content):
    with pytest.raises(ArtefactUnreadableError, match="line 1"):
        unpack_changes(content)


@given(MADE, MADE)
def test_changes_that_were_packed_come_back(put, gone):
    changes = Changes(put=tuple(put), gone=tuple((type(each), key_of(each)) for each in gone))
    assert unpack_changes(pack_changes(changes)) == changes
    assert tuple(unpack(pack_changes(Changes(put=tuple(put), gone=())))) == tuple(put)


def test_names_that_were_found_before_are_not_looked_for_again_and_all_is_as_if_they_were(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    other = room_in(room.place.with_name("other"))
    shutil.copytree(room.place, other.place, dirs_exist_ok=True)
    looked_at: list[str] = []

    def noted(reading: Reading):
        looked_at.append(reading.exhibit)
        return mentions(reading)

    monkeypatch.setattr(network, "mentions", noted)
    for name, text in MORE.items():
        for each in (room, other):
            each.add({name: text})
        room.process()
        with monkeypatch.context() as anew:
            anew.setattr(network, "chain_to_go_on", lambda *_: None)
            seen = tuple(looked_at)
            other.process()
            looked_at[:] = seen
        assert [room.all(kind) for kind in (Entity, Link, Event)] == [other.all(kind) for kind in (Entity, Link, Event)]
    assert looked_at == ["E-0004", "E-0005"]


def test_what_was_made_with_changes_is_said_again_without_a_name(room: Room):
    room.add(MORE)
    room.process()
    custodians(room)
    claim = next(each.id for each in room.all(Claim) if each.origin.source == "Mira Toll")
    room.judge("reject", claim)
    with room.open() as case:
        chains = [whole_case.chain_of(stage, case.store) for stage in whole_case.KINDS]
        assert any(chain is not None and len(chain.objects) > 1 for chain in chains)
    assert places_of(room, "toll")
    seal(room, "Mira Toll")
    assert not places_of(room, "toll")
    before = room.exported()
    rebuild(room.folder, room.given)
    assert room.exported() == before

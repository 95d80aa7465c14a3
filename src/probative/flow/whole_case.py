"""What a stage made of the whole case: recorded whole at first, and then as what changed since.

A *chain* is an artefact of everything and those after it, each of which says what changed since the one before. It
begins anew where what changed would come to weigh more than everything does, and where a link of it cannot be used: so
a rebuild reads at most twice what there is, and a case that grows by one exhibit grows on disk by what it changed.

Source:
    docs/decisions/0160-what-changed-is-recorded.md
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final, NamedTuple, TypeVar

from probative.base import canonical
from probative.base.digest import digest_of
from probative.custody.compartments import Within, mask_of
from probative.custody.protocol import Custody
from probative.flow import acts, artefact
from probative.flow.highest import put
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Contradiction, Derivation, Proposition, Source
from probative.store import codec
from probative.store.kinds import Key, Value, key_of
from probative.store.ports import Store

One = TypeVar("One")

KINDS: Final[Mapping[str, tuple[type[Value], ...]]] = {
    "corroboration": (Source, Derivation, Proposition, Contradiction),
    "network": (Entity, Link, Event),
}
"""Stages that look at the whole case, and what they make of it."""

ABOUT: Final = "case"
"""What such an artefact is about."""

AFTER: Final = "after"
"""The field that names the entry since which an artefact says what changed; one of everything has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An artefact of everything and those after it, as the index knows them.

    ``first`` and ``last`` are entries of the ledger, ``objects`` lie in the vault; ``whole_bytes`` is what everything
    took when it was written, ``since_bytes`` what the changes took that were written after it.
    """

    first: int
    last: int
    objects: tuple[str, ...]
    whole_bytes: int
    since_bytes: int = 0


class Fresh(NamedTuple):
    """What is to be recorded: the bytes, and the fields that say what they follow."""

    content: bytes
    more: Mapping[str, canonical.Json]


def fresh(
    stage: str,
    tool: str,
    made: Iterable[Value],
    *,
    store: Store,
    view: Within,
    is_there: Callable[[str], bool],
) -> Fresh | None:
    """Give what is to be recorded of what a stage made of the whole case; ``None`` where the ledger says it already.

    Args:
        stage: Which stage.
        tool: What made it, with version.
        made: All that it made.
        store: The index, as the ledger left it.
        view: The compartments that were looked at.
        is_there: Whether an object of the vault can be opened.
    """
    values = tuple(made)
    chain = chain_to_go_on(stage, tool, store, view)
    if chain is not None and all(map(is_there, chain.objects)):
        changes = _changes(KINDS[stage], values, store)
        if not changes.put and not changes.gone:
            return None
        content = artefact.pack_changes(changes)
        if chain.since_bytes + len(content) <= chain.whole_bytes:
            return Fresh(content, {AFTER: chain.last})
    return Fresh(artefact.pack(values), {})


def record(stage: str, tool: str, made: Iterable[Value], *, custody: Custody, store: Store, view: Within) -> bool:
    """Record what a stage made of the whole case, unless the ledger says it already; give whether it was recorded."""
    new = fresh(stage, tool, made, store=store, view=view, is_there=custody.has_object)
    if new is not None:
        kept = custody.keep_bytes(new.content, view).object_id
        fields = acts.derived(stage, ABOUT, tool, kept, digest_of(new.content), more=new.more)
        custody.record(acts.ARTEFACT_DERIVED, fields, place=view)
    return new is not None


def derive(
    index: int, values: Mapping[str, canonical.Json], *, store: Store, load: Callable[[str], bytes], place: Within
) -> None:
    """Bring the index up to date with one artefact of the whole case.

    What was made by somebody who saw less of the case than this index shows stands in until somebody saw all of it.
    What changed since something that this index does not hold is passed over.
    """
    stage, object_id = str(values["stage"]), str(values["object"])
    if _is_of_less(stage, place, store):
        return
    after = values.get(AFTER)
    chain = chain_of(stage, store) if after is not None else None
    if after is not None and (chain is None or chain.last != after):
        return
    content = load(object_id)
    if chain is None:
        for kind in KINDS[stage]:
            store.clear(kind)
        put(artefact.unpack(content), store)
        now = Chain(first=index, last=index, objects=(object_id,), whole_bytes=len(content))
        if _mask_of(store):
            store.set_note(f"whole:{stage}", str(mask_of(place)))
    else:
        _change(index, artefact.unpack_changes(content), store)
        now = replace(
            chain,
            last=index,
            objects=(*chain.objects, object_id),
            since_bytes=chain.since_bytes + len(content),
        )
    store.set_note(f"chain:{stage}", canonical.encode({**asdict(now), "objects": list(now.objects)}).decode())
    store.set_note(f"tool:{stage}:{ABOUT}", str(values["tool"]))


def chain_of(stage: str, store: Store) -> Chain | None:
    """Give the chain on which the index stands for a stage; ``None`` where the stage made nothing yet."""
    noted = store.note(f"chain:{stage}")
    if not noted:
        return None
    held = json.loads(noted)
    return Chain(**{**held, "objects": tuple(held["objects"])})


def chain_to_go_on(stage: str, tool: str, store: Store, view: Within) -> Chain | None:
    """Give the chain that a change may follow: one by the same tool, of all that this index shows."""
    if store.note(f"tool:{stage}:{ABOUT}") != tool:
        return None
    if mask_of(view) and store.note(f"whole:{stage}") != str(mask_of(view)):
        return None
    return chain_of(stage, store)


def followed(
    chain: Sequence[One], one: One, values: Mapping[str, canonical.Json], entry: Callable[[One], int]
) -> list[One]:
    """Give a chain of acts with one more of its stage and place: it begins anew with an artefact of everything.

    Args:
        chain: The acts so far, oldest first.
        one: The next.
        values: Its fields.
        entry: Gives an act's place in the ledger.
    """
    after = values.get(AFTER)
    if after is None:
        return [one]
    return [*chain, one] if chain and entry(chain[-1]) == after else list(chain)


def replayed(contents: Sequence[bytes]) -> list[Value]:
    """Give what a chain comes to: ``contents`` are its artefacts, oldest first."""
    held = {(type(value), key_of(value)): value for value in artefact.unpack(contents[0])}
    for content in contents[1:]:
        changes = artefact.unpack_changes(content)
        for each in changes.gone:
            held.pop(each, None)
        held.update(((type(value), key_of(value)), value) for value in changes.put)
    return list(held.values())


def entry_of(stage: str, identifier: str, store: Store) -> int | None:
    """Give the entry of the ledger that holds what a stage says of something now."""
    chain = chain_of(stage, store)
    if chain is None:
        return None
    return max(chain.first, int(store.note(f"entry:{identifier}") or 0))


def _changes(kinds: Iterable[type[Value]], values: Iterable[Value], store: Store) -> artefact.Changes:
    now: dict[type[Value], dict[bytes, Value]] = {kind: {} for kind in kinds}
    for value in values:
        now[type(value)][codec.encode(value)] = value
    gone: list[tuple[type[Value], Key]] = []
    for kind, bodies in now.items():
        other = [body for body in store.bodies(kind) if bodies.pop(body, None) is None]
        keys = {key_of(value) for value in bodies.values()}
        gone += ((kind, key) for body in other if (key := key_of(codec.decode(kind, body))) not in keys)
    return artefact.Changes(put=tuple(value for bodies in now.values() for value in bodies.values()), gone=tuple(gone))


def _change(index: int, changes: artefact.Changes, store: Store) -> None:
    for kind in dict.fromkeys(kind for kind, _ in changes.gone):
        store.remove(kind, [key for of, key in changes.gone if of is kind])
    put(changes.put, store)
    for value in changes.put:
        if not isinstance(value, Derivation):
            store.set_note(f"entry:{key_of(value)}", str(index))


def _is_of_less(stage: str, place: Within, store: Store) -> bool:
    """Whether this was made by somebody who saw less than this index shows, and somebody who saw all made it before."""
    mine = str(_mask_of(store))
    return store.note(f"whole:{stage}") == mine != str(mask_of(place))


def _mask_of(store: Store) -> int:
    return int(store.note("view") or 0)

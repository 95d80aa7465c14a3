"""Says again, without a name, all that a case recorded before the name was sealed.

Source: docs/decisions/0181-records-are-said-again.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from probative.base import canonical
from probative.base.digest import digest_of
from probative.base.identifiers import ExhibitId, is_identifier
from probative.custody.compartments import Within
from probative.custody.seconding import said_again
from probative.flow import acts, artefact
from probative.flow.case import Case
from probative.flow.envelopes import enveloped, in_envelope, named_by, receipt_enveloped
from probative.flow.restating import as_said_now, restatements
from probative.flow.rewording import Rewording
from probative.flow.screen import ASIDE, Moves, Screen
from probative.flow.whole_case import AFTER, KINDS, followed, replayed
from probative.model.exhibits import Exhibit, Receipt
from probative.model.gaps import Gap
from probative.model.readings import Reading
from probative.store import codec
from probative.store.kinds import Value

UNTOLD: Final = (acts.IDENTITY_SEALED, acts.IDENTITY_SCREENED, acts.PSEUDONYM_GIVEN, acts.IDENTITY_UNSEALED)
"""Acts about sealing itself: they hold no name that everybody could read."""

SINCE: Final = " (said again)"
"""Stands after the name of the tool whose claims were said again: they are looked for anew the next time."""

Values = dict[str, canonical.Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An entry as it is said now: its place in the ledger, its kind, its fields, where its record lies."""

    entry: int
    kind: str
    fields: acts.Fields
    within: Within

    @property
    def values(self) -> Values:
        """Its fields, read."""
        return {name: acts.value(each) for name, each in self.fields.items()}

    @property
    def about(self) -> str:
        """The exhibit it is about; empty where it is about none, or about several."""
        values = self.values
        named = str(values.get("exhibit") or values.get("about") or values.get("id") or "").partition("#")[0]
        return named if is_identifier(named, "E") else ""


def said(case: Case) -> Iterator[Said]:
    """Give every entry that can be read here, as it is said now, oldest first."""
    for _, kind, each in as_said_now(case.custody.entries(), restatements(case.custody)):
        if each.fields:
            yield Said(entry=each.index, kind=kind, fields=each.fields, within=each.within)


@dataclass(slots=True)
class Restater:
    """Goes through a case once.

    ``screen`` finds the person who is being sealed, ``everybody`` all who are sealed: what is taken from an envelope
    names those of earlier times too. ``named`` are the exhibits that name the person, ``moved`` those whose bytes were
    moved.
    """

    case: Case
    screen: Screen
    everybody: Screen
    named: dict[str, frozenset[str]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    n_records: int = 0
    _rewording: Rewording | None = None
    _received: dict[str, Said] = field(default_factory=dict)
    _readings: dict[str, Said] = field(default_factory=dict)
    _latest: dict[tuple[str, str, Within], Said] = field(default_factory=dict)
    _chains: dict[tuple[str, Within], list[Said]] = field(default_factory=dict)
    _others: list[Said] = field(default_factory=list)

    def run(self) -> None:
        """Queue everything that is to be said again. Nothing is durable before the case is acknowledged."""
        for each in said(self.case):
            self._sort(each)
        for exhibit in self._received:
            self._look(exhibit)
        for exhibit in sorted(self._with_containers(self.named)):
            self._move(self._received[exhibit])
        for exhibit in self.named:
            if exhibit in self._readings:
                self._read_again(self._readings[exhibit])
        for (_, about, _), each in self._latest.items():
            if about.partition("#")[0] in self.named:
                self._derive_again(each)
        for chain in self._chains.values() if self.named else ():
            self._whole_again(chain)
        for each in self._others:
            self._say_again(each)

    @property
    def rewording(self) -> Rewording:
        """What says values again."""
        if self._rewording is None:
            self._rewording = Rewording(self.screen)
        return self._rewording

    def _sort(self, each: Said) -> None:
        values = each.values
        if each.kind == acts.EXHIBIT_RECEIVED:
            self._received[str(values["id"])] = each
        elif each.kind == acts.READING_MADE:
            self._readings[str(values["exhibit"])] = each
        elif each.kind == acts.ARTEFACT_DERIVED and is_replaced(values):
            stage = str(values["stage"])
            if stage in KINDS:
                chain = self._chains.get((stage, each.within), [])
                self._chains[stage, each.within] = followed(chain, each, values, _entry_of)
            else:
                self._latest[stage, str(values["about"]), each.within] = each
        elif each.kind not in UNTOLD:
            self._others.append(each)

    def _look(self, exhibit: str) -> None:
        """Find out whether an exhibit names the person, and take note of its reading as it is to be."""
        named = set(named_by(self.screen, self._truly(self._received[exhibit])))
        made: list[Reading] = []
        moves: Moves | None = None
        for volume in self._volumes(exhibit):
            hidden = self.screen.reading(volume, moves)
            moves = hidden.moves
            made.append(hidden.reading)
            named |= hidden.named
        if named:
            self.named[exhibit] = frozenset(named)
            if made and moves is not None:
                self.rewording.add(made, moves)

    def _volumes(self, exhibit: str) -> Iterator[Reading]:
        reading = self._readings.get(exhibit)
        volumes = reading.values["volumes"] if reading is not None else []
        for object_id in volumes if isinstance(volumes, list) else ():
            for value in artefact.unpack(self.case.load(str(object_id))):
                if isinstance(value, Reading):
                    yield value

    def _truly(self, received: Said) -> Exhibit:
        values = received.values
        envelope = values.get("envelope")
        if envelope:
            return in_envelope(self.case, str(envelope))
        exhibit = artefact.value_from("Exhibit", values)
        assert isinstance(exhibit, Exhibit)
        return exhibit

    def _with_containers(self, named: Iterable[str]) -> set[str]:
        """Give exhibits with all that they came inside of: its bytes hold theirs."""
        found: set[str] = set()
        for exhibit in named:
            inside: str | None = exhibit
            while inside is not None and inside not in found and inside in self._received:
                found.add(inside)
                inside = self._truly(self._received[inside]).container
        return found

    def _move(self, received: Said) -> None:
        """Keep an exhibit's bytes, and how it truly came, where the originals of sealed people lie."""
        values, place = received.values, received.within
        object_id = str(values["object"])
        kept = self.case.custody.keep(lambda: self.case.custody.open_object(object_id), place | ASIDE)
        shown, envelope = enveloped(self.case, self.everybody, self._truly(received), place)
        self.moved.add(shown.id)
        self._restate(received, acts.received(shown, kept.object_id, envelope=envelope))

    def _read_again(self, reading: Said) -> None:
        exhibit = str(reading.values["exhibit"])
        volumes = [
            self.case.custody.keep_bytes(artefact.pack((volume,)), reading.within).object_id
            for volume in self.rewording.texts.get(exhibit, ())
        ]
        gaps = reading.values["gaps"]
        if gaps is not None:
            values = [self._hidden(value) for value in artefact.unpack(self.case.load(str(gaps)))]
            gaps = self.case.custody.keep_bytes(artefact.pack(values), reading.within).object_id
        earlier = reading.values.get("named")
        named = {*self.named[exhibit], *(map(str, earlier) if isinstance(earlier, list) else ())}
        more = acts.read(self._id(exhibit), list(volumes), None, named=named)
        self._restate(reading, {**reading.fields, **more, "gaps": acts.text(gaps)})

    def _id(self, exhibit: str) -> ExhibitId:
        return self._truly(self._received[exhibit]).id

    def _derive_again(self, derived: Said) -> None:
        values = [self.rewording.value(value) for value in self._unpacked(derived)]
        self._restate_artefact(derived, values, since=SINCE)

    def _whole_again(self, chain: Sequence[Said]) -> None:
        """Say in place of the last artefact of a chain all that the chain says; what went before is not needed then."""
        contents = [self.case.load(str(each.values["object"])) for each in chain]
        values = [self.rewording.value(value) for value in replayed(contents)]
        last = chain[-1]
        whole = {name: each for name, each in last.fields.items() if name != AFTER}
        self._restate_artefact(replace(last, fields=whole), values, since=SINCE)

    def _say_again(self, each: Said) -> None:
        if each.kind == acts.EXHIBIT_CAME_AGAIN:
            self._came_again(each)
        elif each.kind == acts.ARTEFACT_DERIVED:
            before = list(self._unpacked(each))
            values = [self._hidden(value) for value in before]
            if values != before:
                self._restate_artefact(each, values)
        elif (hidden := self.screen.fields(each.fields, each.about or None)) != each.fields:
            self._restate(each, said_again(each.fields, hidden))

    def _came_again(self, each: Said) -> None:
        values = each.values
        slip = codec.decode(Receipt, canonical.encode(values["receipt"]))
        exhibit = str(values["exhibit"])
        shown, envelope = receipt_enveloped(self.case, self.screen, exhibit, slip, each.within)
        if envelope is not None:
            # Widened later: the receipt as it came is in the first envelope.
            first = values.get("envelope")
            fields = acts.came_again(self._id(exhibit), shown, envelope=str(first) if first else envelope)
            self._restate(each, fields)

    def _hidden(self, value: Value) -> Value:
        return self.screen.gap(value) if isinstance(value, Gap) else self.rewording.value(value)

    def _unpacked(self, derived: Said) -> Iterator[Value]:
        return artefact.unpack(self.case.load(str(derived.values["object"])))

    def _restate_artefact(self, derived: Said, values: Iterable[Value], *, since: str = "") -> None:
        content = artefact.pack(values)
        kept = self.case.custody.keep_bytes(content, derived.within)
        tool = str(derived.values["tool"]).removesuffix(since) + since
        changed = {"object": kept.object_id, "digest": digest_of(content), "tool": tool}
        self._restate(derived, {**derived.fields, **{name: acts.text(value) for name, value in changed.items()}})

    def _restate(self, each: Said, fields: acts.Fields) -> None:
        self.n_records += 1
        hidden = acts.restated(each.entry, each.kind, fields)
        self.case.custody.record(acts.RECORD_RESTATED, hidden, place=each.within)


def _entry_of(each: Said) -> int:
    return each.entry


def is_replaced(values: Mapping[str, canonical.Json]) -> bool:
    """Whether what a stage made is replaced by what it makes the next time: claims, and what is made of all."""
    return values.get("stage") == "claims" or (values.get("about") == "case" and values.get("stage") in KINDS)

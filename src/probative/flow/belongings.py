"""What belongs to exhibits: every object and record that holds anything of them, and what of it must be said anew.

An exhibit's derivatives are found in the ledger, not in the index: every act that ever made something of it, also what
later acts took the place of. What was made of a whole case since the exhibit came may hold its words, so it goes too.
Acts that speak of it beside other things (a list of gaps, a judgement) go, and what is left of them is recorded again.

Source: docs/how-to/withdraw.md; docs/decisions/0190-what-belongs-to-an-exhibit.md.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Generic, TypeVar, cast

from probative.base import canonical
from probative.base.errors import UsageError
from probative.base.identifiers import ExhibitId, is_identifier
from probative.custody.compartments import Compartment, Within
from probative.custody.errors import CompartmentClosedError
from probative.custody.recorded import Recorded
from probative.custody.vault.vault import record_id
from probative.flow import acts, artefact
from probative.flow.case import Case
from probative.flow.envelopes import truly
from probative.flow.judging import Held
from probative.flow.restating import Restated, restated_in
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.judgements import Judgement, Verdict
from probative.model.propositions import Source
from probative.model.readings import Reading
from probative.store.kinds import Value

GONE_REASON: Final = "(the reason was destroyed with {})"
"""Stands for the reason of a judgement that quoted what is destroyed."""

T = TypeVar("T")

_WORD: Final = re.compile(r"\w{3,}")
_SEVERAL: Final = (Verdict.MERGE, Verdict.SPLIT, Verdict.CONFER)


class InsideAnotherError(UsageError):
    """The exhibit came inside an archive or a mail, which holds its bytes too."""

    code = "P165"
    hint = (
        "Shred the container with everything in it, or say --with-containers: then its own bytes go too, and what else "
        "came in it stays."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What is to be destroyed when exhibits are.

    ``exhibits`` are those named, what came only inside them, and the same bytes elsewhere; ``containers`` hold their
    bytes and go too, without what else came in them.
    """

    exhibits: tuple[ExhibitId, ...]
    containers: tuple[ExhibitId, ...] = ()

    @property
    def all(self) -> frozenset[ExhibitId]:
        """All of them."""
        return frozenset((*self.exhibits, *self.containers))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver(Generic[T]):
    """What is left of an act that goes: where it lies, the id of its record, and what must be said again."""

    place: Within
    record: bytes
    value: T


@dataclass(slots=True, kw_only=True)
class Belongings:
    """What belongs to exhibits.

    ``objects`` are the ids of all that is to be destroyed, records among them; ``entries`` are where those records are
    bound. ``gaps`` and ``judgements`` are what is left of acts that go. ``views`` are the places in
    which something was made of a whole case that goes. ``counts`` says how many of what.
    """

    whole: Whole
    place: Within
    objects: set[bytes] = field(default_factory=set)
    entries: list[int] = field(default_factory=list)
    gaps: list[LeftOver[tuple[Gap, ...]]] = field(default_factory=list)
    judgements: list[LeftOver[tuple[Judgement, Held]]] = field(default_factory=list)
    views: set[Within] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)


def whole(case: Case, wanted: Collection[ExhibitId], *, with_containers: bool = False) -> Whole:
    """Give the exhibits that are destroyed together with those wanted.

    Args:
        case: Opened with every compartment that holds something.
        wanted: Exhibits that are there.
        with_containers: Whether what they came in goes too, without what else came in it.

    Raises:
        InsideAnotherError: When one came inside an exhibit that shall stay.
    """
    every: dict[ExhibitId, Exhibit] = {each.id: each for each in case.store.all(Exhibit)}
    digests = {each.id: truly(case, each).digest for each in every.values()}
    chosen: set[ExhibitId] = set(wanted)
    while True:
        same = {digests[each] for each in chosen}
        more = {
            each.id
            for each in every.values()
            if digests[each.id] in same or all(receipt.container in chosen for receipt in each.receipts)
        }
        if more <= chosen:
            break
        chosen |= more
    containers = _containers(every, chosen)
    if containers and not with_containers:
        inside = ", ".join(sorted(containers))
        raise InsideAnotherError(f"{', '.join(sorted(chosen))} came inside {inside}, which holds the same bytes")
    return Whole(exhibits=tuple(sorted(chosen)), containers=tuple(sorted(containers)))


def _containers(every: Mapping[ExhibitId, Exhibit], chosen: Collection[ExhibitId]) -> set[ExhibitId]:
    found: set[ExhibitId] = set()
    waiting = list(chosen)
    while waiting:
        for receipt in every[waiting.pop()].receipts:
            container = receipt.container
            if container is not None and container in every and container not in {*chosen, *found}:
                found.add(container)
                waiting.append(container)
    return found


def keep_what_came_since(case: Case, found: Belongings, start: int) -> None:
    """Take out of what goes the objects that acts from ``start`` on name: the same bytes, made without the exhibits."""
    for recorded in case.custody.entries(start):
        fields = recorded.fields or {}
        plain = {name: acts.value(field) for name, field in fields.items() if name in _LOOKED_AT}
        found.objects -= {bytes.fromhex(each) for each in _objects(plain)}


def belongings(case: Case, gone: Whole) -> Belongings:
    """Find everything that belongs to exhibits.

    Args:
        case: Opened with every compartment that holds something, the identities excepted.
        gone: The exhibits.

    Raises:
        CompartmentClosedError: When something that may hold their words lies where this opening cannot look.
    """
    found = Belongings(whole=gone, place=frozenset[Compartment]().union(*(case.place_of(each) for each in gone.all)))
    search = _Search(case, found)
    for recorded in case.custody.entries():
        search.look(recorded)
    search.finish()
    return found


class _Search:
    """One walk through the ledger."""

    def __init__(self, case: Case, found: Belongings) -> None:
        self.case = case
        self.found = found
        self._gone = found.whole.all
        self._begun: int | None = None
        self._whole_cases: list[tuple[int, Recorded, Mapping[str, canonical.Json]]] = []
        self._kept: set[str] = set()
        self._destroyed: set[str] = set()
        self._judged: list[tuple[Recorded, Judgement, Held]] = []

    def look(self, recorded: Recorded) -> None:
        """Decide whether the record of an act goes, and with which objects."""
        if recorded.is_sealed and recorded.within - {Compartment.IDENTITIES}:
            raise CompartmentClosedError(
                f"entry {recorded.index} lies in a compartment that is not open to you, and may hold what is to be "
                "destroyed"
            )
        said = _said_now(recorded)
        if not said.fields:
            return
        plain = {name: acts.value(each) for name, each in said.fields.items() if name in _LOOKED_AT}
        if said.kind == acts.JUDGEMENT_MADE:
            self._note_judgement(recorded, said.fields)
        elif said.kind == acts.ARTEFACT_DERIVED and plain["about"] == "case":
            self._whole_cases.append((said.entry, recorded, plain))
        elif self._goes(said, plain, recorded):
            self._drop(recorded, plain)
        else:
            self._kept |= _objects(plain)

    def finish(self) -> None:
        """Decide on what was made of the whole case and on judgements, and give the ids of what goes."""
        for entry, recorded, plain in self._whole_cases:
            if self._begun is not None and entry > self._begun:
                self.found.views.add(recorded.within)
                self._drop(recorded, plain)
            else:
                self._kept |= _objects(plain)
        self._judge()
        objects = {bytes.fromhex(each) for each in self._destroyed - self._kept}
        self.found.objects |= objects
        self.found.counts["objects"] = len(objects)
        self.found.counts["records"] = len(self.found.entries)

    def _goes(self, said: Restated, plain: Mapping[str, canonical.Json], recorded: Recorded) -> bool:
        if said.kind == acts.EXHIBIT_RECEIVED:
            is_gone = plain["id"] in self._gone
            if is_gone:
                self._begun = min(said.entry, self._begun if self._begun is not None else said.entry)
            return is_gone
        if said.kind in (acts.EXHIBIT_CAME_AGAIN, acts.READING_MADE):
            return plain["exhibit"] in self._gone
        if said.kind != acts.ARTEFACT_DERIVED:
            return False
        about = str(plain["about"])
        if about.partition("/")[0] == "gaps":
            return self._has_gaps_of_it(plain, recorded)
        if about.partition("#")[0] not in self._gone:
            return False
        self.found.claims |= {each.id for each in self._unpacked(plain["object"]) if isinstance(each, Claim)}
        return True

    def _has_gaps_of_it(self, plain: Mapping[str, canonical.Json], recorded: Recorded) -> bool:
        gaps = [each for each in self._unpacked(plain["object"]) if isinstance(each, Gap)]
        left = tuple(each for each in gaps if each.exhibit not in self._gone)
        if len(left) < len(gaps) and left:
            self.found.gaps.append(LeftOver(place=recorded.within, record=self._record_of(recorded), value=left))
        return len(left) < len(gaps)

    def _unpacked(self, object_id: canonical.Json) -> Iterator[Value]:
        return artefact.unpack(self.case.load(str(object_id)))

    def _drop(self, recorded: Recorded, plain: Mapping[str, canonical.Json]) -> bytes:
        self._destroyed |= _objects(plain)
        record = self._record_of(recorded)
        self.found.entries.append(recorded.index)
        self.found.objects.add(record)
        return record

    def _record_of(self, recorded: Recorded) -> bytes:
        commitment = recorded.entry.commitment
        assert commitment is not None
        return record_id(self.case.keybag.vault_id_key, commitment)

    def _note_judgement(self, recorded: Recorded, fields: acts.Fields) -> None:
        values = {name: acts.value(each) for name, each in fields.items()}
        held = cast("Held", values.pop("held", None) or {})
        values.pop("shredded", None)
        judgement = artefact.value_from("Judgement", values)
        assert isinstance(judgement, Judgement)
        self._judged.append((recorded, judgement, held))

    def _judge(self) -> None:
        only_there = self._words_only_there({word for _, each, held in self._judged for word in _said(each, held)})
        dropped: set[str] = set()
        for recorded, judgement, held in self._judged:
            remains = self._left(judgement, held, dropped, only_there)
            if remains == (judgement, held):
                continue
            record = self._drop(recorded, {})
            if remains is None:
                dropped.add(judgement.id)
            else:
                self.found.judgements.append(LeftOver(place=recorded.within, record=record, value=remains))
        self.found.counts["judgements"] = len(dropped) + len(self.found.judgements)

    def _left(
        self, judgement: Judgement, held: Held, dropped: Collection[str], only_there: Collection[str]
    ) -> tuple[Judgement, Held] | None:
        """Give what is left of a judgement; ``None`` where nothing is."""
        meant = {
            subject: tuple(member for member in members if not self._is_of_it(member, only_there))
            for subject, members in held.items()
        }
        subjects = tuple(
            each
            for each in judgement.subjects
            if each not in dropped and not self._falls(each, held, meant, only_there)
        )
        if not subjects or (len(subjects) == 1 < len(judgement.subjects) and judgement.verdict in _SEVERAL):
            return None
        grounds = tuple(each for each in judgement.grounds if each not in self.found.claims)
        speaks_of = {*re.findall(r"\b[EC]-[0-9]{4,}\b", judgement.why)} & {*self._gone, *self.found.claims}
        quotes = speaks_of or _words(judgement.why) & set(only_there)
        why = GONE_REASON.format(", ".join(sorted(self.found.whole.exhibits))) if quotes else judgement.why
        left = replace(judgement, subjects=subjects, grounds=grounds, why=why)
        return left, {each: meant[each] for each in held if each in subjects}

    def _falls(self, subject: str, held: Held, meant: Held, only_there: Collection[str]) -> bool:
        if self._is_of_it(subject, only_there):
            return True
        if is_identifier(subject, "S"):
            source = self.case.store.get(Source, subject)
            return source is not None and set(source.exhibits) <= self._gone
        if is_identifier(subject, "X"):
            return len(meant.get(subject, ())) < len(held.get(subject, ()))
        return bool(held.get(subject)) and not meant[subject]

    def _is_of_it(self, member: str, only_there: Collection[str]) -> bool:
        """Whether a number, a name in an exhibit, or a name is of what goes."""
        if member in self._gone or member in self.found.claims or member.rpartition("@")[2] in self._gone:
            return True
        return not re.fullmatch(r"[A-Z]-[0-9]+", member) and not _words(member).isdisjoint(only_there)

    def _words_only_there(self, wanted: set[str]) -> set[str]:
        """Give those of the words that stand in what goes and nowhere in what stays."""
        texts = (each.text for exhibit in self._gone for each in self.case.store.readings(exhibit))
        names = (each.name for each in self.case.store.all(Exhibit) if each.id in self._gone)
        only = wanted & {word for text in (*texts, *names) for word in _words(text)}
        for reading in self.case.store.all(Reading) if only else ():
            if reading.exhibit not in self._gone:
                only -= _words(reading.text)
        return only


_LOOKED_AT: Final = frozenset(("id", "exhibit", "about", "stage", "object", "volumes", "gaps", "envelope"))


def _said_now(recorded: Recorded) -> Restated:
    """Give what an entry says: of one that says another again without a name, what that one says now."""
    again = restated_in(recorded)
    if again is not None:
        return again
    entry, fields = recorded.entry, recorded.fields or {}
    return Restated(index=recorded.index, entry=recorded.index, kind=entry.kind, fields=fields, within=recorded.within)


def _objects(plain: Mapping[str, canonical.Json]) -> set[str]:
    """Give the ids of the objects that an act names."""
    one = (plain.get("object"), plain.get("gaps"), plain.get("envelope"))
    named: Iterable[canonical.Json] = (*one, *_list(plain.get("volumes")))
    return {each for each in named if isinstance(each, str) and each}


def _list(value: canonical.Json) -> Sequence[canonical.Json]:
    return value if isinstance(value, list) else ()


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _said(judgement: Judgement, held: Held) -> set[str]:
    """Give the words of a judgement: of its reason, and of the names that it is about."""
    names = [*judgement.subjects, *(member for members in held.values() for member in members)]
    return {word for text in (judgement.why, *names) for word in _words(text)}

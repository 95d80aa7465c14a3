"""Sealing a person: from then on a pseudonym stands in all that is derived or shown.

    begin      read what waits; the name into the identities; what finds it beside the originals; everything recorded
               so far said again without it
    (process)  the stages make anew what they derived
    finish     the keys of all that held the name, and of what was only said again for the time between, destroyed

Each step can be interrupted: sealing the same person again goes on where it stood, and gives the same pseudonym.

Source: shared/reference/custody.md section 6.2; docs/decisions/0180, 0181.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from probative.base import canonical
from probative.base.errors import UsageError
from probative.base.identifiers import ExhibitId, identifier
from probative.custody.compartments import Compartment, mask_of, within
from probative.custody.errors import CompartmentClosedError
from probative.custody.recorded import Recorded
from probative.custody.shredding import Order, carry_out, order
from probative.custody.vault.vault import record_id
from probative.flow import acts
from probative.flow.case import Case
from probative.flow.highest import highest_given
from probative.flow.restater import Restater, is_replaced
from probative.flow.restating import Restated, restated_in, restatements
from probative.flow.screen import ASIDE, Screen, key_of, screened
from probative.flow.steps.reading import read_new
from probative.flow.steps.watching import Watch
from probative.flow.views import enter
from probative.flow.whole_case import KINDS, followed
from probative.language.hiding import Finder, Printed, name_words, printed, pseudonym
from probative.language.hiding.finder import together
from probative.language.names import fold
from probative.model.exhibits import Exhibit
from probative.model.network import Entity, Schema
from probative.model.readings import Reading

IDENTITIES = within(Compartment.IDENTITIES)

_KEY_BYTES = 32
_NUMBER = re.compile(r"([A-Za-z])-?([0-9]{1,12})")


class CannotSealError(UsageError):
    """What was asked for cannot be sealed."""

    code = "P170"
    hint = (
        "Name a person as a reader would write the name (`'Mira Toll'`), by the number of an entity (N-0004), or by a "
        "pseudonym that is to cover a further form (--also)."
    )


class NoCustodiansError(UsageError):
    """The case has no identities yet: nobody was named who may open them."""

    code = "P171"
    hint = (
        "Name three custodians first, of whom any two open an identity: `probative compartment DIR custodians A.card "
        "B.card C.card --why ...`; docs/how-to/seal-a-person.md."
    )


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MayName:
    """A place that may still name a sealed person, and why. It shows no words: they may be the name.

    ``exhibit`` and the stretch ``[start, end)`` of its reading are ``None`` where it is no place in a text.
    """

    exhibit: ExhibitId | None
    start: int | None
    end: int | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What ``begin`` did: the pseudonym, whether it is new, where it began, and how many records were said again."""

    pseudonym: str
    is_new: bool
    entry: int
    exhibits: tuple[str, ...]
    n_records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What ``finish`` did: how many keys are gone, and what may still name the person."""

    n_destroyed: int
    doubts: tuple[MayName, ...] = ()


@dataclass(slots=True)
class _Wanted:
    """Whom to seal: the name and further forms, or who is sealed already and is to be widened."""

    name: str
    also: list[str]
    known: Printed | None = None
    others: list[str] = field(default_factory=list)

    @property
    def is_alone(self) -> bool:
        """Whether nobody else bears the family name."""
        return not self.others


def begin(
    case: Case, name: str, *, only_in: str | None = None, also: Sequence[str] = (), why: str, watch: Watch
) -> Begun:
    """Seal a name: keep it in the identities, and say everything that was recorded so far again without it.

    Args:
        case: Open for writing, with all of its compartments that are open here.
        name: As a reader would write it; the number of an entity; or a pseudonym, to cover further forms.
        only_in: The exhibit to which it is limited; everywhere where absent.
        also: Further forms: nicknames, other spellings.
        why: The reason; kept with the name.
        watch: Shows progress.

    Raises:
        CannotSealError: When there is no reason, no such exhibit or entity, or no name in the name.
        NoCustodiansError: When there are no identities.
        CompartmentClosedError: When source-protection is not open here.
    """
    if not why.strip():
        raise CannotSealError("a name is sealed for a reason")
    if Compartment.IDENTITIES not in case.keybag.generations:
        raise NoCustodiansError("this case has no identities yet")
    enter(ASIDE, case.keybag, case.custody)
    if only_in is not None and case.store.get(Exhibit, only_in) is None:
        raise CannotSealError(f"there is no exhibit {only_in} in this case")
    read_new(case, watch)
    known = screened(case.custody)
    if known is None:
        raise CompartmentClosedError("what finds the names of sealed people is not open to you")
    key = key_of(case.custody) if known else case.settings.chance(_KEY_BYTES)
    wanted = _wanted(case, name, also, only_in, known, key)
    person = _person(case, wanted, only_in, known, key)
    entry = case.custody.size
    identity = _keep_identity(case, wanted, person, only_in, why)
    case.custody.record(acts.IDENTITY_SCREENED, acts.screened(person, key=key), place=ASIDE)
    (screen,) = case.custody.acknowledge()
    everybody = Screen(tuple({**known, person.pseudonym: person}.values()), key)
    restater = Restater(case, Screen([person], key), everybody)
    restater.run()
    fields = acts.given(pseudonym=person.pseudonym, identity=identity, screen=screen.index, only_in=person.only_in)
    case.custody.record(acts.PSEUDONYM_GIVEN, fields)
    case.commit()
    return Begun(
        pseudonym=person.pseudonym,
        is_new=wanted.known is None,
        entry=entry,
        exhibits=tuple(sorted(restater.named)),
        n_records=restater.n_records,
    )


def finish(case: Case, begun: Begun) -> Finished:
    """Destroy the keys of all that held the name, once the stages have made anew what they derive; give what is left.

    The indexes and the report go with them: close the case, open it again and write the report.

    Args:
        case: Open for writing, with all of its compartments that are open here, worked through since ``begin``.
        begun: What ``begin`` gave.

    Raises:
        StorageError: When the disk refuses. The next opening for writing goes on.
    """
    going = _Going(case, begun)
    ids = going.ids()
    doubts = tuple(may_name(case, begun.pseudonym))
    if ids:
        fields = acts.names_destroyed(begun.pseudonym, by=case.settings.person, numbers=highest_given(case.store))
        public = {"custodians": [case.custody.signers.acting.id]}
        order(case.custody, Order(objects=ids, fields=fields, public=public))
        carry_out(case.custody, keys=case.keybag, disk=case.settings.disk, chance=case.settings.chance)
    return Finished(n_destroyed=len(ids), doubts=doubts)


def may_name(case: Case, sealed: str) -> Iterator[MayName]:
    """Yield what may still name a sealed person, as far as what finds the name can tell.

    Args:
        case: Open, with what finds names.
        sealed: The pseudonym.
    """
    people = screened(case.custody) or {}
    if sealed not in people:
        return
    person = people[sealed]
    finder = Finder([person], key_of(case.custody))
    for exhibit in case.store.all(Exhibit):
        if person.only_in is not None and exhibit.id != person.only_in:
            continue
        texts = list(case.store.readings(exhibit.id))
        is_told_of = any(sealed in reading.text for reading in texts)
        if not any(reading.text.strip() for reading in texts):
            yield MayName(exhibit=exhibit.id, start=None, end=None, why="nothing in it could be read")
        for reading in texts:
            for one in finder.doubts(reading.text, within=exhibit.id):
                if is_told_of or not one.is_given_name:
                    start, end = reading.offset + one.start, reading.offset + one.end
                    yield MayName(exhibit=exhibit.id, start=start, end=end, why=one.doubt)
    for place, n_records in case.keybag.sealed_counts().items():
        if not place <= IDENTITIES:
            why = f"{n_records} entries lie in {', '.join(sorted(place))}, which is not open to you"
            yield MayName(exhibit=None, start=None, end=None, why=why)


def _wanted(  # noqa: PLR0917 - one caller, with exactly these
    case: Case, name: str, also: Sequence[str], only_in: str | None, known: Mapping[str, Printed], key: bytes
) -> _Wanted:
    """Say whom a name means."""
    if name in known:
        if not also:
            raise CannotSealError(f"{name} is sealed already; --also names a further form that is to be covered")
        return _Wanted(name=name, also=list(also), known=known[name])
    forms = list(also)
    if number := _NUMBER.fullmatch(name.strip()):
        letter, digits = number.group(1).upper(), int(number.group(2))
        entity = case.store.get(Entity, identifier("N", digits)) if letter == "N" and digits else None
        if entity is None or entity.schema is not Schema.PERSON:
            raise CannotSealError(f"there is no person {name} in this case")
        name, forms = entity.caption, [*forms, *_further(entity.caption, entity.names)]
    wanted = _Wanted(name=name, also=forms, others=_others(case, name, only_in))
    for person in known.values():
        found = Finder([person], key).find(name, within=only_in)
        if person.only_in == only_in and found and found[0].start == 0 and found[-1].end == len(name):
            wanted.known = person
    return wanted


def _further(caption: str, names: Sequence[str]) -> Iterator[str]:
    """Give the names that a machine joined to somebody's and that are no form of it."""
    key = bytes(_KEY_BYTES)
    try:
        prints = printed(name_words(caption), key)
    except ValueError:
        return
    finder = Finder([Printed(pseudonym="-", prints=prints)], key)
    yield from (each for each in names if not finder.find(each))


def _others(case: Case, name: str, only_in: str | None) -> list[str]:
    """Give the numbers of other people who bear the same family name."""
    key = bytes(_KEY_BYTES)
    try:
        words = name_words(name, is_alone=False)
    except ValueError as error:
        raise CannotSealError(f"{name!r} is no name: it holds no letter") from error
    finder = Finder([Printed(pseudonym="-", prints=printed(words, key))], key)
    found = []
    for entity in case.store.all(Entity):
        if entity.schema is not Schema.PERSON:
            continue
        if only_in is not None and not any(each.passage.exhibit == only_in for each in entity.mentions):
            continue
        if any(_is_somebody_else(finder, each) for each in entity.names):
            found.append(entity.id)
    return list(found)


def _is_somebody_else(finder: Finder, name: str) -> bool:
    """Whether a name of several words holds the family name and is not the person's."""
    return (
        len(fold(name).split()) > 1
        and not finder.find(name)
        and any("family name" in one.doubt and "inside" not in one.doubt for one in finder.doubts(name))
    )


def _person(case: Case, wanted: _Wanted, only_in: str | None, known: Mapping[str, Printed], key: bytes) -> Printed:
    """Give the person as the screen will know them from now on."""
    earlier = wanted.known
    if earlier is not None and wanted.name == earlier.pseudonym:
        # Only further forms: the first of them stands as a name would.
        words = name_words(wanted.also[0], also=wanted.also, is_alone=False)
        prints = {part: each for part, each in printed(words, key).items() if part.startswith("phrase/")}
        return Printed(pseudonym=earlier.pseudonym, prints=together(earlier.prints, prints), only_in=earlier.only_in)
    words = name_words(wanted.name, also=wanted.also, is_alone=wanted.is_alone)
    prints = dict(printed(words, key))
    if earlier is not None:
        return Printed(pseudonym=earlier.pseudonym, prints=together(earlier.prints, prints), only_in=earlier.only_in)
    taken = [*known, *(entity.caption for entity in case.store.all(Entity))]
    drawn = pseudonym(case.settings.chance, taken)
    while _stands_in(case, drawn):
        taken.append(drawn)
        drawn = pseudonym(case.settings.chance, taken)
    return Printed(pseudonym=drawn, prints=prints, only_in=only_in)


def _stands_in(case: Case, words: str) -> bool:
    return any(words.casefold() in reading.text.casefold() for reading in case.store.all(Reading))


def _keep_identity(case: Case, wanted: _Wanted, person: Printed, only_in: str | None, why: str) -> int:
    """Record the name in the identities, where nobody sees it alone; give the entry."""
    fields = acts.sealed(
        pseudonym=person.pseudonym,
        name=wanted.name,
        also=wanted.also,
        only_in=only_in,
        by=case.settings.person,
        why=why,
    )
    case.custody.record(acts.IDENTITY_SEALED, fields, place=IDENTITIES)
    (kept,) = case.custody.acknowledge()
    return kept.index


@dataclass(slots=True)
class _Going:
    """Tells what goes: records that were said again, what was derived before, and what only stood in between."""

    case: Case
    begun: Begun
    _goes: set[bytes] = field(default_factory=set)
    _stays: set[bytes] = field(default_factory=set)

    def ids(self) -> set[bytes]:
        """Give the ids of the objects whose keys are to be destroyed."""
        custody = self.case.custody
        again = restatements(custody)
        newest = self._newest()
        touched = set(self.begun.exhibits)
        for each in custody.entries():
            if not each.fields:
                continue
            one = restated_in(each)
            if self._goes_with(each, one, again, newest, touched):
                self._note(each, self._goes)
            else:
                self._note(each, self._stays)
        return self._goes - self._stays

    def _newest(self) -> dict[tuple[str, str, int], list[int]]:
        """Give the newest entries in which a stage made each thing that it replaces: of a whole case, a chain."""
        found: dict[tuple[str, str, int], list[int]] = {}
        for each in self.case.custody.entries():
            values = _values(each)
            if each.fields and each.entry.kind in (acts.ARTEFACT_DERIVED, acts.RECORD_RESTATED) and is_replaced(values):
                what = _what(each, values)
                found[what] = followed(found.get(what, []), each.index, values, int)
        return found

    def _goes_with(
        self,
        each: Recorded,
        one: Restated | None,
        again: Mapping[int, Restated],
        newest: dict[tuple[str, str, int], list[int]],
        touched: set[str],
    ) -> bool:
        values = _values(each)
        if each.index in again:
            return True
        if one is not None and again.get(one.entry, one).index != each.index:
            return True
        is_derived = each.entry.kind == acts.ARTEFACT_DERIVED or (one is not None and one.kind == acts.ARTEFACT_DERIVED)
        if not is_derived or not is_replaced(values) or each.index in newest[_what(each, values)]:
            return False
        is_touched = str(values["about"]).partition("#")[0] in touched or values["stage"] in KINDS
        return bool(touched) and is_touched

    def _note(self, each: Recorded, ids: set[bytes]) -> None:
        if each.entry.commitment is not None:
            ids.add(record_id(self.case.keybag.vault_id_key, each.entry.commitment))
        for name in ("object", "volumes", "gaps", "envelope"):
            value = _values(each).get(name)
            for one in value if isinstance(value, list) else (value,):
                if isinstance(one, str) and len(one) == 2 * _KEY_BYTES:
                    ids.add(bytes.fromhex(one))


def _values(each: Recorded) -> dict[str, canonical.Json]:
    return {name: acts.value(field) for name, field in (each.fields or {}).items()}


def _what(each: Recorded, values: dict[str, canonical.Json]) -> tuple[str, str, int]:
    return str(values["stage"]), str(values["about"]), mask_of(each.within)

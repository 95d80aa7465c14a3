"""The acts that flow writes into the ledger: their types and the fields each commits to.

Fields are committed one by one, so that a later disclosure can open some and keep others closed. Values are canonical
JSON texts.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from probative.base import canonical
from probative.base.identifiers import ExhibitId
from probative.language.hiding import Printed
from probative.model.consents import Consent
from probative.model.exhibits import Exhibit, Receipt
from probative.model.gaps import Gap
from probative.model.judgements import Judgement
from probative.store import codec

CASE_TITLED: Final = "policy.changed"
POLICY_CHANGED: Final = "policy.changed"
KEY_ADDED: Final = "key.added"
KEY_ROTATED: Final = "key.rotated"
KEY_REVOKED: Final = "key.revoked"
IDENTITY_UNSEALED: Final = "identity.unsealed"
IDENTITY_SEALED: Final = "identity.sealed"
IDENTITY_SCREENED: Final = "identity.screened"
PSEUDONYM_GIVEN: Final = "pseudonym.given"
RECORD_RESTATED: Final = "record.restated"
RECOVERY_REHEARSED: Final = "recovery.rehearsed"
EXHIBIT_RECEIVED: Final = "exhibit.received"
EXHIBIT_CAME_AGAIN: Final = "exhibit.duplicate_of"
READING_MADE: Final = "reading.made"
ARTEFACT_DERIVED: Final = "artifact.derived"
JUDGEMENT_MADE: Final = "judgement.made"
SHRED_ORDERED: Final = "shred.ordered"
HOLD_PLACED: Final = "hold.placed"
HOLD_RELEASED: Final = "hold.released"
CONSENT_GIVEN: Final = "consent.given"
CONSENT_SCOPE_CHANGED: Final = "consent.scope_changed"
CONSENT_WITHDRAWN: Final = "consent.withdrawn"

Fields = Mapping[str, str]


def text(value: canonical.Json) -> str:
    """Write one field's value."""
    return canonical.encode(value).decode()


def value(field: str) -> canonical.Json:
    """Read one field's value."""
    return canonical.decode(field.encode())


def _fields(plain: Mapping[str, canonical.Json]) -> dict[str, str]:
    return {name: text(member) for name, member in plain.items()}


def titled(title: str) -> Fields:
    """The fields of the act that names a case."""
    return {"title": text(title)}


def founded(compartment: str, holders: Sequence[str]) -> Fields:
    """The fields of the act that makes a compartment: its name, and the ids of who holds it."""
    return {"compartment": text(compartment), "holders": text(list(holders))}


def held_by(*, compartments: Sequence[str], holder: str, name: str, role: str, why: str) -> Fields:
    """The fields of the act that gives compartments to a holder of keys, or takes them away."""
    return _fields({"compartments": list(compartments), "holder": holder, "name": name, "role": role, "why": why})


def sealed(*, pseudonym: str, name: str, also: Sequence[str], only_in: str | None, by: str, why: str) -> Fields:
    """The fields of the act that seals a name, or widens a sealing by further forms. They lie in the identities."""
    plain = {"pseudonym": pseudonym, "name": name, "also": list(also), "only_in": only_in, "by": by, "why": why}
    return _fields(plain)


def screened(person: Printed, *, key: bytes) -> Fields:
    """The fields of the act that says how a sealed name is found: keyed hashes, no name."""
    prints = {part: list(prints) for part, prints in person.prints.items()}
    return _fields({"pseudonym": person.pseudonym, "prints": prints, "only_in": person.only_in, "key": key.hex()})


def printed_in(fields: Fields) -> Printed:
    """Read the fields that ``screened`` gave."""
    values = {name: value(field) for name, field in fields.items()}
    prints, only_in = values["prints"], values["only_in"]
    assert isinstance(prints, dict)
    held = {part: tuple(map(str, each)) for part, each in prints.items() if isinstance(each, list)}
    return Printed(pseudonym=str(values["pseudonym"]), prints=held, only_in=None if only_in is None else str(only_in))


def given(*, pseudonym: str, identity: int, screen: int, only_in: str | None) -> Fields:
    """The fields of the act that gives a pseudonym, for everybody: where the name is kept, and what finds it."""
    return _fields({"pseudonym": pseudonym, "identity": identity, "screen": screen, "only_in": only_in})


def names_destroyed(pseudonym: str, *, by: str, numbers: Mapping[str, int]) -> Fields:
    """The fields of the act that orders what held a sealed name to be destroyed; ``numbers`` as ``shred_ordered``."""
    return _fields({"ground": "sealed", "sealed": pseudonym, "by": by, "numbers": dict(numbers)})


def restated(entry: int, kind: str, fields: Fields) -> Fields:
    """The fields of the act that says again what an entry recorded, without a name that was sealed since."""
    return {**fields, "restates": text(entry), "restated_kind": text(kind)}


def unsealed(*, entry: int, custodians: Sequence[str], by: str, why: str) -> Fields:
    """The fields of the act that opens an identity: which entry, which custodians, at whose wish, and why."""
    return _fields({"entry": entry, "custodians": list(custodians), "by": by, "why": why})


def rehearsed(*, holder: str, opened: Mapping[str, int], at: str) -> Fields:
    """The fields of the act that proved a recovery: by whom, how many keys each compartment showed, and when."""
    return _fields({"at": at, "holder": holder, "opened": dict(opened)})


def received(exhibit: Exhibit, object_id: str, *, envelope: str | None = None) -> Fields:
    """The fields of the act that takes an exhibit in.

    Args:
        exhibit: As everybody may see it.
        object_id: Where its bytes lie.
        envelope: Where it lies as it truly came, in the compartment of originals that name sealed people; empty where
            it names none after all, ``None`` where ``exhibit`` always said all.
    """
    more = {} if envelope is None else {"envelope": text(envelope)}
    return {**_fields(codec.plain(exhibit)), "object": text(object_id), **more}


def came_again(exhibit: ExhibitId, receipt: Receipt, *, envelope: str | None = None) -> Fields:
    """The fields of the act that notes the same bytes coming once more, by another way; the rest as ``received``."""
    more = {} if envelope is None else {"envelope": text(envelope)}
    return {"exhibit": text(exhibit), "receipt": text(codec.plain(receipt)), **more}


def read(exhibit: ExhibitId, volumes: list[str], gaps: str | None, *, named: Collection[str] = ()) -> Fields:
    """The fields of the act that read an exhibit: an object a volume, one with what could not be read, who is named.

    ``named`` are the pseudonyms of the sealed people whose names were replaced in it.
    """
    more = {"named": text(sorted(named))} if named else {}
    return {"exhibit": text(exhibit), "volumes": text(volumes), "gaps": text(gaps), **more}


def derived(
    stage: str, about: str, tool: str, object_id: str, digest: str, *, more: Mapping[str, canonical.Json] | None = None
) -> Fields:
    """The fields of the act in which a stage made something.

    Args:
        stage: Which stage.
        about: The exhibit it is about, or ``case``.
        tool: What made it, with version.
        object_id: Where in the vault it lies.
        digest: SHA-256 of its bytes.
        more: Further fields, by name: of claims, ``model`` (the SHA-256 of the model's card) and ``kept`` (the numbers
            of the claims that the tool did not find and that stay because a human judged them).
    """
    return {
        "stage": text(stage),
        "about": text(about),
        "tool": text(tool),
        "object": text(object_id),
        "digest": text(digest),
        **_fields(more or {}),
    }


def judged(judgement: Judgement, held: Mapping[str, Sequence[str]], *, shredded: Sequence[ExhibitId] = ()) -> Fields:
    """The fields of the act in which a human decided.

    Args:
        judgement: The decision.
        held: What the numbers in it stood for at that moment: a later reader needs no index to know what was meant.
        shredded: Where the decision was recorded before and said something of exhibits that are destroyed now: these.
            What is recorded is what is left of it.
    """
    left = {"shredded": text(list(shredded))} if shredded else {}
    meant = text({name: list(members) for name, members in held.items()})
    return {**_fields(codec.plain(judgement)), "held": meant, **left}


def copied(*, copy: str, what: str, where: str, holder: str) -> Fields:
    """The fields of the act that notes a copy of the case: what kind, where it is, who holds it."""
    return _fields({"id": copy, "what": what, "where": where, "holder": holder})


def copy_fate(*, copy: str, why: str) -> Fields:
    """The fields of the act that says what became of a copy, and how that is known."""
    return _fields({"id": copy, "why": why})


def held_back(*, hold: str, exhibits: Sequence[str], by: str, why: str) -> Fields:
    """The fields of the act that places a legal hold on exhibits, on all of the case where none is named."""
    return _fields({"id": hold, "exhibits": list(exhibits), "by": by, "why": why})


def let_go(*, hold: str, by: str, why: str) -> Fields:
    """The fields of the act that releases a legal hold."""
    return _fields({"id": hold, "by": by, "why": why})


def consented(consent: Consent, *, why: str) -> Fields:
    """The fields of the act in which somebody consented, or changed what they consent to: all of it, as it is now."""
    plain = codec.plain(consent)
    del plain["entry"]
    return _fields({**plain, "why": why})


def consent_withdrawn(consent: Consent, *, day: str, by: str, why: str) -> Fields:
    """The fields of the act in which a consent was withdrawn: which one, from when on, who recorded it, and why."""
    return _fields({"id": consent.id, "withdrawn_on": day, "by": by, "why": why})


def shred_ordered(
    *,
    exhibits: Sequence[ExhibitId],
    ground: str,
    consents: Sequence[str],
    why: str,
    by: str,
    numbers: Mapping[str, int],
    gaps: Sequence[Gap],
    judgements: Sequence[Fields],
    fell: Mapping[str, int],
) -> Fields:
    """The fields of the act that orders exhibits to be destroyed, with all that was made of them.

    Args:
        exhibits: Which ones.
        ground: One of ``flow.shredding.Ground``.
        consents: Those whose withdrawal is the ground.
        why: The reason, in words.
        by: Who ordered it.
        numbers: The highest number that each kind of thing ever had, so that none is given twice.
        gaps: What the dossier lacks from now on, and those that stay of lists that go.
        judgements: What is left of decisions that go: as ``judged`` gives it.
        fell: How many of each kind of thing went with them, or stand on less.
    """
    return _fields(
        {
            "exhibits": list(exhibits),
            "ground": ground,
            "consents": list(consents),
            "why": why,
            "by": by,
            "numbers": dict(numbers),
            "lacking": [codec.plain(gap) for gap in gaps],
            "judgements": [{name: value(field) for name, field in each.items()} for each in judgements],
            "fell": dict(fell),
        }
    )

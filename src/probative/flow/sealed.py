"""Who is sealed in a case, and what of it names them: what everybody may know who opens it.

The names lie in the identities; see ``sealing``.
"""

from collections.abc import Iterator
from pathlib import Path

from probative.base import canonical
from probative.base.errors import UsageError
from probative.base.identifiers import ExhibitId
from probative.flow.case import Case, opened
from probative.flow.projection import SEALED_PEOPLE
from probative.flow.settings import Settings
from probative.model.exhibits import Exhibit
from probative.model.identities import SealedPerson


def sealed_people(case: Case) -> tuple[SealedPerson, ...]:
    """Give everybody whose name is sealed, in the order in which they were."""
    known = canonical.decode((case.store.note(SEALED_PEOPLE) or "{}").encode())
    assert isinstance(known, dict)
    if not known:
        return ()
    exhibits: dict[str, list[ExhibitId]] = {}
    for exhibit in case.store.all(Exhibit):
        for pseudonym in named_in(case, exhibit.id):
            exhibits.setdefault(pseudonym, []).append(exhibit.id)
    people = [_person(case, pseudonym, values, exhibits) for pseudonym, values in known.items()]
    return tuple(sorted(people, key=lambda one: one.entries))


class NobodySealedError(UsageError):
    """Nobody is sealed under this pseudonym."""

    code = "P172"
    hint = "`probative seal DIR --list` says who is sealed, under which pseudonyms and entries."


def entries_of(folder: Path, given: Settings, pseudonym: str) -> tuple[int, ...]:
    """Give the entries that keep the name of a sealed person.

    Raises:
        NobodySealedError: When nobody is sealed under this pseudonym.
    """
    with opened(folder, given) as case:
        for person in sealed_people(case):
            if person.pseudonym == pseudonym:
                return person.entries
    raise NobodySealedError(f"nobody is sealed as {pseudonym!r}")


def named_in(case: Case, exhibit: ExhibitId) -> tuple[str, ...]:
    """Give the pseudonyms of the sealed people whose names were replaced in what was read of an exhibit."""
    noted = canonical.decode((case.store.note(f"named in:{exhibit}") or "[]").encode())
    return tuple(_texts(noted))


def _person(case: Case, pseudonym: str, values: canonical.Json, exhibits: dict[str, list[ExhibitId]]) -> SealedPerson:
    assert isinstance(values, dict)
    entries, screens, only_in = values["entries"], values["screens"], values["only_in"]
    numbers = tuple(_numbers(entries))
    return SealedPerson(
        pseudonym=pseudonym,
        entries=numbers,
        screens=tuple(_numbers(screens)),
        exhibits=tuple(exhibits.get(pseudonym, ())),
        only_in=None if only_in is None else ExhibitId(str(only_in)),
        at=case.custody.entry(numbers[0]).entry.at,
    )


def _texts(value: canonical.Json) -> Iterator[str]:
    yield from (str(each) for each in value) if isinstance(value, list) else ()


def _numbers(value: canonical.Json) -> Iterator[int]:
    yield from (each for each in value if isinstance(each, int)) if isinstance(value, list) else ()

"""Which names of sources are one source."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from probative.corroboration.citations import plain_publisher
from probative.corroboration.namesakes import pairs_alike
from probative.corroboration.vocabulary import PLAIN_OFFICES
from probative.language.names import compare, fold, parts
from probative.language.names.alphabets import is_cyrillic
from probative.language.names.spelling import consonants, sound

SameName = Callable[[str, str], bool]
"""Whether two full names are one name written in two ways."""

_SAME_PERMILLE: Final = 900
"""From here on ``language.names`` calls two names the same name written otherwise."""

_PERHAPS_PERMILLE: Final = 600
"""From here on two names may be one: a letter apart, an initial, or given names that two languages hold for one. Below
it ``language.names`` knows of nothing that speaks for it: in the invented cases of ``tests/corroboration`` two people
of one family name score 200."""

_OF_A_BODY: Final = frozenset(("of", "for", "and", "the", "on", "in"))
"""Words that stand in names of offices and bodies, not of people: no short form is guessed for those."""


def same_name(left: str, right: str) -> bool:
    """Whether two full names are one name: equal but for case, marks, titles, script or a known way of spelling."""
    return fold(left) == fold(right) or compare(left, right, schema="Person").score_permille >= _SAME_PERMILLE


def may_be_same_name(left: str, right: str) -> bool:
    """Whether two full names may be one name, so that nobody can be sure that two people bear them."""
    return compare(left, right, schema="Person").score_permille >= _PERHAPS_PERMILLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """``standing`` says for each name under which name its source stands: the longest, of equally long ones the first.

    ``unclear`` holds the names that could be several others': a family name that two full names of the case end in.
    ``doubles`` pairs standing names that may be one person's, written otherwise.
    """

    standing: Mapping[str, str]
    unclear: frozenset[str]
    doubles: frozenset[tuple[str, str]] = frozenset()


def joined_names(
    names: Iterable[str], publishers: Iterable[str], same: SameName, alike: SameName = may_be_same_name
) -> Joined:
    """Say for each name under which name its source stands.

    Two full names are one where ``same`` says so, publishers' too ("Vilnyi Kut" and "Вільний Кут"): two that merely
    resemble each other never are. Publishers of one word are one where their names are equal but for case and article.
    A family name alone, or with a title, belongs to the one full name of the case that ends in it, in its own letters
    or else in another alphabet's; where there are two such, it stays by itself. Two that stand alone are one where they
    are one name in two alphabets.

    Args:
        names: Every named source's name, repeats allowed.
        publishers: Every publisher's name.
        same: Whether two full names are one.
        alike: Whether two full names may be one.
    """
    spelled = sorted({*names, *publishers})
    groups: dict[str, list[str]] = {}
    for name in spelled:
        groups.setdefault(plain_publisher(fold(name)) or name.casefold(), []).append(name)
    issuing = {plain_publisher(fold(name)) for name in publishers}
    full = [key for key in groups if len(_person(key)) > 1]
    short = [key for key in groups if key not in issuing and len(_person(key)) == 1]
    near = _near(full, groups)
    standing = _join_full(full, near, groups, same)
    ending: dict[str, set[str]] = {}
    written: dict[str, set[tuple[str, str]]] = {}
    for key in full:
        ending.setdefault(_person(key)[-1], set()).add(standing[key])
        family = parts(groups[key][0]).family
        written.setdefault(_begins(_person(key)[-1]), set()).add((family, standing[key]))
    unclear: set[str] = set()
    for key in short:
        family = _person(key)[0]
        owners = ending.get(family, set()) if family not in PLAIN_OFFICES else set()
        owners = owners or _in_other_letters(groups[key][0], written.get(_begins(family), ()))
        standing[key] = next(iter(owners)) if len(owners) == 1 else key
        if len(owners) > 1:
            unclear.update(groups[key])
    standing |= _one_family([key for key in short if standing[key] == key and not unclear & set(groups[key])], groups)
    members: dict[str, list[str]] = {}
    for key, spellings in groups.items():
        members.setdefault(standing.get(key, key), []).extend(spellings)
    longest = {
        name: min(spellings, key=lambda each: (-len(each.split()), -len(each), each))
        for spellings in members.values()
        for name in spellings
    }
    stands = {standing[key] for key in full}
    among = {key: near.get(key, set()) & stands for key in stands}
    doubles = _doubles(sorted(stands), among, groups, alike)
    return Joined(
        standing=longest,
        unclear=frozenset(unclear),
        doubles=frozenset((longest[groups[one][0]], longest[groups[other][0]]) for one, other in doubles),
    )


def block_of(name: str) -> str:
    """Give what two names have alike if either has anything to say about under which name the other stands.

    ``joined_names`` gives for the names of one block what it gives for them among all names.
    """
    key = plain_publisher(fold(name)) or name.casefold()
    person = _person(key)
    return _begin(person[-1])[:_SOUNDS] if person else key


def _begin(family: str) -> str:
    return consonants(family).replace("h", "g")


def _doubles(
    keys: Iterable[str], near: Mapping[str, Collection[str]], groups: Mapping[str, list[str]], alike: SameName
) -> Iterator[tuple[str, str]]:
    """Give the full names that may be one."""
    for key in keys:
        for other in sorted(near.get(key, ())):
            if key < other and alike(groups[key][0], groups[other][0]):
                yield key, other


def _near(keys: Iterable[str], groups: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Give for each full name those worth comparing; only among family names that begin with the same sounds."""
    blocks: dict[str, list[str]] = {}
    for key in sorted(keys):
        blocks.setdefault(_begin(_person(key)[-1])[:_SOUNDS], []).append(key)
    found: dict[str, set[str]] = {}
    for block in blocks.values():
        for one, other in pairs_alike([_told(key, groups) for key in block]):
            found.setdefault(block[one], set()).add(block[other])
            found.setdefault(block[other], set()).add(block[one])
    return found


def _told(key: str, groups: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Give the words of a full name where they are simple: a given name and a family name, in Latin letters."""
    name = groups[key][0]
    words = tuple(key.split())
    return words if len(words) == 2 and name.isascii() and name.replace(" ", "").isalpha() else ()


_SOUNDS_OF_ONE: Final = 4
"""And where they are one: whatever scores 900 has family names of equal sound, or of equal consonants."""

_SOUNDS: Final = 3
"""How many consonants at the start of two family names are equal where the names may be one."""


def _person(key: str) -> tuple[str, ...]:
    if _OF_A_BODY & frozenset(key.split()):
        return ()
    taken = parts(key)
    return (*taken.given, taken.family) if taken.family else ()


def _one_family(keys: Iterable[str], groups: Mapping[str, list[str]]) -> dict[str, str]:
    """Join family names that stand alone, and that no full name ends in, if they are one in two alphabets."""
    begun: dict[str, list[str]] = {}
    for key in sorted(keys):
        begun.setdefault(_begins(_person(key)[0]), []).append(key)
    found: dict[str, str] = {}
    for alike in begun.values():
        latin = [key for key in alike if not is_cyrillic(groups[key][0])]
        for key in alike:
            if is_cyrillic(groups[key][0]):
                met = [other for other in latin if _in_other_letters(groups[key][0], [(groups[other][0], other)])]
                found |= {key: met[0]} if len(met) == 1 else {}
    return found


def _in_other_letters(name: str, written: Iterable[tuple[str, str]]) -> set[str]:
    """Give who has the family name ``name`` in another alphabet."""
    family = parts(name).family
    return {
        stands for other, stands in written if is_cyrillic(family) != is_cyrillic(other) and same_name(family, other)
    }


def _begins(family: str) -> str:
    """Give what spellings of one family name begin with alike: "Hrytsenko" and "Gritsenko", "Yehorov" and "Egorov"."""
    return sound(family)[:1].replace("h", "g").translate(_LEADING)


_LEADING: Final = str.maketrans(dict.fromkeys("aeiouy", "a"))


def _join_full(
    full: Iterable[str], near: Mapping[str, Collection[str]], groups: Mapping[str, list[str]], same: SameName
) -> dict[str, str]:
    joined: dict[str, list[str]] = {}
    for key in sorted(full):
        # Names that are one have family names that sound alike.
        begins = _begin(_person(key)[-1])[:_SOUNDS_OF_ONE]
        met = {joined[other][0]: joined[other] for other in near.get(key, ()) if other in joined}
        for first in sorted(met):
            members = met[first]
            is_one_block = _begin(_person(first)[-1])[:_SOUNDS_OF_ONE] == begins
            if is_one_block and all(same(groups[member][0], groups[key][0]) for member in members):
                members.append(key)
                joined[key] = members
                break
        else:
            joined[key] = [key]
    return {key: members[0] for key, members in joined.items()}

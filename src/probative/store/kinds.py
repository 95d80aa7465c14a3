"""What the index holds, under which key, and in which order."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

from probative.base.identifiers import identifier, number_of
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.judgements import Judgement
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Basis, Contradiction, Derivation, Proposition, Source
from probative.model.readings import Reading

Value: TypeAlias = (
    Exhibit
    | Reading
    | Claim
    | Source
    | Derivation
    | Proposition
    | Contradiction
    | Entity
    | Link
    | Event
    | Judgement
    | Gap
)
"""Anything the index holds."""

Numbered: TypeAlias = Exhibit | Claim | Source | Proposition | Contradiction | Entity | Link | Event | Judgement | Gap
"""What carries an identifier of its own."""

V = TypeVar("V", bound=Value)
"""One kind of value."""

Kind: TypeAlias = "type[object]"
"""One of ``KINDS``, as a key of tables; what is passed in is checked when it is used."""

Key: TypeAlias = "str | tuple[str, int] | tuple[str, str, str]"
"""An identifier; ``(exhibit, volume)`` for a reading; ``(derived, upstream, basis)`` for a derivation."""

Rank: TypeAlias = "tuple[int | str, ...]"
"""Where a value stands among its kind: the numbers of its key, so that E-10000 comes after E-9999."""

KINDS: Final[tuple[type[Value], ...]] = (
    Exhibit,
    Reading,
    Claim,
    Source,
    Derivation,
    Proposition,
    Contradiction,
    Entity,
    Link,
    Event,
    Judgement,
    Gap,
)
"""Every kind, in the order of an export."""

LETTERS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Exhibit: "E",
        Claim: "C",
        Source: "S",
        Proposition: "P",
        Contradiction: "X",
        Entity: "N",
        Link: "L",
        Event: "V",
        Judgement: "J",
        Gap: "G",
    }
)
"""The letter of each kind that carries an identifier."""

LARGEST_NUMBER: Final = 2**43 - 1
"""Identifiers above this are refused, so that exhibit and volume fit one 63-bit row number."""

LARGEST_VOLUME: Final = 2**20 - 1
"""More volumes than this in one exhibit are refused."""


def refuse_unknown(kind: Kind) -> None:
    """Demand one of ``KINDS``.

    Raises:
        TypeError: For anything else.
    """
    if kind not in KINDS:
        raise TypeError(f"the index holds no {getattr(kind, '__name__', kind)}")


def key_of(value: Value) -> Key:
    """Give the key a value is stored under.

    Raises:
        TypeError: When ``value`` is of no stored kind.
    """
    if isinstance(value, Reading):
        return (value.exhibit, value.volume)
    if isinstance(value, Derivation):
        return (value.derived, value.upstream, value.basis.value)
    if type(value) not in LETTERS:
        raise TypeError(f"the index holds no {type(value).__name__}")
    return value.id


def rank_of(kind: Kind, key: Key) -> Rank:
    """Give the place of ``key`` among its kind.

    Raises:
        TypeError: When ``kind`` is not stored, or ``key`` has not the shape that ``kind`` asks for.
        ValueError: When ``key`` holds an identifier of another kind, one not in its one spelling, or one too large.
    """
    if kind is Reading:
        match key:
            case (str(exhibit), int(volume)):
                if not 1 <= volume <= LARGEST_VOLUME:
                    raise ValueError(f"no volume: {volume}")
                return (_number(exhibit, "E"), volume)
            case _:
                raise TypeError(f"a reading is stored under (exhibit, volume), not {key!r}")
    if kind is Derivation:
        match key:
            case (str(derived), str(upstream), str(basis)):
                return (_number(derived, "E"), _number(upstream, "E"), Basis(basis).value)
            case _:
                raise TypeError(f"a derivation is stored under (derived, upstream, basis), not {key!r}")
    refuse_unknown(kind)
    letter = LETTERS[kind]
    if not isinstance(key, str):
        raise TypeError(f"{kind.__name__} is stored under its identifier, not {key!r}")
    return (_number(key, letter),)


def letter_of(kind: Kind) -> str:
    """Give the letter of a kind that carries identifiers.

    Raises:
        TypeError: When ``kind`` carries none (readings, derivations) or is not stored.
    """
    letter = LETTERS.get(kind)
    if letter is None:
        raise TypeError(f"{kind.__name__} carries no identifier of its own")
    return letter


def _number(text: str, letter: str) -> int:
    number = number_of(text)
    if number < 1 or identifier(letter, number) != text:
        raise ValueError(f"not an identifier of the kind {letter}: {text!r}")
    if number > LARGEST_NUMBER:
        raise ValueError(f"identifier too large: {text!r}")
    return number

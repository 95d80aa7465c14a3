"""Model values to canonical JSON and back. Every value has exactly one byte string."""

from typing import Any, TypeVar, cast

import msgspec

from probative.base import canonical

T = TypeVar("T")


def plain(value: object) -> dict[str, Any]:
    """Give a model value as JSON-able data: dates as ``YYYY-MM-DD``, enums by value, tuples as lists.

    Args:
        value: Any dataclass of ``probative.model``.

    Raises:
        TypeError: When ``value``, or something in it, is no such value.
    """
    data = msgspec.to_builtins(value)
    if not isinstance(data, dict):
        raise TypeError(f"{type(value).__name__} is no model value")
    return {key: _listed(member) for key, member in data.items()}


def encode(value: object) -> bytes:
    """Give the canonical bytes of a model value.

    Raises:
        TypeError: When ``value`` is no model value.
        ValueError: When something in it has no canonical form: a lone surrogate, an integer of 2**53 or more.
    """
    return canonical.encode(plain(value))


def decode(kind: type[T], content: bytes) -> T:
    """Give back the value of ``kind`` whose bytes these are; its invariants are checked again.

    Args:
        kind: A dataclass of ``probative.model``.
        content: What ``encode`` gave. Unknown keys are ignored, so that an older reader copes with a newer writer.

    Raises:
        ValueError: When ``content`` is no value of ``kind``.
    """
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.MsgspecError as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error


def _listed(member: object) -> Any:  # noqa: ANN401 - JSON-able data of any shape
    if isinstance(member, dict):
        return {key: _listed(inner) for key, inner in member.items()}
    if isinstance(member, list | tuple):
        return [_listed(inner) for inner in cast("list[object]", member)]
    return member

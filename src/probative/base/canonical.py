"""Strict canonical JSON: one value, one spelling.

UTF-8, keys sorted by code point, no spaces, no floats, integers below 2**53 in size, no duplicate keys, no lone
surrogates. ``decode`` re-encodes what it read and demands the same bytes, so no two byte strings mean the same thing.

Source: shared/reference/custody.md section 4 (a subset of RFC 8785).
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final, NoReturn, TypeAlias, cast

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
"""What canonical JSON can say."""

LARGEST_INTEGER: Final = 2**53 - 1


class NotCanonicalError(ValueError):
    """The bytes, or the value, have no canonical form. The message says where and why."""


def encode(value: Json) -> bytes:
    """Write ``value`` in its one canonical spelling.

    Raises:
        NotCanonicalError: For floats, integers of 2**53 and more, keys that are not strings, lone surrogates, and any
            type that JSON lacks.
    """
    try:
        if not _is_sayable(value):
            # Either it cannot be said, or it is made of subclasses; this tells which, and where.
            _refuse_unsayable(value, "$")
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8")
    except RecursionError as error:
        raise NotCanonicalError("nested deeper than anything that is meant") from error
    except UnicodeEncodeError as error:
        raise NotCanonicalError(f"lone surrogate at character {error.start}") from error


def decode(content: bytes) -> Json:
    """Read canonical JSON, refusing every other spelling of the same value.

    Raises:
        NotCanonicalError: When ``content`` is not JSON, or is JSON spelt in any but the canonical way.
    """
    try:
        value: Json = json.loads(
            content.decode("utf-8"),
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            object_pairs_hook=_unique,
        )
    except NotCanonicalError:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(f"not JSON: {error}") from error
    if encode(value) != content:
        raise NotCanonicalError("not the canonical spelling of its value")
    return value


def _refuse_number(text: str) -> NoReturn:
    raise NotCanonicalError(f"only whole numbers are allowed, not {text}")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonicalError("a key stands twice in one object")
    return found


def _is_sayable(value: object) -> bool:
    """Whether there is a canonical spelling: the common case, which needs no words for where it went wrong."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return -LARGEST_INTEGER <= cast("int", value) <= LARGEST_INTEGER
    if kind is dict:
        members = cast("dict[object, object]", value)
        # Most members are text, and are not called for.
        return all(type(key) is str and (type(one) is str or _is_sayable(one)) for key, one in members.items())
    if kind is list or kind is tuple:
        return all(_is_sayable(one) for one in cast("list[object]", value))
    return False


def _refuse_unsayable(value: object, where: str) -> None:
    if value is None or isinstance(value, bool | str):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonicalError(f"{where}: integer of 2**53 or more")
        return
    if isinstance(value, dict):
        for key, member in value.items():
            if not isinstance(key, str):
                raise NotCanonicalError(f"{where}: key {key!r} is not a string")
            _refuse_unsayable(member, f"{where}.{key}")
        return
    if isinstance(value, list | tuple):
        for index, member in enumerate(value):
            _refuse_unsayable(member, f"{where}[{index}]")
        return
    raise NotCanonicalError(f"{where}: {type(value).__name__} has no canonical form")

"""The root file: which keys count in a case, signed by so many of the root keys that are kept offline.

Version 1 is signed by its own threshold. Version n+1 is signed by the threshold of version n and by its own: whoever
trusts one version can walk to the next, and nobody who holds fewer root keys can make one.

Source: The Update Framework, section 5.3 (root rotation); docs/format/ledger.md.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass

from probative.base import canonical
from probative.base.canonical import Json
from probative.base.digest import digest_of
from probative.custody.ledger.entries import person_key_id
from probative.custody.ledger.signatures import is_signed

FORMAT = "probative/root@1"
ROLES = ("person", "root")
_TAG = b"probative/root@1\n"
_BODY = {"expires", "format", "keys", "origin", "revoked", "threshold", "version"}
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_MOST = 2**31


class RootError(ValueError):
    """This is no root file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One key in a root file: 32 bytes, Ed25519, and what it may do."""

    key: bytes
    roles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A root file, taken apart. Nothing here says that its signatures hold: ``root_problem`` does.

    ``keys`` and ``signatures`` are by key id. ``revoked`` gives, by key id, the last good size of the log: entries of
    that key from there on do not count. ``expires`` is a time, or ``None``. ``body`` is what is signed, ``value`` the
    whole.
    """

    origin: str
    version: int
    threshold: int
    expires: str | None
    keys: Mapping[str, Listed]
    revoked: Mapping[str, int]
    signatures: Mapping[str, bytes]
    body: bytes
    value: Mapping[str, Json]

    @property
    def digest(self) -> str:
        """The SHA-256 of the signed part: what people compare by another channel."""
        return digest_of(self.body)

    def holders(self, role: str) -> frozenset[str]:
        """Give the ids of the keys with that role."""
        return frozenset(name for name, listed in self.keys.items() if role in listed.roles)


def root_body(
    *,
    origin: str,
    version: int,
    threshold: int,
    keys: Mapping[bytes, frozenset[str]],
    revoked: Mapping[str, int] | None = None,
    expires: str | None = None,
) -> bytes:
    """Write the part of a root file that is signed, in its one spelling."""
    listed: dict[str, Json] = {
        person_key_id(key): {"key": base64.b64encode(key).decode(), "roles": list[Json](sorted(roles))}
        for key, roles in keys.items()
    }
    return canonical.encode(
        {
            "expires": expires,
            "format": FORMAT,
            "keys": listed,
            "origin": origin,
            "revoked": dict(revoked or {}),
            "threshold": threshold,
            "version": version,
        }
    )


def root_message(body: bytes) -> bytes:
    """Give the bytes that a root key signs."""
    return _TAG + body


def signed_root(body: bytes, signatures: Mapping[bytes, bytes]) -> dict[str, Json]:
    """Put a body and its signatures (by public key) together, as the ledger will hold them."""
    signed: dict[str, Json] = {person_key_id(key): base64.b64encode(one).decode() for key, one in signatures.items()}
    return {"signatures": signed, "signed": canonical.decode(body)}


def read_root(value: object) -> Root:
    """Take a root file apart.

    Raises:
        RootError: When it has another shape.
    """
    if not isinstance(value, dict) or set(value) != {"signatures", "signed"}:
        raise RootError("not a signed root file")
    signed, signatures = value["signed"], value["signatures"]
    if not isinstance(signed, dict) or set(signed) != _BODY or signed["format"] != FORMAT:
        raise RootError(f"not of the format {FORMAT}")
    keys, revoked, expires = signed["keys"], signed["revoked"], signed["expires"]
    if not all(isinstance(one, dict) for one in (keys, revoked, signatures)) or not isinstance(signed["origin"], str):
        raise RootError("keys, revocations or signatures of another shape")
    if expires is not None and not (isinstance(expires, str) and _AT.fullmatch(expires)):
        raise RootError("it expires at no time")
    root = Root(
        origin=signed["origin"],
        version=_count(signed["version"], 1),
        threshold=_count(signed["threshold"], 1),
        expires=expires,
        keys={name: _listed(name, one) for name, one in keys.items()},
        revoked={name: _count(good, 0) for name, good in revoked.items()},
        signatures={name: _bytes(one, 64) for name, one in signatures.items()},
        body=canonical.encode(signed),
        value=value,
    )
    if root.threshold > len(root.holders("root")):
        raise RootError("its threshold is more than its root keys")
    return root


def root_problem(root: Root, before: Root | None, origin: str) -> str | None:
    """Say why a root file may not follow another; ``None`` where it may."""
    if root.origin != origin:
        return "it is another case's"
    if root.version != (before.version + 1 if before is not None else 1):
        return f"it is version {root.version}, which is not the next"
    known = {
        name: listed.key for one in (before, root) if one for name, listed in one.keys.items() if "root" in listed.roles
    }
    message = root_message(root.body)
    for name, signature in root.signatures.items():
        if name not in known or not is_signed(message, signature, known[name]):
            return f"its signature by {name} does not hold, or that is no root key"
    for one in filter(None, (before, root)):
        signers = one.holders("root") & set(root.signatures)
        if len(signers) < one.threshold:
            return f"{len(signers)} root keys of version {one.version} signed it, {one.threshold} must"
    if before is not None and any(root.revoked.get(name, _MOST) > good for name, good in before.revoked.items()):
        return "it takes a revocation back"
    return None


def _listed(name: str, one: object) -> Listed:
    if not isinstance(one, dict) or set(one) != {"key", "roles"} or not isinstance(one["roles"], list):
        raise RootError("a key of another shape")
    key, roles = _bytes(one["key"], 32), one["roles"]
    if not all(isinstance(role, str) for role in roles) or roles != sorted(set(roles)) or not set(roles) <= set(ROLES):
        raise RootError("a key with roles of another shape")
    if person_key_id(key) != name:
        raise RootError("a key under another key's id")
    return Listed(key=key, roles=frozenset(roles))


def _bytes(text: object, length: int) -> bytes:
    try:
        content = base64.b64decode(text if isinstance(text, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise RootError("a value that is not base64") from error
    if len(content) != length or base64.b64encode(content).decode() != text:
        raise RootError(f"a value that is not {length} bytes in base64")
    return content


def _count(value: object, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < _MOST:
        raise RootError("a count that is none")
    return value

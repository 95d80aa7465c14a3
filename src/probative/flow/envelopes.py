"""Exhibits as everybody may see them, and as they truly came.

Where people are sealed, what would let somebody test a guess at a name stays with the original: its name as it came,
its SHA-256 and its exact size. Everybody sees a name without names, a salted commitment to the SHA-256, and a size
rounded up.
"""

import hmac
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from probative.base import canonical
from probative.base.digest import Digest
from probative.custody.compartments import Within
from probative.custody.vault.vault import ObjectId
from probative.flow import artefact
from probative.flow.case import Case
from probative.flow.screen import ASIDE, Screen
from probative.model.exhibits import Exhibit, Receipt
from probative.store import codec

_SALT_BYTES: Final = 32
_LEAST_STEP_BYTES: Final = 256
_KEPT_BITS: Final = 4


def enveloped(case: Case, screen: Screen, exhibit: Exhibit, place: Within) -> tuple[Exhibit, ObjectId]:
    """Keep an exhibit as it came where the originals lie; give it as everybody may see it, and where it is kept.

    Args:
        case: Open for writing.
        screen: What replaces the names.
        exhibit: As it truly came.
        place: Where what everybody may see of it lies.
    """
    salt = case.settings.chance(_SALT_BYTES)
    content = canonical.encode({"exhibit": codec.plain(exhibit), "salt": salt.hex()})
    kept = case.custody.keep_bytes(content, place | ASIDE)
    commitment = Digest(commitment_in_place(salt, bytes.fromhex(exhibit.digest)))
    shown = replace(screen.exhibit(exhibit), digest=commitment, size_bytes=rounded(exhibit.size_bytes))
    return shown, kept.object_id


def commitment_in_place(salt: bytes, digest: bytes) -> str:
    """Give what stands in the place of an exhibit's SHA-256, by which a guess at its bytes could be tested."""
    return hmac.digest(salt, digest, "sha256").hex()


def in_envelope(case: Case, object_id: str) -> Exhibit:
    """Give an exhibit as it truly came.

    Raises:
        CompartmentClosedError: When it lies where this opening cannot look.
    """
    values = canonical.decode(case.load(object_id))
    assert isinstance(values, Mapping)
    exhibit = artefact.value_from("Exhibit", values["exhibit"])
    assert isinstance(exhibit, Exhibit)
    return exhibit


def truly(case: Case, exhibit: Exhibit) -> Exhibit:
    """Give an exhibit as it truly came, also where everybody sees another. Raises as ``in_envelope``."""
    envelope = case.store.note(f"envelope:{exhibit.id}")
    return in_envelope(case, envelope) if envelope else exhibit


def is_enveloped(case: Case, exhibit: str) -> bool:
    """Whether what everybody sees of an exhibit is not all that is known of it."""
    return bool(case.store.note(f"envelope:{exhibit}"))


def receipt_enveloped(
    case: Case, screen: Screen, about: str, slip: Receipt, place: Within
) -> tuple[Receipt, str | None]:
    """Give a receipt as everybody may see it, and where it is kept as it came; ``None`` where that is the same."""
    shown = screen.receipt(slip, about)
    if shown == slip:
        return slip, None
    kept = case.custody.keep_bytes(canonical.encode(codec.plain(slip)), place | ASIDE)
    return shown, kept.object_id


def named_by(screen: Screen, exhibit: Exhibit) -> frozenset[str]:
    """Give the sealed people whom the name or a receipt of an exhibit names."""
    said = [exhibit.name, exhibit.publisher or ""]
    said += [text or "" for one in exhibit.receipts for text in (one.name, one.received_from, one.collected_by)]
    return frozenset(one.pseudonym for text in said for one in screen.titles(text, exhibit.id))


def rounded(size_bytes: int) -> int:
    """Round a size up as the vault does: at most an eighth above, and the same for all that are nearly as large."""
    step = max(_LEAST_STEP_BYTES, 1 << max(0, size_bytes.bit_length() - _KEPT_BITS))
    return -(-size_bytes // step) * step

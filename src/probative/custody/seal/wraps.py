"""A compartment's key, wrapped for each who holds it; that of ``identities``, for each two of its custodians.

Wraps lie in ``keys/recipients/<compartment>.<generation>.<id>``, or ``<id>-<id>`` for two. For two, the inner wrap is
for the second and the outer for the first, so that neither opens anything alone.

Source: docs/format/keybag.md; shared/reference/custody.md section 6.2.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from probative.base import canonical
from probative.base.canonical import NotCanonicalError
from probative.base.errors import KeyRefusedError, StorageError
from probative.base.fs import Disk
from probative.custody.compartments import Compartment
from probative.custody.errors import DamagedKeybagError
from probative.custody.frames import frame, scan
from probative.custody.layout import Layout
from probative.custody.seal.contents import Holder
from probative.custody.seal.person import Person, wrap

CUSTODIANS = 3
"""Any two of so many open the identities."""

_FORMAT = "probative/wrap@1"


def write_wraps(  # noqa: PLR0917 - two callers, each with exactly these
    layout: Layout, compartment: Compartment, generation: int, key: bytes, holders: Iterable[Holder], disk: Disk
) -> dict[str, str]:
    """Write the wraps of a bag's key, durably, and give the SHA-256 of each file by its name."""
    disk.make_folder(layout.recipients)
    digests = {}
    for name, content in _wraps(compartment, generation, key, tuple(holders)):
        disk.replace(layout.recipients / name, content)
        digests[name] = hashlib.sha256(content).hexdigest()
    return digests


def unwrap(layout: Layout, compartment: Compartment, generation: int, people: Sequence[Person]) -> bytes:
    """Give a bag's key to whoever it was wrapped for.

    Args:
        layout: The case.
        compartment: Whose bag.
        generation: Which bag.
        people: One person; two custodians for ``identities``.

    Raises:
        KeyRefusedError: When there is no wrap for them, or it does not open.
        DamagedKeybagError: When it is not whole.
        StorageError: When it cannot be read.
    """
    ids = sorted(person.id for person in people)
    path = layout.recipients / f"{compartment}.{generation}.{'-'.join(ids)}"
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise KeyRefusedError(f"{compartment} is not open to this holder of keys") from error
    except OSError as error:
        raise StorageError(f"cannot read {path.name}: {error.strerror}") from error
    return opened_wrap(content, compartment, generation, people, layout.name(path))


def opened_wrap(
    content: bytes, compartment: Compartment, generation: int, people: Sequence[Person], name: str
) -> bytes:
    """Give the key in a wrap's bytes; ``name`` is how errors call it. Raises as ``unwrap``."""
    found = scan(content)
    if len(found.starts) != 1 or found.torn_bytes:
        raise DamagedKeybagError(f"{name} is cut short or changed")
    plain = content[found.starts[0] : found.ends[0]]
    for person in sorted(people, key=lambda one: one.id):
        plain = person.unwrap(plain)
    return _key(plain, compartment, generation, name)


def wrap_problem(layout: Layout, name: str, digest: str) -> str | None:
    """Say what is wrong with a wrap that a bag names; ``None`` where nothing is."""
    try:
        content = (layout.recipients / name).read_bytes()
    except OSError as error:
        return f"It cannot be read: {error.strerror}."
    return None if hashlib.sha256(content).hexdigest() == digest else "It is not what was written here."


def _wraps(
    compartment: Compartment, generation: int, key: bytes, holders: tuple[Holder, ...]
) -> Iterator[tuple[str, bytes]]:
    plain = canonical.encode(
        {
            "compartment": compartment,
            "format": _FORMAT,
            "generation": generation,
            "key": base64.b64encode(key).decode(),
        }
    )
    ordered = sorted(holders, key=lambda one: one.id)
    if compartment is not Compartment.IDENTITIES:
        for one in ordered:
            yield f"{compartment}.{generation}.{one.id}", frame(wrap(plain, one.recipient))
        return
    for place, first in enumerate(ordered):
        for second in ordered[place + 1 :]:
            content = wrap(wrap(plain, second.recipient), first.recipient)
            yield f"{compartment}.{generation}.{first.id}-{second.id}", frame(content)


def _key(plain: bytes, compartment: Compartment, generation: int, name: str) -> bytes:
    try:
        value = canonical.decode(plain)
    except NotCanonicalError as error:
        raise KeyRefusedError(f"{name} holds no key") from error
    told = value if isinstance(value, Mapping) else {}
    if (told.get("compartment"), told.get("format"), told.get("generation")) != (compartment, _FORMAT, generation):
        raise KeyRefusedError(f"{name} holds the key of another bag")
    return base64.b64decode(str(told.get("key")))

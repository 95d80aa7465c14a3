"""The lines of an export: how any driver spells a record and a note."""

from probative.base import canonical
from probative.store.kinds import Kind


def record_line(kind: Kind, body: bytes) -> bytes:
    """Give the line of one record, ``body`` being its canonical bytes."""
    return b'{"kind":' + canonical.encode(kind.__name__) + b',"value":' + body + b"}\n"


def note_line(key: str, value: str) -> bytes:
    """Give the line of one note."""
    return canonical.encode({"key": key, "kind": "note", "value": value}) + b"\n"

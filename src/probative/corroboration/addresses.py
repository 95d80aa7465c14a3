"""Addresses on the web, and handles, as texts write them."""

import re
from typing import Final

MENTION: Final = re.compile(r"(?<![\w@.])@([A-Za-z][\w.]{2,40})|\b(?:https?://|www\.)([^\s<>\"'“”«»()\[\]]{4,300})")
"""A handle (first group), or an address (second)."""


def address(written: str) -> str:
    """Give the plain form of an address on the web: without scheme, "www.", what follows "?" or "#", and a last "/"."""
    bare = re.sub(r"^(?:https?:)?(?://)?(?:www\.|m\.)?", "", written.strip(), flags=re.IGNORECASE)
    host, slash, path = re.split(r"[?#]", bare)[0].partition("/")
    return (host.lower() + slash + path).rstrip("/.,;:!?")


def addresses(raw: str) -> frozenset[str]:
    """Give the addresses that stand in a text, in their plain form."""
    if "http" not in raw and "www." not in raw:
        return frozenset()
    return frozenset(address(match.group()) for match in MENTION.finditer(raw) if match.group(2))

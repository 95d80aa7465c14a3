"""Which release of a library read an exhibit."""

from functools import cache
from importlib.metadata import version


@cache
def release_of(library: str) -> str:
    """Give the installed release of ``library``, by its name on the package index."""
    return version(library)

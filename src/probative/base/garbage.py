"""Python's search for rings of garbage, put off while very many values are made that live on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Put the search for rings off for as long as the block lasts; what no ring holds is freed at once, as ever.

    Weighing a case makes millions of small values and no rings: the search looks through all of them again and again,
    finds nothing, and takes a quarter of the time (``bench/corroboration.py``).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

"""Keeping a process's memory to itself, as far as the system lets it: for the one that opens identities.

Memory that is locked is not swapped; a process that is not dumpable leaves no core and is not read by others of the
same user. Both are best effort: where the system refuses, the work goes on; `probative doctor` says what swap means.
"""

import ctypes
import resource
from contextlib import suppress

_CURRENT, _CURRENT_AND_FUTURE = 1, 3
_SET_DUMPABLE = 4


def hush() -> tuple[bool, bool]:
    """Lock this process's memory and forbid dumps of it; give whether each was granted."""
    locked = dumps_forbidden = False
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        # Under a limit, memory that is locked as it comes would soon be refused altogether.
        is_unlimited = resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] == resource.RLIM_INFINITY
        locked = system.mlockall(_CURRENT_AND_FUTURE if is_unlimited else _CURRENT) == 0
        dumps_forbidden = system.prctl(_SET_DUMPABLE, 0, 0, 0, 0) == 0
    return locked, dumps_forbidden

"""The error tree: the world's failures, grouped by who must act.

    ProbativeError                  P000   3
    |- UsageError                   P1xx   2   the caller named something that cannot be
    |- CaseError                    P2xx   4   the case cannot be opened, or is not there
    |  |- KeyRefusedError           P21x   5   the key or passphrase does not open it
    |  `- CaseBusyError             P22x   6   another process is writing to it
    |- IntegrityError               P3xx   7   bytes are not what the ledger says; nothing is repaired by itself
    |- StorageError                 P4xx   8   the disk failed or is full; nothing more is acknowledged
    |  `- DiskFullError             P410   8   there is no room left
    |- MaterialError                P5xx   9   a piece of material cannot be taken in or read at all
    `- MachineError                 P6xx  10   this machine lacks something that is needed

A caller's mistake inside the program is a built-in ``ValueError`` or ``TypeError``. Something *found* (a damaged
exhibit, an unreadable page) is a value, never an exception. Every concrete class sets ``code`` and ``hint``;
``docs/reference/errors.md`` is generated from this tree.
"""

from typing import ClassVar


class ProbativeError(Exception):
    """Something outside the program failed; ``hint`` says what the person at the keyboard can do."""

    code: ClassVar[str] = "P000"
    exit_status: ClassVar[int] = 3
    hint: ClassVar[str] = "It has no class of its own: a fault of ours. Tell us, with an invented case that shows it."


class UsageError(ProbativeError):
    """The command names something that does not exist or does not fit."""

    code: ClassVar[str] = "P100"
    exit_status: ClassVar[int] = 2
    hint: ClassVar[str] = "Run the command with --help for its arguments and examples."


class CaseError(ProbativeError):
    """The case cannot be opened."""

    code: ClassVar[str] = "P200"
    exit_status: ClassVar[int] = 4
    hint: ClassVar[str] = "Check the path; `probative new DIR` makes a case."


class KeyRefusedError(CaseError):
    """The key or passphrase does not open this case."""

    code: ClassVar[str] = "P210"
    exit_status: ClassVar[int] = 5
    hint: ClassVar[str] = "Name the right key file with --key-file, or set PROBATIVE_PASSPHRASE."


class CaseBusyError(CaseError):
    """Another process is writing to this case."""

    code: ClassVar[str] = "P220"
    exit_status: ClassVar[int] = 6
    hint: ClassVar[str] = "Wait until it has finished; a lock left by a process that is gone is broken by itself."


class IntegrityError(ProbativeError):
    """Bytes are not what the ledger says. Nothing is repaired by itself."""

    code: ClassVar[str] = "P300"
    exit_status: ClassVar[int] = 7
    hint: ClassVar[str] = (
        "Do not repair it. Run `probative check DIR --full`, then restore the damaged part from a copy."
    )


class StorageError(ProbativeError):
    """The disk failed or is full. Nothing after the last acknowledged item was kept."""

    code: ClassVar[str] = "P400"
    exit_status: ClassVar[int] = 8
    hint: ClassVar[str] = "Make room or replace the disk, then run the command again; what was acknowledged is safe."


class DiskFullError(StorageError):
    """There is no room left on the disk. Nothing after the last acknowledged item was kept."""

    code: ClassVar[str] = "P410"
    hint: ClassVar[str] = "Make room (a case keeps 16 MiB back for its last words), then run the command again."


class MaterialError(ProbativeError):
    """A piece of material cannot be taken in or read at all."""

    code: ClassVar[str] = "P500"
    exit_status: ClassVar[int] = 9
    hint: ClassVar[str] = "Check that the path exists and may be read."


class MachineError(ProbativeError):
    """This machine lacks something that is needed."""

    code: ClassVar[str] = "P600"
    exit_status: ClassVar[int] = 10
    hint: ClassVar[str] = "Run `make setup`, or install what the message names."

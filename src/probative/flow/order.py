"""The order of work: each stage over what the one before it left, one line a stage.

This is the one module that knows the order. What each step is given and records stands in ``steps``; the rules of
evidence stand in the stages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from probative.flow.case import Case
from probative.flow.steps.claims import attribute_new
from probative.flow.steps.corroboration import corroborate
from probative.flow.steps.custody import seal
from probative.flow.steps.network import connect
from probative.flow.steps.reading import read_new
from probative.flow.steps.watching import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """What a stage says when it is done: counts that a human can check."""

    stage: str
    text: str


STAGES: Final[tuple[tuple[str, Callable[[Case, Watch], str]], ...]] = (
    ("reading", read_new),
    ("claims", attribute_new),
    ("corroboration", corroborate),
    ("network", connect),
)
"""After intake (``delivery``), in this order. Casework and disclosure follow here when they are built."""


def process(case: Case, *, watch: Watch) -> Iterator[StageLine]:
    """Take a case through every stage, saying one line after each.

    What was read and attributed before is left as it is. Interrupted, it goes on from the last acknowledged item.

    Args:
        case: Open for writing.
        watch: Shows progress within a stage.

    Yields:
        A line for each stage in the order of work, then custody's.
    """
    for name, stage in STAGES:
        yield StageLine(stage=name, text=stage(case, watch))
    yield StageLine(stage="custody", text=seal(case))


def rejudge(case: Case, *, watch: Watch) -> None:
    """Work out again what follows from judgements: the stages that look at the whole case."""
    corroborate(case, watch)
    connect(case, watch)

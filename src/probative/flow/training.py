"""Training a model of one's own: what is read, what is taught, what is said of the result."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from probative.base.errors import MachineError, UsageError
from probative.base.fs import Disk
from probative.claims.corpus.corpus import CorpusUnfit, Part, fingerprint, read_corpus
from probative.claims.corpus.document import Document
from probative.claims.corpus.soundness import faults
from probative.flow.shapes import Shape

if TYPE_CHECKING:
    from probative.claims.training.course import Preparing
    from probative.claims.training.starts import Start

LANGUAGES: Final = ("en", "uk", "ru", "uk,ru")
"""What a model can be taught; Ukrainian and Russian share one."""

_NEEDED: Final = ("torch", "onnx", "safetensors")
_FAULTS_SAID: Final = 10

Say = Callable[[str], None]


class TrainingExtraMissing(MachineError):
    """What training needs beyond what attributing needs is not installed."""

    code = "P632"
    hint = "Install the extra: pip install 'probative[train]'. Attributing with a trained model needs none of it."


class CannotTrain(UsageError):
    """The order cannot be carried out as it was given."""

    code = "P126"
    hint = "See `probative train --help` and docs/how-to/train.md."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to train.

    ``base`` is the folder of the encoder to start from, ``None`` for the one that the extra installs; ``preparing`` a
    folder with the open sets for a first phase of ``first`` rounds and with the texts of a corpus that holds marks
    alone.
    """

    corpora: tuple[Path, ...]
    goal: Path
    base: Path | None = None
    preparing: Path | None = None
    first: int = 1
    rounds: int = 7
    seed: int = 1
    name: str | None = None
    version: str = "1"
    language: str = "en"


def train(order: Order, say: Say, *, disk: Disk) -> Shape:
    """Teach a model and write its folder.

    Args:
        order: What to train.
        say: Told how it goes, a line at a time.
        disk: What is written with.

    Returns:
        The card of the model, with the folder; its figures on dev and on the test part, where there is one.

    Raises:
        CannotTrain: The folder is there already, the language cannot be taught, or it cannot start from a base.
        TrainingExtraMissing: The extra is not installed.
        MarkedTextInvalid: A document breaks its format.
        CorpusUnfit: There is nothing to train on or to choose by, or one text is in two parts.
        BaseMissing, BaseUnfit: The base encoder is not there, or cannot be used.
        OpenSetUnfit: The open sets are not there or cannot be read.
    """
    if order.language not in LANGUAGES:
        raise CannotTrain(f"a model is taught in {' or '.join(LANGUAGES)}, not in {order.language!r}")
    if order.base is not None and order.language != "en":
        raise CannotTrain("a model for Ukrainian and Russian starts from the letters of words, not from an encoder")
    if order.goal.exists():
        raise CannotTrain(f"{order.goal} is there already; a model is written into a folder of its own")
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise TrainingExtraMissing(f"not installed: {', '.join(missing)}")
    from probative.claims.training.course import Course, run

    languages = tuple(order.language.split(","))
    parts = read_parts(order.corpora, languages, say, sets=order.preparing)
    if not parts[Part.TRAIN] or not parts[Part.DEV]:
        counted = ", ".join(f"{len(some)} {part}" for part, some in parts.items())
        raise CorpusUnfit(f"a model needs documents to train on and others to choose by; there are {counted}")
    start, opened, preparing = _english(order) if "en" in languages else _slavic(order)
    course = Course(
        name=order.name or order.goal.absolute().name,
        version=order.version,
        languages=languages,
        start=start,
        train=parts[Part.TRAIN],
        dev=parts[Part.DEV],
        test=parts[Part.TEST],
        preparing=preparing,
        first=order.first if opened else 0,
        rounds=order.rounds,
        seed=order.seed,
        about={"prepared_with": [f"{path.parent.name}/{path.name}" for path in opened]},
    )
    return {"model": str(order.goal), **run(course, order.goal, say, disk=disk)}


def _english(order: Order) -> "tuple[Start, tuple[Path, ...], Preparing]":
    from probative.claims.training.encoders import shipped_base
    from probative.claims.training.open_sets import prepared, sets
    from probative.claims.training.starts import from_encoder

    start = from_encoder(order.base or shipped_base())
    opened = sets(order.preparing) if order.preparing is not None else ()
    return start, opened, lambda reader: tuple(prepared(opened, reader("en")))


def _slavic(order: Order) -> "tuple[Start, tuple[Path, ...], Preparing]":
    from probative.claims.training.slavic_sets import prepared, sets
    from probative.claims.training.starts import from_letters

    opened = sets(order.preparing) if order.preparing is not None else ()
    return from_letters(), opened, lambda reader: tuple(prepared(opened, reader("ru")))


def read_parts(
    corpora: Iterable[Path], languages: Sequence[str], say: Say, *, sets: Path | None = None
) -> dict[Part, tuple[Document, ...]]:
    """Read the documents of some languages in several corpora, by part.

    Args:
        corpora: Folders; see ``read_corpus``.
        languages: The only ones that are kept; the first is that of documents which do not say it.
        say: Told what was left out and what no careful reader would have marked so.
        sets: Where the open sets lie, for a corpus that holds marks alone.

    Raises:
        MarkedTextInvalid: A document breaks its format.
        CorpusUnfit: One text is in two parts: then it would be learned and judged by.
    """
    parts: dict[Part, list[Document]] = {part: [] for part in Part}
    seen: dict[str, tuple[Part, str]] = {}
    others: Counter[str] = Counter()
    odd: list[str] = []
    for folder in corpora:
        for document, part in read_corpus(folder, language=languages[0], sets=sets):
            if document.language not in languages:
                others[document.language] += 1
                continue
            earlier = seen.setdefault(fingerprint(document), (part, document.id))
            if earlier[0] != part:
                raise CorpusUnfit(f"{earlier[1]} in {earlier[0]} and {document.id} in {part} are the same text")
            if earlier[1] != document.id:
                say(f"{document.id} is the same text as {earlier[1]}: left out")
                continue
            parts[part].append(document)
            odd += faults(document)
    for tongue, count in sorted(others.items()):
        say(f"{count} documents in {tongue!r} left out: this model is taught {', '.join(map(repr, languages))}")
    for fault in odd[:_FAULTS_SAID]:
        say(f"warning: {fault}")
    if len(odd) > _FAULTS_SAID:
        say(f"warning: and {len(odd) - _FAULTS_SAID} more oddities in the marks")
    return {part: tuple(some) for part, some in parts.items()}

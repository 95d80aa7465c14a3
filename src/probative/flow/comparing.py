"""Comparing models before switching: on marked documents that neither has seen, with what chance alone would give."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from probative.base.errors import UsageError
from probative.claims.attributor import english_attributor, rules_of
from probative.claims.comparing import MEASURES, counts, measured
from probative.claims.corpus.corpus import CorpusUnfit, Part, fingerprint
from probative.claims.corpus.document import Document
from probative.claims.corpus.scoring import differences
from probative.claims.port import Attributor
from probative.claims.suggesters import Both
from probative.flow.shapes import Shape
from probative.flow.training import Say, read_parts

SHIPPED: Final = "shipped"
"""Stands for what attributes where no model is named."""

RULES: Final = "rules"
"""Stands for the rules alone."""

_LISTED: Final = 3


class DocumentsLearned(UsageError):
    """A model would be judged by documents that it was taught from or chosen by."""

    code = "P127"
    hint = "Compare on documents that neither model has seen: name another corpus, or keep a test part apart."


def compare(corpora: Sequence[Path], first: str, second: str, say: Say) -> Iterator[Shape]:
    """Compare two ways to attribute on the test part of a corpus.

    Args:
        corpora: Folders; see ``read_corpus``.
        first: What is in use: the folder of a model, ``shipped`` or ``rules``.
        second: What may take its place: the same.
        say: Told how it goes.

    Yields:
        The rules, the first and the second with their figures; then a line a measure: the difference from the first to
        the second, the interval that holds 95 % of resamplings of the documents, whether that is more than chance.

    Raises:
        ModelInvalid: A folder holds no model.
        MarkedTextInvalid: A document breaks its format.
        CorpusUnfit: The corpus has no test part in English.
        DocumentsLearned: One of the models has seen a document of the test part.
    """
    systems = [_system(each) for each in (first, second)]
    documents = read_parts(corpora, ("en",), say)[Part.TEST]
    if not documents:
        raise CorpusUnfit("there is no document in the test part to compare on")
    for name, system in zip((first, second), systems, strict=True):
        _check_unseen(name, system, documents, say)
    rules: Attributor = rules_of("en")
    judged = []
    for name, system in zip((RULES, first, second), (rules, *systems), strict=True):
        say(f"{name}: reading {len(documents)} documents")
        judged.append(counts(system, documents))
        yield {
            "system": name,
            "suggester": f"{system.name}/{system.version}",
            "documents": len(documents),
            "attributions": sum(len(one.marks) for one in documents),
            "figures": measured(judged[-1]),
        }
    found = differences(judged[1], judged[2])
    for measure in MEASURES:
        each = found[measure]
        yield {
            "measure": measure,
            "first": round(each.first, 4),
            "second": round(each.second, 4),
            "difference": round(each.second - each.first, 4),
            "interval": [round(each.low, 4), round(each.high, 4)],
            "beyond_chance": each.is_beyond_chance,
        }


def _system(name: str) -> Attributor:
    if name == RULES:
        return rules_of("en")
    return english_attributor(None if name == SHIPPED else Path(name))


def _check_unseen(name: str, system: Attributor, documents: Sequence[Document], say: Say) -> None:
    if not isinstance(system, Both):
        return
    if not system.weights.learned:
        say(f"warning: the card of {name} does not say what it was taught from; it may have seen these documents")
    seen = [one.id for one in documents if fingerprint(one) in system.weights.learned]
    if seen:
        more = f" and {len(seen) - _LISTED} more" if len(seen) > _LISTED else ""
        raise DocumentsLearned(f"{name} was taught from or chosen by {', '.join(seen[:_LISTED])}{more}")

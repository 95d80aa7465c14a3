"""How well attributors do on marked documents, and whether one does better than another by more than chance."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from probative.claims.attributor import both_of, network_of, rules_of
from probative.claims.corpus.document import Document
from probative.claims.corpus.scoring import Counts, compare, intervals
from probative.claims.port import Attributor
from probative.claims.trained.weights import Weights

MEASURES: Final = (
    "triple_relaxed", "triple_exact", "token_source", "token_cue", "token_content", "nested", "kind", "certainty",
    "forecast",
)  # fmt: skip
"""What is reported, in this order; ``corpus.scoring`` says what each counts."""


def counts(system: Attributor, documents: Sequence[Document]) -> list[Counts]:
    """Compare what a system finds with what readers marked, document by document."""
    return [compare(one.text, one.marks, system.attribute(one.text)) for one in documents]


def measured(of: Sequence[Counts]) -> dict[str, list[float]]:
    """Give each measure's F1 (of ``kind``, ``certainty`` and ``forecast`` the share of right ones) with its interval.

    Returns:
        By measure: the value, and the ends of the interval that holds 95 % of resamplings of the documents.
    """
    found = intervals(of)
    return {name: [round(value, 4) for value in found[name]] for name in MEASURES if name in found}


def figures(weights: Weights, documents: Sequence[Document]) -> Mapping[str, Any]:
    """Give the figures of a model for its card: of the rules, of the network alone, and of both, which is what is used.

    Args:
        weights: The model.
        documents: What it is measured on; none it was taught from.
    """
    found: dict[str, list[Counts]] = {"rules": [], "network": [], "both": []}
    for language in sorted({one.language for one in documents}):
        some = [one for one in documents if one.language == language]
        found["rules"] += counts(rules_of(language), some)
        found["network"] += counts(network_of(weights, language), some)
        found["both"] += counts(both_of(weights, language), some)
    return {
        "documents": len(documents),
        "attributions": sum(len(one.marks) for one in documents),
        **{name: measured(each) for name, each in found.items()},
    }

"""From marked documents to a model in a folder: examples, lessons, calibration, files, card."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import torch
from tokenizers import Tokenizer

from probative.claims.attributor import English, EnglishNetwork
from probative.claims.corpus.document import Document
from probative.claims.corpus.scoring import compare, f1, total
from probative.claims.parse import parse
from probative.claims.trained.weights import CARD, ENCODER, ROLES, TOKENIZER, Weights, open_weights
from probative.claims.trained.windows import Pieces
from probative.claims.training.calibration import best_threshold, calibrate, calibration_error, chances, judged
from probative.claims.training.examples import Example, examples
from probative.claims.training.exporting import export
from probative.claims.training.learning import Plan, teach
from probative.claims.training.network import Network, Sizes, load_bert

LEANS: Final = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
"""How readily a cue is seen; the one with the best F1 of cues on the dev part is kept."""

PRECISION: Final = 0.85
"""The share of right ones that the default threshold must reach on the dev part."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What to teach from, and how long.

    ``base`` is a folder with a BERT-like encoder: ``model.safetensors``, ``config.json``, ``tokenizer.json``.
    ``preparing`` are further examples that a first phase learns together with the train part, for ``first`` rounds.
    """

    name: str
    version: str
    languages: tuple[str, ...]
    base: Path
    train: tuple[Document, ...]
    dev: tuple[Document, ...]
    preparing: Callable[[Pieces], Sequence[Example]] = lambda _: ()
    first: float = 0
    rounds: float = 8
    seed: int = 1
    about: dict[str, Any] | None = None


def run(course: Course, goal: Path, say: Say) -> dict[str, Any]:
    """Teach, export, calibrate, and write the model's folder.

    Args:
        course: At least one document to train on and one to choose by.
        goal: A folder; made where it is not there. What it held under the same names is replaced.
        say: Told how it goes.

    Returns:
        The card. The same course gives the same card on the same machine.

    Raises:
        ValueError: There is nothing to train on or to choose by.
    """
    if not course.train or not course.dev:
        raise ValueError("a course needs documents to train on and others to choose by")
    goal.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(course.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = taught(course, Pieces(tokenizer), say)
    export(network, goal / ENCODER, goal / ROLES)
    (goal / TOKENIZER).write_text(tokenizer.to_str(), encoding="utf-8")
    card = {
        "name": course.name,
        "version": course.version,
        "languages": list(course.languages),
        "files": {name: _hash(goal / name) for name in (ENCODER, ROLES, TOKENIZER)},
        "base": _hash(course.base / "model.safetensors"),
        "data": {"documents": len(course.train), "attributions": sum(len(one.marks) for one in course.train)},
        **(course.about or {}),
        "lean": 0.0,
        "threshold": 0.5,
        "scale": {},
    }
    _write(goal, card)
    weights = leaning(open_weights(goal), course.dev, say)
    card |= calibrated(weights, course.dev, say)
    _write(goal, card)
    return card


def taught(course: Course, pieces: Pieces, say: Say) -> Network:
    """Give a network that has been through the course."""
    torch.set_flush_denormal(True)
    torch.manual_seed(course.seed)
    network = Network(_sizes(course.base))
    load_bert(network, course.base / "model.safetensors")
    own = [one for document in course.train for one in examples(document, pieces)]
    first = [*course.preparing(pieces), *own] if course.first else []
    say(f"{len(course.train)} documents, {len(own)} windows; {max(0, len(first) - len(own))} windows to prepare with")

    def after(step: int, steps: int, costs: dict[str, float]) -> None:
        if step % 50 == 0 or step == steps:
            say(f"step {step} of {steps}: " + ", ".join(f"{name} {cost:.3f}" for name, cost in costs.items()))

    plan = Plan(rounds=course.first, pieces=1600)
    if first:
        teach(network, first, plan, seed=course.seed, after=after)
    if course.rounds:
        teach(network, own, replace(plan, rounds=course.rounds), seed=course.seed + 1, after=after)
    return network


def leaning(weights: Weights, dev: Sequence[Document], say: Say) -> Weights:
    """Give the weights with the lean that finds cues best."""
    best = (-1.0, weights)
    for lean in LEANS:
        tried = replace(weights, lean=lean)
        system = EnglishNetwork(tried)
        counts = total(compare(one.text, one.marks, system.attribute(one.text)) for one in dev)
        value = f1(counts["triple_relaxed"])
        say(f"lean {lean}: cues {f1(counts['token_cue']):.3f}, triples {value:.3f}")
        if value > best[0]:
            best = (value, tried)
    return best[1]


def calibrated(weights: Weights, dev: Sequence[Document], say: Say) -> dict[str, Any]:
    """Learn how likely proposals are right and from which chance on they are shown, each on documents left out."""
    system = English(weights)
    found = []
    for document in dev:
        whole = parse(document.text)
        found.append(judged(document, system.proposals(whole), whole))
    folds = min(5, len(found))
    pairs = []
    for fold in range(folds):
        scale = calibrate([each for place, some in enumerate(found) if place % folds != fold for each in some])
        pairs += chances([each for place, some in enumerate(found) if place % folds == fold for each in some], scale)
    marked = sum(len(document.marks) for document in dev)
    threshold = best_threshold(pairs, marked, PRECISION)
    error = calibration_error(pairs)
    say(f"threshold {threshold:.3f}, calibration error {error:.3f}")
    return {
        "lean": weights.lean,
        "threshold": round(threshold, 4),
        "scale": calibrate([each for some in found for each in some]),
    }


def _sizes(base: Path) -> Sizes:
    """Read how large the base encoder is."""
    given = json.loads((base / "config.json").read_text(encoding="utf-8"))
    return Sizes(
        pieces=given["vocab_size"],
        positions=given["max_position_embeddings"],
        width=given["hidden_size"],
        heads=given["num_attention_heads"],
        inner=given["intermediate_size"],
        layers=given["num_hidden_layers"],
    )


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(goal: Path, card: dict[str, Any]) -> None:
    (goal / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

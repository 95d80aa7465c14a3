"""From marked documents to a model in a folder: examples, lessons, calibration, files, card."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from probative.base.digest import digest_of
from probative.base.fs import Disk
from probative.claims.attributor import both_of, network_of, tongue_of
from probative.claims.comparing import figures
from probative.claims.corpus.corpus import fingerprint
from probative.claims.corpus.document import Document
from probative.claims.corpus.scoring import compare, f1, total
from probative.claims.trained.weights import CARD, ENCODER, ROLES, Weights, open_weights, read_card
from probative.claims.training.calibration import best_threshold, calibrate, calibration_error, chances, judged
from probative.claims.training.examples import Example, Reader, examples
from probative.claims.training.exporting import export
from probative.claims.training.factuality import settle
from probative.claims.training.learning import teach
from probative.claims.training.network import Network
from probative.claims.training.starts import PRECISION, Start

LEANS: Final = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
"""How readily a cue is seen; the one with the best F1 of cues on the dev part is kept."""

Say = Callable[[str], None]
Preparing = Callable[[Callable[[str], Reader[Any]]], Sequence[Example]]
"""Gives further examples, given how each language is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What to teach from, and how long.

    ``preparing`` gives, from how a language is read, further examples that the first ``first`` rounds go through
    together with the train part. Each later round goes through a share of them, so that what they taught is not
    forgotten: ``kept`` of those with attributions, ``kept_others`` of the rest.
    ``test`` is only measured, once the model stands. ``about`` is added to the card.
    """

    name: str
    version: str
    languages: tuple[str, ...]
    start: Start
    train: tuple[Document, ...]
    dev: tuple[Document, ...]
    test: tuple[Document, ...] = ()
    preparing: Preparing = lambda _: ()
    first: int = 0
    rounds: int = 7
    kept: float = 0.3
    kept_others: float = 0.06
    seed: int = 1
    about: dict[str, Any] | None = None


def run(course: Course, goal: Path, say: Say, *, disk: Disk | None = None) -> dict[str, Any]:
    """Teach, export, calibrate, measure, and write the model's folder.

    Args:
        course: At least one document to train on and one to choose by.
        goal: The folder to make; it is not there yet. The work is done in ``GOAL.unfinished`` beside it, so that what
            lies in ``goal`` is a whole model.
        say: Told how it goes.
        disk: What is written with.

    Returns:
        The card. The same course gives the same card on the same machine.

    Raises:
        ValueError: There is nothing to train on or to choose by.
        StorageError: The disk refuses, or ``goal`` is there already.
    """
    if not course.train or not course.dev:
        raise ValueError("a course needs documents to train on and others to choose by")
    disk = disk or Disk()
    place = goal.absolute().with_name(f"{goal.name}.unfinished")
    disk.make_folder(place)
    network = taught(course, say)
    encoder, roles = export(network)
    files = {ENCODER: encoder, ROLES: roles, **course.start.files}
    for name, content in files.items():
        disk.replace(place / name, content)
    card = {
        "name": course.name,
        "version": course.version,
        "languages": list(course.languages),
        "files": {name: digest_of(content) for name, content in files.items()},
        **course.start.about,
        "data": {
            "documents": len(course.train),
            "attributions": sum(len(one.marks) for one in course.train),
            "rounds": course.rounds,
            "first": course.first,
            "seed": course.seed,
        },
        **(course.about or {}),
        "lean": 0.0,
        "threshold": 0.5,
        "scale": {},
        "learned": sorted(map(fingerprint, (*course.train, *course.dev))),
    }
    _write(place, card, disk)
    weights = leaning(open_weights(place), course.dev, say)
    card |= calibrated(weights, course.dev, say, precision=course.start.precision)
    _write(place, card, disk)
    card = measured(place, course, disk)
    disk.rename(place, goal.absolute())
    return card


def measured(place: Path, course: Course, disk: Disk) -> dict[str, Any]:
    """Measure a model on the dev and test parts of its course and add the figures to its card; give the card.

    Those on dev flatter it: lean, threshold and calibration were chosen there.
    """
    weights = open_weights(place)
    card = read_card(place)
    card["figures"] = {
        name: figures(weights, some)
        for part, documents in (("dev", course.dev), ("test", course.test))
        for name, some in _by_language(part, documents).items()
    }
    _write(place, card, disk)
    return card


def _by_language(part: str, documents: Sequence[Document]) -> dict[str, list[Document]]:
    """Divide a part by language where there are several: an average would hide the language that fails."""
    languages = sorted({one.language for one in documents})
    return {
        part if len(languages) == 1 else f"{part} {language}": [one for one in documents if one.language == language]
        for language in languages
    }


def taught(course: Course, say: Say) -> Network:
    """Give a network that has been through the course."""
    torch.manual_seed(course.seed)
    network = course.start.network()

    def reader(language: str) -> Reader[Any]:
        return Reader(tongue_of(language).parse, course.start.pieces)

    own = [one for document in course.train for one in examples(document, reader(document.language))]
    preparing = list(course.preparing(reader))
    chance = np.random.default_rng(course.seed)
    lessons = [[*preparing, *own] for _ in range(course.first)]
    halves = (
        (course.kept, [one for one in preparing if one.wanted]),
        (course.kept_others, [one for one in preparing if not one.wanted]),
    )
    for _ in range(course.rounds):
        kept = [
            some[index] for share, some in halves for index in chance.permutation(len(some))[: int(share * len(some))]
        ]
        lessons.append([*own, *kept])
    say(f"{len(course.train)} documents, {len(own)} windows; {len(preparing)} windows to prepare with")

    def after(step: int, steps: int, costs: dict[str, float]) -> None:
        if step % 50 == 0 or step == steps:
            say(f"step {step} of {steps}: " + ", ".join(f"{name} {cost:.3f}" for name, cost in costs.items()))

    # The smallest numbers cost ten times the others; what is measured later must not be without them.
    torch.set_flush_denormal(True)
    try:
        teach(network, lessons, course.start.plan, seed=course.seed, after=after)
        settle(network, [*preparing, *own])
    finally:
        torch.set_flush_denormal(False)
    return network


def leaning(weights: Weights, dev: Sequence[Document], say: Say) -> Weights:
    """Give the weights with the lean that finds cues best."""
    best = (-1.0, weights)
    for lean in LEANS:
        tried = replace(weights, lean=lean)
        systems = {language: network_of(tried, language) for language in weights.languages}
        counts = total(compare(one.text, one.marks, systems[one.language].attribute(one.text)) for one in dev)
        value = f1(counts["token_cue"])
        say(f"lean {lean}: cues {value:.4f}, triples {f1(counts['triple_relaxed']):.4f}")
        if value > best[0]:
            best = (value, tried)
    return best[1]


def calibrated(weights: Weights, dev: Sequence[Document], say: Say, *, precision: float = PRECISION) -> dict[str, Any]:
    """Learn how likely proposals are right and from which chance on they are shown, each on documents left out.

    Args:
        weights: The model.
        dev: What to learn it from.
        say: Told the threshold and the calibration error.
        precision: The share of right ones that the threshold must reach.
    """
    systems = {language: both_of(weights, language) for language in weights.languages}
    found = []
    for document in dev:
        system = systems[document.language]
        whole = system.tongue.parse(document.text)
        found.append(judged(document, system.proposals(whole), whole, system.tongue.grammar))
    folds = min(5, len(found))
    pairs, kept = [], []
    for fold in range(folds):
        scale = calibrate([each for place, some in enumerate(found) if place % folds != fold for each in some])
        left_out = [each for place, some in enumerate(found) if place % folds == fold for each in some]
        pairs += (told := chances(left_out, scale))
        kept += [
            (_KEPT if each.by == "both" else value, is_right)
            for (each, is_right), (value, _) in zip(left_out, told, strict=True)
        ]
    marked = sum(len(document.marks) for document in dev)
    threshold = best_threshold(kept, marked, precision)
    error = calibration_error(pairs)
    say(f"threshold {threshold:.3f}, calibration error {error:.3f}")
    return {
        "lean": weights.lean,
        "threshold": round(threshold, 4),
        "scale": calibrate([each for some in found for each in some]),
    }


_KEPT: Final = 1.0
"""The chance that what both see is kept as if it had, whatever its own."""


def _write(goal: Path, card: dict[str, Any], disk: Disk | None = None) -> None:
    content = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
    (disk or Disk()).replace(goal / CARD, content.encode())

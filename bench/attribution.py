"""How well rules, network and both attribute, and how fast.

Measured on our own corpus (``corpora/attribution``: the dev part, and with ``--test`` the test part), by
language and genre, and on PolNeAR's dev part for measuring only: nothing is trained on it and nothing that ships is
picked by it. Counted as in ``probative.claims.corpus.scoring``. PolNeAR marks only the outermost attribution, so only
ours without a parent are compared there. Brackets hold 95 % of 1,000 resamplings of the documents.

    python bench/attribution.py [--test] [--model FOLDER]
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from _altered import cues_replaced, dates_shifted, names_swapped

from probative.claims.attributor import Attributor, attributors, english_attributor
from probative.claims.corpus.corpus import read_corpus
from probative.claims.corpus.document import Document
from probative.claims.corpus.scoring import Counts, compare, differences, f1, intervals, right_ones, total
from probative.claims.trained.weights import open_weights
from probative.claims.training.calibration import calibration_error
from probative.model.claims import Attribution, Certainty, SourceKind

ROOT = Path(__file__).resolve().parents[1]
POLNEAR = ROOT.parent / "shared" / "data" / "polnear_measure_only" / "dev.jsonl.gz"
CORPUS = ROOT / "corpora" / "attribution"


def measure() -> dict[str, float]:
    """Give the figures that have floors: dev of our corpus for each language, and PolNeAR dev."""
    figures: dict[str, float] = {}
    for language in ("en", "uk", "ru"):
        documents = list(part("dev", language))
        for name, system in attributors(language).items():
            whole = total(judged(system, documents))
            for key, value in whole.items():
                figures[f"{language}_{name}_{key}"] = round(f1(value), 4)
    used, english = in_use(), list(part("dev", "en"))
    for key, value in total(polnear(used)).items():
        figures[f"polnear_{key}"] = round(f1(value), 4)
    figures["unaltered"] = round(1 - max(drops(used, english).values()), 4)
    figures["calibrated"] = round(1 - calibration(used, english), 4)
    figures["words_per_cpu_second"] = round(speed(used))
    return figures


def in_use() -> Attributor:
    """Give what attributes in English where no model is named."""
    return english_attributor()


def part(name: str, language: str) -> Iterator[Document]:
    """Give the documents of a part of our corpus in one language."""
    for document, place in read_corpus(CORPUS):
        if document.language == language and place == name:
            yield document


def judged(system: Attributor, documents: Sequence[Document]) -> list[Counts]:
    """Compare a system with our marks, document by document."""
    return [compare(one.text, one.marks, system.attribute(one.text)) for one in documents]


def polnear(system: Attributor) -> list[Counts]:
    """Compare a system with PolNeAR's marks; never to choose anything by."""
    with gzip.open(POLNEAR, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [compare(row["text"], list(_theirs(row)), system.attribute(row["text"]), top_only=True) for row in rows]


def _theirs(row: dict[str, Any]) -> Iterator[Attribution]:
    for one in row["attributions"]:
        if one["cue"] and one["content"]:
            source = one["source"]
            yield Attribution(
                source=(min(start for start, _ in source), max(end for _, end in source)) if source else None,
                cue=tuple((start, end) for start, end in one["cue"]),
                content=tuple((start, end) for start, end in one["content"]),
                kind=SourceKind.NAMED if source else SourceKind.UNATTRIBUTED,
                certainty=Certainty.CERTAIN,
            )


def drops(system: Attributor, documents: Sequence[Document]) -> dict[str, float]:
    """Give how much the relaxed triples' F1 falls on altered copies, by what was altered."""
    alterations: dict[str, Callable[[Document], Document]] = {
        "names": names_swapped,
        "dates": dates_shifted,
        "cues": cues_replaced,
    }
    plain = f1(total(judged(system, documents))["triple_relaxed"])
    return {
        name: plain - f1(total(judged(system, [alter(one) for one in documents]))["triple_relaxed"])
        for name, alter in alterations.items()
    }


def calibration(system: Attributor, documents: Sequence[Document]) -> float:
    """Give the expected calibration error of what a system proposes."""
    pairs = []
    for one in documents:
        given = system.attribute(one.text)
        for each, is_right in zip(given, right_ones(one.text, one.marks, given), strict=True):
            if each.confidence is not None:
                pairs.append((each.confidence, is_right))
    return calibration_error(pairs)


def speed(system: Attributor) -> float:
    """Give words per CPU second on PolNeAR's texts, one thread."""
    with gzip.open(POLNEAR, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    system.attribute(texts[0])
    started = time.process_time()
    for text in texts:
        system.attribute(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - started)


def table(name: str, counts: Sequence[Counts]) -> str:
    """Give one line: each measure's F1 with the interval that holds 95 % of resamplings."""
    cells = [f"{key} {value:.3f} [{low:.3f}-{high:.3f}]" for key, (value, low, high) in intervals(counts).items()]
    return f"{name} ({len(counts)} documents): " + " · ".join(cells)


def ours(which: str, language: str, model: Path | None = None) -> Iterator[str]:
    """Give the lines on a part of our corpus in one language: rules, network and both, where there is a network."""
    documents = list(part(which, language))
    rules: list[Counts] = []
    for name, system in attributors(language, model).items():
        counts = judged(system, documents)
        yield table(f"{language} {which} {name}", counts)
        for genre in sorted({one.genre for one in documents}):
            some = [count for one, count in zip(documents, counts, strict=True) if one.genre == genre]
            whole = total(some)
            yield f"  {genre} ({len(some)}): " + " ".join(
                f"{key}={f1(whole[key]):.3f}"
                for key in ("token_source", "token_cue", "token_content", "triple_relaxed")
            )
        if name == "rules":
            rules = counts
        else:
            gain = differences(rules, counts)["triple_relaxed"]
            more = gain.second - gain.first
            yield f"  relaxed triples against the rules: {more:+.3f} [{gain.low:+.3f} {gain.high:+.3f}]"
        if name == "both":
            right, _, given = total(counts)["triple_relaxed"]
            yield f"  of {given} proposed {right / given if given else 0:.3f} are right as relaxed triples"
            yield f"  calibration error {calibration(system, documents):.3f}"


def report(which: str, model: Path | None = None) -> Iterator[str]:
    """Give the whole report on a part of our corpus and on PolNeAR dev, a line at a time.

    With a model, of the languages that it was taught alone, and on our corpus alone.
    """
    if model is not None:
        for language in sorted(open_weights(model).languages):
            yield from ours(which, language, model)
        return
    for language in ("en", "uk", "ru"):
        yield from ours(which, language)
    for name, system in attributors("en").items():
        yield table(f"PolNeAR dev {name}", polnear(system))
    english = list(part(which, "en"))
    yield f"altered copies, fall of relaxed triples: {drops(in_use(), english)}"
    yield f"{speed(in_use()):.0f} words per CPU second"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--test", action="store_true", help="the test part: once a release")
    parser.add_argument("--model", type=Path, help="the folder of a model to measure in place of what ships")
    asked = parser.parse_args()
    for line in report("test" if asked.test else "dev", asked.model):
        print(line, flush=True)

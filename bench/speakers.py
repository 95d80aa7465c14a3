"""Who is meant: how well speakers inside a text are brought to one name, and how well their kind is known.

Measured on our own English corpus (``corpora/attribution/en``), where every attribution bears the word of its speaker.
Compared are attributions whose cue the rules find, so that a speaker, not a cue, is judged; those without a source on
either side are left out. Two figures for the clusters:

- **b_cubed**: for each attribution, which share of those we give the same speaker have the same one in the corpus
  (precision) and the other way round (recall), averaged, brought to F1 (Bagga and Baldwin 1998).
- **pairwise**: F1 over pairs of attributions of one document that have the same speaker.

``kind`` is the share of attributions with the right kind (named, described, unattributed), all of them counted.

    python bench/speakers.py [--part train|dev] [--errors N]
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from probative.claims.attributor import rules_of
from probative.claims.corpus import marked
from probative.claims.corpus.document import Document, Mark
from probative.model.claims import Attribution

FOLDER = Path(__file__).resolve().parents[1] / "corpora" / "attribution" / "en"
Pair = tuple[Mark, Attribution]
K = TypeVar("K")


def measure() -> dict[str, float]:
    """Give the figures that have floors: those of the dev part."""
    return {name: round(value, 4) for name, value in figures(list(documents("dev"))).items()}


def documents(which: str) -> Iterator[Document]:
    """Give the documents of a part: every fifth is for the last test and is not opened here."""
    for path in sorted(FOLDER.glob("*.txt")):
        number = int(re.findall(r"\d+", path.stem)[-1])
        place = "test" if number % 5 == 0 else "dev" if number % 10 == 3 else "train"
        if place == which:
            try:
                yield marked.read(path.read_text(encoding="utf-8"), str(path))
            except marked.MarkedTextInvalid as error:
                sys.stderr.write(f"left out: {error}\n")


def paired(document: Document) -> list[Pair]:
    """Pair marks and attributions whose cues share a character, each once."""
    given = list(rules_of("en").attribute(document.text))
    found, used = [], set()
    for mark in document.marks:
        for place, one in enumerate(given):
            if place not in used and _meet(mark.cue, one.cue):
                used.add(place)
                found.append((mark, one))
                break
    return found


def _meet(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for start, end in left for begin, stop in right)


def figures(chosen: Sequence[Document]) -> dict[str, float]:
    """Give F1 of clusters, by both counts, and the share of right kinds."""
    cubed = [0.0, 0.0, 0]
    pairs = Counter[str]()
    kinds = [0, 0]
    for document in chosen:
        both = paired(document)
        kinds[0] += sum(mark.kind is one.kind for mark, one in both)
        kinds[1] += len(both)
        spoken = [(mark.speaker or "", one.speaker or "") for mark, one in both if mark.source and one.source]
        theirs = Counter(mark for mark, _ in spoken)
        ours = Counter(one for _, one in spoken)
        shared = Counter(spoken)
        for (mark, one), count in shared.items():
            cubed[0] += count * count / ours[one]
            cubed[1] += count * count / theirs[mark]
        cubed[2] += len(spoken)
        pairs["both"] += _pairs(shared)
        pairs["ours"] += _pairs(ours)
        pairs["theirs"] += _pairs(theirs)
    precision, recall = cubed[0] / max(1, cubed[2]), cubed[1] / max(1, cubed[2])
    return {
        "b_cubed_precision": precision,
        "b_cubed_recall": recall,
        "b_cubed": 2 * precision * recall / max(1e-9, precision + recall),
        "pairwise_precision": pairs["both"] / max(1, pairs["ours"]),
        "pairwise_recall": pairs["both"] / max(1, pairs["theirs"]),
        "pairwise": 2 * pairs["both"] / max(1, pairs["ours"] + pairs["theirs"]),
        "kind": kinds[0] / max(1, kinds[1]),
    }


def _pairs(counts: Counter[K]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def errors(document: Document) -> Iterator[str]:
    """Tell what is wrong in a document, for whoever mends it: split and merged speakers, and wrong kinds."""
    both = [(mark, one) for mark, one in paired(document) if mark.source and one.source]
    names: dict[str, list[Pair]] = defaultdict(list)
    for pair in both:
        names[pair[0].speaker or ""].append(pair)
    for speaker, held in names.items():
        if len({one.speaker for _, one in held}) > 1:
            told = "; ".join(f"{document.text[slice(*(one.source or (0, 0)))]!r}={one.speaker}" for _, one in held)
            yield f"{document.id} split {speaker}: {told}"
    for left, right in combinations(both, 2):
        if left[0].speaker != right[0].speaker and left[1].speaker == right[1].speaker:
            yield f"{document.id} merged {left[0].speaker} {right[0].speaker}: {left[1].speaker}"
    for mark, one in paired(document):
        if mark.kind is not one.kind:
            source = document.text[slice(*mark.source)] if mark.source else "-"
            ours = document.text[slice(*one.source)] if one.source else "-"
            taken = f"{mark.kind.value} taken for {one.kind.value}"
            yield f"{document.id} kind {taken}: {source!r} ours {ours!r} = {one.speaker}"


def main() -> None:
    """Print the figures, and errors where asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--part", choices=("train", "dev"), default="dev")
    asked.add_argument("--errors", type=int, default=0)
    given = asked.parse_args()
    chosen = list(documents(given.part))
    for name, value in figures(chosen).items():
        sys.stdout.write(f"{name} {value:.4f}\n")
    told = [line for document in chosen for line in errors(document)] if given.errors else []
    sys.stdout.write("".join(f"{line}\n" for line in told[: given.errors]))


if __name__ == "__main__":
    main()

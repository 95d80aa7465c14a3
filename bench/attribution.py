"""How well and how fast the rules attribute: PolNeAR's dev part, for measuring only.

PolNeAR marks only the outermost attribution, so only ours without a parent are compared. A *token* is a stretch without
white space. Token F1 counts tokens of all sources (cues, contents) of a text as one set each. Exact F1 counts spans
(all pieces of one attribution's source, cue or content) that have exactly the same tokens. A relaxed triple is right
when the cues share a token and source and content each reach an intersection over union of one half; a source that is
absent on both sides counts as 1.
"""

import gzip
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from probative.claims.attributor import EnglishRules
from probative.model.claims import Attribution

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear_measure_only"
_TOKEN = re.compile(r"\S+")
Spans = Sequence[Sequence[int]]
Triple = tuple[frozenset[int], frozenset[int], frozenset[int]]


def measure(part: str = "dev") -> dict[str, float]:
    """Give token F1, exact F1, relaxed-triple F1 and words per CPU second.

    Args:
        part: "dev" to report; nothing is tuned on it.
    """
    rows = list(_rows(DATA / f"{part}.jsonl.gz"))
    rules = EnglishRules()
    rules.attribute("A spokesman said that it began.")
    words = sum(len(_TOKEN.findall(row["text"])) for row in rows)
    started = time.process_time()
    answers = [rules.attribute(row["text"]) for row in rows]
    seconds = time.process_time() - started
    counts = {f"{how}_{what}": [0, 0, 0] for how in ("token", "exact") for what in ("source", "cue", "content")}
    counts["triple_relaxed"] = [0, 0, 0]
    for row, answer in zip(rows, answers, strict=True):
        _count(counts, row["text"], row["attributions"], answer)
    scores = {key: round(_f1(*value), 4) for key, value in counts.items()}
    return scores | {"words_per_cpu_second": round(words / seconds)}


def _rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _count(counts: dict[str, list[int]], text: str, gold: list[dict], answer: Iterable[Attribution]) -> None:
    numbers = _token_numbers(text)
    theirs = [tuple(_tokens(numbers, one[key]) for key in ("source", "cue", "content")) for one in gold]
    ours = [
        (_tokens(numbers, [one.source] if one.source else []), _tokens(numbers, one.cue), _tokens(numbers, one.content))
        for one in answer
        if one.parent is None
    ]
    for place, what in enumerate(("source", "cue", "content")):
        left = frozenset().union(*(one[place] for one in theirs))
        right = frozenset().union(*(one[place] for one in ours))
        _add(counts[f"token_{what}"], len(left & right), len(left), len(right))
        spans_left = {one[place] for one in theirs if one[place]}
        spans_right = {one[place] for one in ours if one[place]}
        _add(counts[f"exact_{what}"], len(spans_left & spans_right), len(spans_left), len(spans_right))
    _add(counts["triple_relaxed"], _matched(theirs, ours), len(theirs), len(ours))


def _matched(theirs: list[Triple], ours: list[Triple]) -> int:
    free = list(ours)
    right = 0
    for one in theirs:
        match = next((other for other in free if _agree(one, other)), None)
        if match is not None:
            free.remove(match)
            right += 1
    return right


def _agree(left: Triple, right: Triple) -> bool:
    return bool(left[1] & right[1]) and all(_overlap(left[place], right[place]) >= 0.5 for place in (0, 2))


def _overlap(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / len(left | right) if left or right else 1.0


def _token_numbers(text: str) -> list[int]:
    numbers = [-1] * len(text)
    for number, match in enumerate(_TOKEN.finditer(text)):
        numbers[match.start() : match.end()] = [number] * (match.end() - match.start())
    return numbers


def _tokens(numbers: list[int], spans: Spans) -> frozenset[int]:
    return frozenset(number for start, end in spans for number in numbers[start:end] if number >= 0)


def _add(count: list[int], right: int, gold: int, ours: int) -> None:
    count[0] += right
    count[1] += gold
    count[2] += ours


def _f1(right: int, gold: int, ours: int) -> float:
    return 2 * right / (gold + ours) if gold + ours else 0.0


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))

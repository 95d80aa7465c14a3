"""How memory goes while very many sentences are attributed, and how fast, end to end through the ``attribute`` filter.

Sentences are drawn with a seeded chance from the train documents of our corpus and altered in their numbers, twelve to
a text, so that texts differ as real ones do; the filter reads them as JSON Lines on standard input. Its memory is read
from the kernel after a tenth of the texts, when everything that is loaded once is loaded, and at the end.

    python bench/steady.py [--sentences 1000000] [--language en]
"""

import argparse
import json
import random  # noqa: TID251 - seeded: the same texts every time
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from probative.claims.corpus.corpus import read_corpus
from probative.claims.parse import parse

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpora" / "attribution"
SENTENCES = 24_000
TOGETHER = 12
SEED = 20261122


def measure(sentences: int = SENTENCES, language: str = "en") -> dict[str, float]:
    """Give ``flat`` (memory after a tenth over memory at the end, at most 1), ``megabytes`` at the end and words/s."""
    pool = list(_pool(language))
    command = [sys.executable, "-c", "from probative.cli.main import run; run()", "attribute"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as filtering:
        assert filtering.stdin is not None
        assert filtering.stdout is not None
        texts = sentences // TOGETHER
        words: list[int] = []
        marks: dict[int, float] = {}
        writer = threading.Thread(target=_write, args=(filtering, pool, language, texts, words))
        started = time.perf_counter()
        writer.start()
        for number in range(1, texts + 1):
            assert json.loads(filtering.stdout.readline())["id"] == number
            if number in {texts // 10, texts}:
                marks[number] = _resident(filtering.pid)
        seconds = time.perf_counter() - started
        writer.join()
    return {
        "flat": round(min(1.0, marks[texts // 10] / marks[texts]), 4),
        "megabytes": round(marks[texts], 1),
        "words_per_second": round(sum(words) / seconds),
        "sentences": texts * TOGETHER,
    }


def _write(filtering: "subprocess.Popen[str]", pool: list[str], language: str, texts: int, words: list[int]) -> None:
    assert filtering.stdin is not None
    chance = random.Random(SEED)
    for number in range(1, texts + 1):
        some = (chance.choice(pool) for _ in range(TOGETHER))
        text = " ".join(re.sub(r"\d", lambda _: str(chance.randrange(1, 10)), each) for each in some)
        words.append(len(text.split()))
        filtering.stdin.write(json.dumps({"id": number, "text": text, "lang": language}, ensure_ascii=False) + "\n")
    filtering.stdin.close()


def _pool(language: str) -> Iterator[str]:
    for document, part in read_corpus(CORPUS):
        if document.language == language and part == "train":
            whole = parse(document.text)
            for sentence in whole.sentences:
                first, last = whole.tokens[sentence.first], whole.tokens[sentence.last - 1]
                yield " ".join(document.text[first.start : last.end].split())


def _resident(process: int) -> float:
    """Give the memory that a process holds now, in megabytes."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--language", default="en")
    given = parser.parse_args()
    print(json.dumps(measure(given.sentences, given.language)))

"""The corpus that ships with the source: every file is sound, and there is as much of it as was promised."""

import json
import subprocess
import sys
from collections import Counter

from probative.claims.corpus.corpus import PARTS, read_corpus
from probative.claims.corpus.soundness import faults
from tests.conftest import ROOT

CORPUS = ROOT / "corpora" / "attribution"
PROMISED = {"en": 480, "uk": 60, "ru": 60}
ATTRIBUTIONS = 17_000


def test_every_document_is_sound_and_there_are_as_many_as_promised() -> None:
    documents, attributions, genres = Counter[str](), Counter[str](), dict[str, set[str]]()
    told: list[str] = []
    for document, _ in read_corpus(CORPUS):
        told += faults(document)
        documents[document.language] += 1
        attributions[document.language] += len(document.marks)
        genres.setdefault(document.language, set()).add(document.genre)
    assert told == []
    assert all(documents[language] >= count for language, count in PROMISED.items()), documents
    assert attributions["en"] >= ATTRIBUTIONS
    assert all(len(some) >= 8 for some in genres.values()), genres


def test_every_document_has_its_part_in_the_list_and_every_listed_one_is_there() -> None:
    listed = [name for names in json.loads((CORPUS / PARTS).read_text()).values() for name in names]
    assert sorted(listed) == sorted(document.id for document, _ in read_corpus(CORPUS))


def test_the_checker_finds_nothing_and_ends_well() -> None:
    done = subprocess.run(
        [sys.executable, str(CORPUS / "check.py")], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert done.stdout.splitlines()[-1].startswith("all")


def test_the_checker_names_what_is_wrong_and_ends_with_status_one(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(
        "id: a\nlanguage: en\ngenre: wire\n---\n{s1 Toll} {q1 sa}id {c1 it}.\n@@ 1 t n CT+\n"
    )
    (tmp_path / "b.txt").write_text("no head")
    done = subprocess.run(
        [sys.executable, str(CORPUS / "check.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "cuts a word" in done.stdout
    assert "b.txt: wants a head" in done.stdout


def test_the_readme_counts_what_is_there() -> None:
    counts: dict[str, Counter[str]] = {}
    for document, _ in read_corpus(CORPUS):
        marks = document.marks
        counts.setdefault(document.language, Counter()).update(
            {
                "documents": 1,
                "words": len(document.text.split()),
                "attributions": len(marks),
                "nested": sum(mark.parent is not None for mark in marks),
                "forecasts": sum(mark.forecast for mark in marks),
                "unsure": sum(mark.certainty != "CT+" for mark in marks),
                "sourceless": sum(mark.source is None for mark in marks),
                "names": len(document.entities or ()),
            }
        )
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    for language, name in (("en", "English"), ("uk", "Ukrainian"), ("ru", "Russian")):
        row = " | ".join(f"{value:,}" for value in counts[language].values())
        assert f"| {name} | {row} |" in readme

"""How often a notice that takes something back is noticed, and what it takes back: 40 invented ones, three languages.

Each has the claim of an earlier report by the same publisher (or witness). Half of them were looked at while the rules
were changed; the rules were written before any of them was.

Usage: retractions.py [--all]
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from probative.corroboration import retractions
from probative.model.readings import Genre
from tests.corroboration.making import claim, exhibit, reading

CASES = Path(__file__).parent / "retractions_cases" / "notices.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One notice: whether it takes something back and is said to, in which manner, and whether the claim is found."""

    key: str
    is_held: bool
    true: str | None
    found: str | None
    has_claim: bool


def judged() -> Iterator[Judged]:
    """Look at every notice."""
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        genre = Genre(case.get("genre", "publication"))
        issuer = {"author": "Ana Brelko"} if genre is Genre.TESTIMONY else {"publisher": "The Courier"}
        before = replace(reading(1, f"{case['told']}. It rained.\n", genre=genre, stated=date(2031, 5, 1)), **issuer)
        notice = replace(reading(2, f"Weather.\n\n{case['text']}\n", genre=genre, stated=date(2031, 5, 9)), **issuer)
        said = claim(1, 1, ["Ana Brelko"], content=case["told"])
        made = retractions([before, notice], [exhibit(1), exhibit(2)], [said])
        yield Judged(
            key=case["id"],
            is_held=case["part"] == "held",
            true=case["manner"],
            found=made[0].manner if made else None,
            has_claim=any(said.id in each.claims for each in made),
        )


def measure() -> dict[str, float]:
    """Give shares over the notices that were held out: see ``figures``."""
    return figures([each for each in judged() if each.is_held])


def figures(rows: list[Judged]) -> dict[str, float]:
    """Give how many of those that take something back are noticed, with the claim, and how many noticed do so."""
    true = [each for each in rows if each.true is not None]
    found = [each for each in rows if each.found is not None]
    return {
        "recall": sum(each.found is not None for each in true) / len(true),
        "with_claim": sum(each.has_claim for each in true) / len(true),
        "manner": sum(each.found == each.true for each in true) / len(true),
        "precision": sum(each.true is not None for each in found) / len(found) if found else 1.0,
        "notices": len(rows),
    }


if __name__ == "__main__":
    every = list(judged())
    for part in (False, True):
        print("held" if part else "looked at", json.dumps(figures([each for each in every if each.is_held == part])))
    for each in every:
        if not each.is_held and (each.found != each.true or (each.true and not each.has_claim)):
            print(each)

"""How many contradictions are found, and how many of those found are none.

Each case in ``contradictions_cases/pairs.jsonl`` is two short invented reports by two papers, a week apart. Each goes
the whole way from words to claims to contradictions, alone. Found is a contradiction between a claim of the one and a
claim of the other, of the wanted kind:

- **found**: which share of the pairs that contradict was found, and **found_own** of those where one source says both;
- **right**: of the pairs for which any contradiction was listed, the share that contradict, in the kind listed.

Every third case is held out: nobody looked at those while rules were changed. The cases were written by the hands that
wrote the rules, so real reports will do worse.

    python bench/contradictions.py [--part seen|held] [--errors]
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from probative.base.digest import digest_of
from probative.base.identifiers import ExhibitId
from probative.claims.attributor import rules_of
from probative.claims.claiming import claims
from probative.corroboration import ancestry, contradictions, derivations, propositions, sources
from probative.flow.steps.numbers import claims_numbered
from probative.model.exhibits import Exhibit, Provision, Receipt
from probative.model.propositions import Contradiction
from probative.model.readings import Reading
from probative.reading.registry import read

CASES = Path(__file__).parent / "contradictions_cases" / "pairs.jsonl"
PAPERS = (("Fern Wire", "3 May 2031"), ("Keld Courier", "10 May 2031"))


def measure() -> dict[str, float]:
    """Give the figures that have floors: those of the held-out cases."""
    return {name: value for name, value in figures("held").items() if name != "cases"}


def cases(part: str) -> Iterator[Mapping[str, Any]]:
    """Give the cases of a part."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if part in ("all", "held" if case["held_out"] else "seen"):
            yield case


def listed(case: Mapping[str, Any]) -> tuple[Contradiction, ...]:
    """Give the contradictions between the two reports of a case."""
    exhibits, readings, said = [], [], ()
    for number, (paper, day) in enumerate(PAPERS, start=1):
        text = f"{paper}\n{day}\n\n{case['left' if number == 1 else 'right']}\n"
        exhibit = _exhibit(number, text)
        (reading,) = _read(exhibit, text)
        exhibits.append(exhibit)
        readings.append(reading)
        found = claims(reading, exhibit=exhibit, attributor=rules_of("en"))
        said += claims_numbered(found, previous=(), first=len(said) + 1)
    leaning = derivations(readings, exhibits, claims=said)
    known = ancestry(
        said, exhibits, sources(said, exhibits, derivations=leaning), readings=readings, derivations=leaning
    )
    where = {claim.id: claim.exhibit for claim in said}
    return tuple(each for each in contradictions(propositions(known), known) if where[each.left] != where[each.right])


def _exhibit(number: int, text: str) -> Exhibit:
    content = text.encode()
    return Exhibit(
        id=ExhibitId(f"E-{number:04d}"),
        digest=digest_of(content),
        size_bytes=len(content),
        media_type="text/plain",
        name=f"{number}.txt",
        receipts=(
            Receipt(
                name=f"{number}.txt",
                received_at="2031-05-20T12:00:00Z",
                tool="bench",
                unknown_because=Provision.NOT_ASKED,
            ),
        ),
    )


def _read(exhibit: Exhibit, text: str) -> list[Reading]:
    from io import BytesIO

    return [each for each in read(BytesIO(text.encode()), exhibit) if isinstance(each, Reading)]


def figures(part: str, *, errors: bool = False) -> dict[str, float]:
    """Give the shares of a part, and tell of every case that came out wrong where asked."""
    counts: Counter[str] = Counter()
    for case in cases(part):
        met = listed(case)
        kinds = {each.conflict.value for each in met}
        is_right = case["kind"] in kinds
        is_own = any(each.own_account is not None for each in met if each.conflict.value == case["kind"])
        counts["contradict"] += case["kind"] is not None
        counts["found"] += is_right
        counts[f"contradict {case['kind']}"] += 1
        counts[f"found {case['kind']}"] += is_right
        counts["own"] += case["own"]
        counts["found own"] += case["own"] and is_right and is_own
        counts["listed"] += bool(kinds)
        counts["right"] += bool(kinds) and is_right
        counts["wrongly own"] += is_own and not case["own"]
        if errors and (
            bool(kinds) != (case["kind"] is not None) or (kinds and not is_right) or (case["own"] and not is_own)
        ):
            sys.stdout.write(f"{case['id']} wanted {case['kind']} own={case['own']}, listed {sorted(kinds)}\n")
            sys.stdout.write(f"    {case['left']}\n    {case['right']}\n")
    if errors:
        sys.stdout.write(f"{dict(counts)}\n")
    return {
        "found": round(counts["found"] / counts["contradict"], 4),
        "found_own": round(counts["found own"] / counts["own"], 4),
        "right": round(counts["right"] / counts["listed"], 4) if counts["listed"] else 0.0,
    }


def main() -> None:
    """Print the figures of a part."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--part", choices=("seen", "held", "all"), default="seen")
    asked.add_argument("--errors", action="store_true")
    given = asked.parse_args()
    sys.stdout.write(f"{json.dumps(figures(given.part, errors=given.errors))}\n")


if __name__ == "__main__":
    main()

"""How well claims that say the same are put together: ECB+ in ../shared/data/ecbplus, its development part.

Two measures. *Sentences*: each sentence whose events its authors checked is a claim; two are rightly put together if
they tell of a common event. What is false among the pairs put together comes first. *Mentions*: each marked event is a
claim of its trigger and the other marked things of its sentence (nothing of what is marked as equal is seen); the
groups are scored as CoNLL scores coreference across texts, single mentions included.

Usage: propositions.py [train|dev] prints the figures; the development part was never looked at, only measured.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from _coreference import Parts, b_cubed, conll

from probative.base.identifiers import ClaimId, ExhibitId, identifier
from probative.corroboration.decisions import Decisions
from probative.corroboration.grouping import groups
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "ecbplus"
NOBODY = Decisions(together=frozenset(), apart=frozenset())

Marked = tuple[list[Claim], dict[ClaimId, frozenset[str]]]
"""Claims, and for those whose events were checked, their events."""


def measure(part: str = "dev") -> dict[str, float]:
    """Give shares of pairs put together that tell of a common event, and of pairs with equal events that are found.

    And B3 and CoNLL F1 on mentions, beside B3 of all mentions apart.
    """
    claims, events = sentences(part)
    put = pairs_of(found(claims), {claim.id: claim for claim in claims}, events)
    wanted = sum(
        1
        for one, other in combinations([claim for claim in claims if claim.id in events], 2)
        if one.exhibit != other.exhibit and events[one.id] == events[other.id]
    )
    mentioned, chains = mentions(part)
    got, true = found(mentioned), parts_by(chains)
    return {
        "true_pairs": 1 - put["false"] / max(1, sum(put.values())),
        "pairs_put_together": sum(put.values()),
        "false_pairs": put["false"],
        "pairs_found": put["equal"] / max(1, wanted),
        "pairs_wanted": wanted,
        "mentions": len(mentioned),
        "b_cubed_f1": b_cubed(got, true).f1,
        "b_cubed_precision": b_cubed(got, true).precision,
        "b_cubed_recall": b_cubed(got, true).recall,
        "b_cubed_all_apart_f1": b_cubed([frozenset((claim.id,)) for claim in mentioned], true).f1,
        "conll_f1": conll(got, true),
    }


def found(claims: list[Claim]) -> Parts:
    """Give the groups of claims."""
    return [frozenset(group) for group in groups(claims, {}, NOBODY)]


def pairs_of(parts: Parts, claims: dict[ClaimId, Claim], events: dict[ClaimId, frozenset[str]]) -> Counter[str]:
    """Count the checked pairs of two texts: equal events, some in common, or none: false."""
    counts: Counter[str] = Counter()
    for part in parts:
        for one, other in combinations(sorted(str(each) for each in part), 2):
            here, there = events.get(ClaimId(one)), events.get(ClaimId(other))
            if here is None or there is None or claims[ClaimId(one)].exhibit == claims[ClaimId(other)].exhibit:
                continue
            counts["equal" if here == there else "common" if here & there else "false"] += 1
    return counts


def parts_by(chains: dict[ClaimId, str]) -> Parts:
    """Give the true groups."""
    held: dict[str, set[ClaimId]] = {}
    for claim, chain in chains.items():
        held.setdefault(chain, set()).add(claim)
    return [frozenset(each) for each in held.values()]


def sentences(part: str) -> Marked:
    """Give each sentence that tells of a marked event as a claim."""
    claims: list[Claim] = []
    events: dict[ClaimId, frozenset[str]] = {}
    for number, document in enumerate(documents(part), start=1):
        told: dict[int, set[str]] = {}
        checked: dict[int, set[str]] = {}
        for mention in happenings(document):
            told.setdefault(mention["sentence"], set()).add(mention["chain"])
            if mention["validated"]:
                checked.setdefault(mention["sentence"], set()).add(mention["chain"])
        for sentence in sorted(told):
            words = [word for word, at in zip(document["tokens"], document["sent"], strict=True) if at == sentence]
            made = claim(len(claims) + 1, number, words)
            claims.append(made)
            if sentence in checked:
                events[made.id] = frozenset(checked[sentence])
    return claims, events


def mentions(part: str) -> tuple[list[Claim], dict[ClaimId, str]]:
    """Give each marked event as a claim: its trigger and the other marked things of its sentence, in order."""
    claims: list[Claim] = []
    chains: dict[ClaimId, str] = {}
    for number, document in enumerate(documents(part), start=1):
        things: dict[int, set[int]] = {}
        for mention in document["mentions"]:
            if "ACTION" not in mention["type"]:
                things.setdefault(mention["sentence"], set()).update(mention["token_idx"])
        for mention in happenings(document):
            if mention["validated"]:
                held = sorted(things.get(mention["sentence"], set()) | set(mention["token_idx"]))
                made = claim(len(claims) + 1, number, [document["tokens"][at] for at in held])
                claims.append(made)
                chains[made.id] = mention["chain"]
    return claims, chains


def happenings(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for mention in document["mentions"]:
        if mention["type"].startswith(("ACTION", "NEG_ACTION")) and "REPORTING" not in mention["type"]:
            yield mention


def documents(part: str) -> Iterator[dict[str, Any]]:
    with gzip.open(DATA / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def claim(number: int, exhibit: int, words: list[str]) -> Claim:
    text = re.sub(r" ([.,;:?!'])", r"\1", " ".join(words)).rstrip(". ").replace(" 's", "'s") or "."
    key = ExhibitId(identifier("E", exhibit))
    passage = Passage(exhibit=key, start=0, end=len(text))
    return Claim(
        id=ClaimId(identifier("C", number)), exhibit=key, passage=passage, words=text, content=text, pieces=(passage,),
        chain=(Hop(source="Somebody", kind=SourceKind.NAMED, role=Role.ORIGIN, cue="said"),),
        certainty=Certainty.CERTAIN, suggester="bench 1",
    )  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:2]), indent=2))

"""How often independence is exact on made-up conflicts with known truth, and how often it counts too many.

The worlds of the seeds 0 to 499 may be looked at; those from 500 to 999 are only measured.

Usage: independence.py [--seeds FIRST LAST] [--text-seeds FIRST LAST] [--workers N] [--write]
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same worlds every time

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from _edges import edges
from _stages import Row, Tally, counted, from_text, grouped, retracted

from probative.model.propositions import Basis
from tests.world.conflict import conflict
from tests.world.texts import Kind

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "corroboration.md"
BEGIN, END = "<!-- bench/independence.py --write: begin -->", "<!-- bench/independence.py --write: end -->"
SEEDS = range(1000)
ASIDE = 500
"""From this seed on nobody looks at the worlds."""
TEXT_SEEDS = range(500, 540)
"""Worlds whose raw text the bench reads where nothing else is said: reading takes most of the time."""


@dataclass(slots=True, kw_only=True)
class Measured:
    """What was measured on some worlds."""

    given: list[Row] = field(default_factory=list)
    text: list[Row] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    aside: Tally = field(default_factory=Tally)
    """The edges of the worlds that nobody looked at."""
    worlds: int = 0
    read: int = 0

    def add(self, other: "Measured") -> None:
        """Add what was measured on other worlds."""
        self.given += other.given
        self.text += other.text
        self.tally.counts.update(other.tally.counts)
        self.aside.counts.update(other.aside.counts)
        self.worlds += other.worlds
        self.read += other.read


def world(seed: int, *, read: bool) -> Measured:
    """Measure one world; from its raw text too where ``read``."""
    made = conflict(Random(seed))
    found = Measured(worlds=1, read=int(read))
    found.given = counted(made, seed)
    counts = edges(made)
    found.tally.counts.update(counts)
    if seed >= ASIDE:
        found.aside.counts.update(counts)
    retracted(made, found.tally)
    grouped(made, found.tally)
    if read:
        found.text = from_text(made, seed, found.tally)
    return found


def measured(seeds: Iterable[int], text_seeds: range, workers: int = 1) -> Measured:
    """Measure many worlds, in order of their seeds."""
    wanted = sorted({*seeds, *text_seeds})
    whole = Measured()
    if workers == 1:
        for seed in wanted:
            whole.add(world(seed, read=seed in text_seeds))
        return whole
    with ProcessPoolExecutor(workers) as pool:
        for one in pool.map(partial(_world, text_seeds), wanted, chunksize=4):
            whole.add(one)
    return whole


def _world(text_seeds: range, seed: int) -> Measured:
    return world(seed, read=seed in text_seeds)


def measure() -> dict[str, float]:
    """Give shares over all accounts of the worlds: see ``figures``."""
    return figures(measured(range(0, 1000, 5), TEXT_SEEDS))


def figures(found: Measured) -> dict[str, float]:
    """Give the figures by name.

    ``given_exact`` is the share of accounts whose interval is the one that an honest reader of the texts would give,
    the true claims and derivations given; ``given_not_over`` the share whose ``at_least`` is not above it;
    ``text_exact`` and ``text_not_over`` are the same from raw text. ``given_holds`` and ``text_holds``: the true number
    lies in the interval.
    """
    tally = found.tally
    made = {
        **_shares(found.given, "given_"),
        **_shares(found.text, "text_"),
        **{f"recall_{kind}": tally.share(f"{kind} found", f"{kind} true") for kind in Kind},
        "precision_shared": _precision(tally, Basis.TEXT_REUSE),
        "precision_citation": _precision(tally, Basis.CITATION),
        "precision_reprint": _precision(tally, Basis.REPRINT),
        "precision_taken_back": tally.share("taken back right", "taken back found"),
        "recall_taken_back": tally.share("taken back right", "taken back true"),
        "grouping_precision": tally.share("pairs right", "pairs found"),
        "grouping_recall": tally.share("pairs right", "pairs true"),
        "grouping_cubed_precision": tally.share("cubed precision", "cubed"),
        "grouping_cubed_recall": tally.share("cubed recall", "cubed"),
    }
    for language in ("en", "uk", "ru"):
        made[f"claims_found_{language}"] = tally.share(f"claims {language} found", f"claims {language}")
        made[f"chains_right_{language}"] = tally.share(f"claims {language} right", f"claims {language}")
    return made


def _shares(rows: Sequence[Row], name: str) -> dict[str, float]:
    if not rows:
        return {}
    return {
        f"{name}exact": sum(row.is_exact for row in rows) / len(rows),
        f"{name}not_over": sum(not row.is_over for row in rows) / len(rows),
        f"{name}holds": sum(row.found[0] <= row.number <= row.found[1] for row in rows) / len(rows),
    }


def _precision(tally: Tally, basis: Basis) -> float:
    """Give the precision; the wrong way round between texts of which one has no date is neither right nor wrong."""
    judged = tally.counts[f"{basis} found"] - tally.counts[f"{basis} undated"]
    return tally.counts[f"{basis} right"] / judged if judged else 1.0


def page(found: Measured) -> str:
    """Give what the page on corroboration says of all this."""
    aside = [row for row in found.given if row.seed >= ASIDE]
    aside_text = [row for row in found.text if row.seed >= ASIDE]
    lines = [
        BEGIN,
        "",
        (
            f"{found.worlds:,} worlds, {len(found.given):,} accounts; {found.read:,} of the worlds read as raw text. "
            f"Seeds from {ASIDE} on were kept aside: nobody looked at them."
        ),
        "",
        "| | accounts | exact | `at_least` too high | true number inside |",
        "|---|--:|--:|--:|--:|",
        _line("true claims and derivations given", found.given),
        _line("the same, kept aside", aside),
        _line("from raw text", found.text),
        _line("the same, kept aside", aside_text),
        "",
        *_edges(found.tally, found.aside),
        "",
        *_confusions(found),
        "### The ten worst from raw text (worlds that may be looked at)",
        "",
        "| seed | account | true | found | on the way |",
        "|--:|---|--:|--:|---|",
    ]
    worst = sorted((row for row in found.text if row.seed < ASIDE), key=lambda row: row.distance, reverse=True)[:10]
    lines += [
        f"| {row.seed} | {row.words} | {_interval(row.true)} | {_interval(row.found)} | {row.why} |"
        for row in worst
        if not row.is_exact
    ]
    return "\n".join([*lines, "", END])


def _line(name: str, rows: Sequence[Row]) -> str:
    if not rows:
        return f"| {name} | 0 | | | |"
    over = sum(row.is_over for row in rows) / len(rows)
    held = sum(row.found[0] <= row.number <= row.found[1] for row in rows) / len(rows)
    exact = sum(row.is_exact for row in rows) / len(rows)
    return f"| {name} | {len(rows):,} | {exact:.1%} | {over:.2%} | {held:.1%} |"


def _edges(tally: Tally, aside: Tally) -> list[str]:
    counts = tally.counts
    lines = ["| how a text was made from another | pairs | found | kept aside | alike |", "|---|--:|--:|--:|--:|"]
    lines += [
        f"| {kind} | {counts[f'{kind} true']:,} | {tally.share(f'{kind} found', f'{kind} true'):.1%} "
        f"| {aside.share(f'{kind} found', f'{kind} true'):.1%} | {counts[f'{kind} alike']:,} |"
        for kind in Kind
    ]
    together, kept = tally.share("pairs right", "pairs found"), tally.share("pairs right", "pairs true")
    lines += [
        "",
        "*Alike*: what was found nobody could tell from the true one: where a text has no date, the pair the wrong",
        "way round; another text that holds every word of what was taken; another text of the cited publisher that",
        "tells of the same event.",
        "",
        "| how a pair was found | pairs | right | the wrong way round | from a third text | precision | kept aside |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(_basis(tally, aside, basis) for basis in Basis),
        "",
        "Where one of two texts has no date, nobody could tell which was first: the wrong way round is then neither",
        "right nor wrong (in brackets).",
        "",
        f"Of {counts['taken back true']:,} claims that their publisher took back {counts['taken back right']:,} are",
        f"found, and {counts['taken back found'] - counts['taken back right']:,} others.",
        f"Grouping of true claims: {together:.1%} of the pairs put together belong together,",
        f"and {kept:.1%} of those that belong together are.",
        "",
    ]
    for language, name in (("en", "English"), ("uk", "Ukrainian"), ("ru", "Russian")):
        found = tally.share(f"claims {language} found", f"claims {language}")
        right = tally.share(f"claims {language} right", f"claims {language}")
        lines.append(f"{name}: {found:.1%} of the claims found in raw text, {right:.1%} with the whole chain right.  ")
    return lines


def _basis(tally: Tally, aside: Tally, basis: Basis) -> str:
    counts = tally.counts
    turned = f"{counts[f'{basis} reversed']:,} ({counts[f'{basis} undated']:,})"
    name = {
        Basis.TEXT_REUSE: "shared words",
        Basis.CITATION: "citation",
        Basis.REPRINT: "possible reprint",
    }[basis]
    return (
        f"| {name} | {counts[f'{basis} found']:,} | {counts[f'{basis} right']:,} | {turned} "
        f"| {counts[f'{basis} sibling']:,} | {_precision(tally, basis):.1%} | {_precision(aside, basis):.1%} |"
    )


def _confusions(found: Measured) -> list[str]:
    lines = []
    for name, rows in (("true claims and derivations given", found.given), ("from raw text", found.text)):
        counts = Counter((row.true, row.found) for row in rows)
        true = sorted({row.true for row in rows})
        columns = [pair for pair, _ in Counter(row.found for row in rows).most_common(9)]
        columns.sort()
        lines += [
            f"### True interval (rows) and found one: {name}",
            "",
            "| | " + " | ".join(_interval(each) for each in columns) + " | other |",
            "|---|" + "--:|" * (len(columns) + 1),
        ]
        for each in true:
            cells = [counts[each, column] for column in columns]
            other = sum(count for (one, _), count in counts.items() if one == each) - sum(cells)
            shown = " | ".join(
                f"**{cell}**" if column == each else str(cell or "")
                for cell, column in zip(cells, columns, strict=True)
            )
            lines.append(f"| {_interval(each)} | {shown} | {other or ''} |")
        lines.append("")
    return lines


def _interval(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}..{pair[1]}"


def main(words: Sequence[str]) -> int:
    """Measure, print the figures, and write the page where asked."""
    parser = argparse.ArgumentParser(description="Measure independence on made-up conflicts.")
    parser.add_argument("--seeds", nargs=2, type=int, default=(SEEDS.start, SEEDS.stop), metavar=("FIRST", "END"))
    parser.add_argument("--text-seeds", nargs=2, type=int, default=(TEXT_SEEDS.start, TEXT_SEEDS.stop))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--worst", type=int, default=0, help="print so many of the worst from raw text")
    parser.add_argument(
        "--write", action="store_true", help="write tables and worst cases into the page on corroboration"
    )
    said = parser.parse_args(words)
    started = time.perf_counter()
    found = measured(range(*said.seeds), range(*said.text_seeds), said.workers)
    shown = {**figures(found), "worlds": found.worlds, "read": found.read, "seconds": time.perf_counter() - started}
    print(json.dumps(shown, indent=2))
    for row in sorted((row for row in found.text if row.seed < ASIDE), key=lambda row: row.distance, reverse=True)[
        : said.worst
    ]:
        print(row.seed, row.words, row.true, row.found, row.number, row.why)
    if said.write:
        before = PAGE.read_text(encoding="utf-8")
        head, _, rest = before.partition(BEGIN)
        _, _, tail = rest.partition(END)
        PAGE.write_text(head + page(found) + tail, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

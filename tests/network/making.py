"""Readings, claims and judgements made by hand for the tests of the network."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from probative.base.identifiers import ClaimId, ExhibitId, JudgementId, identifier
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind
from probative.model.judgements import Judgement, Verdict
from probative.model.network import Mention, Schema
from probative.model.periods import Period
from probative.model.readings import Declared, Genre, Part, PartKind, Reading

CASES = Path(__file__).with_name("cases")


def reading(text: str, *, exhibit: str = "E-0001", genre: Genre = Genre.PUBLICATION, **more: Any) -> Reading:
    return Reading(
        exhibit=ExhibitId(exhibit),
        reader="made",
        reader_version="1",
        text=text,
        parts=more.pop("parts", ()),
        genre=genre,
        **more,
    )


def table(rows: Sequence[Sequence[str]], *, exhibit: str = "E-0001") -> Reading:
    """A sheet as the reading stage writes it: a line a row, a tab between cells, the columns declared."""
    lines = ["\t".join(row) for row in rows]
    parts = []
    position = 0
    for number, line in enumerate(lines, start=1):
        parts.append(
            Part(kind=PartKind.ROW, number=number, label=f"row {number}", start=position, end=position + len(line))
        )
        position += len(line) + 1
    columns = Declared(
        key="columns", value=lines[0], passage=Passage(exhibit=ExhibitId(exhibit), start=0, end=len(lines[0]))
    )
    return reading("\n".join(lines) + "\n", exhibit=exhibit, genre=Genre.TABLE, parts=tuple(parts), declared=(columns,))


def claim(
    where: Reading,
    words: str,
    *,
    number: int = 1,
    speaker: str | None = None,
    certainty: Certainty = Certainty.CERTAIN,
    forecast: bool = False,
    period: Period | None = None,
) -> Claim:
    start = where.text.index(words) + where.offset
    passage = Passage(exhibit=where.exhibit, start=start, end=start + len(words))
    mention = None
    if speaker is not None:
        at = (
            where.text.rindex(speaker) + where.offset
            if where.text.count(speaker) == 1
            else _near(where, speaker, start)
        )
        mention = Passage(exhibit=where.exhibit, start=at, end=at + len(speaker))
    return Claim(
        id=ClaimId(identifier("C", number)),
        exhibit=where.exhibit,
        passage=passage,
        words=words,
        content=words,
        pieces=(passage,),
        chain=(
            Hop(
                source=speaker or "The Tarn Courier",
                kind=SourceKind.NAMED,
                role=Role.ORIGIN,
                mention=mention,
                words=speaker,
            ),
        ),
        certainty=certainty,
        suggester="made/1",
        forecast=forecast,
        period=period,
    )


def _near(where: Reading, words: str, start: int) -> int:
    after = where.text.find(words, start - where.offset)
    return (after if after >= 0 else where.text.rindex(words)) + where.offset


def period(verbatim: str, edtf: str, earliest: str, latest: str) -> Period:
    return Period(
        verbatim=verbatim, edtf=edtf, earliest=date.fromisoformat(earliest), latest=date.fromisoformat(latest)
    )


def judgement(number: int, verdict: Verdict, *subjects: str) -> Judgement:
    return Judgement(
        id=JudgementId(identifier("J", number)),
        verdict=verdict,
        subjects=subjects,
        why="seen on the passport",
        by="Tester",
        at="2026-01-01T00:00:00Z",
    )


def mention(words: str, *, exhibit: str = "E-0001", start: int = 0, schema: Schema = Schema.PERSON) -> Mention:
    return Mention(
        passage=Passage(exhibit=ExhibitId(exhibit), start=start, end=start + len(words)), words=words, schema=schema
    )


class Case:
    """One world of tests/network/cases."""

    def __init__(self, name: str) -> None:
        self.raw: dict[str, Any] = json.loads((CASES / name).read_text(encoding="utf-8"))
        self.readings = tuple(reading(text, exhibit=exhibit) for exhibit, text in self.raw["exhibits"].items())
        by_exhibit = {one.exhibit: one for one in self.readings}
        self.claims = tuple(
            claim(
                by_exhibit[one["exhibit"]],
                one["words"],
                number=int(one["id"][2:]),
                speaker=one.get("speaker"),
                forecast=one.get("forecast", False),
                period=period(*one["period"]) if "period" in one else None,
            )
            for one in self.raw["claims"]
        )

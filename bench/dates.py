"""Dates: the share of right intervals on a public test set, and speed.

Data: ``temporal_recognizers/English.jsonl.gz`` (Microsoft Recognizers-Text, MIT; short chatty requests with a reference
date). Counted are the expected answers of type date and daterange that have a calendar value. Out of scope, so left
date). Counted are the expected answers of type date and daterange that have a calendar value. Left out, as out of
scope: times, durations, sets, date-times, answers without a value. The set resolves for a personal assistant ("Monday"
ends of ranges count with or without the last day, since the set mixes both. ``holds`` counts ours that are wider and
contain one of its readings.
"""

import gzip
import json
import time
from datetime import date, timedelta
from pathlib import Path

from probative.language.dates import Found, find_dates

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "temporal_recognizers" / "English.jsonl.gz"
KINDS = ("datetimeV2.date", "datetimeV2.daterange")
Bounds = tuple[date | None, date | None]


def readings(answer: dict) -> list[Bounds]:
    """Give the intervals that the set accepts for one answer."""
    found: list[Bounds] = []
    for value in (answer.get("Resolution") or {}).get("values", []):
        if value.get("type") == "date" and value.get("value", "")[:1].isdigit() and "Mod" not in value:
            found.append((date.fromisoformat(value["value"]),) * 2)
        if value.get("type") == "daterange" and ("start" in value or "end" in value):
            start = date.fromisoformat(value["start"]) if "start" in value else None
            end = date.fromisoformat(value["end"]) if "end" in value else None
            found.append((start, end))
            if end is not None:
                found.append((start, end - timedelta(days=1)))
    return found


def measure() -> dict[str, float]:
    """Measure on the whole set; shares are of the counted answers."""
    counted = right = holds = touched = extra = 0
    for line in gzip.decompress(DATA.read_bytes()).decode("utf-8").splitlines():
        row = json.loads(line)
        anchor = date.fromisoformat(row["ref"][:10]) if row["ref"] else None
        ours = find_dates(row["text"], anchor=anchor)
        expected = [answer for answer in row["results"] if answer.get("TypeName") in KINDS and readings(answer)]
        if not row["results"]:
            extra += len(ours)
        for answer in expected:
            counted += 1
            best = [one for one in ours if one.start <= answer["End"] and answer["Start"] < one.end]
            touched += bool(best)
            right += any(_bounds(one) in readings(answer) for one in best)
            holds += any(_holds(_bounds(one), reading) for one in best for reading in readings(answer))
    return {
        "answers": counted,
        "found": round(touched / counted, 4),
        "right": round(right / counted, 4),
        "holds": round(holds / counted, 4),
        "found_where_nothing_is": extra,
        "words_per_second": speed(),
    }


def speed() -> int:
    """Give the words a second on one core: 400 sentences of our own, of which every fifth has a date."""
    plain = "The officers said that the convoy had left the village and that nobody was seen on the road again. " * 4
    text = (plain + "On Monday, 3 May 2021, two men came back, and in June they were gone. ") * 80
    started = time.process_time()
    find_dates(text, anchor=date(2022, 10, 17))
    return round(len(text.split()) / (time.process_time() - started))


def _bounds(one: Found) -> Bounds:
    return one.period.earliest, one.period.latest


def _holds(ours: Bounds, theirs: Bounds) -> bool:
    if ours == (None, None) or None in theirs:
        return ours == theirs
    return (ours[0] is None or ours[0] <= theirs[0]) and (ours[1] is None or ours[1] >= theirs[1])


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))

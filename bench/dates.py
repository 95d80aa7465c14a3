"""Dates: the share that is exact, on a public set in English and on our own cases in English, Ukrainian and Russian.

Our own cases are ``bench/dates_cases/<language>.txt``: a text with its dates in brackets and the days each reaches. A
case is exact when the spans are those, the bounds are those, and nothing else is found. They were written before the
grammar; a third of them (``is_held_out``) was not looked at until it was done.

The public set is ``temporal_recognizers/English.jsonl.gz`` (Microsoft Recognizers-Text, MIT; short chatty requests with
a reference date). It was split by row into two halves with a fixed seed. When the grammar stood, with only the first
half looked at, it had .902 of that half and .769 of the other. Then the other half was looked at too: what
``right_unseen`` says now is no longer unseen.

**In scope** is every answer of type date, daterange, datetime or datetimerange with a calendar value, but for

- a moment counted from now in hours, minutes or seconds ("in 5 minutes"), and "now" itself: they name no calendar day;
- a bare "the day", "the month", "year" ("partner of the year"): in running text these name none;
- "the same week" and its kin, which refer to what was said elsewhere (the set marks them as undefined);
- digits inside a file name or a web address.

In scope, though we do not read them or read them otherwise on purpose: "a week later" (it counts from a day of the
story, and with us stays open where the story named none, DESIGN.md 6), the national day of a country that is not named,
feasts by the moon, "EOD" (in our texts a bomb squad).

Types time, timerange, duration, set and timezone are out of scope, and so are answers the set itself leaves unresolved.

``holds`` also counts ours that are wider and hold a reading. **Exact** is having both bounds of one of the set's
readings (it gives a past and a future one where the year or week is open), and that for everything of ours that touches
the words: of two finds one wrong is wrong. Where its conventions are others than ours (docs/explanation/dates.md), its
reading is put into ours by rule, below; ``literal`` is the share without those rules.

- An instant counts by its day, a stretch of hours by its days: times of day are not kept.
- The set's ranges end with the day after the last, or with the last: both count, but for a named week, month or
  year, where the set means the day after.
- A range to a named month, quarter or year goes to its end for us, to its beginning for the set.
- "Two months ago" is that month for us, that week, that year; a day for the set.
- Early, middle and late are thirds for us, halves or other parts for the set; "earlier this year" reaches up to the
  reference day, "later this year" from it.
- "After 5 May" begins with the day after, for the set with that day.
- "Last Tuesday" and "previous Tuesday" are the latest before; for the set those of the week before.
- "18 and 19 June" is one stretch for us, two answers for the set: it is exact if it holds just those.
- 03/04/2023 is ambiguous for us. Such an answer is exact if ours is marked ambiguous and holds a reading of the set,
  and if the order of the set (month first) then gives that reading.
"""

import gzip
import json
import random  # noqa: TID251 -- seeded: the halves are the same on every run
import re
import time
import zlib
from datetime import date, timedelta
from pathlib import Path

from probative.language.dates import Found, find_dates
from probative.language.dates.intervals import cut, of_month, of_year, week_around

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "temporal_recognizers" / "English.jsonl.gz"
CASES = Path(__file__).parent / "dates_cases"
KINDS = tuple(f"datetimeV2.{kind}" for kind in ("date", "daterange", "datetime", "datetimerange"))
SEED = 20221017
Bounds = tuple[date | None, date | None]

_HOURS = re.compile(r"\dh\b|\b(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|o['’]clock)\b", re.IGNORECASE)
_DAY_WORD = re.compile(
    r"day\b|tomorrow|night|morning|evening|\d/\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_BARE_UNIT = re.compile(r"(?:the )?(?:day|week|month|year|fortnight)")
_IN_NAME = re.compile(r"\w[-_/]\|(?:-\w|\.[a-z]{3,4}\b)")
_COUNTED = re.compile(r"\b(week|fortnight|month|year|decade)s?\b(?=.*)")
_FROM = re.compile(r"\b(?:ago|from|in|after|before|hence|later|back|earlier|since|prior)\b")
_PART = re.compile(r"\b(?:early|mid|middle|late|earlier|later|end|start|beginning|eoy)\b")
_LIMIT = re.compile(r"(?:(?P<since>since)|by|until|till|before)\b")
_NUMERIC = re.compile(r"\d{1,2}[-/.]\d{1,2}")
_LAST_WEEKDAY = re.compile(r"\b(?:last|previous|past)\s+(\w+?day|mon|tue|wed|thu|fri|sat|sun)\b")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def plain_readings(answer: dict) -> list[Bounds]:
    """Give the days that the set gives for one answer; its ranges with and without their last day."""
    found: list[Bounds] = []
    for value in (answer.get("Resolution") or {}).get("values", []):
        kind, mod = value.get("type", ""), value.get("Mod", "")
        if kind in {"date", "datetime"} and value.get("value", "")[:1].isdigit():
            found.append((_day(value["value"]),) * 2)
        if kind in {"daterange", "datetimerange"} and ("start" in value or "end" in value):
            start, end = (_day(value[name]) if name in value else None for name in ("start", "end"))
            if not _is_calendar(start, end) or value.get("timex", "").startswith("(") or mod:
                found.append((start, end))
            if end is not None and (start is None or end > start):
                found.append((start, end - timedelta(days=1)))
            if kind == "datetimerange" and mod and (start is None or end is None):
                found.append((start or end,) * 2)
    return found


def _is_calendar(start: date | None, end: date | None) -> bool:
    """Whether a range is a week, or goes to the first of a month: then its end is the day after its last."""
    return start is not None and end is not None and start < end and (end.day == 1 or (end - start).days == 7)


def readings(answer: dict, anchor: date) -> list[Bounds]:
    """Give what the set gives, and the same by our conventions."""
    found, words = plain_readings(answer), answer["Text"].lower()
    for value in (answer.get("Resolution") or {}).get("values", []):
        timex = value.get("timex", "")
        if value.get("Mod") == "after" and value.get("type") == "daterange" and "start" in value:
            found.append((_day(value["start"]) + timedelta(days=1), None))
        if _PART.search(words) and timex.startswith("(") and "end" in value and "start" in value:
            found += _parts_to(_day(value["start"]), _day(value["end"]), words)
        if value.get("type") == "daterange" and timex.startswith("(") and "end" in value and "start" in value:
            found += _to_its_end(_day(value["start"]), _day(value["end"]), timex, words)
        if value.get("type") == "date" and value.get("value", "")[:1].isdigit() and _FROM.search(words):
            found += _unit_around(_day(value["value"]), words)
        if _PART.search(words):
            held = value.get("start") or value.get("end") or ""
            found += _part(timex.replace("XXXX", held[:4]), words, anchor)
    weekday = _LAST_WEEKDAY.search(words)
    if weekday is not None and answer["TypeName"] in {"datetimeV2.date", "datetimeV2.datetime"}:
        back = (anchor.weekday() - _DAYS.index(weekday[1][:3])) % 7 or 7
        found.append((anchor - timedelta(days=back),) * 2)
    return found


def _to_its_end(start: date, end: date, timex: str, words: str) -> list[Bounds]:
    """A range to a month, quarter or year reaches the end of what it names."""
    unit = timex.rstrip(")")[-1]
    if end.day != 1 or unit not in "MY" or _PART.search(words):
        return []
    months = 12 if unit == "Y" else 3 if re.search(r"q\d|quarter", words) else 1
    last = of_month(end.year + (end.month + months - 2) // 12, (end.month + months - 2) % 12 + 1).latest
    return [(start, last)]


def _unit_around(day: date, words: str) -> list[Bounds]:
    """Weeks, months and years that are counted name one of them, not a day of it."""
    unit = _COUNTED.search(words)
    if unit is None or re.search(r"\bdays?\b", words):
        return []
    if unit[1] in {"week", "fortnight"}:
        found = week_around(day)
    else:
        found = of_month(day.year, day.month) if unit[1] == "month" else of_year(day.year)
    return [(found.earliest, found.latest)]


def _part(timex: str, words: str, anchor: date) -> list[Bounds]:
    """A third of what the set's timex names; "earlier" and "later" end and begin with the reference day."""
    week = re.fullmatch(r"(\d{4})-W(\d\d)", timex)
    month, year = re.fullmatch(r"(\d{4})-(\d\d)", timex), re.fullmatch(r"\d{4}", timex)
    if week:
        whole = week_around(date.fromisocalendar(int(week[1]), int(week[2]), 1))
    elif month:
        whole = of_month(int(month[1]), int(month[2]))
    elif year:
        whole = of_year(int(timex))
    else:
        return []
    if "earlier" in words and whole.earliest <= anchor <= whole.latest:
        return [(whole.earliest, anchor)]
    if "later" in words and whole.earliest <= anchor <= whole.latest:
        return [(anchor, whole.latest)]
    name = "mid" if "mid" in words else "late" if re.search(r"late|end|eoy", words) else "early"
    third = cut(whole, name)
    if third is None:
        return []
    limit = _LIMIT.match(words)
    if limit is None:
        return [(third.earliest, third.latest)]
    return [(third.earliest, None) if limit["since"] else (None, third.latest)]


def _parts_to(start: date, end: date, words: str) -> list[Bounds]:
    """A stretch whose ends are parts: from the beginning of the first third to the end of the last."""
    left, _, right = re.sub(r"^(?:from|between) ", "", words).partition(" to " if " to " in words else " and ")
    ends = []
    for side, day in ((left, start), (right, end)):
        eve = day - timedelta(days=1) if "end" in side else day
        named = re.search(r"\d{4}", side) and not re.search(
            r"[a-z]{3,}(?<!the)(?<!end)(?<!middle)(?<!start) \d{4}", side.replace(" of", "")
        )
        whole = of_year(eve.year) if named else of_month(eve.year, eve.month)
        part = (
            "mid"
            if "mid" in side
            else "end"
            if "end" in side
            else "early"
            if "start" in side or "begin" in side
            else ""
        )
        ends.append(cut(whole, part) if part else whole)
    return [(ends[0].earliest, ends[1].latest)]


def in_scope(answer: dict, text: str) -> bool:
    """Whether an answer names days."""
    words, values = (answer.get("Text") or "").lower(), (answer.get("Resolution") or {}).get("values", [])
    if answer.get("TypeName") not in KINDS or not plain_readings(answer):
        return False
    if any(value.get("timex") == "PRESENT_REF" or value.get("Mod") == "ref_undef" for value in values):
        return False
    if _HOURS.search(words) and not _DAY_WORD.search(words):
        return False
    if _IN_NAME.search(text[: answer["Start"]][-2:] + "|" + text[answer["End"] + 1 :][:6]):
        return False
    return _BARE_UNIT.fullmatch(words) is None


def rows() -> tuple[list[dict], frozenset[int]]:
    """Give the rows of the set, and the numbers of those that were seen."""
    held = [json.loads(line) for line in gzip.decompress(DATA.read_bytes()).decode("utf-8").splitlines()]
    order = list(range(len(held)))
    random.Random(SEED).shuffle(order)
    return held, frozenset(order[: len(held) // 2 + 1])


def is_exact(row: dict, answer: dict, ours: tuple[Found, ...], accepted: list[Bounds]) -> bool:
    """Whether everything of ours that touches the answer is one of the accepted readings."""
    best = [one for one in ours if one.start <= answer["End"] and answer["Start"] < one.end]
    if not best:
        return False
    if len(best) == 1 and re.match(r"\d{1,2} and \d", best[0].period.verbatim):
        inside = [other for other in row["results"] if best[0].start <= other["Start"] < best[0].end]
        days = [days for other in inside for days, _ in plain_readings(other) if days is not None]
        return _bounds(best[0])[0] in days and _bounds(best[0])[1] in days
    if not _NUMERIC.search(answer["Text"]) or not any(one.is_ambiguous for one in best):
        return all(_bounds(one) in accepted for one in best)
    if not all(any(_holds(_bounds(one), reading) for reading in accepted) for one in best):
        return False
    again = find_dates(row["text"], anchor=_anchor(row), day_first=False)
    again = tuple(one for one in again if one.start <= answer["End"] and answer["Start"] < one.end)
    return bool(again) and all(_bounds(one) in accepted for one in again)


def measure_set() -> dict[str, float]:
    """Measure on the public set."""
    held, seen = rows()
    counts = dict.fromkeys(("in_scope", "right", "holds", "literal", "seen", "seen_right", "unseen", "unseen_right"), 0)
    answers = extra = 0
    for number, row in enumerate(held):
        ours, anchor = find_dates(row["text"], anchor=_anchor(row)), _anchor(row) or date(2000, 1, 1)
        extra += len(ours) if not row["results"] else 0
        for answer in row["results"]:
            answers += answer.get("TypeName") in KINDS
            if not in_scope(answer, row["text"]):
                continue
            right = is_exact(row, answer, ours, readings(answer, anchor))
            half = "seen" if number in seen else "unseen"
            for name, one in (
                ("in_scope", True),
                ("right", right),
                ("holds", right or _any_holds(answer, ours, readings(answer, anchor))),
                ("literal", is_exact(row, answer, ours, plain_readings(answer))),
                (half, True),
                (f"{half}_right", right),
            ):
                counts[name] += one
    return {
        "answers": answers,
        "answers_in_scope": counts["in_scope"],
        "right": round(counts["right"] / counts["in_scope"], 4),
        "right_seen": round(counts["seen_right"] / counts["seen"], 4),
        "right_unseen": round(counts["unseen_right"] / counts["unseen"], 4),
        "holds": round(counts["holds"] / counts["in_scope"], 4),
        "literal": round(counts["literal"] / counts["in_scope"], 4),
        "found_where_nothing_is": extra,
    }


def cases(language: str) -> list[tuple[date | None, str, list[tuple[int, int, Bounds]]]]:
    """Read our own cases: the anchor, the text, and each date with its place and bounds."""
    found: list[tuple[date | None, str, list[tuple[int, int, Bounds]]]] = []
    anchor: date | None = None
    for line in (CASES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            anchor = date.fromisoformat(line[2:]) if line[2:] != "-" else None
        elif line and not line.startswith("#"):
            marked, _, days = line.rpartition(" | ")
            parts = re.split(r"[\[\]]", marked)
            spans: list[tuple[int, int, Bounds]] = []
            for index, value in enumerate(days.split() if days != "-" else ()):
                start = sum(map(len, parts[: index * 2 + 1]))
                spans.append((start, start + len(parts[index * 2 + 1]), reach(value)))
            assert len(parts) == len(spans) * 2 + 1, line
            found.append((anchor, "".join(parts), spans))
    return found


def reach(written: str) -> Bounds:
    """Give the bounds that a case's notation says."""
    if written == "?":
        return None, None
    first, _, last = written.partition("/")
    return (None if first == ".." else _edge(first)[0]), (None if last == ".." else _edge(last or first)[1])


def is_held_out(text: str) -> bool:
    """Whether a case belongs to the third that is not looked at."""
    return zlib.crc32(text.encode()) % 3 == 0


def case_is_exact(case: tuple[date | None, str, list[tuple[int, int, Bounds]]], language: str) -> bool:
    """Whether everything, and nothing else, is found."""
    anchor, text, spans = case
    ours = find_dates(text, anchor=anchor, language=language)
    return [(one.start, one.end, _bounds(one)) for one in ours] == spans


def measure_cases(language: str) -> dict[str, float]:
    """Measure on our own cases of one language."""
    every = cases(language)
    held_out = [case for case in every if is_held_out(case[1])]
    return {
        f"cases_{language}": round(sum(case_is_exact(case, language) for case in every) / len(every), 4),
        f"cases_{language}_held_out": round(sum(case_is_exact(case, language) for case in held_out) / len(held_out), 4),
    }


def measure() -> dict[str, float]:
    """Measure everything."""
    figures = measure_set()
    for language in ("en", "uk", "ru"):
        figures |= measure_cases(language)
        figures[f"words_per_second_{language}"] = speed(language)
    return figures


_RUNNING = {
    "en": (
        "The officers said that the convoy had left the village and that nobody was seen on the road again. ",
        "On Monday, 3 May 2021, two men came back, and in June they were gone. ",
    ),
    "uk": (
        "Офіцери сказали, що колона залишила село і що на дорозі більше нікого не бачили після того нападу. ",
        "У понеділок, 3 травня 2021 року, двоє повернулися, а в червні їх уже не було. ",
    ),
    "ru": (
        "Офицеры сказали, что колонна ушла из села и что на дороге больше никого не видели после того нападения. ",
        "В понедельник, 3 мая 2021 года, двое вернулись, а в июне их уже не было. ",
    ),
}


def speed(language: str) -> int:
    """Give the words a second on one core: 400 sentences of our own, of which every fifth has a date."""
    plain, dated = _RUNNING[language]
    text = (plain * 4 + dated) * 80
    find_dates(text[:200], anchor=date(2022, 10, 17), language=language)
    started = time.process_time()
    find_dates(text, anchor=date(2022, 10, 17), language=language)
    return round(len(text.split()) / (time.process_time() - started))


def _anchor(row: dict) -> date | None:
    return date.fromisoformat(row["ref"][:10]) if row["ref"] else None


def _day(written: str) -> date:
    return date.fromisoformat(written[:10])


def _edge(written: str) -> tuple[date | None, date | None]:
    numbers = [int(number) for number in written.split("-")]
    if len(numbers) == 3:
        return (date(*numbers),) * 2
    whole = of_month(*numbers) if len(numbers) == 2 else of_year(*numbers)
    return whole.earliest, whole.latest


def _bounds(one: Found) -> Bounds:
    return one.period.earliest, one.period.latest


def _any_holds(answer: dict, ours: tuple[Found, ...], accepted: list[Bounds]) -> bool:
    best = [one for one in ours if one.start <= answer["End"] and answer["Start"] < one.end]
    return any(_holds(_bounds(one), reading) for one in best for reading in accepted)


def _holds(ours: Bounds, theirs: Bounds) -> bool:
    if ours == (None, None) or None in theirs:
        return ours == theirs
    return (ours[0] is None or ours[0] <= theirs[0]) and (ours[1] is None or ours[1] >= theirs[1])


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))

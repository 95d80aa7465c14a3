"""What humans decided, in lines for a reader: grades, states, outcomes, and counts of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from probative.flow.shapes import Shape


def decision(decided: Shape) -> str:
    """Write one decision of a line: what, on which grounds, by whom, when, whether it still holds, and why."""
    holds = ", taken back" if decided["taken_back"] else "" if decided["current"] else ", replaced"
    rests = f" on {', '.join(decided['grounds'])}" if decided["grounds"] else ""
    who = f"{decided['judgement']} {decided['value']}{rests} by {decided['by']}, our clock said {decided['at']}"
    return f"{who}{holds}: {decided['why']}"


def ratings(grade: Shape) -> Iterator[tuple[str, str, Sequence[Shape]]]:
    """Give each rating that was ever given: its name, what stands of it in words, and its whole line."""
    for name in ("reliability", "credibility"):
        if grade[f"{name}_history"]:
            given = grade[name]
            yield name, f"{given}, {RATING[given]}" if given else "taken back", grade[f"{name}_history"]


def until(forecast: Shape) -> str:
    """Say until when something was foretold, and how the source put it."""
    period = forecast["period"]
    said = f" (“{period['verbatim']}”)" if period else ""
    return f"until {forecast['until']}{said}" if forecast["until"] else f"no day given{said}"


def outcome(forecast: Shape) -> str:
    """Say what humans say became of a forecast."""
    if forecast["outcome"] is not None:
        return OUTCOME[forecast["outcome"]]
    return "not resolved, and its last day has passed" if forecast["overdue"] else "not resolved"


def counts(record: Shape) -> str:
    """Write a track record: its counts, side by side."""
    overdue = f" ({record['overdue']} past their last day)" if record["overdue"] else ""
    return (
        f"{record['foretold']} foretold: {record['came_true']} came true, {record['did_not']} did not, "
        f"{record['cannot_tell']} cannot be told, {record['unresolved']} not resolved{overdue}"
    )


OUTCOME: Final[Mapping[str, str]] = {
    "came_true": "came true",
    "did_not": "did not come true",
    "cannot_tell": "nobody can tell",
}
"""What became of a forecast, in words."""

RATING: Final[Mapping[str, str]] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
    "1": "confirmed by other independent origins",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""The ratings in words."""

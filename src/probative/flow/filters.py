"""The stages as filters, usable on their own and without a case.

Source: DESIGN.md section 7.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from probative.base.digest import digest_of_stream
from probative.base.errors import UsageError
from probative.base.identifiers import ExhibitId
from probative.flow import shapes
from probative.flow.shapes import Shape
from probative.intake import Budget, media_type, receipt, walk
from probative.intake.arrivals import Arrival
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.reading.registry import read as read_exhibit

_ENDS_BYTES = 1 << 16
_CYRILLIC = re.compile(r"[\u0400-\u04ff]{3}")
_UKRAINIAN = re.compile(r"[ґєії]", re.IGNORECASE)


def attribute(line: Mapping[str, Any], model: Path | None = None) -> Shape:
    """Find who says what in ``{"id","text","lang"}``.

    Without ``lang``, a text in Cyrillic letters is told to be Ukrainian or Russian; any other is read as English.

    Args:
        line: One of JSON Lines.
        model: The folder of the model to attribute with; what ships where absent.

    Raises:
        UsageError: When the line has no text, or its language is none that is read.
        ModelInvalid: When the folder holds no model, or one that was changed.
    """
    from probative.claims.attributor import READ, attributor_for
    from probative.claims.filtering import attributions_of

    language = line.get("lang") or _tongue(_text(line))
    if language not in READ:
        known = ", ".join(sorted(READ))
        raise UsageError(
            f"attributions are found in {known}, not in {language!r} (the line with id {line.get('id')!r})"
        )
    return {"id": line.get("id"), "attributions": attributions_of(_text(line), attributor_for(language, model))}


def dates(line: Mapping[str, Any]) -> Shape:
    """Find the dates in ``{"id","text","anchor","lang"}``; without an anchor, relative ones stay open.

    Without ``lang``, a text in Cyrillic letters is told to be Ukrainian or Russian; any other is read as English.

    Raises:
        UsageError: When the line has no text, or its anchor is no day.
    """
    from probative.language.dates import LANGUAGES, find_dates

    language = line.get("lang") or _tongue(_text(line))
    if language not in LANGUAGES:
        known = ", ".join(sorted(LANGUAGES))
        raise UsageError(f"dates are found in {known}, not in {language!r} (the line with id {line.get('id')!r})")

    anchor = line.get("anchor")
    try:
        day = date.fromisoformat(anchor) if anchor is not None else None
    except (TypeError, ValueError) as error:
        raise UsageError(f"the anchor of the line with id {line.get('id')!r} is no day: {anchor!r}") from error
    found = find_dates(_text(line), anchor=day, language=language)
    return {
        "id": line.get("id"),
        "dates": [{"span": [each.start, each.end], **(shapes.period(each.period) or {})} for each in found],
    }


def reuse(lines: Iterable[Mapping[str, Any]]) -> list[Shape]:
    """Say of each of ``{"id","text","date","publisher","address"}`` from which of the others it was written.

    All lines are read before the first is answered: each may lean on any other.

    Raises:
        UsageError: When a line lacks its id or text, or its date is none; it names the line's place among all.
    """
    from probative.corroboration import reuse as leaning

    try:
        return list(leaning(lines))
    except ValueError as error:
        raise UsageError(str(error)) from error


def _tongue(text: str) -> str:
    from probative.reading.tongue import tongue_of

    if _CYRILLIC.search(text) is None:
        return "en"
    found = tongue_of(text)
    return found if found in {"ru", "uk"} else "uk" if _UKRAINIAN.search(text) is not None else "ru"


def read(path: Path) -> Iterator[Shape]:
    """Read a file without a case: a shape a volume of its text, and one a gap.

    Raises:
        MaterialError: When the file is not there or cannot be opened.
    """
    for item in walk((path,), budget=Budget()):
        if not isinstance(item, Arrival):
            yield {"gap": item.kind, "what": item.name, "detail": item.detail, "start": None}
            continue
        with item.open() as content:
            digest, size_bytes = digest_of_stream(content.read)
            content.seek(0)
            head = content.read(_ENDS_BYTES)
            content.seek(max(0, size_bytes - _ENDS_BYTES))
            tail = content.read() if size_bytes > _ENDS_BYTES else b""
            exhibit = Exhibit(
                id=ExhibitId("E-0001"),
                digest=digest,
                size_bytes=size_bytes,
                media_type=media_type(item.name, head, tail).value,
                name=item.name,
                receipts=(receipt(name=item.name, received_at=datetime.fromtimestamp(0, UTC)),),
            )
            content.seek(0)
            for found in read_exhibit(content, exhibit):
                if isinstance(found, Gap):
                    yield {"gap": found.kind, "what": found.what, "detail": found.detail, "start": found.start}
                else:
                    yield {"sha256": digest, "media_type": exhibit.media_type, **shapes.reading(found)}


def _text(line: Mapping[str, Any]) -> str:
    text = line.get("text")
    if not isinstance(text, str):
        raise UsageError(f"the line with id {line.get('id')!r} has no text")
    return text

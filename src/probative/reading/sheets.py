"""How far the sheets of a workbook reach, known before a library makes room for them."""

import re
import zipfile
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

CELLS_LIMIT: Final = 20_000_000
"""Cells that a sheet may span. The library makes room for every cell between the first and the last one: two cells at
opposite corners of a small file would take 512 GiB, which ends the process without an exception."""

NARROW_COLUMNS: Final = 26
"""Columns A to Z. A sheet without references to others spans at most 26 x 1,048,576 cells, whatever its rows say, so
its rows need not be looked at: that takes a tenth of the time it takes to read it."""

_WIDE: Final = re.compile(rb'r="[A-Za-z]{2}')
_REFERENCE: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,9})["']""")
_HIDDEN: Final = re.compile(rb'hidden="(?:1|true)"')
_ODS: Final = re.compile(
    rb"<(?:\w+:)?(?:(?P<row>table-row)|(?P<cell>(?:covered-)?table-cell))\b(?P<attributes>[^>]*?)(?P<empty>/?)>"
)
_REPEATED: Final = re.compile(rb'number-(?:columns|rows)-repeated="(\d{1,9})"')
_ODS_HIDDEN: Final = re.compile(rb'visibility="(?:collapse|filter)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How many cells a sheet's corner cells span, and whether rows or columns are hidden."""

    cells: int
    has_hidden: bool


def extents_of(package: zipfile.ZipFile) -> dict[str, Extent]:
    """Measure each sheet of a workbook by the references in its cells, not by the size it claims.

    Returns:
        By the sheet's name. A sheet that is not found has no entry. For ODS all sheets are measured together, under
        the empty name: its library reads them all when it opens the file.

    Raises:
        zipfile.BadZipFile: And whatever else ``zipfile`` raises on a broken package.
    """
    names = set(package.namelist())
    if "content.xml" in names:
        return _open_document(package)
    return {name: _extent(package, path) for name, path in _paths(package, names) if path in names}


def _paths(package: zipfile.ZipFile, names: set[str]) -> list[tuple[str, str]]:
    """The name and the part of each sheet."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return []
    try:
        workbook = ET.fromstring(package.read("xl/workbook.xml"))  # noqa: S314  # expat refuses entity bombs
        relations = ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except ET.ParseError as error:
        raise zipfile.BadZipFile(f"the list of sheets is broken: {error}") from error
    targets = {node.get("Id"): node.get("Target", "") for node in relations}
    found = []
    for node in workbook.iter():
        if node.tag.endswith("}sheet"):
            target = next((targets.get(value) for key, value in node.items() if key.endswith("}id")), None)
            if target:
                path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                found.append((node.get("name", ""), path))
    return found


def _extent(package: zipfile.ZipFile, path: str) -> Extent:
    """Measure a sheet of XLSX. A few references that two letters begin are looked at one by one."""
    content = package.read(path)
    has_hidden = b' hidden="' in content and _HIDDEN.search(content) is not None
    if _WIDE.search(content) is None and b"r='" not in content and b"r =" not in content:
        return Extent(cells=0, has_hidden=has_hidden)
    columns, rows = [1], [1]
    for letters, digits in set(_REFERENCE.findall(content)):
        columns.append(_column(letters))
        rows.append(int(digits))
    first_row = min(rows[1:], default=1)
    return Extent(cells=(max(rows) - first_row + 1) * max(columns), has_hidden=has_hidden)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return max(1, number)


def _open_document(package: zipfile.ZipFile) -> dict[str, Extent]:
    """Measure the sheets of ODS together: rows and cells say how often they are repeated."""
    content = package.read("content.xml")
    rows = reach = width = repeats = 0
    cells = 0
    for match in _ODS.finditer(content):
        repeated = _REPEATED.search(match["attributes"])
        count = int(repeated[1]) if repeated else 1
        if match["row"]:
            rows += repeats
            repeats, width = count, 0
            continue
        width += count
        if not match["empty"]:
            reach = max(reach, width)
            cells = max(cells, (rows + repeats) * reach)
    return {"": Extent(cells=cells, has_hidden=_ODS_HIDDEN.search(content) is not None)}

"""The sheet of paper that a checkpoint goes out on: three lines, a code for a camera, words to read aloud."""

import json
from importlib.resources import files
from io import BytesIO

import segno
import typst

from probative.flow.stamping import Sheet


def render(sheet: Sheet) -> bytes:
    """Give the sheet as a PDF of one page. The same sheet gives the same bytes."""
    code = BytesIO()
    segno.make(sheet.code, error="m", micro=False).save(code, kind="svg", border=4, xmldecl=False)
    shown = {"lines": list(sheet.lines), "words": list(sheet.words), "code": code.getvalue().decode()}
    template = files("probative.web").joinpath("templates/paper.typ").read_bytes()
    # The date of making would tell one print from another, and say what only our clock says.
    return bytes(
        typst.compile(template, sys_inputs={"sheet": json.dumps(shown)}, timestamp=0, ignore_system_fonts=True)
    )

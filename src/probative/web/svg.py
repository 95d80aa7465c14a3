"""The few shapes our drawings are made of. Colours come from the page's style sheet, by class."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from probative.web.shown import visible

Point = tuple[float, float]
Attributes = Mapping[str, str | int | float]


def element(name: str, attributes: Attributes, *children: Markup) -> Markup:
    """Give one element. Attribute values are escaped; children are markup already."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key, _number(value) if isinstance(value, int | float) else visible(value))
        for key, value in attributes.items()
    )
    inside = Markup("").join(children)
    return (
        Markup("<{0}{1}>{2}</{0}>").format(name, written, inside) if inside else Markup("<{}{}/>").format(name, written)
    )


def words(text: str) -> Markup:
    """Give text for a drawing: escaped, nothing unseen."""
    return escape(visible(text))


def text_at(x: float, y: float, text: str, css: str, anchor: str = "start") -> Markup:
    """Give one line of text. ``anchor`` is ``start``, ``middle`` or ``end``."""
    return element("text", {"x": x, "y": y, "class": css, "text-anchor": anchor, "direction": "ltr"}, words(text))


def polygon(points: Sequence[Point], css: str) -> Markup:
    """Give a closed shape."""
    return element("polygon", {"points": " ".join(f"{_number(x)},{_number(y)}" for x, y in points), "class": css})


def drawing(ident: str, area: tuple[float, float], title: str, description: str, body: Sequence[Markup]) -> Markup:
    """Give a whole drawing with its accessible name and description.

    Args:
        ident: Unique on the page; the title and description get identifiers from it.
        area: Width and height in drawing units, one to a pixel at full size.
        title: The accessible name.
        description: What a reader who cannot see it needs.
        body: Its shapes, in painting order.
    """
    width, height = area
    return element(
        "svg",
        {
            "role": "img",
            "class": "wide" if width > 640 else "small",
            "aria-labelledby": f"{ident}-title {ident}-desc",
            "viewBox": f"0 0 {_number(width)} {_number(height)}",
            "width": round(width),
            "height": round(height),
        },
        element("title", {"id": f"{ident}-title"}, words(title)),
        element("desc", {"id": f"{ident}-desc"}, words(description)),
        *body,
    )


def fold(text: str, width: int, lines: int) -> list[str]:
    """Break ``text`` into at most ``lines`` lines of at most ``width`` characters, marking what was left out."""
    found: list[str] = []
    rest = " ".join(visible(text).split())
    while rest and len(found) < lines:
        if len(rest) <= width:
            found.append(rest)
            return found
        at = rest.rfind(" ", 0, width + 1)
        if at < width // 3:
            at = width
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    if rest and found:
        found[-1] = found[-1][: width - 1].rstrip() + "…"
    return found


def _number(value: float) -> str:
    return f"{round(value, 1):g}" if abs(value) < 100_000 else str(round(value))

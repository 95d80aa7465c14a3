"""Text out of the material, made harmless: escaped, isolated, its control characters visible, its length bounded."""

import re

from markupsafe import Markup, escape

LONGEST = 600
"""Characters of one piece of text that are shown where nothing else is said."""

# C0 and C1 controls but tab and line ends, zero-width and invisible formats, bidirectional controls, lone surrogates,
# tag characters: everything that changes what is seen without being seen. Source: Unicode TR 36 and TR 55.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Give ``text`` with every unseen character written as its number, like ``⟨U+202E⟩``."""
    return _UNSEEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text.replace("\r\n", "\n").replace("\r", "\n"))


def cut(text: str, longest: int = LONGEST) -> str:
    """Give at most ``longest`` characters, saying how many more there are."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rstrip()} … (+{len(text) - longest:,} characters)"


def shown(text: str, longest: int = LONGEST) -> Markup:
    """Give text from the material as markup that can change nothing around it."""
    return Markup("<bdi>{}</bdi>").format(visible(cut(text, longest)))


def plain(text: str, longest: int = LONGEST) -> Markup:
    """Give text from the material for an attribute or a drawing, where ``<bdi>`` cannot stand."""
    return escape(visible(cut(text, longest)))

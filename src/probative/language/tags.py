"""A light tagger for English: one letter for every token of a sentence.

It knows closed classes, a list of verbs and the look of word endings, and settles the rest by the neighbours. It is
made to find subjects, verbs and noun phrases quickly, not to label words for their own sake.

    D determiner   G possessive   J adjective     N noun        P name        # number      T day, month, "today"
    R pronoun      O object pronoun (her, them)   e "there"     w who, which, how           s that, if, while
    M modal        B is, was      b be, been      H has, had    h having      F do, did     t "to" before a verb
    V finite verb  E past or participle           L participle  I form in -ing
    x not, never   a adverb       p preposition   c and, or, but              ' genitive mark
    [ ] quotation marks   ( ) brackets   , ; : - .   ? anything else
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from probative.language.lexicon import Lexicon, english
from probative.language.tokens import Token

_MARKS: Final = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "–": "-", "—": "-", "--": "-",
    ".": ".", "!": ".", "?": ".", "…": ".", "...": ".", "“": "[", "”": "]", "«": "[", "»": "]", '"': "]",
    "``": "[", "''": "]", "‘’": "]", "’’": "]", "‘": "?", "’": "'", "'": "'", "/": "-", "&": "c",
}  # fmt: skip
_CLITICS: Final = {"s": "'", "re": "B", "ve": "H", "ll": "M", "d": "M", "m": "B"}
_ADJECTIVE_ENDINGS: Final = (
    "ous", "ful", "less", "able", "ible", "ical", "ive", "ary", "ish", "ian", "ese", "ern", "ant", "ent", "ic", "al",
)  # fmt: skip
_NOUN_ENDINGS: Final = (
    "tion", "sion", "ment", "ness", "ance", "ence", "ship", "ism", "ity", "hood", "ers", "ors", "ists", "ants", "ents",
    "ologist", "ment", "ments", "tions", "sions", "ities",
)  # fmt: skip
_CALENDAR: Final = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
))  # fmt: skip
_UNMARKED_PLURALS: Final = frozenset(("people", "police", "men", "women"))
_FINITE: Final = frozenset("VMBHFE")
_BEFORE_NOUN: Final = frozenset("DGJ#'")
_NOUNISH: Final = frozenset("NPJQ#ELI'")
_OPENS_COMPLEMENT: Final = frozenset("sDGRt[POw#:")


@lru_cache(maxsize=65536)
def _plain_tag(low: str) -> str:
    """Give the tag of a lower-case word without its neighbours; ``Q`` where it may be noun or verb."""
    lexicon = english()
    if low in lexicon.closed and not (low in _CALENDAR and low != "may"):
        return "M" if low == "may" else lexicon.closed[low]
    if low in lexicon.ambiguous:
        return "Q"
    if low in lexicon.not_verbs or low in lexicon.cue_nouns:
        return "N"
    if low in lexicon.verb_tags:
        return lexicon.verb_tags[low]
    if low[0].isdigit():
        return "J" if low.endswith("old") else "#"
    return _tag_by_ending(low, lexicon)


def _tag_by_ending(low: str, lexicon: Lexicon) -> str:
    if low in lexicon.people["persons"] or low.endswith(_NOUN_ENDINGS):
        return "N"
    if low.endswith("ly") and len(low) > 4:
        return "a"
    if low.endswith(("izes", "ifies", "ize", "ify")) and len(low) > 5:
        return "V"
    if low.endswith("ing") and len(low) > 5:
        return "I"
    if low.endswith("ed") and len(low) > 3:
        return "E"
    return "J" if low.endswith(_ADJECTIVE_ENDINGS) and len(low) > 4 else "N"


def tag(tokens: Sequence[Token], *, first: int, last: int, marks: Mapping[int, str], names: frozenset[str]) -> str:
    """Give one tag for each of the tokens ``[first, last)`` of one sentence.

    Args:
        tokens: All tokens of the text.
        first: The sentence's first token.
        last: One past its last.
        marks: "[" or "]" for the tokens that open or close a quotation.
        names: Lower-case words that stand capitalised inside a sentence somewhere in the text.
    """
    rough = [_rough_tag(tokens, index, (first, last), marks, names) for index in range(first, last)]
    lows = [tokens[index].low for index in range(first, last)]
    for place in range(len(rough)):
        settle = _SETTLE.get(rough[place]) or _SETTLE_WORD.get(lows[place])
        if settle is not None:
            rough[place] = settle(rough, lows, place)
    return "".join(rough)


def _is_part_of_name(tokens: Sequence[Token], index: int, first: int, last: int) -> bool:
    """Whether this is the full stop of "Lt." or "J." before more of the name."""
    if tokens[index].words != "." or index in (first, last - 1) or tokens[index - 1].end != tokens[index].start:
        return False
    before, after = tokens[index - 1].words, tokens[index + 1].words
    is_short = len(before) == 1 or before.lower() in english().abbreviations
    return is_short and before[0].isupper() and after[0].isupper()


def _rough_tag(
    tokens: Sequence[Token], index: int, bounds: tuple[int, int], marks: Mapping[int, str], names: frozenset[str]
) -> str:
    first, last = bounds
    token = tokens[index]
    if index in marks:
        return marks[index]
    mark = token.words[0]
    if not mark.isalnum():
        return "P" if _is_part_of_name(tokens, index, first, last) else _mark_tag(tokens, index, first)
    if not mark.isupper():
        return _plain_tag(token.low)
    if token.low in _CALENDAR:
        return "T" if token.low not in ("may", "march") or index > first else ("M" if token.low == "may" else "Q")
    is_opening = index == first or index - 1 in marks or tokens[index - 1].words in (":", "-", "–", "—", "...")
    if not is_opening:
        known = english().closed.get(token.low, "")
        return known if (known in ("R", "D", "p", "c") and not token.words.isupper()) or token.words == "I" else "P"
    return _opening_tag(tokens, index, names)


def _mark_tag(tokens: Sequence[Token], index: int, first: int) -> str:
    token = tokens[index]
    if len(token.words) > 1 and token.words[0] in "'’" and token.words[1].isalpha():
        kind = _CLITICS.get(token.low[1:], "?")
        if kind != "'" or index == first:
            return kind
        before = tokens[index - 1].low
        return "B" if english().closed.get(before, "") in ("R", "w", "e") or before in ("that", "there") else "'"
    if token.words in ("’", "'"):
        joined = (
            index > first and tokens[index - 1].end == token.start and tokens[index - 1].low.endswith(("s", "z", "x"))
        )
        return "'" if joined else "?"
    return _MARKS.get(token.words, "?")


def _opening_tag(tokens: Sequence[Token], index: int, names: frozenset[str]) -> str:
    """Tag a word that is capitalised because a sentence begins with it, or because it is a name."""
    token = tokens[index]
    plain = _plain_tag(token.low)
    if token.low in english().closed:
        return plain
    following = tokens[index + 1] if index + 1 < len(tokens) else token
    runs_on = following.words[0].isupper() and following.low not in english().closed and following is not token
    is_name = (
        token.low in names or token.low in english().given_names or (token.words.isupper() and len(token.words) > 1)
    )
    if is_name or (runs_on and plain not in "a"):
        return "P"
    if plain in "EI" and token.low not in english().verb_tags and following.low not in english().closed:
        return "P"
    is_unknown = plain == "N" and not _is_common_noun(token.low)
    if is_unknown and token.low.endswith("s") and english().closed.get(following.low) == "p":
        return "N"
    return "P" if is_unknown and not token.low.endswith(_NOUN_ENDINGS) else plain


def _is_common_noun(low: str) -> bool:
    lexicon = english()
    return (
        low in lexicon.not_verbs or low in lexicon.cue_nouns or any(low in words for words in lexicon.people.values())
    )


def _at(tags: list[str], place: int) -> str:
    return tags[place] if 0 <= place < len(tags) else "."


def _before(tags: list[str], place: int) -> tuple[str, int]:
    """Give the nearest tag to the left that is no adverb, and its place."""
    place -= 1
    while place >= 0 and tags[place] in "ax":
        place -= 1
    return _at(tags, place), place


def _settle_both(tags: list[str], lows: list[str], place: int) -> str:
    """Tell noun from verb by the neighbours."""
    before, where = _before(tags, place)
    after = _at(tags, place + 1)
    is_plural = lows[place].endswith("s")
    if before in "tMF" or (before in "Rw" and where == place - 1):
        return "V"
    if before in "Rwx":
        return "V"
    if before in _BEFORE_NOUN or before in "pTO(?":
        return "N"
    if before in "BbHh":
        past = english().verb_tags.get(lows[place], "N")
        return past if past in "EL" else "N"
    if before in "NP)" and after == "," and _at(tags, place + 2) == "[":
        return "V"
    if before in "NP)":
        return _settle_after_noun(lows, place, where, before, after)
    if before in ",c-":
        return _settle_after_pause(tags, place, before, after, is_plural=is_plural)
    return "V" if not is_plural and before in ".[" and after in "DGO" else "N"


def _settle_after_noun(lows: list[str], place: int, where: int, before: str, after: str) -> str:
    is_third = lows[place].endswith("s")
    noun_is_plural = (before != "P" and lows[where].endswith("s")) or lows[where] in _UNMARKED_PLURALS
    agrees = is_third != noun_is_plural or before == "P"
    if not agrees:
        return "N"
    if after == "s" and lows[place + 1] not in ("that", "if", "whether"):
        return "V" if noun_is_plural and not is_third else "N"
    if noun_is_plural and not is_third and after in "apJNP#Q":
        return "V"
    return "V" if after in _OPENS_COMPLEMENT or (is_third and before == "N" and after in "NJ") else "N"


def _settle_after_pause(tags: list[str], place: int, before: str, after: str, *, is_plural: bool) -> str:
    had_verb = any(tag in "VBHMFE" for tag in tags[:place])
    if before == "c":
        left, _ = _before(tags, place - 1)
        return "V" if had_verb and after in "stDG[" and left not in "DJ" else "N"
    return "V" if is_plural and after in "stDGR[" and place > 1 else "N"


def _settle_verb(tags: list[str], _lows: list[str], place: int) -> str:
    """Turn a verb form that stands where only a noun can into one."""
    before = _at(tags, place - 1)
    return "N" if (before in _BEFORE_NOUN and _at(tags, place + 1) not in "DGRO") or before == "p" else "V"


def _settle_participle(tags: list[str], _lows: list[str], place: int) -> str:
    """Tell "the accused", which is a noun, from "the accused man"."""
    before, after = _at(tags, place - 1), _at(tags, place + 1)
    return "N" if before in "DG" and after not in "NPJQITDGR#'c[" else tags[place]


def _settle_to(tags: list[str], lows: list[str], place: int) -> str:
    following = place + 1
    while _at(tags, following) in "ax[":
        following += 1
    after = _at(tags, following)
    is_base = after in "VbHF" or (after == "Q" and not lows[following].endswith("s"))
    is_same = after == "E" and not lows[following].endswith(("ed", "id"))
    is_unlisted = after in "NJ" and not lows[following].endswith("s") and _at(tags, following + 1) in "DG"
    if is_unlisted:
        tags[following] = "V"
    return "t" if is_base or is_same or is_unlisted else "p"


def _settle_that(tags: list[str], lows: list[str], place: int) -> str:
    before, after = _at(tags, place - 1), _at(tags, place + 1)
    if after == "E" and before == "N" and lows[place - 1] not in english().cue_nouns:
        return "w"
    if after in "VMBHF":
        return "w" if before in "NPT#)" else "D"
    if before == "p" or (place == 0 and after in "NJ"):
        return "D"
    return "s"


def _settle_gerund(tags: list[str], _lows: list[str], place: int) -> str:
    before, _ = _before(tags, place)
    return "I" if before in "Bb" or (before == "," and _at(tags, place + 1) in "sDGRPO[") else "N"


def _settle_will(tags: list[str], _lows: list[str], place: int) -> str:
    before, after = _at(tags, place - 1), _at(tags, place + 1)
    is_noun = (before in "DGJ'" and after not in "VQbHaxF") or (before == "N" and after in ".,;")
    return "N" if is_noun else "M"


def _settle_her(tags: list[str], _lows: list[str], place: int) -> str:
    return "G" if _at(tags, place + 1) in _NOUNISH and _at(tags, place + 1) not in "'" else "O"


def _settle_there(tags: list[str], _lows: list[str], place: int) -> str:
    return "e" if _at(tags, place + 1) in "BMHb" else "a"


_Settle = Callable[[list[str], list[str], int], str]
_SETTLE: Final[dict[str, _Settle]] = {
    "Q": _settle_both, "V": _settle_verb, "E": _settle_participle, "I": _settle_participle, "t": _settle_to,
}  # fmt: skip
_GERUNDS: Final = (
    "warning",
    "finding",
    "feeling",
    "hearing",
    "understanding",
    "fighting",
    "killing",
    "recording",
    "undertaking",
)
_SETTLE_WORD: Final[dict[str, _Settle]] = {
    **dict.fromkeys(_GERUNDS, _settle_gerund),
    "will": _settle_will,
    "that": _settle_that,
    "her": _settle_her,
    "there": _settle_there,
}

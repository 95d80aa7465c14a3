"""What a source's words say about it: named or described, one or many, he, she or it."""

from dataclasses import dataclass
from typing import Final

from probative.claims.parse import Parse
from probative.model.claims import SourceKind

_SMALL_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ],
        start=1,
    )
} | {"both": 2, "a pair": 2, "couple": 2, "pair": 2, "duo": 2, "twenty": 20, "thirty": 30, "hundred": 100}
_VAGUE: Final = frozenset((
    "dozens", "scores", "hundreds", "thousands", "several", "many", "some", "few", "others", "most", "more",
    "various", "numerous", "all",
))  # fmt: skip
_ARTICLES: Final = frozenset(["the", "a", "an", "this", "that", "these", "those"])
_ONE: Final = frozenset(("a", "an", "one", "another", "this", "that", "each", "every"))
_PEOPLES: Final = frozenset(("western", "eastern", "official"))
_PEOPLE_ENDINGS: Final = ("ian", "ish", "ese", "ern")
_DEFINITE: Final = frozenset(("the", "this", "that", "these", "those"))


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase, looked at: tokens ``[start, end)`` of its first part, up to a comma or preposition.

    ``name`` is the person's name in it ("Vladimir Osechkin"), ``head`` its last noun, ``modifiers`` the other words.
    ``gender`` is "f", "m", "thing" or "" where the words do not say; ``is_plural`` is None where they do not.
    """

    start: int
    end: int
    base_end: int
    name: str
    name_start: int
    head: str
    modifiers: frozenset[str]
    is_definite: bool
    is_institution: bool
    is_person: bool
    gender: str
    is_plural: bool
    number: int | None


def describe(whole: Parse, start: int, end: int) -> Description:
    """Look at the noun phrase of tokens ``[start, end)``."""
    base_end = min(whole.chunks(start).phrases.get(start, end), end)
    if base_end <= start:
        base_end = end
    if base_end < end and whole.tag(base_end - 1) == "'" and whole.tag(base_end) in "NP":
        base_end = end
    name_start, name_end = _name_in(whole, start, base_end)
    words = whole.lows[start:base_end]
    last = base_end - 1 - (whole.tag(base_end - 1) == "'" and base_end - start > 1)
    head = whole.low(last)
    people = whole.lexicon.people
    is_institution = name_start < 0 and _is_institution(whole, start, base_end, last)
    is_plural = (name_start < 0 and not is_institution and _is_plural(whole, start, base_end, last)) or _is_list(
        whole, start, end
    )
    return Description(
        start=start,
        end=end,
        base_end=base_end,
        name=whole.words(name_start, name_end) if name_start >= 0 else "",
        name_start=name_start,
        head=head,
        modifiers=frozenset(words[:-1]) - _ARTICLES,
        is_definite=words[0] in _DEFINITE,
        is_institution=is_institution,
        is_person=name_start >= 0 or head in people["persons"] or head.endswith("-old"),
        gender=_gender(whole, words, name_start, is_institution=is_institution),
        is_plural=is_plural,
        number=_number(whole, words, is_plural=is_plural, is_institution=is_institution, start=start, end=end),
    )


def _name_in(whole: Parse, start: int, end: int) -> tuple[int, int]:
    """Give the tokens of a person's name that ends the phrase, without title and trade; (-1, -1) for none."""
    last = end
    while last > start and whole.tag(last - 1) in "'":
        last -= 1
    first = last
    while first > start and whole.tag(first - 1) == "P":
        first -= 1
    while first < last and is_title(whole, first):
        first += 1
    people = whole.lexicon.people
    words = whole.lows[first:last]
    if not words or any(word in people["institutions"] or word in people["documents"] for word in words):
        return -1, -1
    if whole.low(start) in ("the", "a", "an") and first - start < 2:
        return -1, -1
    if len(words) == 1 and (
        words[0] in _PEOPLES or (words[0].endswith(_PEOPLE_ENDINGS) and words[0] not in whole.lexicon.given_names)
    ):
        return -1, -1
    if len(words) == 1 and (
        (whole.tokens[first].words.isupper() and len(words[0]) > 1) or words[0] in people["persons"]
    ):
        return -1, -1
    return first, last


def is_title(whole: Parse, index: int) -> bool:
    """Whether a capitalised word is a title or a people's name ("Russian") before a personal name."""
    low = whole.low(index)
    people = whole.lexicon.people
    follows_title = low == "." and index > 0
    if low in people["persons"] and whole.tag(index + 1) == "P":
        return True
    return (
        low in people["titles"]
        or low in people["offices"]
        or follows_title
        or (
            low.endswith(("ian", "ish", "ese"))
            and low not in whole.lexicon.given_names
            and whole.tag(index + 1) == "P"
            and whole.tag(index + 2) == "P"
        )
    )


def _is_institution(whole: Parse, start: int, end: int, last: int) -> bool:
    people = whole.lexicon.people
    if whole.low(last) in people["institutions"] or is_medium(whole, start, end):
        return True
    if whole.low(last) in people["persons"] or whole.low(last) in people["documents"]:
        return False
    return any(whole.tag(index) == "P" for index in range(start, end)) and whole.tag(last) == "P"


def is_medium(whole: Parse, start: int, end: int) -> bool:
    """Whether a phrase is the name of a paper, agency or station: "the Sarn Courier" carries no letters."""
    first = start + (whole.low(start) == "the" and end - start > 1)
    while end - 1 > first and whole.tag(end - 1) == "'":
        end -= 1
    return whole.low(end - 1) in whole.lexicon.people["media"] and set(whole.tags[first:end]) == {"P"}


def _is_plural(whole: Parse, start: int, end: int, last: int) -> bool:
    words = whole.lows[start:end]
    low = whole.low(last)
    if (
        words[0] in _VAGUE
        or words[0] in ("two", "both", "they", "we", "them", "these", "those")
        or words == ["their"]
        or low in ("people", "men", "women", "children")
    ):
        return True
    if whole.tag(start) == "#" and words[0] not in ("one", "1"):
        return True
    return words[0] not in _ONE and low.endswith("s") and not low.endswith("ss") and whole.tag(last) == "N"


def _is_list(whole: Parse, start: int, end: int) -> bool:
    return any(
        whole.tag(index) == "c" and whole.low(index) == "and" and index + 1 in whole.chunks(start).phrases
        for index in range(start + 1, end - 1)
    ) and _joins_sources(whole, start, end)


def _joins_sources(whole: Parse, start: int, end: int) -> bool:
    """Whether "and" joins two sources and not two words inside a prepositional phrase."""
    first_mark = next((index for index in range(start, end) if whole.tag(index) in "pc,w"), end)
    return first_mark < end and whole.tag(first_mark) == "c"


def _gender(whole: Parse, words: list[str], name_start: int, *, is_institution: bool) -> str:
    if is_institution:
        return "thing"
    people = whole.lexicon.people
    if name_start < 0 and words[-1] in people["documents"]:
        return "thing"
    if people["female"] & set(words):
        return "f"
    if people["male"] & set(words):
        return "m"
    if name_start >= 0:
        return whole.lexicon.given_names.get(whole.low(name_start), "")
    return ""


def _number(
    whole: Parse, words: list[str], *, is_plural: bool, is_institution: bool, start: int, end: int
) -> int | None:
    if (
        is_institution
        or words[-1] in _PEOPLES
        or words[-1].endswith(_PEOPLE_ENDINGS)
        or words[0] in ("they", "we", "them")
        or words in (["their"], ["our"])
    ):
        return None
    if words[:2] == ["one", "of"] or (len(words) == 1 and words[0] == "one"):
        return 1
    for place in (0, 1):
        if place >= len(words) or (place == 1 and words[0] not in ("the", "these", "those", "all", "at", "some")):
            break
        word = words[place]
        if word in _SMALL_NUMBERS:
            return _SMALL_NUMBERS[word]
        if word.isdigit() and len(word) < 7:
            return int(word)
    if words[:2] == ["a", "dozen"]:
        return 12
    if is_plural:
        return _list_number(whole, start, end)
    return 1


def _list_number(whole: Parse, start: int, end: int) -> int | None:
    """Count "Maro and Velik": two where both are single."""
    if not _is_list(whole, start, end):
        return None
    mark = next(index for index in range(start, end) if whole.tag(index) == "c")
    left, right = describe(whole, start, mark), describe(whole, mark + 1, end)
    return left.number + right.number if left.number is not None and right.number is not None else None


def kind_of(whole: Parse, seen: Description) -> SourceKind:
    """Say whether a source could be found by its words: by name, or as an institution, office holder or document."""
    people = whole.lexicon.people
    if seen.name:
        return SourceKind.NAMED
    if seen.head in _PEOPLES or (seen.head.endswith(_PEOPLE_ENDINGS) and seen.base_end - seen.start == 1):
        return SourceKind.DESCRIBED
    words = whole.lows[seen.start : seen.base_end]
    has_name = any(whole.tag(index) == "P" for index in range(seen.start, seen.base_end))
    is_indefinite = words[0] in ("a", "an", "one", "some", "another", "several", "many") or (
        seen.is_plural and words[0] not in ("the",) and not has_name
    )
    is_owned = "'" in whole.tags[seen.start : seen.base_end - 1] or whole.tag(seen.start) == "G"
    findable = seen.is_institution or seen.head in people["documents"] or seen.head in people["offices"]
    if seen.head in people["offices"] and seen.head in people["persons"] and seen.is_plural:
        findable = False
    if seen.head in people["ranks"] and not any(whole.tag(index) == "P" for index in range(seen.start, seen.end)):
        findable = False
    if findable and not is_indefinite:
        is_bare = not (
            seen.is_definite or is_owned or has_name or seen.head in people["plural_only"] or seen.is_institution
        )
        return SourceKind.DESCRIBED if is_bare and seen.head not in people["offices"] else SourceKind.NAMED
    return SourceKind.DESCRIBED


def plain_words(whole: Parse, start: int, end: int) -> str:
    """Give a description without its article and its genitive mark: "the two diplomats" gives "two diplomats"."""
    while start < end - 1 and whole.low(start) in _ARTICLES:
        start += 1
    while end - 1 > start and whole.tag(end - 1) in "',-":
        end -= 1
    return whole.words(start, end)

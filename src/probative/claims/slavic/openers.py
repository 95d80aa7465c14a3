"""What after a cue opens its content: "що", a colon, an infinitive, a preposition, a noun phrase, a quotation."""

from typing import Final, NamedTuple

from probative.claims.drafts import Stretch
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import after_preposition, phrase_at, title_end
from probative.language.lexicon import Cue

_TELLING: Final = frozenset(("assert", "warn", "request", "ask", "promise", "regret"))
_SO: Final = frozenset(("так", "інакше", "иначе", "протилежне", "обратное"))
_LISTENERS: Final = frozenset((
    "мені", "нам", "йому", "їй", "їм", "вам", "тобі", "мне", "ему", "ей", "вам", "тебе", "меня", "мене", "вас", "нас",
))  # fmt: skip
_HAVING_ONE: Final = frozenset(("like", "believe", "accuse", "judge", "suspect"))
"""Classes of cues that have somebody as their object, and not as listener."""
_PREFACED: Final = "pNJDRPG#"
"""Words before which "and" right after the cue means "also"."""


class Opener(NamedTuple):
    """How and where a content begins, and the noun phrase that stands before it.

    Frames: c clause · s clause with щоб · w question · colon · q quotation · i infinitive · p preposition · n noun
    phrase · m object and what it is called.
    """

    frame: str
    place: int
    phrase: Stretch | None


def find_opener(whole: SlavicParse, start: int, high: int, cue: Cue) -> Opener | None:
    """Give the first thing from ``start`` on, before ``high``, that this cue can open."""
    scan = _Scan(whole, start, high, cue)
    while scan.index < high:
        found = scan.step()
        if found is not None or scan.is_over:
            return found or scan.held_alone()
    return scan.held_alone()


class _Scan:
    """Goes over the words after a cue. ``held`` is the first noun phrase that could be the object."""

    def __init__(self, whole: SlavicParse, start: int, high: int, cue: Cue) -> None:
        self.whole = whole
        self.start = self.index = start
        self.high = high
        self.cue = cue
        self.held: Stretch | None = None
        self.is_over = False

    def step(self) -> Opener | None:
        """Look at one word or phrase: give an opener, or go on, or be over."""
        whole, index = self.whole, self.index
        tag, low = whole.tags[index], whole.lows[index]
        if tag == "I" or (tag == "x" and whole.tag(index + 1) == "I"):
            return self._end(self._infinitive())
        if tag == "," or low == "чи" or (tag in "sw" and (whole.is_in(index, "that") or whole.is_in(index, "so_that"))):
            found = clause_opened(whole, index + (tag == ","), self.cue)
            return self._end(Opener(found[0], found[1], self.held) if found else None)
        if tag == ":":
            return self._end(self._colon())
        if tag == "[":
            quoted = self._quotation()
            if quoted is not None:
                return quoted
        return self._preposition(low) if tag == "p" else self._other(tag, low)

    def held_alone(self) -> Opener | None:
        """Give the noun phrase as content, where the cue takes one."""
        if self.held is None:
            return None
        frames = self.cue.frames
        if frames & {"n", "d", "m"} or self.whole.lows[self.held[0]] in _SO:
            return Opener("m" if "m" in frames else "n", self.held[0], self.held)
        return None

    def _end(self, found: Opener | None) -> Opener | None:
        self.is_over = True
        return found

    def _infinitive(self) -> Opener | None:
        if "i" not in self.cue.frames:
            return None
        first = self.index
        governs = "n" in self.cue.frames and self.cue.group not in ("request", "forbid")
        if self.held is not None and governs and self.held[1] == first:
            first = self.held[0]
        return Opener("i", first, self.held)

    def _colon(self) -> Opener | None:
        frames = self.cue.frames
        speaks = self.held is None or ("m" not in frames and self.cue.group in _TELLING)
        return Opener("colon", self.index + 1, self.held) if "q" in frames and speaks else None

    def _quotation(self) -> Opener | None:
        frames = self.cue.frames
        closing = self.whole.closing(self.index)
        is_addressed = self.whole.tag(closing + 1) == "," and self.whole.is_in(closing + 2, "that")
        if is_addressed and title_end(self.whole, self.index, self.high):
            return None
        if self.held is None:
            is_title = "q" not in frames and title_end(self.whole, self.index, self.high)
            return Opener("q", self.index, None) if not is_title and frames & {"q", "m", "n", "i", "o"} else None
        if "m" in frames:
            return Opener("m", self.held[0], self.held)
        return Opener("q", self.index, self.held) if "q" in frames else None

    def _preposition(self, low: str) -> Opener | None:
        if low in self.cue.openers:
            return Opener("p", self.index, self.held)
        if "w" in self.cue.frames and asks(self.whole, self.index):
            return Opener("w", self.index, self.held)
        self.index = after_preposition(self.whole, self.index, self.high)
        return None

    def _other(self, tag: str, low: str) -> Opener | None:
        whole, index = self.whole, self.index
        if low in _SO and self.held is None and self.cue.group in ("assert", "believe", "request"):
            self.held = index, index + 1
            self.index += 1
            return None
        if tag in "ax" or (tag == "c" and index <= self.start + 1 and whole.tag(index + 1) in _PREFACED):
            self.index += 1
            return None
        phrase = phrase_at(whole, index, self.high)
        if phrase is None:
            return self._end(None)
        is_called = "m" in self.cue.frames and phrase.cases in ("I", "ID", "DI")
        takes = is_called or is_object(whole, phrase.cases, phrase.tag, self.cue, index)
        if self.held is None and takes and not whole.is_time(phrase.head):
            self.held = phrase.start, phrase.end
        self.index = phrase.end
        return None


def is_object(whole: SlavicParse, cases: str, tag: str, cue: Cue, index: int) -> bool:
    """Whether a noun phrase in these cases can be the cue's object; "мені" and its kin are who listens."""
    if (
        tag == "R"
        and whole.lows[index] in _LISTENERS
        and "o" not in cue.frames
        and (cue.group not in _HAVING_ONE or (cue.group == "accuse" and "A" not in cases))
    ):
        return False
    wanted = {"A", "G"} if cue.frames & {"n", "m", "o"} else set()
    if "d" in cue.frames:
        wanted |= (
            {"D"} | ({"I"} if cue.group in ("like", "regret") else set()) | ({"G"} if cue.group == "fear" else set())
        )
    if cue.group in ("promise", "hope"):
        wanted |= {"I"}
    return bool(wanted & set(cases))


def clause_opened(whole: SlavicParse, index: int, cue: Cue) -> tuple[str, int] | None:
    """Give how a clause that begins at ``index`` is opened, and where."""
    begin = index
    while whole.tag(index) in "a[" and not whole.is_in(index, "that"):
        index += 1
    if whole.tag(index) == "," and index > begin and whole.tags[begin] == "a":
        begin = index = index + 1
    if whole.is_in(index, "so_that") and cue.frames & {"s", "i", "c"}:
        return "s", begin
    is_that = whole.is_in(index, "that")
    if (
        is_that
        and "c" in cue.frames
        and not (whole.lows[index] in ("як", "как") and cue.group not in ("know", "assert"))
    ):
        return "c", begin
    if "w" in cue.frames and (asks(whole, index) or asks_later(whole, index)):
        return "w", begin
    if _is_bare(whole, index, cue):
        return "c", begin
    return None


_BARE: Final = frozenset(("assert", "believe", "suspect", "hope", "fear"))


def _is_bare(whole: SlavicParse, index: int, cue: Cue) -> bool:
    """Whether a clause follows the comma with nothing to open it: "думаю, він прийде"."""
    if (
        cue.group not in _BARE
        or "c" not in cue.frames
        or whole.tag(index) not in "NPRJDG#xpV["
        or whole.tag(index - 1) != ","
    ):
        return False
    if whole.tag(index) == "p" and whole.tag(index + 1) == "w":
        return False
    for place in range(index, min(index + 12, len(whole.tags))):
        if whole.tags[place] in "VS":
            return whole.lows[place] not in whole.lexicon.verbs or whole.tag(index) != "V"
        if whole.tags[place] in ",.;:-":
            return False
    return False


def asks(whole: SlavicParse, index: int) -> bool:
    """Whether a question word stands at ``index``, after a preposition or alone."""
    if whole.tag(index) == "p":
        return whole.tag(index + 1) in "w" or whole.low(index + 1) in ("що", "чого", "что", "чем", "чему", "чому")
    return whole.is_in(index, "question") and whole.tag(index) != "p"


def asks_later(whole: SlavicParse, index: int) -> bool:
    """Whether "ли" stands after the first word."""
    return whole.low(index + 1) in ("ли", "ль") or whole.low(index + 2) == "ли"

"""A text cut up for the rules: tokens, tags, sentences, quotations, noun phrases and verb groups, by token index."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from probative.claims.layout import Layout, quote_numbers
from probative.language.lexicon import Lexicon, english
from probative.language.quotes import quotes
from probative.language.sentences import Sentence, sentences
from probative.language.tags import tag
from probative.language.tokens import tokenize

_NOUN_PHRASE: Final = re.compile(
    r"(?:D?[DG])?(?:(?:a(?=[JELI#][JNPEI#]))?(?:[#JNPT']|(?<=[DGJ#'])[ELI](?=[JNP#])))+|D?D|[RO]|e(?=[BMHb])"
)
_VERB_GROUP: Final = re.compile(r"(?:[MBHFbh][xa]*)*[VELI]|[MBHFbh](?:[xa]*[MBHFbh])*x?")
_RELATIVES: Final = frozenset(("who", "which", "whom", "that", "whose"))
_PLURAL_ONLY_BEFORE: Final = frozenset(("both", "many", "several"))
"""Words that stand before plural nouns, or alone for whom they count."""
_UNMARKED_PLURALS: Final = frozenset(("people", "police", "men", "women", "children"))
_ACTS_FROM: Final = 3
"""So many words has "both sought asylum" at least."""
_CONTRACTED_NOT: Final = ("n't", "n’t")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries, tokens ``[start, end)``; ``head`` is the main verb's token.

    ``finite`` is true for a lone form that may be past or participle; ``quote`` is the quotation it stands in, or -1.
    """

    start: int
    end: int
    head: int
    lemma: str
    tags: str
    quote: int
    finite: bool
    passive: bool
    negated: bool
    infinitive: bool
    modal: str = ""

    @property
    def is_lone(self) -> bool:
        """Whether no auxiliary stands with it."""
        return len(self.tags) == 1


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative clause: its pronoun's token, its end, and whether a comma sets it off."""

    start: int
    end: int
    has_comma: bool


@dataclass(slots=True)
class Chunks:
    """What one sentence holds: noun phrases by start and by end, verb groups and relative clauses in order."""

    phrases: dict[int, int] = field(default_factory=dict)
    phrase_ends: dict[int, int] = field(default_factory=dict)
    verbs: list[VerbGroup] = field(default_factory=list)
    verb_at: dict[int, VerbGroup] = field(default_factory=dict)
    verb_ends: dict[int, VerbGroup] = field(default_factory=dict)
    relatives: list[Relative] = field(default_factory=list)


@dataclass(slots=True)
class Parse(Layout):
    """An English text and everything found by looking at it once."""

    lexicon: Lexicon
    _chunks: dict[int, Chunks] = field(default_factory=dict)

    def may_attribute(self, index: int) -> bool:
        """Whether the word at ``index`` can be part of a cue, by the lexicon: most are not."""
        return self.lexicon.may_attribute(self.lows[index])

    def chunks(self, index: int) -> Chunks:
        """Give the chunks of the sentence that holds token ``index``."""
        if not 0 <= index < len(self.sentence_of):
            return Chunks()
        number = self.sentence_of[index]
        found = self._chunks.get(number)
        if found is None:
            found = self._chunks[number] = _chunk(self, self.sentences[number])
        return found

    def skip_back(self, index: int, low: int) -> int:
        """Go left over adverbs, not below ``low``."""
        while index >= low and self.tags[index] in "ax":
            index -= 1
        return index

    def skip_on(self, index: int, high: int) -> int:
        """Go right over adverbs, not beyond ``high``."""
        while index < high and self.tags[index] in "ax":
            index += 1
        return index


@lru_cache(maxsize=1)
def parse(text: str) -> Parse:
    """Cut up ``text``. Never fails; the time is linear in the length."""
    lexicon = english()
    tokens = tokenize(text)
    found = sentences(text, tokens, lexicon)
    quoted = quotes(text, tokens)
    marks = {quote.opening: "[" for quote in quoted} | {quote.closing: "]" for quote in quoted if quote.is_closed}
    names = frozenset(
        token.low
        for before, token in pairwise(tokens)
        if token.words[0].isupper() and before.words[0].islower() and token.low not in lexicon.closed
    )
    tags = "".join(tag(tokens, first=one.first, last=one.last, marks=marks, names=names) for one in found)
    sentence_of = [number for number, one in enumerate(found) for _ in range(one.first, one.last)]
    return Parse(
        text=text,
        tokens=tokens,
        tags=tags,
        lows=[token.low for token in tokens],
        sentences=found,
        sentence_of=sentence_of,
        quotes=quoted,
        quote_of=quote_numbers(quoted, len(tokens)),
        quote_at={quote.opening: number for number, quote in enumerate(quoted)},
        lexicon=lexicon,
    )


def _chunk(whole: Parse, sentence: Sentence) -> Chunks:
    chunks = Chunks()
    for match in _NOUN_PHRASE.finditer(whole.tags, sentence.first, sentence.last):
        for opening, closing in _parts(whole, match.start(), match.end()):
            start, end = _trim(whole, opening, closing)
            chunks.phrases[start] = end
            chunks.phrase_ends[end] = start
    for verb in _verbs(whole, sentence, chunks):
        chunks.verbs.append(verb)
        chunks.verb_at[verb.start] = verb
        chunks.verb_ends[verb.end] = verb
    chunks.relatives = list(_relatives(whole, sentence, chunks))
    return chunks


def _parts(whole: Parse, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Tell "both sought asylum", which acts, from "both injured men": after "both" a phrase is plural."""
    if end - start < _ACTS_FROM or whole.lows[start] not in _PLURAL_ONLY_BEFORE or whole.tags[start + 1] != "E":
        return ((start, end),)
    last = whole.lows[end - 1]
    is_plural = last.endswith("s") or last in _UNMARKED_PLURALS or last in whole.lexicon.people["plural_only"]
    return ((start, end),) if is_plural or whole.tags[end - 1] != "N" else ((start, start + 1), (start + 2, end))


def _trim(whole: Parse, start: int, end: int) -> tuple[int, int]:
    """Cut a bare day off a longer noun phrase: "the ministry Monday", "tonight senior sources"."""
    while (
        end - start > 1 and whole.tags[start] == "T" and whole.tags[start + 1] in "JNP#" and whole.tags[end - 1] in "NP"
    ):
        start += 1
    if end - start > 1 and whole.tags[end - 1] == "T" and whole.tags[end - 2] in "NP":
        return start, end - 1
    return start, end


def _verbs(whole: Parse, sentence: Sentence, chunks: Chunks) -> Iterator[VerbGroup]:
    covered = {index for start, end in chunks.phrases.items() for index in range(start, end)}
    before: VerbGroup | None = None
    for match in _VERB_GROUP.finditer(whole.tags, sentence.first, sentence.last):
        start, end = match.span()
        if start in covered or end - 1 in covered:
            continue
        before = _verb_group(whole, start, end, before)
        yield before


def _verb_group(whole: Parse, start: int, end: int, earlier: VerbGroup | None) -> VerbGroup:
    tags = whole.tags[start:end]
    head = end - 1 if tags[-1] in "VELI" else start
    helpers = tags.replace("a", "").replace("x", "")
    before = whole.tag(whole.skip_back(start - 1, 0))
    infinitive = (before == "t" and helpers[0] in "VbHFEh") or _shares_infinitive(whole, start, end, before, earlier)
    is_predicate = tags == "E" and earlier is not None and earlier.end == start
    has_be = "B" in helpers[:-1] or "b" in helpers[:-1]
    lemma = whole.lexicon.lemmas.get(whole.lows[head], whole.lows[head])
    return VerbGroup(
        start=start,
        end=end,
        head=head,
        lemma="be" if tags[-1] in "MBbx" and tags[0] in "MBb" else lemma,
        tags=helpers,
        quote=whole.quote_of[start],
        finite=helpers[0] in "MBHFVE" and not infinitive and not is_predicate,
        passive=has_be and tags[-1] in "EL",
        negated="x" in tags
        or whole.tag(start - 1) == "x"
        or any(word.endswith(_CONTRACTED_NOT) for word in whole.lows[start:end]),
        infinitive=infinitive,
        modal=whole.lows[start] if helpers[0] == "M" else "",
    )


def _shares_infinitive(whole: Parse, start: int, end: int, before: str, earlier: VerbGroup | None) -> bool:
    """Whether "testify" in "to cooperate and testify" or "will come and testify" is no statement of its own."""
    if before != "c" or earlier is None or end - start != 1 or whole.tags[start] != "V":
        return False
    return (earlier.infinitive or bool(earlier.modal)) and whole.lexicon.lemmas.get(whole.lows[start]) == whole.lows[
        start
    ]


def _relatives(whole: Parse, sentence: Sentence, chunks: Chunks) -> Iterator[Relative]:
    for index in range(sentence.first + 1, sentence.last):
        if whole.tags[index] != "w" or whole.lows[index] not in _RELATIVES:
            continue
        before = whole.tags[index - 1]
        if before == "," or index in chunks.phrase_ends or before == ")":
            yield Relative(index, _relative_end(whole, sentence, chunks, index, before == ","), before == ",")


def _relative_end(whole: Parse, sentence: Sentence, chunks: Chunks, start: int, has_comma: bool) -> int:
    """Find where a relative clause ends.

    After a comma: at the next comma that a verb follows. Without: before the second verb without a subject of its own.
    """
    seen = 0
    index = start + 1
    while index < sentence.last:
        verb = chunks.verb_at.get(index)
        if verb is not None and verb.finite:
            joined = whole.tags[whole.skip_back(index - 1, start)] in "cws,tD"
            if seen and not has_comma and not joined and whole.lows[verb.end : verb.end + 1] != ["by"]:
                return index
            seen += 1
            index = verb.end
            continue
        if whole.tags[index] in ";." or (whole.tags[index] == "]" and whole.quote_of[start] >= 0):
            return index
        if whole.tags[index] == "," and seen and (not has_comma or _resumes(whole, chunks, index, sentence.last)):
            return index
        index = max(index + 1, whole.closing(index))
    return sentence.last


def _resumes(whole: Parse, chunks: Chunks, comma: int, high: int) -> bool:
    following = whole.skip_on(comma + 1, high)
    verb = chunks.verb_at.get(following)
    return verb is not None and verb.finite

"""A Ukrainian or Russian text cut up for the rules: tokens, words, sentences, quotations and noun phrases."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from probative.claims.layout import Layout, quote_numbers
from probative.claims.slavic.lexicon import SlavicLexicon, lexicon
from probative.claims.slavic.words import Word, analyse, name_stem
from probative.language.names import given_name
from probative.language.quotes import Quote, quotes
from probative.language.sentences import Sentence, sentences
from probative.language.tokens import Token, tokenize

_PLAIN: Final = str.maketrans("ё’ʼ`", "е'''")
_OPENERS: Final = frozenset("[(-:")


@dataclass(slots=True)
class SlavicParse(Layout):
    """A text and everything found by looking at it once."""

    seen: list[Word]
    lexicon: SlavicLexicon
    phrases: dict[int, object] = field(default_factory=dict)

    def may_attribute(self, index: int) -> bool:
        """Whether the word at ``index`` can be part of a cue, by the lexicon: most are not."""
        return self.lexicon.may_attribute(self.lows[index])

    def word(self, index: int) -> Word:
        """Give what the word at ``index`` is; a full stop outside the text."""
        return self.seen[index] if 0 <= index < len(self.seen) else _NOTHING

    def is_in(self, index: int, kind: str) -> bool:
        """Whether the word at ``index`` stands in one of the lexicon's lists."""
        return self.low(index) in self.lexicon.words[kind]

    def is_time(self, index: int) -> bool:
        """Whether the word at ``index`` is a time: "марта", but not the name "Марта", unless it is "8 Марта"."""
        return self.is_in(index, "times") and (self.tag(index) != "P" or self.tag(index - 1) == "#")


_NOTHING: Final = Word(".")
_SHORTENED: Final = Word("'")
_ADVERB: Final = Word("a")
_WHILE: Final = frozenset(("пока", "поки", "раз", "так"))


@lru_cache(maxsize=1)
def parse(text: str, language: str) -> SlavicParse:
    """Cut up ``text``. Never fails; the time is linear in the length.

    Args:
        text: Any text.
        language: ``uk`` or ``ru``.
    """
    known = lexicon(language)
    tokens = tokenize(text)
    found = sentences(text, tokens, known)
    quoted = quotes(text, tokens)
    lows = [token.low.translate(_PLAIN) for token in tokens]
    seen = _words(tokens, lows, found, quoted, language)
    return SlavicParse(
        text=text,
        tokens=tokens,
        tags="".join(word.tag for word in seen),
        lows=lows,
        sentences=found,
        sentence_of=[number for number, one in enumerate(found) for _ in range(one.first, one.last)],
        quotes=quoted,
        quote_of=quote_numbers(quoted, len(tokens)),
        quote_at={quote.opening: number for number, quote in enumerate(quoted)},
        seen=seen,
        lexicon=known,
    )


def _words(
    tokens: Sequence[Token], lows: Sequence[str], found: Sequence[Sentence], quoted: Sequence[Quote], language: str
) -> list[Word]:
    marks = {quote.opening: "[" for quote in quoted} | {quote.closing: "]" for quote in quoted if quote.is_closed}
    names = {
        name_stem(lows[index])
        for index in range(1, len(tokens))
        if tokens[index].words[0].isupper()
        and not tokens[index].words.isupper()
        and (tokens[index - 1].words[-1].islower() or tokens[index - 1].words == ",")
    }
    seen: list[Word] = []
    for one in found:
        begins = True
        for index in range(one.first, one.last):
            mark = marks.get(index)
            if mark is not None:
                seen.append(Word(mark))
                begins = begins or mark == "["
                continue
            is_upper = tokens[index].words[0].isupper()
            if index + 1 < one.last and lows[index] == "." and _is_shortened(tokens, lows, index, language):
                seen.append(_SHORTENED)
                continue
            word = analyse(
                lows[index],
                language,
                is_name=is_upper
                and (
                    not begins
                    or (len(lows[index]) > 2 and name_stem(lows[index]) in names)
                    or _is_name_first(tokens, lows, index, one.last, language)
                ),
            )
            if is_upper and begins and word.tag in "NJ" and _names_follow(tokens, index, one.last):
                word = _either(word, lows[index], language)
            if word.tag == "s" and lows[index] in _WHILE and (not index or lows[index - 1] != ","):
                word = _ADVERB
            seen.append(word)
            begins = word.tag in ".:(" or (begins and word.tag in "-[#'")
    return seen


def _is_shortened(tokens: Sequence[Token], lows: Sequence[str], index: int, language: str) -> bool:
    """Whether a full stop inside a sentence belongs to an initial or an abbreviation."""
    before = tokens[index - 1].words if index else ""
    return (len(before) == 1 and before.isupper()) or (
        index > 0
        and lows[index - 1] in lexicon(language).abbreviations
        and tokens[index - 1].end == tokens[index].start
    )


def _names_follow(tokens: Sequence[Token], index: int, last: int) -> bool:
    return index + 1 < last and tokens[index + 1].words[0].isupper()


def _is_name_first(tokens: Sequence[Token], lows: Sequence[str], index: int, last: int, language: str) -> bool:
    """Whether the first word of a sentence is surely a name: "Максим Бондар", "Павел сказал", "Орвенко рассказала".

    Whoever spoke was a woman, and is called by a word that a man's would be: "Кастрич сказала" is no noun either.
    """
    known = lexicon(language)
    low = lows[index]
    if index + 1 >= last or low in known.closed or low in known.people or low in known.verbs:
        return False
    cue = known.verbs.get(lows[index + 1])
    speaks = cue is not None
    if given_name(low):
        return speaks or tokens[index + 1].words[0].isupper()
    is_woman = cue is not None and cue.form.kind == "past" and cue.form.gender == "f" and low[-1] in _CONSONANTS
    return speaks and (low.endswith(_FAMILY_ENDINGS) or (is_woman and low not in known.nouns))


_FAMILY_ENDINGS: Final = ("енко", "чук", "щук")
"""Endings that only names have."""

_CONSONANTS: Final = frozenset("бвгґджзклмнпрстфхцчшщ")


def _either(word: Word, low: str, language: str) -> Word:
    """Read a first word before a name as a name too, unless the lists know it."""
    if low in lexicon(language).people or word.tag == "J" or word.cases not in ("N", "NA", "NG"):
        return word
    return analyse(low, language, is_name=True)

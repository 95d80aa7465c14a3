"""What every language's parse has: tokens, tags, sentences and quotations, by token index."""

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from probative.language.quotes import Quote
from probative.language.sentences import Sentence
from probative.language.tokens import Token


@dataclass(slots=True)
class Layout(ABC):
    """A text cut up. All indices are token indices unless named otherwise; ``tags`` has one letter a token."""

    text: str
    tokens: list[Token]
    tags: str
    lows: list[str]
    sentences: tuple[Sentence, ...]
    sentence_of: list[int]
    quotes: tuple[Quote, ...]
    quote_of: list[int]
    quote_at: Mapping[int, int]

    @abstractmethod
    def may_attribute(self, index: int) -> bool:
        """Whether the word at ``index`` can be part of a cue, by the lexicon: most are not."""

    def tag(self, index: int) -> str:
        """Give the tag at ``index``, "." outside the text."""
        return self.tags[index] if 0 <= index < len(self.tags) else "."

    def low(self, index: int) -> str:
        """Give the lower-case word at ``index``, "" outside the text."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def bounds(self, index: int) -> tuple[int, int]:
        """Give the stretch that a clause at ``index`` may fill: its sentence, or its share of the quotation."""
        sentence = self.sentences[self.sentence_of[index]]
        first, last = sentence.first, sentence.last
        if self.quote_of[index] >= 0:
            quote = self.quotes[self.quote_of[index]]
            first, last = max(first, quote.opening + 1), min(last, quote.closing)
        return first, last

    def token_at(self, character: int) -> int:
        """Give the first token that begins at ``character`` or after it."""
        return bisect_left(self.tokens, character, key=lambda token: token.start)

    def words(self, start: int, end: int) -> str:
        """Give the text of tokens ``[start, end)`` with white space collapsed."""
        if start >= end:
            return ""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters of tokens ``[start, end)``."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def closing(self, index: int) -> int:
        """Give the token that closes the quotation opened at ``index``, or ``index`` where none is opened."""
        number = self.quote_at.get(index)
        return index if number is None else self.quotes[number].closing


def quote_numbers(quoted: tuple[Quote, ...], size: int) -> list[int]:
    """Give for each of ``size`` tokens the number of the quotation it stands inside, -1 for none."""
    numbers = [-1] * size
    for number, quote in enumerate(quoted):
        last = quote.closing if quote.is_closed else quote.closing + 1
        numbers[quote.opening + 1 : last] = [number] * (last - quote.opening - 1)
    return numbers

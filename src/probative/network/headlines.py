"""Lines in which every word wears a capital."""

from collections.abc import Sequence

from probative.network.tokens import Token


def is_headline(line: Sequence[Token]) -> bool:
    """Whether ``line`` is written like a headline: four long words or more, nearly all with capitals, no full stop."""
    if not line or line[-1].words in (".", "!", "?", "”", '"'):
        return False
    long_words = [token for token in line if token.is_word and len(token.words) >= 4]
    if len(long_words) < 4:
        return False
    capital = sum(1 for token in long_words if token.is_capital)
    return capital * 10 >= len(long_words) * 8

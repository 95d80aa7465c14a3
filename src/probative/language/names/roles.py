"""Words for what a person does: they stand before and after names, and they tie people to bodies."""

from functools import cache

from probative.language.names.table import rows

COMMAND = "command"
ROLE = "role"
MEMBER = "member"
PERSON = "person"


@cache
def roles() -> dict[str, str]:
    """Give each role word, small and singular, and the tie it speaks of: command, role, member or person."""
    return {word: tie for tie, words in rows("roles.tsv") for word in words.split()}


def role_of(word: str) -> str | None:
    """Give the tie that ``word`` speaks of, in any case, singular or plural; ``None`` where it is no role word."""
    small = word.casefold()
    return roles().get(small) or (roles().get(small[:-1]) if small.endswith("s") else None)


@cache
def common_words() -> frozenset[str]:
    """Give common words, days and months, small: with a capital and alone they name nobody."""
    return frozenset(word for row in rows("common.tsv") for word in row[0].split())

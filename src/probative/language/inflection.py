"""The forms of an English verb and noun, from its lemma."""

from typing import Final

_VOWELS: Final = frozenset("aeiou")
_DOUBLING: Final = frozenset((
    "admit", "commit", "compel", "confer", "control", "defer", "deter", "equip", "expel", "forget", "forbid",
    "infer", "occur", "omit", "permit", "plan", "plot", "prefer", "propel", "quip", "rebel", "rebut", "refer",
    "regret", "submit", "transfer", "transmit", "travel", "beg", "blur", "brag", "chat", "clap", "drag", "drop",
    "fit", "grab", "grin", "hug", "jog", "knit", "mop", "nod", "pin", "plug", "rob", "rub", "scan", "ship", "shop",
    "skip", "slam", "slip", "snap", "sob", "spot", "stab", "star", "step", "stir", "stop", "strip", "swap", "tap",
    "tip", "trap", "trim", "trip", "whip", "ban", "bar", "bid", "cut", "dig", "dub", "get", "hit", "let", "put",
    "quit", "run", "set", "shut", "sit", "spin", "split", "swim", "win", "label", "signal", "counsel", "model",
    "cancel", "level", "quarrel", "pit", "vet", "drug", "kidnap", "abet", "program",
))  # fmt: skip


def third_person(lemma: str) -> str:
    """Give the form that follows "she": ``deny`` gives ``denies``."""
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def plural(noun: str) -> str:
    """Give the plural of a regular noun; the rule is that of ``third_person``."""
    return third_person(noun)


def regular_past(lemma: str) -> str:
    """Give the past of a regular verb: ``deny`` gives ``denied``."""
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma in _DOUBLING:
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"


def present_participle(lemma: str) -> str:
    """Give the form in -ing: ``lie`` gives ``lying``."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    if lemma in _DOUBLING:
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"

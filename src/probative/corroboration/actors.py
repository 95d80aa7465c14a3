"""Who is said to have done it, as far as two of them can be told apart."""

import re
from dataclasses import dataclass
from typing import Final

from probative.corroboration.naming import same_name
from probative.corroboration.stems import stem
from probative.corroboration.vocabulary import BODIES, EMPTY, FORMS, PRONOUNS
from probative.corroboration.wording import plain
from probative.model.claims import Claim
from probative.model.meaning import ParticipantRole

_LONGEST: Final = 4
"""So many words at most are taken for one name or body."""

_LEADS_AWAY: Final = frozenset(
    ("in", "on", "at", "by", "to", "for", "from", "of", "with", "near", "after", "before", "as")
)
"""What stands after a verb that may be a passive cut short: "Ilve placed on leave" did nothing."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did it, by name or as a body ("the militia"). ``words`` are its plain words with content, stemmed."""

    name: str
    words: frozenset[str]
    is_body: bool

    def excludes(self, other: "Actor") -> bool:
        """Whether the two cannot be one: both are bodies or both are names, they share no word and are spelt apart."""
        return self.is_body == other.is_body and not self.words & other.words and not same_name(self.name, other.name)


def actor_of(claim: Claim) -> Actor | None:
    """Give who is said to have done what a claim tells of.

    ``None`` where it is nobody or several, a pronoun that stands for nobody known, or a word that could be anybody
    ("soldiers", "two men"): those never contradict a name. Where nobody has found the parts of the claim, a body or a
    name at its head, before a verb in the past, or behind "by" is taken.
    """
    agents = [each for each in claim.participants if each.role is ParticipantRole.AGENT]
    if len(agents) > 1:
        return None
    if not agents:
        return _at_its_edges(claim.content)
    name = " ".join((agents[0].means or agents[0].words).split())
    means = agents[0].words if agents[0].means else ""
    return _actor(name, means)


def _actor(name: str, means: str = "") -> Actor | None:
    spoken = _WORD.findall(name)
    told = [word for word in spoken if plain(word) not in EMPTY]
    if not told or any(plain(word) in PRONOUNS for word in spoken):
        return None
    is_named = all(word[0].isupper() for word in told)
    is_body = plain(told[-1]) in BODIES
    if not is_named and not (is_body and plain(spoken[0]) == "the"):
        return None
    words = frozenset(stem(plain(word)) for word in (*told, *_WORD.findall(means)))
    return Actor(name=name, words=words, is_body=is_body)


def _at_its_edges(text: str) -> Actor | None:
    spoken = _WORD.findall(text)
    for at in range(1, min(len(spoken), _LONGEST + 1)):
        if _is_past(spoken[at]) and plain(spoken[at + 1] if at + 1 < len(spoken) else "in") not in _LEADS_AWAY:
            return _actor(" ".join(spoken[:at]))
    for at in range(1, len(spoken)):
        if plain(spoken[at]) == "by" and _is_past(spoken[at - 1]):
            return _actor(" ".join(spoken[at + 1 : at + 1 + _LONGEST]))
    return None


def _is_past(word: str) -> bool:
    small = plain(word)
    return word.islower() and (small.endswith("ed") or FORMS.get(small, small) != small) and small not in BODIES

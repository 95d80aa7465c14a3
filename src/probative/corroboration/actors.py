"""Who is said to have done it, as far as two of them can be told apart."""

import re
from dataclasses import dataclass
from typing import Final

from probative.corroboration.content import stem
from probative.corroboration.naming import same_name
from probative.corroboration.vocabulary import BODIES, EMPTY, PRONOUNS
from probative.corroboration.wording import plain
from probative.model.claims import Claim
from probative.model.meaning import ParticipantRole

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
    ("soldiers", "two men"): those never contradict a name.
    """
    agents = [each for each in claim.participants if each.role is ParticipantRole.AGENT]
    if len(agents) != 1:
        return None
    name = " ".join((agents[0].means or agents[0].words).split())
    spoken = _WORD.findall(name)
    told = [word for word in spoken if plain(word) not in EMPTY]
    if not told or any(plain(word) in PRONOUNS for word in spoken):
        return None
    is_named = any(word[0].isupper() for word in told)
    is_body = plain(told[-1]) in BODIES
    is_definite = plain(spoken[0]) == "the"
    if not is_named and not (is_body and is_definite):
        return None
    words = frozenset(stem(plain(word)) for word in told)
    means = frozenset(stem(plain(word)) for word in _WORD.findall(agents[0].words))
    return Actor(name=name, words=words | (means if agents[0].means else frozenset()), is_body=is_body)

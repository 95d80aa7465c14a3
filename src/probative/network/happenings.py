"""Words that say that something happened, by kind, and whether they say it of the real past."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

_KINDS: Final = MappingProxyType(
    {
        "order": r"order(?:ed|ing)|instructed|gave (?:the |an )?orders?|issued (?:the |an )?orders?|commanded that|"
        r"authori[sz]ed",
        "hostage-taking": r"(?:took|taking|takes|taken|take|held|holding) (?:\w+ ){0,4}?hostages?|hostage[- ]taking|"
        r"(?:held|taken) hostage|kidnapp?(?:ed|ing|ings?)|abduct(?:ed|ion|ions|ing)",
        "killing": r"kill(?:ed|s|ing|ings)|murder(?:ed|s|ing)?|shot dead|execut(?:ed|ions?|ing)|"
        r"assassinat(?:ed|ions?|ing)|massacre[ds]?|beheaded|beaten to death",
        "death": r"died|was found dead|were found dead|body of|bodies of",
        "shelling": r"shell(?:ed|ing|s)|bombard(?:ed|ing|ments?)|bomb(?:ed|ing|ings)|air ?strikes?|missile strikes?|"
        r"drone strikes?|mortar fire|artillery fire",
        "torture": r"tortur(?:e|ed|ing)|electrocuted|beaten|beat|mistreated|ill-treated|waterboarded",
        "sexual violence": r"rap(?:ed|es?|ing)|sexual (?:violence|assaults?)|sexually (?:assaulted|abused)",
        "detention": r"detain(?:ed|ing|s)|detentions?|arrest(?:ed|ing|s)?|imprison(?:ed|ment)|jailed|interned|captured|"
        r"held captive",
        "transfer": r"deport(?:ed|ing|ations?)|forcibly (?:transferred|moved|displaced|relocated)|forced transfers?|"
        r"displaced|expelled|expulsions?|evacuated|bussed",
        "looting": r"loot(?:ed|ing)|pillag(?:ed|ing|e)|plunder(?:ed|ing)|stole|stolen|ransacked",
        "destruction": r"destroyed|destruction of|burn(?:ed|t) down|razed|demolished|blew up|blown up",
        "recruitment": r"recruit(?:ed|ing|s|ment)|enlist(?:ed|ing|ment)|conscript(?:ed|ing|ion)|"
        r"mobili[sz](?:ed|ing|ation)",
        "payment": r"paid|pays|payments?|bribe[ds]?|financ(?:ed|ing)|funded|funding|bankrolled|wired|"
        r"transferred [\d$€£][\d,.]*",
        "defection": r"defect(?:ed|ing|ions?)|desert(?:ed|ion|ions)|sought (?:political )?asylum|"
        r"(?:fled|escaped) (?:to|from)",
        "meeting": r"met with|met in|met at|meetings? (?:with|between|of|in|at)|held (?:a meeting|talks)|talks with",
        "sabotage": r"sabotage[ds]?|poison(?:ed|ing)",
        "investigation": r"(?:launched|opened|began|started) (?:an? |the )?(?:\w+ ){0,2}?"
        r"(?:investigation|inquiry|probe)",
        "attack": r"attack(?:ed|s|ing)?|assault(?:ed|s)?|raid(?:ed|s|ing)?|ambush(?:ed|es)?|storm(?:ed|ing)|"
        r"opened fire|fired (?:on|at)|explosions?|invad(?:ed|ing)|invasion",
        "statement": r"issued (?:a |the )?statements?|held a press conference|gave (?:a |an )?(?:speech|interview)",
    }
)
"""Kinds of event and their words, most telling first. Source: written for Probative from general knowledge."""

_NO_EVENT_AFTER: Final = re.compile(
    r"[- ](?:investigation|inquiry|probe|trial|charges?|case|plan|plans|bid|attempt|campaign|suspect|squad|weapons?)\b"
)
_NO_EVENT_BEFORE: Final = re.compile(
    r"(?:\b(?:to|would|could|may|might|will|shall|should|can|must|never|not|if|against|without|threatened|planned|plans?|"
    r"preparing|prepared|risk of|threat of|alleged plan|potential|future)\s"
    r"(?:\w+ly\s|be\s|been\s|have\s|have\sbeen\s)?|\b(?:any|no)\s(?:such\s)?|n['’]t\s)$"
)
_PASSIVE_BEFORE: Final = re.compile(
    r"\b(?:was|were|been|being|is|are|got|be)\s(?:\w+ly\s)?(?:(?:also|then|later|both|all)\s)?$"
)


_PASSIVE_AT: Final = re.compile(r"(?:was|were)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Where a text says that something happened, of which kind, and whether the words before it suffer it."""

    kind: str
    start: int
    end: int
    is_passive: bool
    is_noun: bool


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KINDS.items())


_QUESTION: Final = re.compile(r"\W*(?:who|whom|whose|whether|if|what|which|why|how)\b", re.IGNORECASE)
"""A content that asks: it names what somebody knows or wants to know, not what happened."""


def happenings(text: str) -> Iterator[Happening]:
    """Give what ``text`` says happened: the first sign of each kind, in the order of the text.

    Plans, threats, duties, conditions and denials are no happenings. After an order, what was ordered is not taken to
    have been done.
    """
    found: list[Happening] = []
    if _QUESTION.match(text):
        return
    for kind, pattern in _compiled():
        for match in pattern.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            if _NO_EVENT_BEFORE.search(before[-40:]) or _NO_EVENT_AFTER.match(after):
                continue
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            is_passive = (_PASSIVE_BEFORE.search(before[-40:]) or _PASSIVE_AT.match(match.group())) is not None
            is_led = re.match(r"\s+(?:of|by)\b", after) is not None or match.group().endswith(" of")
            found.append(
                Happening(
                    kind=kind,
                    start=match.start(),
                    end=match.end(),
                    is_passive=is_passive,
                    is_noun=is_led and not is_passive,
                )
            )
            break
    orders = [one.start for one in found if one.kind == "order"]
    yield from sorted(
        (one for one in found if not orders or one.kind == "order" or one.start < min(orders)),
        key=lambda one: one.start,
    )

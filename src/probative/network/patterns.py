"""How English ties two names together: patterns over text whose names are marks (``⟦p0⟧``)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from probative.language.names.roles import COMMAND, MEMBER, ROLE, role_of, roles
from probative.language.names.titles import titles
from probative.model.network import LinkSchema

_TIE: Final = {COMMAND: LinkSchema.COMMAND, ROLE: LinkSchema.ROLE, MEMBER: LinkSchema.MEMBERSHIP}
_PERSON: Final = r"⟦p\d+⟧"
_BODY: Final = r"⟦b\d+⟧"
_SEAT: Final = r"⟦[bl]\d+⟧"
_ANY: Final = r"⟦[pb]\d+⟧"
_MONEY: Final = (
    r"(?:(?:[$€£₴₽]|EUR|USD|GBP|RUB|UAH)\s?)?\d[\d,. ]*(?:\s?(?:million|billion|thousand|[kmb])\b)?"
    r"(?:\s?(?:euros?|dollars?|pounds?|rou?bles?|hryvnias?|marks?|crowns?|francs?|dinars?|lira|zloty|dirhams?|riyals?|shillings?|yuan|yen|EUR|USD|GBP|RUB|UAH|[$€£]))?"
)

_ENDS: Final = 2
"""Every pattern asks for the marks of two names: most texts have fewer, and are passed over at this price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A tie as the words say it: its kind, the marks at its two ends, and the words for it."""

    schema: LinkSchema
    start: str
    end: str
    role: str


def found_in(text: str) -> Iterator[Found]:
    """Give every tie that ``text`` states, pattern by pattern."""
    if text.count("⟦") < _ENDS:
        return
    for pattern in _role_patterns():
        for match in pattern.finditer(text):
            word = match.group("word")
            tie = role_of(word)
            schema = _TIE.get(tie or "", LinkSchema.MEMBERSHIP)
            seat = match.group("seat")
            if schema is LinkSchema.MEMBERSHIP and seat.startswith("⟦l"):
                continue
            yield Found(schema=schema, start=match.group("who"), end=seat, role=_clean(match.group("role")))
    for schema, pattern in _VERBS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            amount = _clean(groups.get("amount") or "")
            role = " ".join(part for part in (_clean(match.group("verb")), amount) if part)
            if match.group("who") != match.group("seat"):
                yield Found(schema=schema, start=match.group("who"), end=match.group("seat"), role=role)


@cache
def _role_patterns() -> tuple[re.Pattern[str], ...]:
    tied = sorted((word for word, tie in roles().items() if tie in _TIE), key=lambda word: (-len(word), word))
    words = "|".join(tied)
    ranks = "|".join(sorted(titles(), key=lambda word: (-len(word), word)))
    role = rf"(?P<role>(?:(?:former|then|current) )?(?:[A-Za-z][\w-]* ){{0,2}}?(?P<word>(?i:{words})))"
    joined = r"(?:of|at|in|for|with|from|to|inside|within)"
    the = r"(?:(?:the|a|an|its|their|his|her) )?"
    own = r"(?:['’]s)?"
    return (
        re.compile(
            rf"(?P<who>{_PERSON})(?:, \d+)?,? (?:who )?"
            r"(?:(?:is|was|became|remains|serves|served|had been|worked) )?(?:as )?"
            rf"{the}{role},? {joined} (?:the )?(?:[A-Z]\w+{own} )?(?P<seat>{_SEAT})"
        ),
        re.compile(rf"{role} {joined} (?:the )?(?P<seat>{_SEAT}),? (?P<who>{_PERSON})"),
        re.compile(rf"(?P<seat>{_SEAT}){own},? {role},? (?P<who>{_PERSON})"),
        re.compile(rf"(?P<seat>{_BODY}){own} (?P<role>(?P<word>(?i:{ranks}))\.?(?:[ -](?i:{ranks})\.?)*) {_WHOSE}"),
        re.compile(rf"(?P<who>{_PERSON}),? {the}(?P<seat>{_BODY}){own} {role}"),
    )


_GAP: Final = r"[^⟦⟧.;\n]{0,60}?"
_LEAD: Final = r"(?:led|headed|commanded|run|controlled|chaired|directed|founded)"
_LEADS: Final = r"(?:leads|led|heads|headed|commands|commanded|runs|ran|chairs|chaired|directs|directed|founded)"
_OWN: Final = r"(?:owns|owned|bought|acquired|holds shares in|is the owner of|was the owner of)"
_FUND: Final = r"(?:financed|funded|bankrolled|sponsored|financing|funding)"
_SERVE: Final = r"(?:joined|served (?:in|with)|worked (?:for|at)|fought (?:for|with))"
_NEAR: Final = (
    r"(?:(?:connected|linked|tied|related|close|loyal|answerable|subordinate)(?: [a-z]+){0,3}? (?:to|with)|"
    r"(?:ties|links|connections|contacts) (?:to|with)|(?:reports?|reported|answers?|answered) to|"
    r"cooperat\w+ with|works? with|worked with|colluded with)"
)
_NICKNAME: Final = r"(?:, (?:nicknamed|dubbed|known as|called)[^;\n]{0,40}?)?"
_LED_BY_ANOTHER: Final = rf"(?:{_GAP}\b(?:led|headed|run|owned) by[^⟦⟧;\n]{{0,40}}{_PERSON}{_NICKNAME})?"

_SOMEBODYS: Final = r"(?:\w+['’]s )?(?:⟦l\d+⟧['’]s )?"

_WHO: Final = rf"(?P<who>{_ANY})(?!['’]s)"
_WHOSE: Final = rf"(?P<who>{_PERSON})(?!['’]s)"
_TO: Final = rf"(?:the )?(?P<seat>{_ANY})"
_TO_BODY: Final = (
    r"(?:(?:the|a|an|its) )?(?:(?:association|company|firm|foundation|group|agency|bank|newspaper|movement|party) )?"
    rf"(?P<seat>{_BODY})"
)
_HAD: Final = r",? (?:had |has |was |is )?"
_THAT: Final = r",? (?:who |which )?"

_VERBS: Final = tuple(
    (schema, re.compile(pattern))
    for schema, pattern in (
        (LinkSchema.COMMAND, rf"{_WHOSE}{_THAT}(?:\w+ )?(?P<verb>{_LEADS}) {_TO_BODY}"),
        (LinkSchema.COMMAND, rf"{_TO_BODY}{_GAP}\b(?P<verb>(?:once )?{_LEAD} by)\b[^⟦⟧.;,\n]{{0,40}}?{_WHOSE}"),
        (LinkSchema.OWNERSHIP, rf"{_WHO}{_THAT}(?P<verb>{_OWN}) {_TO_BODY}"),
        (LinkSchema.OWNERSHIP, rf"{_TO_BODY}{_GAP}\b(?P<verb>(?:owned|bought|acquired) by) (?:the )?{_WHO}"),
        (LinkSchema.OWNERSHIP, rf"{_TO_BODY},? (?:is |was )?a (?P<verb>subsidiary of) (?:the )?(?P<who>{_BODY})"),
        (LinkSchema.MEMBERSHIP, rf"{_WHOSE}{_THAT}(?:had )?(?P<verb>{_SERVE}) {_TO_BODY}"),
        (LinkSchema.PAYMENT, rf"{_WHO}{_HAD}(?P<verb>paid|transferred|sent|wired|gave) (?P<amount>{_MONEY}) to {_TO}"),
        (LinkSchema.PAYMENT, rf"{_WHO}{_HAD}(?P<verb>paid|sent|wired|gave) {_TO} (?P<amount>{_MONEY})"),
        (
            LinkSchema.PAYMENT,
            rf"(?P<seat>{_ANY}){_HAD}(?P<verb>received|got|paid) (?P<amount>{_MONEY}) (?:from|by) (?:the )?{_WHO}",
        ),
        (LinkSchema.PAYMENT, rf"{_WHO}{_HAD}(?P<verb>{_FUND}) {_TO}"),
        (LinkSchema.PAYMENT, rf"(?P<seat>{_ANY}){_GAP}\b(?P<verb>{_FUND} by) (?:the )?{_WHO}"),
        (
            LinkSchema.UNKNOWN,
            rf"{_WHO}{_LED_BY_ANOTHER}[^⟦⟧;\n]{{0,60}}?\b(?P<verb>{_NEAR}) (?:the )?{_SOMEBODYS}{_TO}",
        ),
    )
)


def _clean(words: str) -> str:
    bare = " ".join(words.split()).strip(" ,.")
    return re.sub(r"^(?:the|an?|its|their|his|her) ", "", bare, flags=re.IGNORECASE)

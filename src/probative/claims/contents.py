"""What is attributed: where the content begins and ends, after a cue or before it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.parse import Chunks, Parse, VerbGroup
from probative.claims.phrases import chain_right, is_time
from probative.claims.sources import coordinate_of, subject
from probative.language.lexicon import Cue

_CONTRASTS: Final = frozenset(("but", "while", "although", "though", "whereas"))
_ADVERBIALS: Final = frozenset(
    ("when", "whenever", "after", "before", "because", "while", "although", "though", "since", "if", "until")
)
_PLAIN_FORMS: Final = frozenset(("np", "ing", "prep", "quote", "to", "object"))
_LONGEST_DETOUR: Final = 14
_KNOWING: Final = frozenset(("ask", "know"))
LISTENERS_FIRST: Final = frozenset(
    ["tell", "inform", "assure", "remind", "notify", "convince", "persuade", "alert", "brief", "reassure", "apprise"]
)
"""Verbs whose first object is a listener and never their speaker."""


@dataclass(frozen=True, slots=True)
class Complement:
    """Where a content begins and what form it has: ``that``, ``wh``, ``bare``, ``to``, ``quote``, ``np`` and so on."""

    start: int
    form: str


def complement(whole: Parse, cue: Cue, start: int, high: int, *, negated: bool) -> Complement | None:
    """Find what a cue opens on its right, over adverbs, times, places and listeners.

    Args:
        whole: The text.
        cue: Says which forms the word can open.
        start: The first token after the cue.
        high: Where the clause must end.
        negated: Whether the cue is denied, so that "if" may open its content.
    """
    chunks = whole.chunks(start - 1)
    index, had_listener = start, False
    while index < high and index - start <= _LONGEST_DETOUR:
        index = whole.skip_on(index, high)
        if index >= high:
            return None
        opened = _opened_here(whole, cue, index, negated=negated)
        if opened is not None:
            return _with_not(whole, opened, start)
        end = _time_end(whole, chunks, index, high) if whole.tag(index) != "," else _aside_end(whole, cue, index, high)
        if end == index and whole.tag(index) == "p":
            end = chain_right(whole, chunks, index + 1, high)
            if end == index + 1 or not _is_detour(whole, cue, chunks, end, high):
                return None
        elif end == index:
            opened = _opened_by_phrase(whole, cue, chunks, index, high)
            if opened is not None or had_listener or "O" not in cue.frames:
                return opened
            end = _listener_end(whole, cue, chunks, index, high)
            had_listener = True
            if end == index:
                return None
            if cue.lemma == "tell" and end in chunks.phrases and not is_time(whole, end, chunks.phrases[end]):
                return Complement(end, "bare" if _opens_clause(whole, chunks, end, high) else "np")
        index = end
    return None


def _listener_end(whole: Parse, cue: Cue, chunks: Chunks, start: int, high: int) -> int:
    """Give the end of a listener: "her" in "told her about a stain", "the head of the bank" elsewhere."""
    end = chunks.phrases.get(start, start)
    openers = cue.openers | cue.object_openers
    while whole.tag(end) == "p" and whole.low(end) not in openers and chunks.phrases.get(end + 1, high + 1) <= high:
        if is_time(whole, end + 1, chunks.phrases[end + 1]) or whole.tags[start:end] in ("O", "R"):
            break
        end = chunks.phrases[end + 1]
    if whole.tag(end) == "c" and whole.low(end) in ("and", "or") and end + 1 in chunks.phrases:
        after = chunks.phrases[end + 1]
        end = after if whole.low(after) in ("that", "to") else end
    return min(end, high)


def _aside_end(whole: Parse, cue: Cue, comma: int, high: int) -> int:
    """Give the end of ", after a trial," where "that" follows it, else ``comma``."""
    limit = min(high - 1, comma + _LONGEST_DETOUR)
    closing = next((index for index in range(comma + 2, limit) if whole.tag(index) == ","), comma)
    return closing + 1 if closing > comma and whole.low(closing + 1) in {"that", *cue.openers} else comma


def _with_not(whole: Parse, opened: Complement, low: int) -> Complement:
    """Take the "not" of "asked not to be named" into the content."""
    start = opened.start
    while opened.form in ("to", "ing") and start > low and whole.tag(start - 1) == "x":
        start -= 1
    return Complement(start, opened.form)


def _opened_here(whole: Parse, cue: Cue, index: int, *, negated: bool) -> Complement | None:
    """Judge the token at ``index``: "that", "whether", a quotation, "to", a preposition of the cue."""
    tag, low, frames = whole.tag(index), whole.low(index), cue.frames
    if low == "that" and tag == "s":
        return Complement(index, "that") if frames & {"S", "s"} else None
    if tag == "w" or (tag == "s" and low in ("whether", "if")) or (tag == "s" and low in ("when",) and "W" in frames):
        if low == "if" and not (negated or cue.group in _KNOWING):
            return None
        opens = "W" in frames or (low == "whether" and "S" in frames) or (low == "what" and "N" in frames)
        return Complement(index, "wh") if opens else None
    if tag in ("[", ":") or (tag == "," and whole.tag(index + 1) == "["):
        return _opened_by_mark(whole, cue, index)
    if tag == "t":
        return Complement(index, "to") if "T" in frames else None
    if tag == "I" and "G" in frames:
        return Complement(index, "ing")
    if low == "as" and "A" in frames:
        return Complement(index + 1, "np")
    if (
        tag in "pst"
        and low in cue.openers
        and (index + 1 in whole.chunks(index).phrases or whole.tag(index + 1) in "[Iws")
    ):
        return Complement(index, "prep")
    return None


def _opened_by_mark(whole: Parse, cue: Cue, index: int) -> Complement | None:
    if whole.tag(index) == ":" and whole.tag(index + 1) != "[":
        return Complement(index + 1, "colon") if cue.frames & {"Q", "S"} else None
    start = index + (whole.tag(index) != "[")
    return Complement(start, "quote") if cue.frames & {"Q", "S", "N", "K"} else None


def _time_end(whole: Parse, chunks: Chunks, index: int, high: int) -> int:
    """Give the end of a time that stands here ("Monday", "on Friday", "last week"), else ``index``."""
    start = index + 1 if whole.tag(index) == "p" else index
    end = chunks.phrases.get(start, start)
    return end if start < end <= high and is_time(whole, start, end) else index


def _is_detour(whole: Parse, cue: Cue, chunks: Chunks, end: int, high: int) -> bool:
    """Whether after a prepositional phrase the content still comes: "said in a statement that ..."."""
    following = whole.skip_on(end, high)
    if following >= high:
        return False
    tag = whole.tag(following)
    if tag in "s[:" and whole.low(following) in ("that", "whether", *"“\"'‘«:"):
        return True
    if (tag == "," and whole.tag(following + 1) == "[") or (tag == "t" and "T" in cue.frames) or tag in ("p", "T"):
        return True
    return "S" in cue.frames and _opens_clause(whole, chunks, following, high)


def _opens_clause(whole: Parse, chunks: Chunks, index: int, high: int) -> bool:
    """Whether a subject with its verb stands here."""
    if whole.tag(index) == "e":
        return True
    if whole.tag(index) == "s" and whole.low(index) in _ADVERBIALS:
        return _clause_after_aside(whole, chunks, index, high)
    end = chain_right(whole, chunks, index, high)
    if whole.tag(end) == "[" and (end > index or whole.tag(index) in "DG"):
        end = whole.closing(max(end, index)) + 1
    if end == index:
        return False
    verb = chunks.verb_at.get(whole.skip_on(end, high))
    if verb is not None and verb.finite:
        return True
    return whole.tag(end) in ",(" and _verb_after_aside(whole, chunks, end, high)


def _clause_after_aside(whole: Parse, chunks: Chunks, index: int, high: int) -> bool:
    """Whether "if they came, he would go" stands here: a side clause, a comma and a clause."""
    comma = next((place for place in range(index, min(high, index + 25)) if whole.tag(place) == ","), high)
    return comma + 1 < high and whole.tag(comma + 1) != "s" and _opens_clause(whole, chunks, comma + 1, high)


def _verb_after_aside(whole: Parse, chunks: Chunks, comma: int, high: int) -> bool:
    """Whether a verb follows the second of two commas: "the unit, led by Maro, had left"."""
    for index in range(comma + 1, min(high, comma + 25)):
        if whole.tag(index) in ",)." and (verb := chunks.verb_at.get(whole.skip_on(index + 1, high))) is not None:
            return verb.finite
    return False


def _opened_by_phrase(whole: Parse, cue: Cue, chunks: Chunks, index: int, high: int) -> Complement | None:
    """Judge a noun phrase after the cue: a clause's subject, a listener, or the content itself."""
    frames = cue.frames
    gap = chunks.verb_at.get(index)
    if gap is not None and "S" in frames and gap.finite and gap.tags != "E" and _has_gap(whole, chunks, index):
        return Complement(index, "bare")
    end = chain_right(whole, chunks, index, high)
    is_clause = "S" in frames and (
        _opens_clause(whole, chunks, index, high)
        or (cue.lemma == "say" and index in chunks.phrases and _verb_later(chunks, index, high))
    )
    if is_clause and not (cue.lemma in LISTENERS_FIRST and _is_lone_listener(whole, chunks, index, high)):
        return Complement(index, "bare")
    if end == index:
        return None
    base = chunks.phrases.get(index, end)
    after = whole.tag(whole.skip_on(end, high))
    if "B" in frames and after == "t":
        return Complement(index, "object")
    if "O" in frames and (after in "s[t:" or _opens_clause(whole, chunks, end, high)):
        return None
    if whole.tags[index:base] == "O" and whole.low(index).endswith(("self", "selves")):
        return None
    return _opened_by_object(whole, cue, chunks, (index, base, end), high)


def _opened_by_object(
    whole: Parse, cue: Cue, chunks: Chunks, phrase: tuple[int, int, int], high: int
) -> Complement | None:
    """Judge the cue's object: of what somebody is accused, what it is called, or the content itself."""
    index, base, end = phrase
    frames, low = cue.frames, whole.low(end)
    if any(whole.low(place) in cue.object_openers for place in (base, end)):
        return Complement(index, "object")
    if ("A" in frames and low == "as") or ("K" in frames and _is_named_so(whole, chunks, index, end, high)):
        return Complement(index, "object")
    if _object_opener_in(whole, cue, index, end):
        return Complement(index, "object")
    return Complement(index, "np") if "N" in frames else None


def _verb_later(chunks: Chunks, index: int, high: int) -> bool:
    """Whether a long subject stands here: some verb of the clause follows, though not at once."""
    return any(one.finite and one.tags != "E" and index < one.start < min(high, index + 25) for one in chunks.verbs)


def _has_gap(whole: Parse, chunks: Chunks, index: int) -> bool:
    """Whether the clause's subject stands before the verb of saying: "a cost that experts said would rise"."""
    verb = chunks.verb_ends.get(whole.skip_back(index - 1, 0) + 1)
    start = chunks.phrase_ends.get(verb.start) if verb is not None else None
    return start is not None and (whole.tag(start - 1) in "sw" or start in chunks.phrase_ends)


def _is_lone_listener(whole: Parse, chunks: Chunks, index: int, high: int) -> bool:
    end = chunks.phrases.get(index, index)
    verb = chunks.verb_at.get(whole.skip_on(end, high))
    return verb is None


def _object_opener_in(whole: Parse, cue: Cue, start: int, end: int) -> bool:
    return any(whole.tag(index) == "p" and whole.low(index) in cue.object_openers for index in range(start + 1, end))


def _is_named_so(whole: Parse, chunks: Chunks, start: int, end: int, high: int) -> bool:
    """Whether a second phrase, a quality or a quotation follows the object: "called the raid a crime"."""
    for place in (chunks.phrases.get(start, end), end):
        following = whole.skip_on(place, high)
        if following < high and (
            following in chunks.phrases or whole.tag(following) in "[J" or whole.tag(following) == "L"
        ):
            return True
    return False


def content_end(whole: Parse, opened: Complement, verb: VerbGroup | None, high: int) -> int:
    """Give where a content that opens at ``opened`` ends, at most ``high``: before whatever is not attributed."""
    if opened.start >= high:
        return opened.start
    if opened.form in ("colon",):
        return _strip(whole, opened.start, _quoted_end(whole, opened.start, high))
    index = opened.start
    if whole.tag(index) == "[" and opened.form == "quote":
        closing = whole.closing(index)
        if _ends_after_quote(whole, closing, high):
            return closing + 1
    while index < high:
        if index > opened.start and _exits(whole, opened, verb, index, high):
            break
        closing = whole.closing(index)
        index = index + 1 if closing == index else closing + 1
    return _strip(whole, opened.start, max(index, opened.start))


def _ends_after_quote(whole: Parse, closing: int, high: int) -> bool:
    """Whether the quotation is all of the content: its last sentence ends inside it, or nothing follows."""
    return closing + 1 >= high or whole.tag(closing - 1) in ".,"


def _quoted_end(whole: Parse, start: int, high: int) -> int:
    index = start
    while index < high:
        index = max(index + 1, whole.closing(index) + 1 if whole.tag(index) == "[" else 0)
    return index


def _strip(whole: Parse, start: int, end: int) -> int:
    while end - 1 > start and whole.tag(end - 1) in ",.;:-c?" and whole.low(end - 1) not in ("’", "'"):
        end -= 1
    return end


_Exit = Callable[[Parse, Complement, "VerbGroup | None", int, int], bool]


def _exits(whole: Parse, opened: Complement, verb: VerbGroup | None, index: int, high: int) -> bool:
    test = _EXITS.get(whole.tag(index))
    if test is not None and test(whole, opened, verb, index, high):
        return True
    chunks = whole.chunks(index)
    inner = chunks.verb_at.get(index)
    return inner is not None and _is_foreign_verb(whole, chunks, opened, inner)


def _at_semicolon(*_: object) -> bool:
    return True


def _at_bracket(whole: Parse, opened: Complement, _verb: VerbGroup | None, index: int, _high: int) -> bool:
    return "(" not in whole.tags[opened.start : index]


def _at_comma(whole: Parse, opened: Complement, verb: VerbGroup | None, index: int, high: int) -> bool:
    chunks, following = whole.chunks(index), index + 1
    if following >= high:
        return True
    tag, low = whole.tag(following), whole.low(following)
    if tag == "c" or low in _CONTRASTS:
        return _at_joint(whole, opened, verb, following, high)
    if low in ("according", "citing", "quoting") or (
        low == "as" and _is_reporting_aside(whole, chunks, following, high)
    ):
        return True
    if tag == "I" and low not in ("including", "following"):
        return is_cue_participle(whole, following) or opened.form in _PLAIN_FORMS
    if opened.form in ("to", "np", "prep", "object") and _opens_clause(whole, chunks, following, high):
        return True
    return speaks_here(whole, chunks, following, high)


def _is_reporting_aside(whole: Parse, chunks: Chunks, index: int, high: int) -> bool:
    end = chain_right(whole, chunks, index + 1, high)
    verb = chunks.verb_at.get(whole.skip_on(end, high))
    return verb is not None and verb.lemma in whole.lexicon.cue_verbs


def is_cue_participle(whole: Parse, index: int) -> bool:
    """Whether a form in -ing that speaks stands here: ", adding that"."""
    lemma = whole.lexicon.lemmas.get(whole.low(index), "")
    return any(cue.frames & {"S", "s", "Q"} or cue.object_openers for cue in whole.lexicon.cue_verbs.get(lemma, ()))


def speaks_here(whole: Parse, chunks: Chunks, index: int, high: int) -> bool:
    """Whether "he said" or "said Maro" stands here and ends the clause: an attribution of what came before."""
    verb = chunks.verb_at.get(index)
    if verb is not None:
        return _can_follow(whole, verb) and whole.tag(verb.end) in "NPDGR#J" and verb.is_lone
    end = chain_right(whole, chunks, index, high)
    verb = chunks.verb_at.get(whole.skip_on(end, high)) if end > index else None
    if verb is None or not _can_follow(whole, verb):
        return False
    after = whole.skip_on(verb.end, high)
    for cue in whole.lexicon.cue_verbs.get(verb.lemma, ()):
        after = whole.skip_on(after_listener(whole, cue, after, high), high)
    return after >= high or whole.tag(after) in ",.[];T" or whole.tag(after) == "p"


def after_listener(whole: Parse, cue: Cue, end: int, high: int) -> int:
    """Give the token after the listener of "told Varen", or ``end``."""
    if "O" not in cue.frames or end >= high:
        return end
    return chain_right(whole, whole.chunks(end - 1), end, high)


def _can_follow(whole: Parse, verb: VerbGroup) -> bool:
    return any("I" in cue.frames for cue in whole.lexicon.cue_verbs.get(verb.lemma, ()))


def _at_joint(whole: Parse, opened: Complement, verb: VerbGroup | None, index: int, high: int) -> bool:
    """Judge "and", "but", "while": does the speaker go on, or does somebody else's clause begin?"""
    chunks, following = whole.chunks(index), whole.skip_on(index + 1, high)
    if following >= high:
        return False
    joined = chunks.verb_at.get(following)
    if joined is not None:
        return _leaves(whole, opened, verb, joined, index)
    after_comma = whole.tag(index - 1) == ","
    end = chain_right(whole, chunks, following, high)
    own = chunks.verb_at.get(whole.skip_on(end, high)) if end > following else None
    if own is None or not own.finite:
        return False
    if whole.low(index) in _CONTRASTS:
        return after_comma or opened.form in _PLAIN_FORMS
    is_cue = own.lemma in whole.lexicon.cue_verbs and not own.passive
    return opened.form in _PLAIN_FORMS or (is_cue and after_comma)


def _leaves(whole: Parse, opened: Complement, verb: VerbGroup | None, joined: VerbGroup, mark: int) -> bool:
    """Whether a verb after "and" belongs to the speaker and not to what is said."""
    if not joined.finite:
        return joined.tags == "I" and opened.form in ("np", "quote")
    if opened.form in ("to", "ing") and joined.is_lone and joined.tags == "V":
        return False
    if opened.form in _PLAIN_FORMS:
        return True
    low, _ = whole.bounds(joined.start)
    leader = coordinate_of(whole, whole.chunks(mark), joined, mark, low)
    return leader is not None and verb is not None and leader.start == verb.start


def _at_subordinator(whole: Parse, opened: Complement, _verb: VerbGroup | None, index: int, _high: int) -> bool:
    return opened.form in ("np", "ing", "prep", "object") and whole.low(index) in _ADVERBIALS


_EXITS: Final[dict[str, _Exit]] = {
    ";": _at_semicolon, ")": _at_bracket, ",": _at_comma, "c": _at_joint, "s": _at_subordinator,
}  # fmt: skip


def _is_foreign_verb(whole: Parse, chunks: Chunks, opened: Complement, inner: VerbGroup) -> bool:
    """Whether a verb inside a noun phrase's content belongs to the clause around it: "the denial of X was ..."."""
    if opened.form == "subject":
        return _is_second_verb(whole, chunks, opened.start, inner)
    if opened.form not in ("np", "prep") or not inner.finite:
        return False
    if inner.tags == "E" and (whole.tag(inner.end) not in "DGRON#" or whole.tag(inner.start - 1) in "a]"):
        return False
    if any(one.start <= inner.start < one.end for one in chunks.relatives):
        return False
    before = whole.tag(whole.skip_back(inner.start - 1, 0))
    has_that = any(tag in "sw" for tag in whole.tags[opened.start : inner.start])
    return before not in "wst" and not has_that


def _is_second_verb(whole: Parse, chunks: Chunks, start: int, inner: VerbGroup) -> bool:
    """Whether this is the verb that a noun with its clause is the subject of: "claims that X left were denied"."""
    before = [
        one for one in chunks.verbs if start <= one.start < inner.start and one.finite and one.quote == inner.quote
    ]
    if not before or not inner.finite or any(one.start <= inner.start < one.end for one in chunks.relatives):
        return False
    joined = whole.tag(whole.skip_back(inner.start - 1, start)) in "cws,tR"
    return not joined and (inner.start == before[-1].end or before[-1].lemma not in whole.lexicon.cue_verbs)


def content_before(whole: Parse, unit: int, low: int) -> Stretch | None:
    """Give the content that ends before ``unit``, where source and cue stand: a quotation, or the clause so far.

    Returns:
        ``None`` when nothing usable stands there.
    """
    end = unit
    while end > low and whole.tag(end - 1) in ",-":
        end -= 1
    if end <= low and not (end > 0 and whole.tag(end - 1) == "]"):
        return None
    if end > 0 and whole.tag(end - 1) == "]":
        return _quoted_before(whole, end - 1) or ((low, end) if low < end else None)
    start = low
    for index in range(end - 1, low - 1, -1):
        if whole.tag(index) in ";:" and whole.quote_of[index] < 0:
            start = index + 1
            break
    return (start, end) if start < end else None


def _quoted_before(whole: Parse, closing: int) -> Stretch | None:
    """Give the quotation that closes at ``closing``, with the words before it where it is only part of a sentence."""
    number = whole.quote_of[closing - 1] if closing else -1
    if number < 0:
        return None
    opening = whole.quotes[number].opening
    sentence = whole.sentences[whole.sentence_of[opening]]
    starts_sentence = opening == sentence.first or whole.tag(opening - 1) in ".:;"
    goes_on_inside = whole.sentence_of[opening] != whole.sentence_of[closing]
    if (
        starts_sentence
        or goes_on_inside
        or whole.tag(opening - 1) == ","
        or subject_stands(whole, sentence.first, opening)
    ):
        return opening, closing + 1
    return sentence.first, closing + 1


def subject_stands(whole: Parse, first: int, opening: int) -> bool:
    """Whether the words before a quotation already say who speaks: they end with a verb of saying."""
    chunks = whole.chunks(first)
    verb = chunks.verb_ends.get(opening)
    return (
        verb is not None
        and verb.lemma in whole.lexicon.cue_verbs
        and subject(whole, verb, first) is not None
        and verb.start > first + 6
    )

"""What is attributed: where the content ends after a cue, and where it begins before one."""

from collections.abc import Callable
from typing import Final

from probative.claims.complements import ADVERBIALS, Complement, after_listener, opens_clause
from probative.claims.drafts import Stretch
from probative.claims.parse import Chunks, Parse, VerbGroup
from probative.claims.phrases import chain_right
from probative.claims.sources import coordinate_of, subject

_CONTRASTS: Final = frozenset(("but", "while", "although", "though", "whereas"))
_PLAIN_FORMS: Final = frozenset(("np", "ing", "prep", "quote", "to", "object"))


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
    if opened.form in ("to", "np", "prep", "object") and opens_clause(whole, chunks, following, high):
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
    return opened.form in ("np", "ing", "prep", "object") and whole.low(index) in ADVERBIALS


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

"""Attribution outside verbs: "за словами X", "на её взгляд", "по слухам", "нібито", "мовляв"."""

from probative.claims.drafts import Draft, Stretch
from probative.claims.slavic.clauses import clause_end
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.lexicon import Phrase
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import phrase_at

_FORM = VerbForm("present", "3", "")
_LONGEST_GAP = 4


def find_phrase(whole: SlavicParse, index: int) -> Draft | None:
    """Give the attribution by the phrase that begins at ``index``."""
    for phrase in whole.lexicon.phrases.get(whole.lows[index], ()):
        found = _match(whole, index, phrase)
        if found is not None:
            cue, source, end = found
            content = _around(whole, index, end)
            if content:
                return _draft(phrase.group, cue, source, content, index)
    return None


def _match(whole: SlavicParse, index: int, phrase: Phrase) -> tuple[list[Stretch], Stretch | None, int] | None:
    """Give cue, source and end of a phrase: its words in a row, or with whose they are before the last."""
    words = phrase.words
    size = len(words)
    high = whole.bounds(index)[1]
    if tuple(whole.lows[index : index + size]) == words:
        end = index + size
        if phrase.is_alone:
            return [(index, end)], None, end
        source = phrase_at(whole, end, high)
        if source is None or (source.tag == "R" and source.cases == "N"):
            return None
        stop = _with_place(whole, source.end, high)
        return [(index, end)], (end, stop), stop
    if phrase.is_alone or size < 2 or tuple(whole.lows[index : index + size - 1]) != words[:-1]:
        return None
    start = index + size - 1
    for last in range(start + 1, min(high, start + 1 + _LONGEST_GAP)):
        if whole.tags[last] not in "NPJDGRL#":
            return None
        if whole.lows[last] == words[-1]:
            if whole.tags[start] not in "GRDP" and not whole.is_in(start, "possessives"):
                return None
            return [(index, start), (last, last + 1)], (start, last), last + 1
    return None


def _with_place(whole: SlavicParse, stop: int, high: int) -> int:
    """Take the place of a source in, where a comma follows: "джерела в поліції,"."""
    if stop < high and whole.tags[stop] == "p":
        phrase = phrase_at(whole, stop + 1, high)
        if phrase is not None and whole.tag(phrase.end) in ",.":
            return phrase.end
    return stop


def _around(whole: SlavicParse, start: int, end: int) -> list[Stretch]:
    """Give the clause that a phrase comments on: after it, before it, or on both sides between commas."""
    low, high = whole.bounds(start)
    first = start - 1
    while first >= low and whole.tags[first] in "ac":
        first -= 1
    if whole.tag(start - 1) == "," and whole.tag(start - 2) == "c":
        first = low - 1
    opens = first < low or whole.tags[first] in ".;:(-[" or (whole.tags[first] == "," and whole.tag(first + 1) == "c")
    stop = end + 1 if whole.tag(end) == "," else end
    last = clause_end(whole, stop, high, VerbForm("", "", "", "")) if stop < high else stop
    if opens:
        return [(stop, last)] if last > stop else []
    begin = start - 1
    while (
        begin >= low
        and whole.tags[begin] not in ".;:("
        and not (whole.tags[begin] == "-" and whole.tag(begin - 1) in ",.")
    ):
        if (
            whole.tags[begin] == ","
            and begin < start - 1
            and (whole.tag(begin + 1) == "w" or whole.is_in(begin + 1, "adversatives"))
        ):
            break
        begin -= 1
    begin += 1
    while begin < start and whole.tags[begin] == "c":
        begin += 1
    before = start - 1 if whole.tag(start - 1) == "," else start
    pieces = [(begin, before)] if before > begin else []
    after = next((index for index in range(stop, high) if whole.tags[index] in ".;"), high)
    if after > stop and (whole.tag(end) == "," or whole.tag(start - 1) != ","):
        pieces.append((stop, after))
    return pieces


def find_hedge(whole: SlavicParse, index: int) -> Draft | None:
    """Give the attribution by a particle at ``index``: "нібито" to nobody, "мовляв" to whoever speaks there."""
    if whole.is_in(index, "quotatives"):
        pieces = _quoted(whole, index)
        return _draft("quotative", [(index, index + 1)], None, pieces, index) if pieces else None
    if whole.is_in(index, "hedges"):
        told = whole.low(index - 2)
        if whole.tag(index - 1) == "," and (told in whole.lexicon.verbs or told in whole.lexicon.nouns):
            return None
        low, high = whole.bounds(index)
        end = _hedged_end(whole, index + 1, high)
        if end > index + 1 and index - 1 >= low - 1:
            return _draft("rumour", [(index, index + 1)], None, [(index + 1, end)], index)
    return None


def _hedged_end(whole: SlavicParse, start: int, high: int) -> int:
    for index in range(start, high):
        if whole.tags[index] in ".;:])" or (whole.tags[index] == "," and whole.tag(index + 1) in "csaQ"):
            return index
    return high


def _quoted(whole: SlavicParse, index: int) -> list[Stretch]:
    low, high = whole.bounds(index)
    first = index - 1
    while first >= low and whole.tags[first] not in ".;:":
        first -= 1
    first += 1
    last = next((place for place in range(index + 1, high) if whole.tags[place] in ".;"), high)
    stop = index + 1 if whole.tag(index + 1) != "," else index + 2
    before = index - 1 if whole.tag(index - 1) == "," else index
    clause_before = whole.tags[first:before]
    if "V" in clause_before and whole.tag(index - 1) == "," and whole.tag(first - 1) != ":":
        return [(stop, last)] if last > stop else []
    pieces = [(first, before), (stop, last)]
    return [(start, end) for start, end in pieces if end > start]


def _draft(group: str, cue: list[Stretch], source: Stretch | None, content: list[Stretch], index: int) -> Draft:
    stretches = [*cue, *([source] if source else [])]
    return Draft(
        source=source,
        cue=cue,
        content=content,
        group=group,
        anchor=index,
        unit=(min(start for start, _ in stretches), max(end for _, end in stretches)),
        form="phrase",
    )

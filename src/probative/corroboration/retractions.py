"""Which exhibits take back or correct what their publisher told before, and what they mean."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId, number_of
from probative.corroboration.citations import plain_publisher
from probative.corroboration.texts import bounds
from probative.corroboration.vocabulary import EMPTY, NUMBERS
from probative.corroboration.wording import wording
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.readings import Genre, Reading
from probative.model.withdrawals import Manner, Retraction

_REPORT: Final = (
    r"(?:report|article|stor(?:y|ies)|item|publication|dispatch|statement|account|testimony|allegation|claim|"
    r"what (?:we|I) (?:said|told|wrote|reported|published|stated))"
)
_FEW: Final = r"(?:[\w'’-]+\s+){0,3}?"
_WITHDRAWS: Final = re.compile(
    rf"\b(?:we|I)\s+(?:[\w'’-]+\s+){{0,3}}?(?:retract|withdr[ae]w|recant|take\s+back|took\s+back)\w*\s+{_FEW}{_REPORT}"
    rf"|\b(?:our|this|that|an earlier|a previous)\s+{_FEW}{_REPORT}s?\b[^.!?\n]{{0,80}}"
    r"\b(?:has|have|had|is|was|were)\s+(?:been\s+)?(?:\w+ly\s+)?(?:retracted|withdrawn|taken\s+(?:down|back))"
    r"|^\s*(?:retraction|withdrawal|retracted)\s*[:.–—-]"
    rf"|\b(?:has|have|had)?\s*(?:retracted|withdrew|withdrawn)\s+(?:its|their)\s+{_FEW}{_REPORT}"
    r"|\b(?:редакція|редакция)\s+(?:[\w'’-]+\s+){0,2}?(?:відкликає|спростовує|знімає|отзывает|опровергает|снимает)\s+"
    r"(?:[\w'’-]+\s+){0,3}?(?:повідомлення|статтю|матеріал|публікацію|новину|сообщение|статью|материал|публикацию|новость)"
    r"|\b(?:відкликаємо|відкликали|відкликаю|спростовуємо|знімаємо)\s+(?:[\w'’-]+\s+){0,3}?"
    r"(?:повідомлення|статтю|матеріал|публікацію|новину|слова|свідчення|заяву)"
    r"|^\s*спростування\s*[:.–—-]"
    r"|\b(?:отзываем|отозвали|отзываю|опровергаем|снимаем)\s+(?:[\w'’-]+\s+){0,3}?"
    r"(?:сообщение|статью|материал|публикацию|новость|слова|показания|заявление)"
    r"|^\s*опровержение\s*[:.–—-]",
    re.IGNORECASE,
)
_CORRECTS: Final = re.compile(
    r"^\s*(?:corrections?(?:\s+and\s+clarifications?)?|erratum|clarification)\s*[:.–—-]"
    r"|\b(?:we|I)\s+(?:apologi[sz]e|are\s+sorry|am\s+sorry)\s+for\s+(?:an|the|this)\s+(?:error|mistake|inaccuracy)"
    rf"|\b(?:an earlier|a previous)\s+(?:version\s+of\s+(?:this|the|our)\s+)?{_FEW}{_REPORT}\b[^.!?\n]{{0,60}}"
    r"\b(?:wrongly|incorrectly|mistakenly|erroneously|misstated|misidentified|inaccurate|incorrect|gave\s+the\s+wrong|"
    r"(?:said|stated|reported)\s+that)"
    rf"|\b(?:this|our|the)\s+{_REPORT}\s+(?:has\s+been|was)\s+(?:corrected|amended)"
    rf"|\b(?:we|I)\s+(?:are\s+)?correct(?:ing)?\s+(?:our|an|my|the|that|this)\s+{_FEW}{_REPORT}"
    r"|\bwe\s+regret\s+the\s+(?:error|mistake)"
    rf"|\b(?:has|have|had)?\s*corrected\s+(?:its|their)\s+{_FEW}{_REPORT}"
    r"|^\s*(?:виправлення|поправка|уточнення)\s*[:.–—-]"
    r"|\b(?:попередн\w+|ранн\w+|предыдущ\w+|прежн\w+)\s+верс\w+[^.!?\n]{0,60}\b(?:помилково|неправильно|ошибочно|неверно)"
    r"|\bми\s+помилково\s+(?:повідом\w+|написали)"
    r"|^\s*(?:поправка|исправление|уточнение)\s*[:.–—-]"
    r"|\bмы\s+ошибочно\s+(?:сообщ\w+|написали)",
    re.IGNORECASE,
)
_WRONGLY: Final = re.compile(
    r"\b(?:wrongly|incorrectly|mistakenly|erroneously|falsely|inaccurately)\s+(?:reported|said|wrote|stated|published)\b",
    re.IGNORECASE,
)
"""Takes back what is meant only where the sentence says who was wrong: "we", or a publisher by name."""

_OURS: Final = re.compile(r"\b(?:we|our|I|my|this)\b", re.IGNORECASE)
_MAY: Final = (
    *("retract", "withdr", "recant", "take back", "taken back", "took back", "taken down", "correct", "erratum"),
    *("clarif", "wrongly", "mistaken", "erroneous", "falsely", "inaccura", "misstat", "misident", "regret the"),
    *("an earlier", "a previous", "apologi", "sorry for", "amended"),
    *("відклик", "спростов", "спростув", "знімає", "виправл", "поправк", "уточн", "помилков", "неправильн"),
    *("отзыва", "отозва", "опроверг", "опроверж", "снимае", "исправл", "ошибочн", "неверн"),
)
"""Without one of these no text can hold a retraction: most are passed over at this price."""

_HEADING: Final = re.compile(
    r"\s*(?:retract|withdr|correct|erratum|clarif|спростування|виправлення|поправка|уточнення|опровержение|исправление|"
    r"уточнение)",
    re.IGNORECASE,
)
_WORDS: Final = r"[^\W_]+"
_BACK: Final = re.compile(
    r"\b(?:that|this|the)\s+(?:report|article|story|item|publication|statement|account|claim|figure)\b|\bit\b|"
    r"\b(?:це|цей|цю|те|ті|это|этот|эту|то)\s+(?:повідомлення|матеріал|статтю|сообщение|материал|статью)",
    re.IGNORECASE,
)
"""Words that speak of the sentence before."""

_TELLS_WHAT: Final = re.compile(
    r"\s*(?:(?:it|the\s+(?:report|article|story|item|statement))\s+(?:said|stated|claimed|reported|told|gave)|"
    r"(?:we|I)\s+(?:wrote|reported|said|stated|told|gave)|(?:у|в)\s+(?:ньому|ній|нём|нем|ней)|ми\s+(?:написали|повідом\w+)|"
    r"мы\s+(?:написали|сообщ\w+))",
    re.IGNORECASE,
)
"""What a sentence begins with that tells what the one before took back."""

_UNPUBLISHED: Final = frozenset((Genre.TESTIMONY, Genre.MAIL))
_NOT_PROSE: Final = frozenset((Genre.TABLE, Genre.DEVICE, Genre.CONTAINER))
_QUOTED: Final = re.compile(r"[“\"«„]([^”\"»“\n]{8,200})[”\"»“]")
_CLOSING: Final = re.compile(r"[”\"»“]?")
_STEM: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")

LEAST_SHARE_PERMILLE: Final = 700
"""A claim is what a retraction speaks of when so much of its words, and three words, stand in the retraction, and every
number of it does ..."""

LEAST_SHARE_WITH_MARKS_PERMILLE: Final = 300
"""... or so much, where a number of it does, all its numbers, and two thirds of its names and numbers, two at the
least. Chosen on the made-up conflicts of the seeds 0 to 79; a human judges every one."""

LEAST_WORDS: Final = 3
LEAST_MARKS: Final = 2
LEAST_NAMES: Final = 2
"""Where no claim is spoken of: so many names and numbers of the retraction stand in the exhibit that is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An exhibit as something that may take back or be taken back."""

    exhibit: ExhibitId
    issuer: str
    title: str
    volumes: tuple[Reading, ...]
    earliest: date | None
    latest: date | None
    claims: list[Claim] = field(default_factory=list)


def retractions(
    readings: Iterable[Reading], exhibits: Iterable[Exhibit], claims: Iterable[Claim]
) -> tuple[Retraction, ...]:
    """Find where a publisher takes back or corrects what it told ("we retract our report that ..."), and what it means.

    A witness who takes back what they said before is found alike, and so is another's "the Courier withdrew its
    report". Meant are the claims in earlier exhibits of the same publisher that most words of the retraction repeat; if
    none is repeated, the one exhibit whose title is quoted or whose names and numbers are. It is a proposal: it lowers
    ``at_least`` and nothing else until a human judges it.

    Args:
        readings: Texts of the case; rows and lists are passed over.
        exhibits: All exhibits: they may say who published what, and when.
        claims: All claims.

    Returns:
        By exhibit and place. One for each exhibit that is meant; one without where the case holds none that could be.

    Source:
        docs/explanation/corroboration.md, rule C-11.
    """
    told = _told(readings, {exhibit.id: exhibit for exhibit in exhibits})
    taking = {key: stretches for key, each in told.items() if (stretches := list(_stretches(each)))}
    if not taking:
        return ()
    for claim in claims:
        if claim.exhibit in told:
            told[claim.exhibit].claims.append(claim)
    by_issuer: dict[str, list[_Told]] = {}
    for each in told.values():
        if each.issuer:
            by_issuer.setdefault(each.issuer, []).append(each)
    found = [
        made
        for key, stretches in taking.items()
        for manner, passage, words in stretches
        for made in _meant(told[key], manner, passage, words, by_issuer)
    ]
    return tuple(
        sorted(found, key=lambda each: (number_of(each.passage.exhibit), each.passage.start, each.exhibit or ""))
    )


def _told(readings: Iterable[Reading], exhibits: Mapping[ExhibitId, Exhibit]) -> dict[ExhibitId, _Told]:
    volumes: dict[ExhibitId, list[Reading]] = {}
    for reading in readings:
        if reading.genre not in _NOT_PROSE:
            volumes.setdefault(reading.exhibit, []).append(reading)
    made = {}
    for key in sorted(volumes, key=number_of):
        held = sorted(volumes[key], key=lambda each: each.offset)
        exhibit = exhibits.get(key)
        if held[0].genre in _UNPUBLISHED:
            issuer = held[0].author
        else:
            issuer = (exhibit.publisher if exhibit is not None else None) or next(
                (each.publisher for each in held if each.publisher), None
            )
        earliest, latest = bounds(exhibit, held)
        made[key] = _Told(
            exhibit=key,
            issuer=plain_publisher(issuer) if issuer else "",
            title=next((each.title for each in held if each.title), ""),
            volumes=tuple(held),
            earliest=earliest,
            latest=latest,
        )
    return made


def _stretches(told: _Told) -> Iterator[tuple[Manner, Passage, str]]:
    """Give the stretches of a text that take something back, neighbours put together, with what they speak of."""
    for volume in told.volumes:
        if not _may_hold_one(volume.text):
            continue
        words = wording(volume.text)
        bounds_of = [(words.starts[first], words.ends[end - 1]) for first, end in words.sentences(volume.text)]
        said = [volume.text[start : _end(volume.text, end)] for start, end in bounds_of]
        manners = [_manner(each) for each in said]
        taken: list[list[int]] = []
        for at, manner in enumerate(manners):
            if manner is None:
                continue
            first = at - 1 if at and _BACK.search(said[at]) and not _says_what(said[at]) else at
            goes_on = _is_heading(said[at]) or (
                not _says_what(said[at]) and _TELLS_WHAT.match("".join(said[at + 1 : at + 2]))
            )
            last = at + 1 if goes_on and at + 1 < len(said) else at
            follows = bool(taken) and first == taken[-1][1] + 1 and not _HEADING.match(said[first])
            if follows and "\n" not in volume.text[bounds_of[first - 1][1] : bounds_of[first][0]]:
                first -= 1
            if taken and first <= taken[-1][1]:
                taken[-1][1] = max(last, taken[-1][1])
            else:
                taken.append([first, last])
        for first, last in taken:
            kinds = {manners[at] for at in range(first, last + 1)}
            start, end = bounds_of[first][0], bounds_of[last][1]
            end += len(_CLOSING.match(volume.text, end).group())  # type: ignore[union-attr]  # it matches nothing, too
            passage = Passage(exhibit=told.exhibit, start=volume.offset + start, end=volume.offset + end)
            manner = Manner.WITHDRAWN if Manner.WITHDRAWN in kinds else Manner.CORRECTED
            yield manner, passage, volume.text[start:end]


def _may_hold_one(text: str) -> bool:
    folded = text.lower()
    return any(each in folded for each in _MAY)


def _manner(sentence: str) -> Manner | None:
    if not _may_hold_one(sentence):
        return None
    if _WITHDRAWS.search(sentence):
        return Manner.WITHDRAWN
    return Manner.CORRECTED if _CORRECTS.search(sentence) or _WRONGLY.search(sentence) else None


def _end(text: str, end: int) -> int:
    """Take the mark behind a sentence along: "Correction." is a heading by its stop."""
    return end + 1 if text[end : end + 1] in (".", ":", "!", "?") else end


def _says_what(sentence: str) -> bool:
    return re.search(r"\b(?:that|що|что)\s+(?!(?:report|article|story|item)\b)\w+\s+\w+", sentence) is not None


def _is_heading(sentence: str) -> bool:
    return len(_STEM.findall(sentence)) < LEAST_WORDS and _HEADING.match(sentence) is not None


def _meant(
    taking: _Told, manner: Manner, passage: Passage, words: str, by_issuer: Mapping[str, Sequence[_Told]]
) -> Iterator[Retraction]:
    own = tuple(
        claim.id for claim in taking.claims if claim.passage.start < passage.end and passage.start < claim.passage.end
    )
    issuers = {taking.issuer} if taking.issuer else set()
    if not _OURS.search(words):
        folded = f" {' '.join(re.findall(_WORDS, words.casefold()))} "
        named = {name for name in by_issuer if f" {' '.join(re.findall(_WORDS, name))} " in folded}
        if not named and not _WITHDRAWS.search(words) and not _CORRECTS.search(words):
            return
        issuers = named or issuers
    before = [
        each
        for issuer in sorted(issuers)
        for each in by_issuer.get(issuer, ())
        if each.exhibit != taking.exhibit and not _is_later(each, taking)
    ]
    stems = _stems(words)
    spoken = {each.exhibit: _spoken_of(each.claims, stems) for each in before}
    met = [each for each in before if spoken[each.exhibit]]
    for each in met:
        yield Retraction(
            manner=manner, passage=passage, words=words, exhibit=each.exhibit, claims=spoken[each.exhibit], own=own
        )
    if not met:
        whole = _by_name(before, words)
        is_whole = whole is not None and manner is Manner.WITHDRAWN
        yield Retraction(manner=manner, passage=passage, words=words, exhibit=whole, is_whole=is_whole, own=own)


def _is_later(one: _Told, other: _Told) -> bool:
    """Whether one was surely told after the other; of equal days nobody can tell."""
    return one.earliest is not None and other.latest is not None and one.earliest > other.latest


def _spoken_of(claims: Iterable[Claim], stems: frozenset[str]) -> tuple[ClaimId, ...]:
    """Give the claims that the words repeat; what denies the same only where nothing says it."""
    found: list[ClaimId] = []
    denied: list[ClaimId] = []
    for claim in claims:
        content = claim.content.replace(claim.period.verbatim, " ") if claim.period is not None else claim.content
        said = _stems(content)
        marks = _marks(content)
        if _is_spoken_of(said, stems, marks):
            (denied if claim.certainty.is_denial else found).append(claim.id)
    return tuple(sorted(found or denied, key=number_of))


def _is_spoken_of(said: frozenset[str], words: frozenset[str], marks: frozenset[str]) -> bool:
    """Whether a claim of these stems, of which some are names and numbers, is what the stems of a retraction repeat."""
    shared = said & words
    numbers = {each for each in said if each[0].isdigit()}
    if len(shared) < LEAST_WORDS or not numbers <= words:
        return False
    if 1000 * len(shared) >= LEAST_SHARE_PERMILLE * len(said):
        return True
    met = len(marks & words)
    return (
        bool(numbers)
        and met >= LEAST_MARKS
        and 3 * met >= 2 * len(marks)
        and 1000 * len(shared) >= LEAST_SHARE_WITH_MARKS_PERMILLE * len(said)
    )


def _by_name(before: Sequence[_Told], words: str) -> ExhibitId | None:
    """Give the one exhibit whose title the words quote, or that holds most names and numbers of them."""
    quoted = {" ".join(match.group(1).casefold().split()).rstrip(".,") for match in _QUOTED.finditer(words)}
    titled = [each for each in before if each.title and " ".join(each.title.casefold().split()) in quoted]
    if titled:
        return titled[0].exhibit if len(titled) == 1 else None
    names = {match.group() for match in _STEM.finditer(words) if match.start() and not match.group().islower()}
    held = [(sum(any(name in volume.text for volume in each.volumes) for name in names), each) for each in before]
    most = max((count for count, _ in held), default=0)
    best = [each for count, each in held if count == most]
    return best[0].exhibit if most >= LEAST_NAMES and len(best) == 1 else None


def _stems(text: str) -> frozenset[str]:
    """Give the words of a text, long ones without their ending, in any language; small words left out."""
    words = (_plain(match.group()) for match in _STEM.finditer(text))
    return frozenset(_stem(word) for word in words if word not in EMPTY)


def _marks(text: str) -> frozenset[str]:
    """Give the stems of names and numbers: of words with a capital, but for the first, and of numbers in any form."""
    found = [
        _plain(match.group())
        for match in _STEM.finditer(text)
        if not match.group().islower() or match.group().casefold() in NUMBERS
    ]
    first = _STEM.search(text)
    opens = _plain(first.group()) if first is not None and first.group().casefold() not in NUMBERS else ""
    return frozenset(_stem(word) for word in found if word != opens or word[0].isdigit())


def _plain(word: str) -> str:
    return re.sub(r"['’ʼ]s$", "", word.casefold()).replace("’", "'").replace("ʼ", "'")


def _stem(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    if word in NUMBERS:
        return str(NUMBERS[word])
    return word[:-2] if len(word) > 6 else word[:-1] if len(word) > 4 else word

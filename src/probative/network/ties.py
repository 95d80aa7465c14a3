"""Why two forms may name one entity."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from probative.language.names import compare, fold, given_name
from probative.language.names.alphabets import as_ukrainian, is_cyrillic
from probative.language.names.spelling import consonants, sound
from probative.language.organisations import legal_forms, plain_heads
from probative.language.places import country_of_demonym, find, is_place
from probative.model.network import Mention
from probative.network.forms import Form, Group, name_of

SURE_PERMILLE: Final = 900
"""From here on two names count as one name written otherwise; on the name bench 99 of 100 are (bench/names.py)."""

SINGLE_PERMILLE: Final = 450
"""What a single name scores against a full name that holds it, spelling variants included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two forms that may name one entity, how alike their names are, and why."""

    score: int
    left: Form
    right: Form
    why: str
    is_judged: bool = False


def tie(left: Form, right: Form, names: dict[Form, str]) -> Tie | None:
    """Give the tie between two full names of one group, where they are surely one name; else ``None``."""
    if left.group is not right.group:
        return None
    if left.key == right.key:
        exhibits = " and ".join(f"E-{form.exhibit_number:04d}" for form in sorted((left, right)))
        return Tie(score=1000, left=left, right=right, why=f"the same name in {exhibits}")
    if left.group is Group.PLACE:
        return _place_tie(left, right, names)
    schema = "Person" if left.group is Group.PERSON else "Organization"
    match = compare(names[left], names[right], schema=schema)
    if match.score_permille < SURE_PERMILLE:
        return None
    return Tie(score=match.score_permille, left=left, right=right, why=match.why)


def _place_tie(left: Form, right: Form, names: dict[Form, str]) -> Tie | None:
    if left.words == right.words:
        return Tie(score=1000, left=left, right=right, why="the same name in other letters")
    here, there = find(names[left]), find(names[right])
    if here and there and here[0] == there[0]:
        return Tie(score=950, left=left, right=right, why="the gazetteer lists both names for one place")
    return None


def ties(forms: Sequence[Form], names: dict[Form, str]) -> Iterator[Tie]:
    """Give every tie among ``forms``, comparing only names that share a word's sounds."""
    blocks: dict[tuple[str, str], list[Form]] = {}
    for form in forms:
        for block in _blocks(form, names):
            blocks.setdefault((form.group, block), []).append(form)
    seen: set[tuple[Form, Form]] = set()
    for members in blocks.values():
        for at, left in enumerate(members):
            for right in members[at + 1 :]:
                if (left, right) in seen:
                    continue
                seen.add((left, right))
                found = tie(left, right, names)
                if found is not None:
                    yield found


def _blocks(form: Form, names: dict[Form, str]) -> frozenset[str]:
    if form.group is Group.PLACE:
        places = find(names[form])
        return frozenset(
            (" ".join(form.words), *(f"@{place.name}/{place.country}/{place.latitude}" for place in places[:1]))
        )
    heard = fold(as_ukrainian(form.key)).split() if is_cyrillic(form.key) else []
    solid = [word for word in (*form.words, *heard) if len(word) > 1]
    telling = [word for word in solid if not given_name(word)] or solid
    return frozenset(
        (*(consonants(word) for word in telling), "=" + sound("".join(form.words)), "=" + " ".join(form.words))
    )


def fits(short: Form, full: Form, names: dict[Form, str]) -> Tie | None:
    """Say whether ``short`` may be a short form of ``full`` within one exhibit.

    A surname, initials with a surname, a body's name without its country or legal form, or its initials.
    """
    if short.group is not full.group or short.exhibit_number != full.exhibit_number or short == full:
        return None
    if short.group is Group.PERSON:
        match = compare(names[short], names[full])
        bound = SINGLE_PERMILLE if len(short.words) == 1 else 700
        if match.score_permille < bound or not _holds_family(short, full):
            return None
        why = "a short form of the one full name in this exhibit that it fits"
        return Tie(score=match.score_permille, left=full, right=short, why=why)
    if short.group is Group.BODY:
        return _body_fit(short, full, names)
    return None


def _holds_family(short: Form, full: Form) -> bool:
    family = sound(full.words[-1])
    return any(sound(word) == family for word in short.words) or len(short.words) == 1


def _body_fit(short: Form, full: Form, names: dict[Form, str]) -> Tie | None:
    match = compare(names[short], names[full], schema="Organization")
    if is_acronym(names[short]) and match.score_permille >= 800:
        return Tie(score=match.score_permille, left=full, right=short, why="its initials, used in the same exhibit")
    if len(short.words) >= len(full.words) or not set(short.words) - _SMALL <= set(full.words):
        return None
    extra = [word for word in full.words if word not in short.words and word not in _SMALL]
    is_led = len(short.words) == 1 and full.words[0] == short.words[0] and not is_place(short.words[0])
    is_numbered = any(word[0].isdigit() for word in short.words) and short.words[-1] == full.words[-1]
    if is_led or is_numbered or all(_is_extra(word) for word in extra):
        why = "a short form of the one full name in this exhibit that it fits"
        return Tie(score=match.score_permille, left=full, right=short, why=why)
    return None


_SMALL: Final = frozenset(("the", "of", "for", "and", "in"))


def _is_extra(word: str) -> bool:
    return word in plain_heads() or (word,) in legal_forms() or country_of_demonym(word) is not None or is_place(word)


def is_acronym(name: str) -> bool:
    """Whether a name is written as initials: "FSB", "M.I.D."."""
    letters = name.replace(".", "")
    return letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 7


def shown_names(forms: Iterable[tuple[Form, Sequence[Mention]]]) -> dict[Form, str]:
    """Give the writing of each form to show and compare."""
    return {form: name_of(mentions) for form, mentions in forms}

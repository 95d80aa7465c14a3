"""How surely the names of sealed people are found: planted forms of names in made-up texts, and words a second.

Each of 60 people of the made-up conflicts kept aside (seeds from 500 on, measured only) is sealed by one spelling of
the name; then every form below is planted into a sentence in English, Ukrainian or Russian, and must be gone whole. The
forms are written here by hand, not taken from the finder's own tables: cases, orders, initials, alphabets, handles,
breaks and look-alike letters. The names of everybody else of the same conflict are planted too, and must stay.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same texts every time
from sys import path as module_path
from typing import Any

module_path.insert(0, str(Path(__file__).resolve().parents[1]))

from probative.flow.screen import Screen
from probative.language.hiding import Printed, name_words, printed
from tests.world.conflict import conflict
from tests.world.people import LANGUAGES, Person, crowd

KEY = bytes(32)
SEALED = "Quiet Alder"
SEEDS = range(500, 510)
PEOPLE_A_SEED = 6
SPEED_SEEDS = range(510, 522)
SEALED_AT_ONCE = 12
AROUND = (("On Monday the guards came, and ", " was seen at the mill."),
          ("У понеділок прийшла охорона, і ", " бачили біля млина."),
          ("В понедельник пришла охрана, и ", " видели у мельницы."))  # fmt: skip
ALIKE = str.maketrans("аеорсухіАЕОРСХІ", "aeopcyxiAEOPCXI")


def measure() -> dict[str, Any]:
    """Give the share of planted forms that are hidden, that of the worst kind, of others left, and words a second."""
    met: dict[str, list[int]] = {}
    left = [0, 0]
    for seed in SEEDS:
        people = crowd(Random(seed), PEOPLE_A_SEED)
        for number, person in enumerate(people):
            others = [one for one in people if one.families[1] != person.families[1]]
            alone = len(others) == len(people) - 1
            screen = Screen([_sealed(person, number % len(LANGUAGES), is_alone=alone)], KEY)
            for kind, language, form in forms(person, is_alone=alone):
                before, after = AROUND[language]
                tally = met.setdefault(kind, [0, 0])
                tally[0] += _is_hidden(screen, before, form, after)
                tally[1] += 1
            for other in others:
                for language, name in enumerate(other.names):
                    before, after = AROUND[language]
                    left[0] += screen.text(f"{before}{name}{after}") == f"{before}{name}{after}"
                    left[1] += 1
    worst = min(met.items(), key=lambda each: each[1][0] / each[1][1])
    return {
        "recall": sum(hit for hit, _ in met.values()) / sum(n for _, n in met.values()),
        "worst_kind": worst[1][0] / worst[1][1],
        "others_left": left[0] / left[1],
        "planted": sum(n for _, n in met.values()),
        "words_per_cpu_second": words_per_cpu_second(),
    } | {f"recall_{kind}": hit / n for kind, (hit, n) in met.items()}


def forms(person: Person, *, is_alone: bool) -> Iterator[tuple[str, int, str]]:
    """Give the forms of a name that a text may use: which kind, in which language, and the form."""
    for language, name in enumerate(person.names):
        given, family = name.split()
        yield "plain", language, name
        yield "case", language, person.of[language]
        yield "family_first", language, f"{family} {given}"
        yield "family_first", language, f"{family}, {given}"
        yield "initial", language, f"{given[0]}. {family}"
        yield "initial", language, f"{family} {given[0]}."
        yield "capitals", language, name.upper()
        yield "capitals", language, f"{given} {family.upper()}"
        yield "lower", language, name.lower()
        yield "spaced", language, " ".join(name.replace(" ", ""))
        yield "broken", language, f"{given}\n{family}"
        yield "broken", language, f"{given} {family[:3]}-\n{family[3:]}"
        yield "unseen", language, f"{given} {family[:2]}\u00ad{family[2:]}"
        yield "unseen", language, f"{given}\u200b {family[:3]}\u200d{family[3:]}"
        yield "file", language, f"{given}_{family}.pdf"
        yield "file", language, f"{family.lower()}-{given.lower()}.jpg"
        yield "handle", language, f"@{given.lower()}{family.lower()}"
        if is_alone:
            yield "family_alone", language, family
            yield "case", language, person.of[language].split()[1]
        if language:
            yield "alike", language, name.translate(ALIKE)
    given, family = person.names[0].lower().split()
    yield "handle", 0, f"{given}.{family}@post.example"
    yield "handle", 0, f"{given[0]}.{family}@post.example"
    yield "handle", 0, f"{given[0]}{family}@post.example"
    yield "possessive", 0, f"{person.names[0]}'s"
    yield from _bent(person, is_alone=is_alone)


def _bent(person: Person, *, is_alone: bool) -> Iterator[tuple[str, int, str]]:
    """Give further cases of a man's family name: dative and instrumental, with the initial of the given name."""
    if person.is_woman:
        return
    for language, endings in ((1, ("у", "ом", "ові")), (2, ("у", "ом"))):
        given, family = person.names[language].split()
        if family.endswith("о") and language == 2:
            continue
        for ending in endings:
            bent = family.removesuffix("о") + ("ем" if (ending, family[-1]) == ("ом", "ч") else ending)
            yield "case", language, f"{given[0]}. {bent}"
            if is_alone:
                yield "case", language, bent


def words_per_cpu_second() -> float:
    """Give how many words of made-up reports a second of one processor screens for twelve sealed people."""
    texts = [each.text for seed in SPEED_SEEDS for each in conflict(Random(seed), events=3).readings]
    people = [person for seed in range(520, 522) for person in crowd(Random(seed), PEOPLE_A_SEED)]
    screen = Screen([_sealed(one, 1, is_alone=True, as_=f"Quiet {at}") for at, one in enumerate(people)], KEY)
    began = time.process_time()
    for text in texts:
        screen.names(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - began)


def _sealed(person: Person, language: int, *, is_alone: bool, as_: str = SEALED) -> Printed:
    return Printed(pseudonym=as_, prints=printed(name_words(person.names[language], is_alone=is_alone), KEY))


def _is_hidden(screen: Screen, before: str, form: str, after: str) -> bool:
    """Whether nothing of the form is left, and what stood around it is."""
    found = screen.names(f"{before}{form}{after}")
    end = len(before) + len(
        form.removesuffix("'s").removesuffix(".pdf").removesuffix(".jpg").removesuffix("@post.example")
    )
    covered = {at for one in found for at in range(one.start, one.end)}
    text = f"{before}{form}{after}"
    return all(at in covered or not text[at].isalpha() for at in range(len(before), end)) and not any(
        at < len(before) - 2 or at >= len(before) + len(form) for at in covered
    )


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1, sort_keys=True))

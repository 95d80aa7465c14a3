"""Dossiers of one proposition and many sources, weighed by the real rules: what a drawing must keep readable."""

from dataclasses import replace
from datetime import date

from probative.base.identifiers import ExhibitId, SourceId, identifier
from probative.corroboration import ancestry, propositions, sources
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.propositions import Basis, Derivation
from probative.model.readings import Genre, Reading
from probative.web.context import contexts_of, note_of
from probative.web.dossier import Dossier
from tests.corroboration.making import claim, exhibit, reading

WORDS = "the unit took hostages in the village of Dremin"
COPIES = (
    "Tolm Tribune", "Kolmar Evening Standard and Advertiser", "Вечірній Дремин", "Pelgar Post", "Mure Gazette",
    "Orvane Observer", "The Seld Sentinel", "Залесский Вестник", "Karsk Chronicle", "Zarim Times", "Brunik Beacon",
    "Hastel Herald", "Vasko Voice", "Northbank Courier of Commerce and Shipping",
)  # fmt: skip
PEOPLE = (
    "Ana Brelko", "Ilka Tomsa", "Doru Molnak", "Oleksandra Kostiantynivna Hnatiuk-Zalizniak", "Petro Stebych",
    "Marko Kvartchuk", "Оксана Улмич", "Hanna Sabrak", "Bohdan Sulymak", "Vira Poltchuk", "Ostap Burdych",
    "Tamara Zubrchuk", "Nadiia Molnchuk", "Zoia Pyrozhych", "Taras Khoroshak", "Lidiia Pyrozhchuk",
)  # fmt: skip
STARTS = ("Bran", "Kolt", "Vesh", "Turm", "Zhyl", "Poch", "Hrad", "Makl")
MIDDLES = ("ov", "ers", "ikh", "ul", "yats", "ond", "ebr", "asht")
ENDS = ("enko", "chuk", "ska", "ic", "iuk")


class Desk:
    """Puts a case together, exhibit by exhibit."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.readings: list[Reading] = []
        self.derivations: list[Derivation] = []

    def say(self, *chain: str, genre: Genre = Genre.PUBLICATION, leans_on: int = 0, words: str = WORDS) -> int:
        """Add an exhibit in which ``words`` stand, said by ``chain``; give its number."""
        number = len(self.readings) + 1
        publisher = chain[-1][1:] if chain[-1].startswith("#") else None
        text = f"{words}, as it is told in number {number}."
        self.claims.append(claim(number, number, chain, content=words))
        self.readings.append(
            reading(number, text, genre=genre, publisher=publisher, stated=date(2031, 5, 1 + min(27, number // 2)))
        )
        if leans_on:
            here, there = (ExhibitId(identifier("E", each)) for each in (number, leans_on))
            shared = tuple(Passage(exhibit=each, start=0, end=len(WORDS)) for each in (here, there))
            self.derivations.append(
                Derivation(
                    derived=here,
                    upstream=there,
                    basis=Basis.TEXT_REUSE,
                    share_permille=900,
                    passages=((shared[0], shared[1]),),
                )
            )
        return number

    def dossier(self, title: str, *conferred: tuple[str, str]) -> Dossier:
        """Weigh the case."""
        exhibits = [
            replace(
                exhibit(number, publisher=each.publisher, collected_by=None), name=f"material/item-{number:02d}.txt"
            )
            for number, each in enumerate(self.readings, start=1)
        ]
        spoken = sources(self.claims, exhibits, derivations=self.derivations)
        groups = [frozenset(_known(spoken.called(name)) for name in group) for group in conferred]
        known = ancestry(
            self.claims, exhibits, spoken, readings=self.readings, derivations=self.derivations, conferred=groups
        )
        return Dossier(
            title=title,
            exhibits=tuple(exhibits),
            readings=tuple(note_of((each,)) for each in self.readings),
            contexts=tuple(context for each in self.readings for context in contexts_of(each, self.claims)),
            claims=tuple(self.claims),
            sources=spoken.sources,
            propositions=propositions(known),
            derivations=tuple(self.derivations),
        )


def _known(found: tuple[object, ...]) -> SourceId:
    (only,) = found
    return only.id  # type: ignore[attr-defined, no-any-return]


def forty() -> Dossier:
    """Forty sources and more: a wire with copies, an activist for many, interviews, statements, nobody named."""
    desk = Desk()
    wire = desk.say("Ana Brelko", "Osk Varen", "#Meridian Wire")
    for name in COPIES:
        desk.say("Ana Brelko", "Osk Varen", f"#{name}", leans_on=wire)
    for name in PEOPLE[1:5]:
        desk.say(name, "Osk Varen", "#Dozor Okrayny")
    second = desk.say("~two officers/2", "#Rechna Pravda")
    desk.say("~two officers/2", "#Stepova Brama", leans_on=second)
    desk.say("?", "#The Daily Lantern")
    desk.say("~a medic", "#Kolmar Evening Standard and Advertiser")
    for at, name in enumerate(PEOPLE[5:13], start=1):
        desk.say(name, f"#Local Paper of Ward {at}")
    for name in PEOPLE[12:]:
        desk.say(name, genre=Genre.TESTIMONY)
    desk.say("Ana Brelko", genre=Genre.TESTIMONY)
    return desk.dossier("Forty sources", ("Ana Brelko", "Ilka Tomsa"), ("Taras Khoroshak", "Lidiia Pyrozhchuk"))


def apart(width: int = 40) -> Dossier:
    """``width`` witnesses, each in a paper of their own: nothing hangs together."""
    desk = Desk()
    for at in range(1, width + 1):
        family = f"{STARTS[at % 8]}{MIDDLES[at // 8 % 8]}{ENDS[at % 5]}"
        desk.say(f"{PEOPLE[at % 16].split()[0]} {family}", f"#The {family} {COPIES[at % 7].split()[-1]} {at}")
    return desk.dossier("All apart")


def tangled() -> Dossier:
    """Twelve articles, each of which quotes three of eight witnesses: what no folding can simplify."""
    desk = Desk()
    for at in range(12):
        for step in (0, 3, 5):
            desk.claims.append(
                replace(
                    claim(len(desk.claims) + 1, at + 1, [PEOPLE[(at * 5 + step) % 8], f"#{COPIES[at]}"], content=WORDS),
                )
            )
        desk.readings.append(reading(at + 1, f"{WORDS}, {at}.", publisher=COPIES[at], stated=date(2031, 5, 1 + at)))
    return desk.dossier("Tangled")

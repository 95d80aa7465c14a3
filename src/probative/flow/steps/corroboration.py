"""Setting the claims of the whole case side by side."""

from dataclasses import replace

from probative import __version__
from probative.base.identifiers import number_of
from probative.corroboration import Ancestry, ancestry, contradictions, derivations, propositions, sources
from probative.flow.case import Case
from probative.flow.steps.numbers import contradictions_numbered, sources_numbered
from probative.flow.steps.watching import Watch
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.propositions import Contradiction, Derivation, Proposition, Source
from probative.model.readings import Genre, Reading
from probative.store.kinds import Value

TOOL = f"probative-corroboration/{__version__}"


def known(case: Case) -> tuple[Ancestry, tuple[Derivation, ...]]:
    """Put together who got what from whom, from what the index holds; give it with what leans on what."""
    exhibits, readings = tuple(case.store.all(Exhibit)), tuple(map(_for_comparing, case.store.all(Reading)))
    claims = tuple(case.store.all(Claim))
    leaning = derivations(readings, exhibits, claims=claims)
    spoken = sources_numbered(
        sources(claims, exhibits, derivations=leaning),
        previous=case.store.all(Source),
        first=case.next_number(Source),
    )
    return ancestry(claims, exhibits, spoken, readings=readings, derivations=leaning), leaning


def corroborate(case: Case, watch: Watch) -> str:
    """Group claims, count origins, list contradictions; record it where it changed, and say what there is now."""
    with watch("corroboration", None):
        descent, leaning = known(case)
        grouped = propositions(
            descent,
            judgements=case.judgements(),
            previous=tuple(case.store.all(Proposition)),
            first=case.next_number(Proposition),
        )
        against = contradictions_numbered(
            contradictions(grouped, descent.claims.values()),
            previous=case.store.all(Contradiction),
            first=case.next_number(Contradiction),
        )
        made: tuple[Value, ...] = (*descent.sources.sources, *leaning, *grouped, *against)
        case.record_artefact("corroboration", "case", TOOL, made)
        case.commit()
    return _line(case)


def _for_comparing(reading: Reading) -> Reading:
    """Leave out what is not compared: a table may have a million rows, and rows copy nobody."""
    is_compared = reading.genre not in (Genre.TABLE, Genre.DEVICE, Genre.CONTAINER)
    return replace(reading, parts=()) if is_compared else replace(reading, text="", parts=(), declared=())


def _line(case: Case) -> str:
    articles = sum(1 for each in case.store.all(Reading) if each.genre is Genre.PUBLICATION and each.volume == 1)
    leaning = len({each.derived for each in case.store.all(Derivation)})
    text = (
        f"{articles} articles, {leaning} lean on others; {case.store.count(Proposition)} propositions, "
        f"{case.store.count(Contradiction)} contradictions"
    )
    widest = max(
        case.store.all(Proposition), key=lambda each: (_carriers(case, each), -number_of(each.id)), default=None
    )
    if widest is None or _carriers(case, widest) < 2:
        return text
    counted = widest.independence
    interval = (
        str(counted.at_least) if counted.at_least == counted.at_most else f"{counted.at_least}..{counted.at_most}"
    )
    return f"{text}; {widest.id} is carried by {_carriers(case, widest)} articles, {interval} independent origins"


def _carriers(case: Case, proposition: Proposition) -> int:
    exhibits = {claim.exhibit for each in proposition.claims if (claim := case.store.get(Claim, each)) is not None}
    return sum(
        1
        for exhibit in exhibits
        if (reading := case.store.get(Reading, (exhibit, 1))) is not None and reading.genre is Genre.PUBLICATION
    )

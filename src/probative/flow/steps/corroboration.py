"""Setting the claims of the whole case side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from probative import __version__
from probative.base.garbage import uncollected
from probative.base.identifiers import number_of
from probative.corroboration import (
    Ancestry,
    Conferral,
    Cut,
    OnCut,
    Sources,
    Withdrawal,
    ancestry,
    conferrals,
    conferred,
    conferrings,
    contradictions,
    derivations,
    ignored,
    kept,
    propositions,
    retractions,
    sources,
    taken_out,
    upheld,
    withdrawals,
)
from probative.flow.case import Case
from probative.flow.judging import about_sources
from probative.flow.steps.cuts import gaps_of
from probative.flow.steps.numbers import contradictions_numbered, former, sources_numbered
from probative.flow.steps.stretches import looked_at
from probative.flow.steps.watching import Watch
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement
from probative.model.propositions import Contradiction, Derivation, Proposition, Source
from probative.model.readings import Genre, Reading
from probative.store.kinds import Value

TOOL = f"probative-corroboration/{__version__}"


def known(
    case: Case, leaning: tuple[Derivation, ...] | None = None, *, on_cut: OnCut = ignored
) -> tuple[Ancestry, tuple[Derivation, ...]]:
    """Put together who got what from whom, from what the index holds; give it with what leans on what.

    Args:
        case: An opened case.
        leaning: What leans on what, where that was worked out before; worked out from the texts where absent.
        on_cut: Told where so many exhibits share words that each was compared with some of them only.
    """
    exhibits, readings = tuple(case.store.all(Exhibit)), tuple(_for_comparing(case.store.all(Reading)))
    claims = tuple(case.store.all(Claim))
    if leaning is None:
        leaning = derivations(readings, exhibits, claims=claims, on_cut=on_cut)
    spoken = sources_numbered(
        sources(claims, exhibits, derivations=leaning),
        previous=case.store.all(Source),
        first=case.next_number(Source),
    )
    judgements = judged(case, spoken.sources)
    taken_back, told = retractions(readings, exhibits, claims), conferrings(readings, spoken)
    register, held = withdrawals(taken_back, judgements), {claim.id: claim for claim in claims}
    withdrawn, doubted = taken_out(register, held)
    found = ancestry(
        claims,
        exhibits,
        spoken,
        readings=readings,
        derivations=leaning,
        conferred=conferred(conferrals(told, judgements)),
        withdrawn=withdrawn,
        doubted=doubted,
        upheld=upheld(register, held),
        told=told,
        taken_back=taken_back,
    )
    return found, leaning


def judged(case: Case, sources: Iterable[Source]) -> tuple[Judgement, ...]:
    """Give every judgement, in order, with each source under the number that it has among ``sources``."""
    made = ((judgement, case.held_by(judgement)) for judgement in case.store.all(Judgement))
    return tuple(about_sources(made, sources))


def withdrawals_of(case: Case) -> tuple[Withdrawal, ...]:
    """Give everything that a text takes back, or that a human ever held for withdrawn."""
    store = case.store
    found = retractions(_for_comparing(store.all(Reading)), store.all(Exhibit), store.all(Claim))
    return withdrawals(found, judged(case, store.all(Source)))


def conferrals_of(case: Case) -> tuple[Conferral, ...]:
    """Give everybody of whom a text or a human says that they told each other."""
    spoken = Sources(sources=tuple(case.store.all(Source)), by_hop={})
    found = conferrings(_for_comparing(case.store.all(Reading)), spoken)
    return conferrals(found, judged(case, spoken.sources))


def corroborate(case: Case, watch: Watch) -> str:
    """Group claims, count origins, list contradictions; record it where it changed, and say what there is now."""
    with watch("corroboration", None), uncollected():
        cuts: list[Cut] = []
        descent, leaning = known(case, on_cut=cuts.append)
        grouped = propositions(
            descent,
            judgements=case.judgements(),
            previous=tuple(case.store.all(Proposition)),
            former=former(case, "P"),
            first=case.next_number(Proposition),
        )
        against = contradictions_numbered(
            contradictions(grouped, descent, on_cut=cuts.append),
            previous=case.store.all(Contradiction),
            first=case.next_number(Contradiction),
        )
        register = kept(against, case.store.all(Contradiction), claims=descent.claims, propositions=grouped)
        made: tuple[Value, ...] = (*descent.sources.sources, *leaning, *grouped, *register)
        case.record_whole("corroboration", TOOL, made)
        case.record_gaps("corroboration", gaps_of(cuts))
        case.commit()
    return _line(descent, leaning, grouped, register)


def _for_comparing(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Leave out what is not compared: rows, of which there may be a million and which copy nobody; what is too long."""
    for reading in readings:
        stretch = looked_at(reading)
        if stretch is not None:
            is_compared = reading.genre not in (Genre.TABLE, Genre.DEVICE, Genre.CONTAINER)
            yield replace(stretch, parts=()) if is_compared else replace(stretch, text="", parts=(), declared=())


def _line(
    descent: Ancestry,
    leaning: Sequence[Derivation],
    grouped: Sequence[Proposition],
    register: Sequence[Contradiction],
) -> str:
    published = {exhibit for exhibit, genre in descent.genres.items() if genre is Genre.PUBLICATION}
    lean = len({each.derived for each in leaning if each.derived in published})
    text = (
        f"{len(published)} publications, {lean} lean on others; {len(grouped)} propositions, "
        f"{len(register)} contradictions"
    )
    carried = ((_carriers(each, descent), each) for each in grouped)
    carriers, widest = max(carried, key=lambda each: (each[0], -number_of(each[1].id)), default=(0, None))
    if widest is None or carriers < 2:
        return text
    counted = widest.independence
    interval = (
        str(counted.at_least) if counted.at_least == counted.at_most else f"{counted.at_least}..{counted.at_most}"
    )
    return f"{text}; {widest.id} is carried by {carriers} articles, {interval} independent origins"


def _carriers(proposition: Proposition, descent: Ancestry) -> int:
    exhibits = {descent.claims[each].exhibit for each in proposition.claims if each in descent.claims}
    return sum(1 for exhibit in exhibits if descent.genres.get(exhibit) is Genre.PUBLICATION)

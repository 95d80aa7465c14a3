"""Putting together what the report shows, from an opened case."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from probative import __version__
from probative.flow.agreeing import accords_of
from probative.flow.case import Case
from probative.flow.envelopes import is_enveloped
from probative.flow.holds import conflicts
from probative.flow.inspection import protection
from probative.flow.rereading import since_judged, since_told
from probative.flow.sealed import sealed_people
from probative.flow.timing import outside, times
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.judgements import Judgement
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Contradiction, Derivation, Proposition, Source
from probative.web.context import contexts_of, note_of
from probative.web.dossier import Context, Dossier, Grouping, ReadingNote, Share
from probative.web.order import MOST_DRAWINGS, MOST_GROUPED, by_weight


def assemble(case: Case) -> Dossier:
    """Give the dossier as it stands: everything the index holds, the readings as notes and contexts."""
    store = case.store
    exhibits = tuple(store.all(Exhibit))
    known = since_judged(case)
    notes: list[ReadingNote] = []
    contexts: list[Context] = []
    for exhibit in exhibits:
        volumes = tuple(store.readings(exhibit.id))
        if volumes:
            notes.append(note_of(volumes))
            claims = tuple(store.claims_of(exhibit.id))
            around = chain.from_iterable(contexts_of(volume, claims) for volume in volumes)
            since = {claim.id: since_told(known(claim)) for claim in claims}
            contexts += (replace(each, since=since[each.claim]) if since[each.claim] else each for each in around)
    propositions = tuple(store.all(Proposition))
    against = tuple(store.all(Contradiction))
    drawn = by_weight(propositions, against)[0][:MOST_DRAWINGS]
    sealed = case.custody.sealed
    return Dossier(
        title=store.note("title") or case.folder.name,
        exhibits=exhibits,
        readings=tuple(notes),
        contexts=tuple(contexts),
        claims=tuple(store.all(Claim)),
        sources=tuple(store.all(Source)),
        propositions=propositions,
        groupings=tuple(chain.from_iterable(_groupings(case, each) for each in drawn)),
        derivations=tuple(store.all(Derivation)),
        contradictions=against,
        entities=tuple(store.all(Entity)),
        links=tuple(store.all(Link)),
        events=tuple(store.all(Event)),
        gaps=tuple(store.all(Gap)),
        judgements=tuple(store.all(Judgement)),
        checkpoint=sealed.note.decode() if sealed is not None else "",
        ledger_size=sealed.size if sealed is not None else 0,
        key_protection=protection(case),
        is_withheld=case.keybag.holds_aside,
        started=store.note("first_act") or "",
        finished=store.note("last_act") or "",
        times=times(case),
        outside=outside(case),
        to_decide=tuple(conflicts(case)),
        pseudonyms=tuple(each.pseudonym for each in sealed_people(case)),
        enveloped=frozenset(each.id for each in exhibits if is_enveloped(case, each.id)),
        tool_version=__version__,
    )


def _groupings(case: Case, proposition: Proposition) -> Iterator[Grouping]:
    """Give why each claim of a proposition stands in it, as `probative why` tells it."""
    for accord in accords_of(case, proposition, most=MOST_GROUPED):
        yield Grouping(
            proposition=proposition.id,
            claim=accord["claim"],
            other=accord["with"],
            why=accord["why"],
            shares=tuple(
                Share(
                    part=str(part["part"]),
                    permille=None if part["share"] is None else round(1000 * part["share"]),
                    both=tuple(part["both"]),
                )
                for part in accord["parts"]
            ),
            against=tuple(accord["against"]),
        )

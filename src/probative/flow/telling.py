"""An ancestry in lines for a reader."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from probative.flow.decided import counts, decision, outcome, ratings, until
from probative.flow.rereading import since_told
from probative.flow.shapes import Shape
from probative.flow.timing import said

KEPT_APART: Final = "kept apart with the original, which names somebody sealed"
"""Stands for a SHA-256 by which a guess at a name could be tested."""

MOST_SHOWN: Final = 20
"""So many claims, ties and events are told line by line; the rest is counted and stands in ``--json``."""


def told(found: Mapping[str, Any]) -> Iterator[str]:
    """Tell what ``ancestry`` gave, a line a piece of it."""
    yield from _KINDS[found["kind"]](found)
    for judgement in found["judgements"]:
        value = f" {judgement['value']}" if judgement["value"] else ""
        rests = f" on {', '.join(judgement['grounds'])}" if judgement["grounds"] else ""
        yield _line(
            "judged", f"{judgement['id']} {judgement['verdict']}{value}{rests} by {judgement['by']}: {judgement['why']}"
        )
    entry = found["entry"]
    if entry is None:
        yield _line("ledger", "no entry speaks of it alone")
        return
    yield _line("ledger", f"entry {entry['index']}, {entry['type']}, {said(entry['when'])}")
    yield _line("proof", "under the signed checkpoint" if found["proof"] else "not under a checkpoint yet")


def _claim(found: Mapping[str, Any]) -> Iterator[str]:
    claim, context = found["claim"], found["context"]
    before, after = context["before"].split("\n")[-1], context["after"].split("\n")[0]
    yield f"{claim['id']}  {claim['content']}"
    yield _line("in words", f"…{before}[{context['words']}]{after}…")
    yield _line("stands in", f"{claim['exhibit']} {found['exhibit']['title']}, {claim['span'][0]}..{claim['span'][1]}")
    yield _line("sha256", found["exhibit"]["sha256"] or KEPT_APART)
    yield from _chain(claim)
    forecast = ", a forecast" if claim["forecast"] else ""
    yield _line("certainty", f"{claim['certainty']}, {CERTAINTY[claim['certainty']]}{forecast}")
    yield _line("proposed by", proposed_by(claim))
    yield _line("status", STATUS[claim["status"]])
    for told in since_told(claim):
        yield _line("since", told)
    yield from _substance(claim)
    if claim["period"]:
        bounds = f"{claim['period']['earliest'] or 'open'} to {claim['period']['latest'] or 'open'}"
        yield _line("date", f"“{claim['period']['verbatim']}”: {bounds}")
    for proposition in found["propositions"]:
        yield _line("proposition", f"{proposition['id']}: {_counted(proposition)}")
    for number in found["uncounted_in"]:
        why = "it is rejected, left open by who speaks, or withdrawn with what it comes from"
        yield _line("not counted", f"in {number}: {why}")
    for each in found["forecasts"]:
        yield _line("foretold", f"by {each['name']}, {until(each)}; {outcome(each)}")
        yield from _lines(each["history"])
    yield from _lines_of_grade(found["grade"])
    yield from _against(found)


def _substance(claim: Shape) -> Iterator[str]:
    """Tell what the claim tells of, and its words as they stand alone."""
    alone = claim["standalone"]
    if alone is not None and any(piece["filled_in"] for piece in alone["pieces"]):
        yield _line("stands alone", alone["text"])
        for piece in alone["pieces"]:
            if piece["filled_in"]:
                where = (
                    f"from {piece['span'][0]}..{piece['span'][1]}" if piece["span"] else "known from outside the text"
                )
                instead = f" for “{piece['stands_for']}”" if piece["stands_for"] else ""
                yield _line("filled in", f"“{piece['words']}”{instead}, {where}")
    if claim["event"]:
        negative = ", said not to be so" if claim["is_negative"] else ""
        yield _line("tells of", f"{claim['event']}{negative}")
    elif claim["is_negative"]:
        yield _line("tells of", "something said not to be so")
    for each in claim["participants"]:
        means = f" (= {each['means']})" if each["means"] else ""
        yield _line(each["role"], f"“{each['words']}”{means}")
    for each in claim["quantities"]:
        yield _line("number", f"“{each['words']}”: {bounds_of(each)}")


def bounds_of(quantity: Shape) -> str:
    """Say a number's bounds in words: "12 or more people"."""
    unit = f" {quantity['unit']}" if quantity["unit"] else ""
    least, most = quantity["least"], quantity["most"]
    if quantity["rough"]:
        return f"about {quantity['number']:,}{unit}"
    if least is not None and most is not None:
        return f"{least:,}{unit}" if least == most else f"{least:,} to {most:,}{unit}"
    return f"{least:,} or more{unit}" if least is not None else f"{most:,} or fewer{unit}"


def proposed_by(claim: Shape) -> str:
    """Say who proposed a claim, whether all who were asked did, and with what chance."""
    words = PROPOSER[claim["proposed_by"]]
    return words if claim["confidence"] is None else f"{words} ({claim['confidence']:.2f})"


def _chain(claim: Shape) -> Iterator[str]:
    for hop in claim["chain"]:
        cue = f", by “{hop['cue']}”" if hop["cue"] else ""
        named = f" (as “{hop['mention']}”)" if hop["mention"] and hop["mention"] != hop["source"] else ""
        yield _line(hop["role"], f"{hop['source'] or 'nobody named'}{named}, {hop['kind']}{cue}")


def _proposition(found: Mapping[str, Any]) -> Iterator[str]:
    proposition = found["proposition"]
    yield f"{proposition['id']}  {proposition['words']}"
    yield _line("counted", _counted(proposition))
    for at, sentence in enumerate(proposition["account"]):
        yield _line("" if at else "plainly", sentence)
    marks = dict.fromkeys(proposition["denied_by"], "denies") | dict.fromkeys(proposition["forecasts"], "foresees")
    counted = {each["refers_to"] for each in found["ancestry"]["vertices"]}
    marks |= dict.fromkeys((each for each in proposition["claims"] if each not in counted), "uncounted")
    yield from _claims(found["claims"], lambda claim: marks.get(claim["id"], "says"))
    for accord in found["accords"][:MOST_SHOWN]:
        yield _line("agrees", f"{accord['claim']} with {accord['with']}: {accord['words']}")
    for possible in found["possible"][:MOST_SHOWN]:
        yield _line("perhaps", f"the same as {possible['words']}")
    yield from _lines_of_grade(found["grade"])
    yield from _against(found)


def _exhibit(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{found['id']}  {found['exhibit']['title']}"
    yield _line("sha256", found["exhibit"]["sha256"] or KEPT_APART)
    yield _line("what", f"{found['exhibit']['media_type']}, {found['exhibit']['size_bytes']} bytes")
    for receipt in found["receipts"]:
        inside = f" inside {receipt['container']}" if receipt["container"] else ""
        way = receipt["from"] or receipt["collected_by"] or receipt["unknown_because"]
        yield _line("received", f"as {receipt['name']}{inside}, from: {way}; {said(receipt['when'])}")
    claims = found["claims"]
    more = f" and {len(claims) - MOST_SHOWN} more" if len(claims) > MOST_SHOWN else ""
    yield _line("claims", (", ".join(claims[:MOST_SHOWN]) or "none") + more)
    for gap in found["gaps"]:
        yield _line("gap", f"{gap['id']} {gap['kind']}: {gap['detail']}")
    yield from _lines_of_grade(found["grade"])


def _source(found: Mapping[str, Any]) -> Iterator[str]:
    source = found["source"]
    others = [name for name in source["names"] if name != source["name"]]
    also = f" (also: {', '.join(others)})" if others else ""
    yield f"{source['id']}  {source['name']}{also}, {source['kind']}"
    yield _line("speaks in", ", ".join(source["exhibits"]))
    yield from _claims(found["claims"], lambda _: "says")
    hanging = [each for each in found["propositions"] if source["name"] in each["bottlenecks"]]
    alone = [each["id"] for each in hanging if len(each["bottlenecks"]) == 1]
    shared = [each["id"] for each in hanging if len(each["bottlenecks"]) > 1]
    yield _line("hangs on it", ", ".join(alone) or "no proposition hangs on this source alone")
    if shared:
        yield _line("with others", ", ".join(shared))
    yield from _lines_of_grade(found["grade"])
    for each in found["track_record"]:
        yield _line("foretold", counts(each))
    for each in found["own_accounts"]:
        yield _line("says both", f"{each['id']} [{each['state']}] {each['conflict']}: {each['detail']}")


def _entity(found: Mapping[str, Any]) -> Iterator[str]:
    entity = found["entity"]
    yield f"{entity['id']}  {entity['caption']}, {entity['schema']}, {entity['mentions']} mentions"
    for place in found["named_in"]:
        names = ", ".join(f"“{name}” x{times}" for name, times in place["names"].items())
        yield _line("named in", f"{place['exhibit']}: {names}")
    for merge in entity["merges"]:
        yield _line("joined", f"“{merge['left']}” and “{merge['right']}”: {merge['why']} ({merge['status']})")
    for link in found["links"][:MOST_SHOWN]:
        yield _line("tie", f"{link['id']} {_tie(link)}")
    for event in found["events"][:MOST_SHOWN]:
        roles = ", ".join(each["role"] for each in event["participants"] if each["entity"] == entity["id"])
        yield _line("event", f"{event['id']} as {roles}: {event['words']}")
    beyond = sum(max(0, len(found[kind]) - MOST_SHOWN) for kind in ("links", "events"))
    if beyond:
        yield _line("and", f"{beyond} more ties and events, with --json")


def _link(found: Mapping[str, Any]) -> Iterator[str]:
    link = found["link"]
    yield f"{link['id']}  {_tie(link)}"
    yield _line("rests on", f"{_many(len(link['claims']), 'claim')}, and is no surer than they are:")
    yield from _claims(found["claims"], lambda _: "says")


def _event(found: Mapping[str, Any]) -> Iterator[str]:
    event = found["event"]
    yield f"{event['id']}  {event['words']} ({event['kind']})"
    period = event["period"]
    if period is None:
        yield _line("when", "no source gives a date")
    else:
        yield _line("when", f"“{period['verbatim']}”: {period['earliest'] or 'open'} to {period['latest'] or 'open'}")
    if event["places"]:
        yield _line("where", ", ".join(event["places"]))
    for each in event["participants"]:
        yield _line(each["role"], f"{each['entity']} {event['captions'].get(each['entity'], '')}")
    yield from _claims(found["claims"], lambda _: "says")


def _contradiction(found: Mapping[str, Any]) -> Iterator[str]:
    against = found["contradiction"]
    yield f"{against['id']}  {against['conflict']}: {against['detail']}"
    yield _line("state", against["state"])
    yield from _lines(against["history"])
    if against["lapsed"]:
        yield _line("lapsed", against["lapsed"])
    yield from _claims(found["claims"], lambda _: "says")


def _gap(found: Mapping[str, Any]) -> Iterator[str]:
    gap = found["gap"]
    yield f"{gap['id']}  {gap['kind']}, found in {gap['stage']}"
    yield _line("what", gap["what"])
    yield _line("why", gap["detail"])
    if found["exhibit"] is not None:
        yield _line("in", f"{found['exhibit']['id']} {found['exhibit']['title']}")


def _judgement(found: Mapping[str, Any]) -> Iterator[str]:
    judgement = found["judgement"]
    value = f" {judgement['value']}" if judgement["value"] else ""
    yield f"{judgement['id']}  {judgement['verdict']} {', '.join(judgement['subjects'])}{value}"
    yield _line("by", judgement["by"])
    yield _line("because", judgement["why"])
    if judgement["grounds"]:
        yield _line("grounds", ", ".join(judgement["grounds"]))
    for subject, members in found["meant"].items():
        yield _line("meant then", f"{subject} was {', '.join(members)}")


_KINDS: Final[Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]]] = {
    "claim": _claim,
    "contradiction": _contradiction,
    "entity": _entity,
    "event": _event,
    "exhibit": _exhibit,
    "gap": _gap,
    "judgement": _judgement,
    "link": _link,
    "proposition": _proposition,
    "source": _source,
}

CERTAINTY: Final[Mapping[str, str]] = {
    "CT+": "the speaker is certain that it is so",
    "PR+": "the speaker holds it probable",
    "PS+": "the speaker holds it possible",
    "CT-": "the speaker is certain that it is not so",
    "PR-": "the speaker holds it improbable",
    "PS-": "the speaker holds it possible that it is not so",
    "Uu": "the speaker does not commit to it",
}
"""FactBank's values in words."""

PROPOSER: Final[Mapping[str, str]] = {
    "both": "rules and model agree",
    "rules": "the rules; no model was asked",
    "only_rules": "only the rules; the model did not see it",
    "only_model": "only the model; the rules did not see it",
    "voice": "the rule for what a text says in its own voice",
    "lines": "the rule for rows and records",
    "unknown": "not recorded",
}
"""Who proposed a claim, in words."""

STATUS: Final[Mapping[str, str]] = {
    "proposed": "proposed by the machine; no human has judged it",
    "accepted": "accepted by a human",
    "rejected": "rejected by a human",
}


def _line(what: str, text: str) -> str:
    return f"  {what:<13}{text}"


def _claims(claims: Iterable[Shape], mark: Callable[[Shape], str]) -> Iterator[str]:
    every = list(claims)
    for claim in every[:MOST_SHOWN]:
        chain = " -> ".join(hop["source"] or "nobody named" for hop in claim["chain"])
        yield _line(
            mark(claim), f"{claim['id']} in {claim['exhibit']} [{claim['certainty']}] {chain}: {claim['content']}"
        )
    if len(every) > MOST_SHOWN:
        yield _line("and", f"{len(every) - MOST_SHOWN} more claims, with --json")


def _against(found: Mapping[str, Any]) -> Iterator[str]:
    for each in found["contradictions"]:
        lapsed = f" (lapsed: {each['lapsed']})" if each["lapsed"] else ""
        yield _line("against it", f"{each['id']} [{each['state']}] {each['conflict']}: {each['detail']}{lapsed}")


def _lines(line: Iterable[Shape]) -> Iterator[str]:
    return (_line("", decision(each)) for each in line)


def _lines_of_grade(grade: Shape | None) -> Iterator[str]:
    """Tell both ratings, each with every earlier one."""
    for name, given, line in ratings(grade) if grade is not None else ():
        yield _line(name, given)
        yield from _lines(line)


def _tie(link: Shape) -> str:
    return f"{link['from']} {link['from_caption']} -[{link['role']}]-> {link['to']} {link['to_caption']}"


def _counted(proposition: Shape) -> str:
    counted = proposition["independence"]
    least, most = counted["at_least"], counted["at_most"]
    interval = _many(most, "independent origin") if least == most else f"{least} to {most} independent origins"
    hangs = hanging_on(proposition["bottlenecks"])
    met = f"{_many(proposition['origins'], 'origin')} through {_many(proposition['channels'], 'channel')}"
    return f"{interval} ({met}){f'; {hangs}' if hangs else ''}"


def hanging_on(bottlenecks: Sequence[str]) -> str:
    """Say on whom a proposition hangs; nothing where it hangs on nobody."""
    if len(bottlenecks) < 2:
        return f"all hangs on {bottlenecks[0]}" if bottlenecks else ""
    together = f"{', '.join(bottlenecks[:-1])} and {bottlenecks[-1]}"
    return f"all hangs on {together}: without them nobody vouches for it"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"

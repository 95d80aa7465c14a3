"""The hops a claim took: from who could know, over relays, to who published it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from probative.claims.bindings import Binding, binding_for, bindings
from probative.claims.channels import Channel, Channels
from probative.claims.descriptions import describe, is_medium
from probative.claims.hearsay import heard, listener
from probative.claims.layout import Layout
from probative.claims.parse import Parse
from probative.claims.slavic import SlavicChannels, SlavicParse
from probative.claims.spokespersons import body_of, called
from probative.claims.voices import Voice
from probative.model.anchors import Passage
from probative.model.claims import Attribution, Hop, Role, SourceKind
from probative.model.readings import Reading

_FIRST_PERSON: Final = frozenset((
    "i", "me", "my", "we", "us", "our",
    "я", "мені", "мене", "мій", "моя", "ми", "нам", "нас", "мне", "меня", "мой", "мы",
))  # fmt: skip
_FIRST_MANY: Final = frozenset(("we", "us", "our", "ми", "нам", "нас", "мы"))
_ANSWERS: Final = frozenset((
    "a", "answer", "witness", "the witness", "свідок", "відповідь", "свидетель", "ответ",
))  # fmt: skip
_BEFORE_A_NOUN: Final = 25
"""So many characters may stand before the noun: "the widespread reports that"."""
_TELLING: Final = frozenset(("tell", "inform", "assure"))
_BEHALF: Final = re.compile(r"\bon (?:(his|her|their|its)\s+behalf|behalf of ([^,.;:]{2,60}?)(?=[,.;:]| that\b|$))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What chains are made from: the attributions of one text and who speaks for whom in it."""

    reading: Reading
    whole: Layout
    attributions: Sequence[Attribution]
    bindings: Sequence[Binding]
    channels: Channels | None
    by_speaker: Mapping[str, Sequence[Attribution]]


def links_of(reading: Reading, whole: Layout, attributions: Sequence[Attribution]) -> Links:
    """Gather what the chains of a text are made from."""
    by_speaker: dict[str, list[Attribution]] = {}
    for each in attributions:
        if each.speaker is not None and each.source is not None:
            by_speaker.setdefault(each.speaker, []).append(each)
    return Links(
        reading=reading,
        whole=whole,
        attributions=attributions,
        bindings=bindings(whole, attributions) if isinstance(whole, Parse) else (),
        channels=SlavicChannels(whole, attributions, by_speaker) if isinstance(whole, SlavicParse) else None,
        by_speaker=by_speaker,
    )


def rejecting(attributions: Sequence[Attribution], index: int) -> int | None:
    """Give the attribution that rejects what another one calls a claim: "she rejected reports that the mill burned".

    Whoever made those reports is nobody that the text knows; and who rejects them does not pass them on, but denies
    what they say.

    Args:
        attributions: All of the text.
        index: The one that a noun makes: "reports".
    """
    each = attributions[index]
    if each.parent is None:
        return None
    around = attributions[each.parent]
    is_nobodys = each.speaker is None or each.speaker == around.speaker
    is_all = 0 <= each.cue[0][0] - around.content[0][0] <= _BEFORE_A_NOUN and each.cue[0][0] < each.content[0][0]
    return each.parent if is_nobodys and is_all and around.certainty.is_denial else None


def chain_of(links: Links, index: int, voice: Voice) -> tuple[Hop, ...]:
    """Give the chain of attribution ``index``: its source, those who pass it on, and the voice of the text.

    The same source twice in a row is one hop. A first person whom the text does not resolve is the voice itself.

    Args:
        links: The text.
        index: Which attribution.
        voice: Who speaks where nobody is named.
    """
    hops: list[Hop] = []
    rejected = rejecting(links.attributions, index)
    at: int | None = index if rejected is None else rejected
    while at is not None:
        for hop in _hops(links, at, voice):
            if not hops or hop.source is None or hop.source != hops[-1].source:
                hops.append(hop)
        at = links.attributions[at].parent
    if hops[-1].role is Role.RELAY and len(hops) > 1 and _is_own(hops[-1], voice):
        # "Speaking to the Harrow Post, she said", says the Harrow Post.
        hops.pop()
    if hops[-1].source != voice.name or hops[-1].kind is not voice.kind:
        hops.append(voice.as_channel())
    hops += voice.passed_on
    return tuple(
        hop if hop.role is Role.PUBLISHER and place else replace(hop, role=Role.RELAY if place else Role.ORIGIN)
        for place, hop in enumerate(hops)
    )


def _is_own(hop: Hop, voice: Voice) -> bool:
    """Whether whom a source spoke to is whoever publishes the text."""
    name = (hop.source or "").casefold().removeprefix("the ")
    return voice.kind is SourceKind.PUBLISHER and name == (voice.name or "").casefold().removeprefix("the ")


def _hops(links: Links, index: int, voice: Voice) -> list[Hop]:
    """Give an attribution's own hop, and the relay that speaks for its source."""
    each = links.attributions[index]
    told = heard(links.whole, each, links.by_speaker) if isinstance(links.whole, Parse) else None
    if told is not None and told.is_own:
        return _through(links, told.teller)
    if _is_voice(links, each, voice):
        return [*_through(links, told.teller if told else None), voice.as_origin()]
    own = _hop(links, each)
    if told is not None:
        return [*_through(links, told.teller), own]
    if links.channels is not None:
        before, after = links.channels.principal(index), links.channels.relay(index)
        return [*_through(links, before), own, *_through(links, after)]
    principal = _principal(links, each)
    if principal is not None:
        return [principal, own]
    if not isinstance(links.whole, Parse):
        return [own]
    body = _through(links, body_of(links.whole, each, links.by_speaker))
    binding = binding_for(links.whole, links.bindings, links.attributions, index, links.by_speaker)
    if binding is None:
        hearer = _listener(links, links.whole, index)
        heard_by = [hearer] if hearer is not None else _through(links, listener(links.whole, each, links.by_speaker))
        return [*body, own, *heard_by]
    relay = _hop(links, links.attributions[binding.attribution])
    return [*body, own, replace(relay, cue=_text(links, *binding.cue))]


def _through(links: Links, channel: Channel | None) -> list[Hop]:
    """Give the hop of a channel, none where there is none."""
    if channel is None:
        return []
    start, end = channel.place
    offset = links.reading.offset
    return [
        Hop(
            source=channel.name,
            kind=channel.kind,
            role=Role.RELAY,
            mention=Passage(exhibit=links.reading.exhibit, start=start + offset, end=end + offset),
            words=links.whole.text[start:end],
            cue=_text(links, *channel.cue),
            number=channel.number,
        )
    ]


def _is_voice(links: Links, each: Attribution, voice: Voice) -> bool:
    """Whether the source is the one who speaks anyway: "I" in a statement, a paper's "we", answers in a hearing."""
    if each.source is None or each.speaker is None:
        return False
    word = each.speaker.lower()
    if links.reading.genre.value == "publication":
        # "I" is an author, whom nobody may know; "we" who have learned or take back something are the paper.
        return word in _FIRST_MANY and each.parent is None and voice.kind is SourceKind.PUBLISHER
    is_answer = word in _ANSWERS and links.whole.text[each.cue[0][0] : each.cue[0][1]] in (":", ".")
    return word in _FIRST_PERSON or is_answer


def _hop(links: Links, each: Attribution) -> Hop:
    mention = words = None
    if each.source is not None:
        start, end = each.source
        offset = links.reading.offset
        mention = Passage(exhibit=links.reading.exhibit, start=start + offset, end=end + offset)
        words = links.whole.text[start:end]
    # "I" of a publication is its author, whom another text's "I" is not: no name to find anybody by.
    is_i = each.speaker is not None and each.speaker.lower() in _FIRST_PERSON
    return Hop(
        source=each.speaker,
        kind=SourceKind.DESCRIBED if is_i and each.kind is SourceKind.NAMED else each.kind,
        role=Role.RELAY,
        mention=mention,
        words=words,
        cue=" ... ".join(_text(links, *piece) for piece in each.cue),
        number=each.number,
    )


def _listener(links: Links, whole: Parse, index: int) -> Hop | None:
    """Give the relay in "the quartermaster told Varen that": the named listener, where he is himself a source here.

    So is a paper, an agency or a station that a source told it: "told the Harrow Post".

    Source: docs/explanation/attribution.md, "The listener rule".
    """
    each = links.attributions[index]
    place = whole.token_at(each.cue[-1][1])
    told = whole.token_at(each.cue[-1][1] - 1)
    lemma = whole.lexicon.lemmas.get(whole.low(told - 1 if told == place else told), "")
    end = whole.chunks(place).phrases.get(place, place) if place < len(whole.tags) else place
    if lemma not in _TELLING or end == place:
        return None
    if is_medium(whole, place, end) and (whole.low(place) == "the" or end - place == 1):
        name, kind, number = called(whole, (place, end), links.by_speaker)
        span = whole.span(place, end)
        through = Channel(name=name, kind=kind, number=number, place=span, cue=(each.cue[0][0], span[1]))
        return next(iter(_through(links, through)))
    seen = describe(whole, place, end)
    last = seen.name.split()[-1:]
    known = [
        said[0]
        for name, said in links.by_speaker.items()
        if last and name.split()[-1:] == last and said[0].kind is SourceKind.NAMED
    ]
    names = {other.speaker for other in known}
    if len(names) != 1 or names == {each.speaker}:
        return None
    start, stop = whole.span(place, end)
    offset = links.reading.offset
    return Hop(
        source=known[0].speaker,
        kind=SourceKind.NAMED,
        role=Role.RELAY,
        mention=Passage(exhibit=links.reading.exhibit, start=start + offset, end=stop + offset),
        words=whole.text[start:stop],
        cue=_text(links, each.cue[0][0], stop),
        number=1,
    )


def _text(links: Links, start: int, end: int) -> str:
    return " ".join(links.whole.text[start:end].split())


def _principal(links: Links, each: Attribution) -> Hop | None:
    """Give the one on whose behalf a source speaks: "her lawyer said on her behalf that"."""
    if each.source is None or each.speaker is None:
        return None
    start = min(each.source[0], each.cue[0][0])
    end = max(each.source[1], each.cue[-1][1], each.content[0][0])
    if end - start > 200:
        return None
    match = _BEHALF.search(links.whole.text, start, end)
    if match is None:
        return None
    owner, sep, _ = each.speaker.rpartition("'s ")
    name = owner if match.group(1) and sep else match.group(2) or match.group(1)
    known = next(iter(links.by_speaker.get(name, ())), None)
    is_name = known.kind is SourceKind.NAMED if known is not None else name[0].isupper()
    return Hop(
        source=name,
        kind=SourceKind.NAMED if is_name else SourceKind.DESCRIBED,
        role=Role.ORIGIN,
        mention=Passage(
            exhibit=links.reading.exhibit,
            start=match.start() + links.reading.offset,
            end=match.end() + links.reading.offset,
        ),
        words=match.group(),
        cue=_text(links, match.start(), match.end()),
        number=known.number if known is not None else None,
    )

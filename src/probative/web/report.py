"""The report: a dossier as one HTML file that works without a network, without a script and on paper."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from probative.base.identifiers import ClaimId, PropositionId
from probative.corroboration import Review, review_order
from probative.corroboration.paragraph import paragraph
from probative.flow.decided import OUTCOME, RATING
from probative.model.claims import Claim
from probative.model.gaps import Gap, GapKind
from probative.model.propositions import Proposition, Source
from probative.model.readings import Genre
from probative.web import ancestry, figure, ties, timeline, wording
from probative.web.cards import Card, card_of, proposed_by, sources_by_name
from probative.web.dossier import Dossier, Grouping
from probative.web.hangs import Bottleneck, bottlenecks_of
from probative.web.order import MOST_DRAWINGS, Allowance, Portion, by_weight, publications, uttered
from probative.web.registers import contradictions_of, tables_of
from probative.web.shown import cut, plain, shown, visible

MOST_LINES: Final = 500
"""Lines of any table but claims; what is beyond is counted beside the table, with the command that lists all."""
FEW: Final = 12
"""Gaps of one kind that stand in the first list; more of a kind fold up under its name."""
MOST_BOTTLENECKS: Final = 12
"""Bottlenecks that stand open, the heaviest; the others fold up below them."""
MOST_REVIEWED: Final = 12
"""Claims in the list of what to review first."""
MOST_OPEN: Final = 12
"""Propositions whose claims are unfolded when the page opens."""


def render(dossier: Dossier) -> bytes:
    """Give the report as one self-contained HTML file in UTF-8. The same dossier gives the same bytes.

    Text from the material is escaped, isolated from the direction of the text around it, and shown with its control
    characters; nothing in it can add markup. The page carries a policy that forbids scripts and every request.
    """
    page = _Page(dossier)
    text = _environment().get_template("report.html.j2").render(page=page.values(), **_words())
    return text.encode("utf-8", errors="backslashreplace")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One heading's claims: in full, as rows, and how many are beyond."""

    head: str
    cards: tuple[Card, ...]
    portion: Portion


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One proposition as the page shows it."""

    proposition: Proposition
    caption: str
    account: tuple[str, ...]
    drawing: Markup
    graph: ancestry.Ancestry | None
    rows: tuple[ancestry.Row, ...]
    groupings: tuple[Grouping, ...]
    parts: tuple[_Part, ...]
    is_open: bool


class _Page:
    """Everything the templates need, looked up once."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._claims = {claim.id: claim for claim in dossier.claims}
        self._contexts = {context.claim: context for context in dossier.contexts}
        self._notes = {note.exhibit: note for note in dossier.readings}
        self._sources = sources_by_name(dossier.sources)
        self._everybody: dict[str, Source] = {source.id: source for source in dossier.sources}
        self._genres = {note.exhibit: note.genre for note in dossier.readings}
        self._groupings: dict[str, list[Grouping]] = {}
        for each in sorted(dossier.groupings, key=lambda one: one.claim):
            self._groupings.setdefault(each.proposition, []).append(each)
        self._allowance = Allowance()
        self._several, self._single = by_weight(dossier.propositions, dossier.contradictions)
        self._alone = {one.id: one for one in self._single}

    def values(self) -> dict[str, Any]:
        """Give the values by the names that the templates use."""
        dossier = self._dossier
        sheets = [self._sheet(one, index) for index, one in enumerate(self._several)]
        once = self._once()
        dated, undated = timeline.moments_of(dossier.events, dossier.claims, map(uttered, self._several))
        drawn = ties.ties_of(dossier.entities, dossier.links)
        tables: dict[str, Sequence[Any]] = {
            "exhibits": sorted(dossier.exhibits, key=lambda one: one.id),
            "sources": sorted(dossier.sources, key=lambda one: one.id),
            "entities": sorted(dossier.entities, key=lambda one: (-len(one.mentions), one.id)),
            "links": sorted(dossier.links, key=lambda one: one.id),
            "derivations": sorted(dossier.derivations, key=lambda one: (one.derived, one.upstream, one.basis)),
            "judgements": sorted(dossier.judgements, key=lambda one: one.id),
            "dated": dated,
            "undated": undated,
            "bottlenecks": self._bottlenecks(),
            **tables_of(dossier),
        }
        rare, frequent = self._gaps()
        values: dict[str, Any] = {
            **{name: rows[:MOST_LINES] for name, rows in tables.items()},
            **contradictions_of(dossier),
            "beyond": {name: max(0, len(rows) - MOST_LINES) for name, rows in tables.items()},
            "dossier": dossier,
            "notes": self._notes,
            "claims": self._claims,
            "propositions_of": self._propositions_of(),
            "account_of": self._account_of,
            "gaps": rare,
            "gaps_of_kind": frequent,
            "counts": self._counts(),
            "lead": self._lead(sheets),
            "reviews": self._reviews(),
            "sheets": sheets,
            "once": once,
            "hang_drawings": self._hang_drawings(tables["bottlenecks"]),
            "timeline": timeline.draw(dated),
            "timeline_beyond": max(0, len(dated) - timeline.MOST_BARS),
            "network": ties.draw(drawn),
            "network_beyond": drawn.left_out,
            "names": {entity.id: entity.caption for entity in dossier.entities},
        }
        values["when"] = self._when
        values["link"] = _linker(self._targets(values))
        return values

    def _when(self, key: str, claimed: str) -> str:
        """Say when something was entered: its bracket, or that there is but our clock."""
        return self._dossier.times.get(key) or (f"our clock said {claimed}" if claimed else "not recorded")

    def _sheet(self, proposition: Proposition, index: int) -> _Sheet:
        carrying = publications(proposition.claims, self._claims, self._notes)
        caption = ancestry.caption(proposition, len(carrying))
        is_drawn = index < MOST_DRAWINGS and bool(proposition.claims)
        parts = (
            ("Said by", proposition.claims),
            ("Denied by", proposition.denied_by),
            ("Foreseen by", proposition.forecasts),
        )
        graph = ancestry.ancestry_of(proposition.independence) if is_drawn else None
        account = paragraph(proposition, self._claims, self._everybody, self._genres)
        return _Sheet(
            proposition=proposition,
            caption=caption,
            account=account,
            drawing=figure.draw(_said(proposition), graph, " ".join(account)) if graph else Markup(""),
            graph=graph,
            rows=ancestry.rows_of(graph, proposition.id) if graph else (),
            groupings=tuple(self._groupings.get(proposition.id, ())),
            parts=tuple(self._part(head, claims) for head, claims in parts if claims),
            is_open=index < MOST_OPEN,
        )

    def _part(self, head: str, claims: tuple[ClaimId, ...]) -> _Part:
        portion = self._allowance.portion([self._claims[one] for one in sorted(claims)])
        return _Part(head=head, cards=self._cards(portion), portion=portion)

    def _cards(self, portion: Portion) -> tuple[Card, ...]:
        return tuple(card_of(one, self._contexts.get(one.id), self._sources) for one in portion.cards)

    def _once(self) -> list[tuple[str, _Part]]:
        """Claims that stand alone in their proposition, or in none, by exhibit."""
        together = {claim for one in self._several for claim in uttered(one)}
        alone: dict[str, list[Claim]] = {}
        for claim in sorted(self._dossier.claims, key=lambda one: one.id):
            if claim.id not in together:
                alone.setdefault(claim.exhibit, []).append(claim)
        found = []
        for exhibit in sorted(alone):
            portion = self._allowance.portion(alone[exhibit], most_cards=len(alone[exhibit]))
            found.append((exhibit, _Part(head=exhibit, cards=self._cards(portion), portion=portion)))
        return found

    def _bottlenecks(self) -> tuple[Bottleneck, ...]:
        return bottlenecks_of((*self._several, *self._single))

    def _hang_drawings(self, found: Sequence[Bottleneck]) -> dict[str, Markup]:
        """A drawing for each bottleneck of which none stands further down: how all that falls with it came through."""
        single = self._alone
        drawn = {}
        for one in found[:MOST_OPEN]:
            falling = [single[fall.proposition] for fall in one.falls if fall.proposition in single]
            if len(falling) < len(one.falls):
                continue
            graph = ancestry.ancestry_of(ancestry.together((each.independence for each in falling), one.refers_to))
            said = _said(falling[0])
            if len(falling) > 1:
                numbers = ", ".join(each.id for each in falling)
                said = figure.Said(number=wording.counted(len(falling), "proposition"), words=numbers)
            words = f"All of this came through {one.name}."
            drawn[one.refers_to] = figure.draw(said, graph, words, ident=f"hangs-{one.refers_to}")
        return drawn

    def _reviews(self) -> list[tuple[Claim, Review, str]]:
        """The claims that a human should look at first, each with why and with who proposed it."""
        dossier = self._dossier
        ordered = review_order(dossier.claims, dossier.propositions, dossier.contradictions)
        return [(self._claims[one.claim], one, proposed_by(self._claims[one.claim])) for one in ordered[:MOST_REVIEWED]]

    def _account_of(self, number: str) -> tuple[str, ...]:
        """Tell in sentences who vouches for what is said once: there, too, it may hang on a relay or on nobody."""
        one = self._alone.get(PropositionId(number))
        return paragraph(one, self._claims, self._everybody, self._genres) if one is not None and one.claims else ()

    def _propositions_of(self) -> dict[ClaimId, list[str]]:
        found: dict[ClaimId, list[str]] = {}
        for one in self._single:
            for claim in uttered(one):
                found.setdefault(claim, []).append(one.id)
        return found

    def _gaps(self) -> tuple[list[Gap], list[tuple[GapKind, list[Gap], int]]]:
        """The gaps of rare kinds in one list, and those of frequent kinds each in their own, cut to a size."""
        kinds: dict[GapKind, list[Gap]] = {}
        for gap in sorted(self._dossier.gaps, key=lambda one: one.id):
            kinds.setdefault(gap.kind, []).append(gap)
        # Who handed a thing over is missing for whole folders at a time: it must not bury what could not be read.
        ordered = sorted(kinds, key=lambda kind: (kind is GapKind.UNKNOWN_RECEIPT, wording.GAP[kind]))
        many = [kind for kind in ordered if len(kinds[kind]) > FEW or kind is GapKind.UNKNOWN_RECEIPT]
        rare = [gap for kind in ordered if kind not in many for gap in kinds[kind]]
        return rare, [(kind, kinds[kind][:MOST_LINES], max(0, len(kinds[kind]) - MOST_LINES)) for kind in many]

    def _counts(self) -> list[tuple[int, str]]:
        dossier = self._dossier
        articles = sum(note.genre is Genre.PUBLICATION for note in dossier.readings)
        judged = sum(claim.status.value != "proposed" for claim in dossier.claims)
        said = [
            (len(dossier.exhibits), "exhibit", "exhibits"),
            (articles, "publication", "publications"),
            (len(dossier.claims), "claim", "claims"),
            (judged, "of them judged by a human", "of them judged by a human"),
            (len(self._several), "proposition of several claims", "propositions of several claims"),
            (len(dossier.contradictions), "contradiction", "contradictions"),
            (len(dossier.entities), "person, organisation or place", "people, organisations, places"),
            (len(dossier.gaps), "gap", "gaps"),
        ]
        return [(number, one if number == 1 else many) for number, one, many in said]

    def _lead(self, sheets: list[_Sheet]) -> tuple[_Sheet, str, str] | None:
        """The proposition that most publications carry, and its two counts in words."""
        best: tuple[int, _Sheet] | None = None
        for sheet in sheets:
            carried = len(publications(sheet.proposition.claims, self._claims, self._notes))
            if carried > 1 and (best is None or carried > best[0]):
                best = (carried, sheet)
        if best is None:
            return None
        carried, sheet = best
        origins = ancestry.count_in_words(sheet.proposition.independence)
        return sheet, wording.counted(carried, "article"), origins

    def _targets(self, values: dict[str, Any]) -> frozenset[str]:
        """Every number that has a place on the page, so that no link leads nowhere."""
        found = {one.id for name in ("exhibits", "sources", "entities", "links", "judgements")
                 for one in values[name]}  # fmt: skip
        found |= {one.id for one in self._dossier.contradictions}
        found |= {moment.id for name in ("dated", "undated") for moment in values[name] if moment.id.startswith("V-")}
        found |= {gap.id for gap in values["gaps"]} | {gap.id for _, gaps, _ in values["gaps_of_kind"] for gap in gaps}
        parts = [part for sheet in values["sheets"] for part in sheet.parts] + [part for _, part in values["once"]]
        for part in parts:
            found |= {claim.id for claim in (*part.portion.cards, *part.portion.rows)}
        found |= {sheet.proposition.id for sheet in values["sheets"]}
        return frozenset(
            found | {one for claim, ids in self._propositions_of().items() if claim in found for one in ids}
        )


def _said(proposition: Proposition) -> figure.Said:
    return figure.Said(number=proposition.id, words=proposition.words)


def _linker(targets: frozenset[str]) -> Callable[[str], Markup]:
    def link(number: str) -> Markup:
        if number in targets:
            return Markup('<a class="id" href="#{0}">{0}</a>').format(number)
        return Markup("<bdi>{}</bdi>").format(visible(cut(number, 80)))

    return link


def _words() -> dict[str, Any]:
    return {
        "GAP": wording.GAP,
        "GENRE": wording.GENRE,
        "KIND": wording.KIND,
        "SCHEMA": wording.SCHEMA,
        "LINK": wording.LINK,
        "CONFLICT": wording.CONFLICT,
        "STATE": wording.STATE,
        "OUTCOME": OUTCOME,
        "RATING": RATING,
        "BASIS": wording.BASIS,
        "VERTEX": wording.VERTEX,
        "VERDICT": wording.VERDICT,
        "CERTAINTY": wording.CERTAINTY,
        "REASON": wording.REASON,
        "PART": wording.PART,
        "FIRST": MOST_BOTTLENECKS,
        "bounds": wording.bounds,
        "counted": wording.counted,
        "size": wording.size,
        "style": _style(),
        "style_hash": b64encode(sha256(_style().encode()).digest()).decode(),
    }


@cache
def _style() -> Markup:
    """The style sheet. It is ours, so it stands unescaped; the page's policy allows exactly these bytes."""
    text = files("probative.web").joinpath("templates", "report.css").read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file, no text from material


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("probative.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    environment.filters["t"] = shown
    environment.filters["plain"] = plain
    environment.filters["lang"] = _lang
    return environment


def _finalize(value: object) -> object:
    """Whatever text a template writes without a filter still shows its unseen characters."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return escape(visible(value))


def _lang(code: str | None) -> str:
    """Give a language code that may stand in an attribute; empty, which means unknown, for anything else."""
    return code if code is not None and code.isascii() and code.isalpha() and len(code) in (2, 3) else ""

"""What changed when a case was read again with another attributor: counted while it happens, listed afterwards."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from probative.claims.rereading import Change, ChangeKind, changes, differences, kept
from probative.flow import acts, artefact, shapes
from probative.flow.case import Case
from probative.flow.judging import claims_judged
from probative.flow.projection import READ_AGAIN
from probative.flow.restating import restatements
from probative.flow.shapes import Shape
from probative.model.claims import Claim
from probative.model.judgements import standing
from probative.store import codec

_NAMED = 8
"""So many judged claims are named in the line of the stage; `probative changes` lists all."""


@dataclass(slots=True)
class Rereading:
    """Watches the claims of exhibits that were looked at before, and keeps what a human judged."""

    case: Case
    exhibits: set[str] = field(default_factory=set)
    tools_before: set[str] = field(default_factory=set)
    tools: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    judged_kept: list[str] = field(default_factory=list)
    judged_changed: list[str] = field(default_factory=list)
    _judged: frozenset[str] | None = None

    def again(self, about: str, before: Sequence[Claim], numbered: Sequence[Claim], tool: str) -> tuple[Claim, ...]:
        """Take note of what one volume gave before and gives now.

        Args:
            about: The volume, as the ledger names it.
            before: Its claims as they were.
            numbered: What is found now, with numbers carried over.
            tool: What finds it now.

        Returns:
            The judged claims that were not found again and stay.
        """
        earlier = self.case.store.note(f"tool:claims:{about}")
        if earlier is None:
            return ()
        stay = kept(before, numbered, self.judged)
        self.tools_before.add(earlier)
        self.tools.add(tool)
        self.exhibits.add(about.partition("#")[0])
        numbers = {claim.id for claim in stay}
        for change in changes(before, (*numbered, *stay), numbers):
            self.counts[change.kind] += 1
            self.counts.update(change.what)
            if change.after is not None and change.after.id in self.judged:
                (self.judged_kept if change.kind is ChangeKind.KEPT else self.judged_changed).append(change.after.id)
        return stay

    @property
    def judged(self) -> frozenset[str]:
        """The claims that a standing judgement is about."""
        if self._judged is None:
            found = standing(self.case.judgements())
            self._judged = frozenset(one for each in found for one in claims_judged(each, self.case.held_by(each)))
        return self._judged

    def line(self) -> str:
        """Say what changed, after the line of the stage; nothing where nothing was looked at again."""
        if not self.exhibits:
            return ""
        what = [
            f"{self.counts[name]} {name}"
            for name in ("source", "certainty", "forecast", "content", "period")
            if self.counts[name]
        ]
        said = (
            f"; read again with {', '.join(sorted(self.tools))} in place of {', '.join(sorted(self.tools_before))}: "
            f"{len(self.exhibits)} exhibits, {self.counts[ChangeKind.NEW]} claims new, "
            f"{self.counts[ChangeKind.GONE]} gone, {self.counts[ChangeKind.CHANGED]} changed"
            + (f" ({', '.join(what)})" if what else "")
        )
        if self.judged_kept:
            said += f"; judged claims not found again, kept: {_some(self.judged_kept)}"
        if self.judged_changed:
            said += f"; judged claims that read otherwise now: {_some(self.judged_changed)}"
        return said


def _some(numbers: Sequence[str]) -> str:
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return ", ".join(numbers[:_NAMED]) + more


@dataclass(frozen=True)
class _Made:
    """What the stage made of one volume, once."""

    case: Case
    tool: str
    object_id: str
    kept: tuple[str, ...]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(each for each in artefact.unpack(self.case.load(self.object_id)) if isinstance(each, Claim))


def last_changes(case: Case) -> Iterator[Shape]:
    """Yield what the last reading again changed, exhibit by exhibit; nothing where none was read more than once.

    Both readings come out of the vault, as the ledger names them.
    """
    made: dict[str, list[_Made]] = {}
    again = restatements(case.custody)
    for each in case.custody.entries():
        if each.entry.kind != acts.ARTEFACT_DERIVED or each.fields is None or each.index in again:
            continue
        values = {name: acts.value(member) for name, member in each.fields.items()}
        if values["stage"] != "claims":
            continue
        stay = values.get("kept")
        one = _Made(
            case=case,
            tool=str(values["tool"]),
            object_id=str(values["object"]),
            kept=tuple(str(number) for number in stay) if isinstance(stay, list) else (),
        )
        made[str(values["about"])] = [*made.get(str(values["about"]), ())[-1:], one]
    judged = Rereading(case).judged
    for readings in made.values():
        if len(readings) == 2:
            before, after = readings
            for change in changes(before.claims, after.claims, after.kept):
                yield _shape(change, before.tool, after.tool, judged)


def _shape(change: Change, tool_before: str, tool: str, judged: frozenset[str]) -> Shape:
    claim = change.after or change.before
    assert claim is not None
    return {
        "change": change.kind,
        "claim": claim.id,
        "exhibit": claim.exhibit,
        "what": list(change.what),
        "judged": any(each is not None and each.id in judged for each in (change.before, change.after)),
        "before": shapes.claim(change.before) if change.before else None,
        "after": shapes.claim(change.after) if change.after else None,
        "tool_before": tool_before,
        "tool": tool,
    }


def since_judged(case: Case) -> Callable[[Claim], Shape]:
    """Give a function that says what a human should know who judged a claim.

    It gives ``kept``: the tool that no longer finds the claim, which stays only because it was judged, ``None`` where
    it is found; and ``since_judged``: what differs from what was judged, empty where nothing does or nobody judged it.
    """
    if case.store.note(READ_AGAIN) is None:
        return lambda _claim: {"kept": None, "since_judged": []}

    def told(claim: Claim) -> Shape:
        seen = case.store.note(f"judged:{claim.id}")
        what = differences(codec.decode(Claim, seen.encode()), claim) if seen else ()
        return {"kept": case.store.note(f"kept:{claim.id}") or None, "since_judged": list(what)}

    return told


def since_told(found: Shape) -> tuple[str, ...]:
    """Say in words what ``since_judged`` gives, a sentence each; nothing where there is nothing to say."""
    told = []
    if found["kept"]:
        told.append(f"not found any more by {found['kept']}; kept because it was judged")
    if found["since_judged"]:
        told.append(f"reads otherwise than what was judged: {', '.join(found['since_judged'])}")
    return tuple(told)

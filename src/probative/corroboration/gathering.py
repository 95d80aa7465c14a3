"""Which claims say the same, kept: when claims come, only what they have a bearing on is put together anew."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from probative.base.identifiers import ClaimId, ExhibitId, number_of
from probative.corroboration.agreement import Marks
from probative.corroboration.content import TOKEN, Content, content
from probative.corroboration.decisions import Decisions, Pair
from probative.corroboration.frames import Frame, frame
from probative.corroboration.grouping import Group, alike_pairs, alike_permille, copies_in, joined, nested
from probative.corroboration.joints import Joints, are_parted
from probative.corroboration.likeness import same_words
from probative.corroboration.neighbours import Neighbours
from probative.corroboration.sayings import Saying, passes_on, small_words, together
from probative.corroboration.wording import plain
from probative.model.claims import Claim
from probative.model.propositions import Derivation

_Key = tuple[Content, Frame, ExhibitId | ClaimId | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """The groups that are no more, and those that took their place.

    ``stirred`` are all groups of which something is near that was not, or no more: what may be one with them may be
    other groups than before.
    """

    gone: tuple[Group, ...]
    made: tuple[Group, ...]
    stirred: tuple[Group, ...] = ()


class Gathering:
    """The groups of a case, as ``groups`` gives them, to which claims can be added.

    Two sayings are alike or not whatever else is in the case, but for three things, which are looked at anew: names
    that turn out to be written small, too; what else the exhibits of a saying name; and which exhibit copies which.
    Groups grow along likeness, copies and human decisions only, so what hangs together by none of these stays.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        upstream: Mapping[ExhibitId, Sequence[Derivation]],
        decided: Decisions,
    ) -> None:
        self._decided = decided
        self._claims: dict[ClaimId, Claim] = {}
        self._by_exhibit: dict[ExhibitId, list[Claim]] = {}
        self._lower: set[str] = set()
        self._heads: dict[str, list[ClaimId]] = {}
        self._held_by: dict[ClaimId, list[Claim]] = {}
        self._contents: dict[ClaimId, Content] = {}
        self._place: dict[ClaimId, int] = {}
        self._marks: dict[ExhibitId, Marks] = {}
        self._number_of: dict[_Key, int] = {}
        self._key_of: dict[int, _Key] = {}
        self._said: dict[int, Saying] = {}
        self._next = 0
        self._alike: dict[int, dict[int, int]] = {}
        self._neighbours = Neighbours()
        self._copied: dict[ExhibitId, set[Pair]] = {}
        self._tied: dict[ClaimId, Counter[ClaimId]] = {}
        self._apart: dict[ClaimId, list[Pair]] = {}
        self._group_of: dict[ClaimId, Group] = {}
        for pair in decided.together:
            self._tie(pair, 1)
        for pair in decided.apart:
            for end in pair:
                self._apart.setdefault(end, []).append(pair)
        self._load(sorted(claims, key=lambda each: number_of(each.id)), upstream)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Give the groups by their first claim."""
        return tuple(sorted(set(self._group_of.values()), key=lambda group: number_of(group[0])))

    def group_of(self, claim: ClaimId) -> Group:
        """Give the group in which a claim stands."""
        return self._group_of[claim]

    @property
    def joints(self) -> Joints:
        """Give what tells which groups may be one, as things are now."""
        return Joints(self._place, self._said, self._alike, self._group_of, self._are_apart)

    def _are_apart(self, one: Group, other: Group) -> bool:
        parted = {pair for claim in one for pair in self._apart.get(claim, ())}
        return are_parted(one, other, parted | nested((*one, *other), self._claims), self._claims)

    def headed_by(self, words: Iterable[str]) -> set[ClaimId]:
        """Give the claims in which one of these words has a capital and may be no name."""
        return {each for word in words for each in self._heads.get(word, ())}

    def add(
        self,
        claims: Iterable[Claim],
        upstream: Mapping[ExhibitId, Sequence[Derivation]],
        leaning: Iterable[ExhibitId] = (),
    ) -> Regrouped:
        """Take up further claims.

        Args:
            claims: They. Their exhibits may have others already.
            upstream: The derivations of each exhibit that has any, as they are now.
            leaning: The exhibits of which these are not what they were.

        Returns:
            What changed; the groups by their first claim.
        """
        fresh = sorted(claims, key=lambda each: number_of(each.id))
        small = small_words(fresh) - self._lower
        self._lower |= small
        again = self.headed_by(small)
        for claim in fresh:
            self._hold(claim)
        again |= {claim.parent for claim in fresh if claim.parent is not None and claim.parent in self._place}
        touched: set[int] = set()
        exhibits = {claim.exhibit for claim in fresh}
        for claim in (*(self._claims[each] for each in sorted(again, key=number_of)), *fresh):
            if self._is_said(claim):
                touched |= self._unsay(claim)
            if claim.id not in self._place:
                touched.add(self._say(claim))
                exhibits.add(claim.exhibit)
        for exhibit in sorted(exhibits, key=number_of):
            touched |= self._mark(exhibit)
        for number in sorted(touched & self._said.keys()):
            touched |= self._compare(number)
        moved = {claim.id for claim in fresh}
        for exhibit in {*leaning, *exhibits}:
            moved |= self._copy(exhibit, upstream)
        moved.update(claim for number in touched & self._said.keys() for claim in self._said[number].claims)
        return self._regroup(moved)

    def decide(self, decided: Decisions) -> Regrouped:
        """Take what humans decided of which claims belong together for what holds now; give what that changed."""
        before, self._decided = self._decided, decided
        for pair in before.together - decided.together:
            self._tie(pair, -1)
        for pair in decided.together - before.together:
            self._tie(pair, 1)
        for pair in before.apart - decided.apart:
            for end in pair:
                self._apart[end].remove(pair)
        for pair in decided.apart - before.apart:
            for end in pair:
                self._apart.setdefault(end, []).append(pair)
        changed = (before.together ^ decided.together) | (before.apart ^ decided.apart)
        return self._regroup({end for pair in changed for end in pair if end in self._claims})

    def _load(self, claims: Sequence[Claim], upstream: Mapping[ExhibitId, Sequence[Derivation]]) -> None:
        self._lower |= small_words(claims)
        for claim in claims:
            self._hold(claim)
        for claim in claims:
            self._say(claim)
        for exhibit, told in self._by_exhibit.items():
            marks = frozenset().union(*(self._contents[claim.id].marks for claim in told))
            self._marks[exhibit] = marks
            for number in {self._place[claim.id] for claim in told}:
                self._said[number].exhibits.add(exhibit)
        for number, saying in self._said.items():
            saying.marks = self._around(saying)
            self._neighbours.add(number, saying)
        for (one, other), score in alike_pairs(list(self._said.values())):
            self._alike.setdefault(one, {})[other] = score
            self._alike.setdefault(other, {})[one] = score
        for exhibit in self._by_exhibit:
            self._copy(exhibit, upstream)
        for group in self._grouped(self._claims):
            self._group_of.update(dict.fromkeys(group, group))

    def _hold(self, claim: Claim) -> None:
        self._claims[claim.id] = claim
        self._by_exhibit.setdefault(claim.exhibit, []).append(claim)
        if claim.parent is not None:
            self._held_by.setdefault(claim.parent, []).append(claim)
        for word in heads(claim):
            self._heads.setdefault(word, []).append(claim.id)

    def _is_said(self, claim: Claim) -> bool:
        """Whether a claim stands under what it no longer says: a name in it has turned out to be none."""
        return claim.id in self._place and self._told(claim) != self._contents[claim.id]

    def _told(self, claim: Claim) -> Content:
        return content(claim, self._lower, passes_on=passes_on(claim, self._held_by))

    def _say(self, claim: Claim) -> int:
        told = self._told(claim)
        key = said_as(claim, told)
        number = self._number_of.get(key)
        if number is None:
            number = self._number_of[key] = self._next
            self._key_of[number] = key
            self._said[number] = Saying(content=told, frame=key[1], claims=[], exhibits=set(), marks=frozenset())
            self._next += 1
        self._place[claim.id] = number
        # Of equal contents one is kept.
        self._contents[claim.id] = self._said[number].content
        claims = self._said[number].claims
        claims.append(claim.id)
        if len(claims) > 1 and number_of(claims[-2]) > number_of(claim.id):
            claims.sort(key=number_of)
        return number

    def _unsay(self, claim: Claim) -> set[int]:
        """Take a claim from under what it said; give the saying, and those that were alike to it."""
        number = self._place.pop(claim.id)
        saying = self._said[number]
        saying.claims.remove(claim.id)
        saying.exhibits = {self._claims[each].exhibit for each in saying.claims}
        saying.marks = self._around(saying)
        touched = {number, *self._alike.get(number, ())}
        if not saying.claims:
            self._part(number)
            self._neighbours.remove(number, saying)
            del self._said[number], self._number_of[self._key_of.pop(number)]
        return touched

    def _mark(self, exhibit: ExhibitId) -> set[int]:
        """Work out what stands in an exhibit; give the sayings that have something else around them."""
        told = self._by_exhibit[exhibit]
        marks = frozenset().union(*(self._contents[claim.id].marks for claim in told))
        is_other, self._marks[exhibit] = marks != self._marks.get(exhibit), marks
        touched = set()
        for number in {self._place[claim.id] for claim in told}:
            saying = self._said[number]
            if not is_other and exhibit in saying.exhibits:
                continue
            saying.exhibits.add(exhibit)
            saying.marks = self._around(saying)
            touched.add(number)
        return touched

    def _around(self, saying: Saying) -> Marks:
        """Give the marks of all exhibits in which something is said; of one alone, or of copies, those of one."""
        return reduce(together, (self._marks[each] for each in saying.exhibits), frozenset[str]())

    def _compare(self, number: int) -> set[int]:
        """Find again what a saying is alike to; give what it was and is alike to."""
        saying = self._said[number]
        near = self._part(number)
        for other in self._neighbours.near(saying) - {number}:
            score = alike_permille(*(self._said[each] for each in sorted((number, other))))
            if score is not None:
                self._alike.setdefault(number, {})[other] = score
                self._alike.setdefault(other, {})[number] = score
                near.add(other)
        self._neighbours.add(number, saying)
        return near

    def _part(self, number: int) -> set[int]:
        near = self._alike.pop(number, {})
        for other in near:
            del self._alike[other][number]
        return set(near)

    def _copy(self, exhibit: ExhibitId, upstream: Mapping[ExhibitId, Sequence[Derivation]]) -> set[ClaimId]:
        """Find again which claims of an exhibit are copied; give those of which that changed."""
        if exhibit not in self._by_exhibit:
            return set()
        before = self._copied.pop(exhibit, set())
        now = copies_in(exhibit, self._by_exhibit, upstream) if upstream.get(exhibit) else set()
        if now:
            self._copied[exhibit] = now
        for pair in before - now:
            self._tie(pair, -1)
        for pair in now - before:
            self._tie(pair, 1)
        return {end for pair in before ^ now for end in pair}

    def _tie(self, pair: Pair, times: int) -> None:
        for one, other in (pair, pair[::-1]):
            held = self._tied.setdefault(one, Counter())
            held[other] += times
            if not held[other]:
                del held[other]

    def _regroup(self, moved: Iterable[ClaimId]) -> Regrouped:
        changed = set(moved)
        touched = self._hanging_together(changed)
        gone = {self._group_of[claim] for claim in touched if claim in self._group_of}
        made = set(self._grouped(sorted(touched, key=number_of)))
        for group in made:
            self._group_of.update(dict.fromkeys(group, group))
        stirred = {self._group_of[claim] for claim in changed}
        return Regrouped(gone=_by_number(gone - made), made=_by_number(made - gone), stirred=_by_number(stirred))

    def _hanging_together(self, claims: Iterable[ClaimId]) -> set[ClaimId]:
        """Give everything that could come to stand in one group with any of these."""
        seen = set(claims)
        waiting, sayings = list(seen), set[int]()
        while waiting:
            claim = waiting.pop()
            near = [other for other in self._tied.get(claim, ()) if other in self._claims]
            number = self._place[claim]
            if number not in sayings:
                sayings.add(number)
                near += self._said[number].claims
                alike = (other for other, score in self._alike.get(number, {}).items() if score)
                near += (each for other in alike for each in self._said[other].claims)
            waiting += (each for each in near if each not in seen)
            seen.update(near)
        return seen

    def _grouped(self, claims: Iterable[ClaimId]) -> tuple[Group, ...]:
        held = {each: self._claims[each] for each in claims}
        numbers = sorted({self._place[claim] for claim in held})
        place = {number: at for at, number in enumerate(numbers)}
        alike = {
            (place[one], place[other]): score
            for one in numbers
            for other, score in self._alike.get(one, {}).items()
            if one < other and other in place
        }
        copied = {
            pair for exhibit in {claim.exhibit for claim in held.values()} for pair in self._copied.get(exhibit, ())
        }
        decided = self._decided
        together = decided.together if len(decided.together) < len(held) else _among(decided.together, held)
        apart = {pair for claim in held for pair in self._apart.get(claim, ())} if self._apart else set()
        barred = apart | (nested(held, self._claims) - decided.together)
        return joined(held, [self._said[number] for number in numbers], alike, (together, copied), barred)


def said_as(claim: Claim, told: Content) -> _Key:
    """Give what the claims of one saying have alike; what leans on its text stays in it, what says too little alone."""
    taken_apart = frame(claim, told)
    if same_words(told, told):
        return told, taken_apart, None
    return told, taken_apart, claim.exhibit if same_words(told, told, in_one_exhibit=True) else claim.id


def heads(claim: Claim) -> frozenset[str]:
    """Give the words of a claim with a capital that may be no names: they are none if the case writes them small.

    Its first word, and where most words have a capital, as in a title, all.
    """
    words = TOKEN.findall(claim.content)
    large = [word for word in words if word[0].isupper()]
    chosen = large if 2 * len(large) >= len(words) else words[:1]
    return frozenset(plain(word).removesuffix("'s").rstrip("'") for word in chosen)


def _among(pairs: Iterable[Pair], held: Mapping[ClaimId, Claim]) -> set[Pair]:
    return {pair for pair in pairs if pair[0] in held and pair[1] in held}


def _by_number(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: number_of(group[0])))

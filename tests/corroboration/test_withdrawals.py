"""What is taken out of the count, by whom, and how it comes back; and who counts as one for they told each other."""

from probative.base.identifiers import SourceId
from probative.corroboration import (
    ancestry,
    conferrals,
    conferred,
    independence,
    propositions,
    sources,
    taken_out,
    withdrawals,
)
from probative.model.anchors import Passage
from probative.model.conferring import Conferring, Talk
from probative.model.judgements import Judgement, JudgementId, Verdict
from probative.model.withdrawals import Manner, Retraction, Standing
from tests.corroboration.making import claim, exhibit

CLAIMS = [
    claim(1, 1, ["Ana Brelko", "#Courier"]),
    claim(2, 2, ["Doru Molnak", "#Tribune"]),
    claim(3, 9, ["#Courier"]),
]
EXHIBITS = [exhibit(1), exhibit(2), exhibit(9)]
HELD = {each.id: each for each in CLAIMS}
TEXT = Retraction(
    manner=Manner.CORRECTED,
    passage=Passage(exhibit=CLAIMS[2].exhibit, start=0, end=9),
    words="we retract",
    exhibit=CLAIMS[0].exhibit,
    claims=(CLAIMS[0].id,),
    own=(CLAIMS[2].id,),
)


def judged(number: int, verdict: Verdict, *subjects: str, value: str | None = None) -> Judgement:
    return Judgement(
        id=JudgementId(f"J-{number:04}"), verdict=verdict, subjects=subjects, why="w", by="t",
        at="2031-05-20T12:00:00Z", value=value,
    )  # fmt: skip


def withdrawn(number: int, subject: str, value: str = "withdrawn") -> Judgement:
    return judged(number, Verdict.WITHDRAW, subject, value=value)


def counts(found: list[Retraction], judgements: list[Judgement]) -> tuple[int, int]:
    """The interval of the three claims together."""
    out, doubted = taken_out(withdrawals(found, judgements), HELD)
    known = ancestry(CLAIMS, EXHIBITS, sources(CLAIMS, EXHIBITS), withdrawn=out, doubted=doubted)
    counted = independence(HELD, known)
    return counted.at_least, counted.at_most


def test_what_a_text_takes_back_lowers_at_least_only_and_the_text_itself_says_nothing() -> None:
    assert counts([], []) == (3 - 1, 2)
    assert counts([TEXT], []) == (1, 2)


def test_what_a_human_holds_for_withdrawn_lowers_both() -> None:
    assert counts([TEXT], [withdrawn(1, "C-0001")]) == (1, 1)
    assert counts([], [withdrawn(1, "E-0001"), withdrawn(2, "E-0009")]) == (1, 1)
    (who,) = sources(CLAIMS, EXHIBITS).called("Doru Molnak")
    assert counts([], [withdrawn(1, who.id)]) == (1, 1)


def test_where_nothing_else_is_left_nobody_may_vouch() -> None:
    text = Retraction(manner=Manner.WITHDRAWN, passage=TEXT.passage, words="", exhibit=CLAIMS[1].exhibit, is_whole=True)
    assert counts([text], [withdrawn(1, "E-0001"), withdrawn(2, "E-0009")]) == (0, 1)


def test_restored_it_counts_as_if_nothing_had_been() -> None:
    before = counts([], [])
    restored = judged(2, Verdict.RESTORE, "E-0001")
    assert counts([], [withdrawn(1, "E-0001"), restored]) == before
    assert counts([], [withdrawn(1, "E-0001"), judged(2, Verdict.UNDO, "J-0001")]) == before
    assert counts([TEXT], [judged(1, Verdict.RESTORE, "C-0001")]) == before
    assert counts([TEXT], [judged(1, Verdict.RESTORE, "E-0001")]) == (2, 2)


def test_an_undone_restoration_withdraws_again() -> None:
    judgements = [withdrawn(1, "C-0001"), judged(2, Verdict.RESTORE, "C-0001"), judged(3, Verdict.UNDO, "J-0002")]
    assert counts([TEXT], judgements) == (1, 1)


def test_the_register_keeps_every_decision_and_loses_no_text() -> None:
    judgements = [withdrawn(1, "C-0001", "corrected"), judged(2, Verdict.RESTORE, "C-0001"), withdrawn(3, "S-0002")]
    unclear = Retraction(manner=Manner.WITHDRAWN, passage=TEXT.passage, words="we retract it")
    of_source, of_claim, open_one = withdrawals([TEXT, unclear], judgements)
    assert (of_source.subject, of_source.standing) == ("S-0002", Standing.WITHDRAWN)
    assert (of_claim.subject, of_claim.standing, of_claim.manner) == ("C-0001", Standing.RESTORED, Manner.CORRECTED)
    assert [each.value for each in of_claim.decided] == ["corrected", "restored"]
    assert of_claim.found == (TEXT,)
    assert (open_one.subject, open_one.standing, open_one.found) == (None, Standing.PROPOSED, (unclear,))


ANA, DORU, ILKA = SourceId("S-0001"), SourceId("S-0002"), SourceId("S-0003")


def said(*people: SourceId) -> Conferring:
    return Conferring(people=frozenset(people), passage=TEXT.passage, words="we went over it")


def confer(number: int, *people: str, value: str = "conferred") -> Judgement:
    return judged(number, Verdict.CONFER, *people, value=value)


def groups(found: list[Conferring], judgements: list[Judgement]) -> set[frozenset[SourceId]]:
    return set(conferred(conferrals(found, judgements)))


def test_who_told_each_other_is_declared_by_a_human_or_proposed_by_a_text() -> None:
    assert groups([said(ANA, DORU)], []) == {frozenset((ANA, DORU))}
    assert groups([], [confer(1, DORU, ILKA)]) == {frozenset((DORU, ILKA))}


def test_a_human_can_refuse_what_a_text_says_and_take_back_what_was_declared() -> None:
    assert groups([said(ANA, DORU)], [confer(1, DORU, ANA, value="did_not")]) == set()
    assert groups([said(ANA, DORU)], [confer(1, DORU, ANA, value="did_not"), judged(2, Verdict.UNDO, "J-0001")]) == {
        frozenset((ANA, DORU))
    }
    assert groups([], [confer(1, ANA, DORU), judged(2, Verdict.UNDO, "J-0001")]) == set()
    assert groups([], [confer(1, ANA, DORU), confer(2, DORU, ANA, value="did_not")]) == set()


def test_two_of_three_can_be_kept_apart() -> None:
    found = groups([said(ANA, DORU, ILKA)], [confer(1, ANA, DORU, value="did_not")])
    assert found == {frozenset((ANA, ILKA)), frozenset((DORU, ILKA))}


def test_the_register_of_conferring_tells_who_said_so() -> None:
    judgements = [confer(1, DORU, ANA), confer(2, ANA, DORU, value="did_not")]
    (one,) = conferrals([said(ANA, DORU)], judgements)
    assert (one.people, one.standing) == (frozenset((ANA, DORU)), Talk.REFUSED)
    assert [each.value for each in one.decided] == ["conferred", "did_not"]


def test_declared_conferring_lowers_at_least_and_nothing_else() -> None:
    spoken = sources(CLAIMS[:2], EXHIBITS)
    both = [source.id for name in ("Ana Brelko", "Doru Molnak") for source in spoken.called(name)]
    known = ancestry(CLAIMS[:2], EXHIBITS, spoken, conferred=conferred(conferrals([], [confer(1, *both)])))
    (found,) = propositions(known)
    assert (found.independence.at_least, found.independence.at_most) == (1, 2)

"""`claims` and `why` show what a claim tells of, who proposed it, and what to review first."""

from itertools import pairwise

from tests.cli.conftest import Desk


def test_the_review_order_comes_with_its_reasons_and_leaves_what_was_judged_to_the_end(desk: Desk) -> None:
    numbers = [claim["id"] for claim in desk.shapes("claims", desk.case)]
    assert desk.run("judge", desk.case, "accept", numbers[0], "--why", "read it").status == 0
    ordered = desk.shapes("claims", desk.case, "--order", "review")
    assert sorted(claim["id"] for claim in ordered) == numbers
    assert ordered[-1]["id"] == numbers[0]
    assert ordered[-1]["review"] is None
    reviews = [claim["review"] for claim in ordered[:-1]]
    assert all(left["rank"] >= right["rank"] for left, right in pairwise(reviews))
    assert all(round(1000 * each["doubt"]) * each["weight"] == each["rank"] for each in reviews)
    said = desk.run("claims", desk.case, "--order", "review").out
    assert f"doubt {reviews[0]['doubt']:.2f} x weight" in said
    assert "only the" in said or "agree" in said


def test_every_claim_says_who_proposed_it_and_what_it_tells_of(desk: Desk) -> None:
    for claim in desk.shapes("claims", desk.case):
        assert {"standalone", "event", "participants", "quantities", "is_negative"} <= set(claim)
        assert claim["suggesters"]
        assert claim["proposed_by"] != "unknown"
        assert claim["confidence"] is None or 0 <= claim["confidence"] <= 1
        for each in (*claim["participants"], *claim["quantities"]):
            start, end = each["span"]
            assert end - start == len(each["words"])


def test_why_tells_who_proposed_a_claim_and_what_was_filled_in(desk: Desk) -> None:
    filled = [
        claim
        for claim in desk.shapes("claims", desk.case)
        if claim["standalone"] and any(piece["filled_in"] for piece in claim["standalone"]["pieces"])
    ]
    assert "proposed by" in desk.run("why", desk.case, "C-0001").out
    for claim in filled:
        out = desk.run("why", desk.case, claim["id"]).out
        assert "stands alone" in out
        assert "filled in" in out

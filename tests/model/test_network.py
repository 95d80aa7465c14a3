"""Who and what, and what happened."""

import pytest

from probative.model.claims import Status
from probative.model.network import Event, Link, LinkSchema, Merge, Schema


def test_a_link_cites_its_claims() -> None:
    with pytest.raises(ValueError, match="a link cites its claims"):
        Link(id="L-0001", schema=LinkSchema.COMMAND, start="N-0001", end="N-0002", role="", claims=())


def test_an_event_cites_its_claims() -> None:
    with pytest.raises(ValueError, match="an event cites its claims"):
        Event(id="V-0001", kind="closure", words="closed", claims=())


def test_an_event_without_a_stated_time_has_none() -> None:
    assert Event(id="V-0001", kind="closure", words="closed", claims=("C-0001",)).period is None


def test_a_merge_is_a_proposal_until_a_human_judges_it() -> None:
    assert Merge(left="Tarn", right="Col. Tarn", why="rank and surname").status is Status.PROPOSED


def test_no_schema_name_stands_twice() -> None:
    assert len({schema.value for schema in Schema}) == len(Schema.__members__)
    assert len({schema.value for schema in LinkSchema}) == len(LinkSchema.__members__)

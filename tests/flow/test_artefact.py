"""What a stage derived goes into the vault and comes back the same."""

import pytest

from probative.flow.artefact import ArtefactUnreadableError, pack, unpack, value_from
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.propositions import Proposition
from probative.store import codec


def test_what_was_packed_comes_back(pristine_room):
    for kind in (Exhibit, Claim, Proposition):
        values = pristine_room.all(kind)
        assert values
        assert tuple(unpack(pack(values))) == values
        assert value_from(kind.__name__, codec.plain(values[0])) == values[0]
    assert pack(()) == b""
    assert tuple(unpack(b"")) == ()


@pytest.mark.parametrize("content", [b"Claim {}\n", b"Nothing {}\n", b"Claim\n", b"\xff {}\n"])
def test_what_is_no_artefact_is_named_by_line(content):
    with pytest.raises(ArtefactUnreadableError, match="line 1"):
        list(unpack(content))


@pytest.mark.parametrize(("kind", "plain"), [("Claim", {}), ("Nothing", {})])
def test_a_value_of_no_kind_is_refused(kind, plain):
    with pytest.raises(ArtefactUnreadableError):
        value_from(kind, plain)

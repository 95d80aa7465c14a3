"""What opens a case, and what is said where it is missing."""

import pytest

from probative.base.errors import KeyRefusedError
from probative.flow.case import opened
from probative.flow.making import create
from probative.flow.secret import PassphraseMissingError, opens_with_words
from tests.flow.conftest import Room, room_in


def test_a_passphrase_case_says_that_it_wants_one(tmp_path):
    given = room_in(tmp_path, passphrase="six words nobody would choose").given
    create(tmp_path / "case", given)
    assert opens_with_words(tmp_path / "case")
    with opened(tmp_path / "case", given) as case:
        assert case.custody.size > 0
    with pytest.raises(PassphraseMissingError), room_in(tmp_path).open():
        pass
    with pytest.raises(KeyRefusedError), room_in(tmp_path, passphrase="another").open():
        pass


def test_a_key_file_case_wants_no_words(bare: Room, tmp_path):
    assert not opens_with_words(bare.folder)
    assert not opens_with_words(tmp_path / "nowhere")
    (bare.folder / "keys" / "keybag.general.1").write_bytes(b"")
    assert not opens_with_words(bare.folder)

import gc

import pytest

from probative.base.garbage import uncollected


def test_the_search_for_rings_is_off_inside_and_as_it_was_behind() -> None:
    assert gc.isenabled()
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_when_the_work_fails() -> None:
    with pytest.raises(ValueError, match="fails"), uncollected():
        raise ValueError("fails")
    assert gc.isenabled()

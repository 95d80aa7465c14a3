"""A model trained once for all tests that need one: a few seconds of a very small course.

Libraries are imported when a test asks: most tests need none of them.
"""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a very small BERT."""
    from tests.claims import tiny

    return tiny.base(tmp_path_factory.mktemp("base") / "tiny")


@pytest.fixture(scope="session")
def tiny_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with marked texts."""
    from tests.claims import tiny

    return tiny.corpus(tmp_path_factory.mktemp("marked") / "corpus")


def taught(place: Path, corpus: Path, base: Path, *, rounds: int = 2, seed: int = 1, version: str = "1") -> Path:
    """Train a model named ``tiny``, and give its folder."""
    from probative.base.fs import Disk
    from probative.flow.training import Order, train

    order = Order(corpora=(corpus,), goal=place, base=base, rounds=rounds, seed=seed, name="tiny", version=version)
    train(order, lambda _line: None, disk=Disk())
    return place


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory, tiny_corpus: Path, tiny_base: Path) -> Path:
    """A model's folder."""
    return taught(tmp_path_factory.mktemp("models") / "one", tiny_corpus, tiny_base)


@pytest.fixture(scope="session")
def other_model(tmp_path_factory: pytest.TempPathFactory, tiny_corpus: Path, tiny_base: Path) -> Path:
    """Another one."""
    return taught(tmp_path_factory.mktemp("models") / "two", tiny_corpus, tiny_base, seed=2, version="2")


def slavic_taught(place: Path, corpus: Path, sets: Path | None = None) -> Path:
    """Train a very small model named ``small`` for Ukrainian and Russian, and give its folder."""
    from probative.base.fs import Disk
    from probative.claims.training import starts
    from probative.claims.training.network import Sizes
    from probative.flow.training import Order, train

    sizes = Sizes(
        pieces=4096, positions=338, width=32, heads=4, inner=64, layers=1, letters=16, reach=(1, 2), role_width=16
    )
    order = Order(corpora=(corpus,), goal=place, preparing=sets, rounds=2, name="small", language="uk,ru")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starts, "SIZES", sizes)
        train(order, lambda _line: None, disk=Disk())
    return place


@pytest.fixture(scope="session")
def slavic_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model's folder; the corpus that it was taught from lies beside it."""
    from tests.claims import tiny

    place = tmp_path_factory.mktemp("slavic")
    return slavic_taught(place / "model", tiny.slavic_corpus(place / "corpus"))

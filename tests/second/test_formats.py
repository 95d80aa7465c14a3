"""The vectors of our own formats: what is in the repository is what the code makes, and what a stranger works out."""

import subprocess

from probative.base import canonical
from probative.base.canonical import NotCanonicalError
from tests.conftest import ROOT
from tests.scripts import loaded
from tests.second.asking import HERE, node

VECTORS = ROOT / "tests" / "vectors" / "formats.json"
MAKER = loaded(ROOT / "tests" / "vectors" / "make_formats.py")


def test_the_vectors_are_what_the_code_makes() -> None:
    assert VECTORS.read_text(encoding="utf-8") == MAKER.spelt()


def test_a_stranger_works_out_the_same() -> None:
    done = subprocess.run([node(), HERE / "vectors.mjs", VECTORS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_canonical_spellings_are_read_and_others_refused() -> None:
    for text in MAKER.RIGHT:
        assert canonical.encode(canonical.decode(text.encode())) == text.encode()
    for text in MAKER.WRONG:
        try:
            canonical.decode(text.encode())
        except NotCanonicalError:
            continue
        raise AssertionError(text)

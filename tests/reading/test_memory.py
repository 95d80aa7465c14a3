"""Large items are read in bounded memory: each in a process of its own, which reports its peak."""

import subprocess
import sys
from pathlib import Path

import pytest

PEAK_LIMIT_MIB = 512
SIZE_MIB = 100

CODE = """
import sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from tests.reading.material import exhibit_of
from probative.model.readings import Reading
from probative.reading.registry import read
path = Path(sys.argv[1])
length = volumes = 0
with path.open("rb") as content:
    for found in read(content, exhibit_of(b"x", sys.argv[2])):
        assert isinstance(found, Reading), found
        length += len(found.text)
        volumes += 1
status = Path("/proc/self/status").read_text()
peak_kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
print(length, volumes, int(peak_kib) // 1024)
"""


def peak_of(path: Path, media_type: str) -> tuple[int, int, int]:
    """The length read, the number of volumes and the peak in MiB."""
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(path), media_type, tests], capture_output=True, text=True, check=True
    )
    length, volumes, peak = map(int, done.stdout.split())
    return length, volumes, peak


@pytest.mark.slow
@pytest.mark.parametrize(
    ("media_type", "block"),
    [
        ("text/plain", "The guard said that “nobody” left before dawn.\n"),
        ("text/csv", "2031-04-02,Kes,Corporal,1200,VEL,January\n"),
        (
            "application/mbox",
            "From a@example.org Wed Apr  2 21:05:00 2031\nFrom: a@example.org\nSubject: Long\n\n"
            + "words of it\n" * 5_000,
        ),
    ],
)
def test_a_large_item_is_read_in_bounded_memory(tmp_path: Path, media_type: str, block: str) -> None:
    path = tmp_path / "large"
    piece = block.encode() * (1 + (1 << 20) // len(block.encode()))
    with path.open("wb") as file:
        for _ in range(SIZE_MIB):
            file.write(piece)
    length, volumes, peak = peak_of(path, media_type)
    assert length > 0.9 * path.stat().st_size / len(block.encode()) * len(block)
    assert volumes > 10
    assert peak < PEAK_LIMIT_MIB


@pytest.mark.slow
@pytest.mark.parametrize("media_type", ["text/plain", "text/csv"])
def test_one_endless_line_is_read_in_bounded_memory(tmp_path: Path, media_type: str) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        for _ in range(SIZE_MIB):
            file.write(b"x" * (1 << 20))
    tests = str(Path(__file__).parents[1])
    code = CODE.replace("assert isinstance(found, Reading), found\n", "if not isinstance(found, Reading): continue\n")
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), media_type, tests], capture_output=True, text=True, check=True
    )
    length, _, peak = map(int, done.stdout.split())
    assert length >= SIZE_MIB << 20
    assert peak < PEAK_LIMIT_MIB

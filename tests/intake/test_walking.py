"""Files and folders, each named once, in one order."""

import os
from pathlib import Path

import pytest

from probative.intake import Arrival, ArrivalFailed, Budget, PathMissing, Refusal, walk


def names(paths: list[Path], budget: Budget | None = None) -> list[str]:
    return [item.name for item in walk(paths, budget=budget or Budget())]


def test_a_folder_gives_its_files_in_the_order_of_their_bytes_below_its_own_name(tmp_path: Path) -> None:
    for name in ("b.txt", "B.txt", "a/z.txt", "a/y/x.txt", "ä.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(name)
    assert names([tmp_path / "in"]) == ["in/B.txt", "in/a/y/x.txt", "in/a/z.txt", "in/b.txt", "in/ä.txt"]


def test_a_file_is_named_by_its_last_part_and_read_as_often_as_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (found,) = walk([tmp_path / "a.txt"], budget=Budget())
    assert isinstance(found, Arrival)
    assert (found.name, found.size_bytes, found.container_member) == ("a.txt", 5, None)
    for _ in range(2):
        with found.open() as stream:
            assert stream.read() == b"words"


def test_a_path_named_twice_is_taken_once_and_the_order_of_naming_does_not_matter(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    assert names([two, one, two]) == names([one, two]) == ["a.txt", "b.txt"]


def test_a_path_that_is_not_there_is_an_error_before_anything_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(PathMissing, match="nowhere"):
        walk([tmp_path / "a.txt", tmp_path / "nowhere"], budget=Budget())


def test_a_link_that_the_caller_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "link.txt").symlink_to("a.txt")
    (found,) = walk([tmp_path / "link.txt"], budget=Budget())
    assert isinstance(found, Arrival)
    assert found.name == "link.txt"
    assert found.open().read() == b"words"


def test_a_file_swapped_for_a_link_after_the_walk_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("words")
    (found,) = walk([tmp_path / "in"], budget=Budget())
    assert isinstance(found, Arrival)
    (tmp_path / "in" / "a.txt").unlink()
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(ArrivalFailed):
        found.open()


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(11))
    (found,) = walk([tmp_path], budget=Budget(file_bytes=10))
    assert isinstance(found, Refusal)
    assert found.kind == "over_budget"


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert names([tmp_path]) == []


def test_a_very_deep_folder_ends_in_a_refusal_not_in_a_crash(tmp_path: Path) -> None:
    here = Path.cwd()
    step = Path("d" * 200)
    try:
        os.chdir(tmp_path)
        for _ in range(30):
            step.mkdir()
            os.chdir(step)
    finally:
        os.chdir(here)
    (found,) = walk([tmp_path], budget=Budget())
    assert isinstance(found, Refusal)
    assert found.kind == "not_accessible"

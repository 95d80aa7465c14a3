"""The stages as filters, without a case."""

import pytest

from probative.base.errors import UsageError
from probative.flow import filters


def test_attributions_are_found_with_spans_in_the_text():
    text = "The mayor denied that the bridge was mined."
    found = filters.attribute({"id": 7, "text": text})
    assert found["id"] == 7
    (attribution,) = found["attributions"]
    start, end = attribution["source"]
    assert text[start:end] == "The mayor"
    assert attribution["certainty"] == "CT-"


def test_dates_count_from_the_anchor_and_stay_open_without_it():
    line = {"id": "a", "text": "It began last month.", "lang": "en"}
    (known,) = filters.dates({**line, "anchor": "2031-04-05"})["dates"]
    assert (known["earliest"], known["latest"]) == ("2031-03-01", "2031-03-31")
    (open_,) = filters.dates(line)["dates"]
    assert (open_["earliest"], open_["latest"]) == (None, None)


@pytest.mark.parametrize(
    ("filter_", "line", "said"),
    [
        (filters.attribute, {"id": 1}, "has no text"),
        (filters.attribute, {"id": 1, "text": 5}, "has no text"),
        (filters.dates, {"id": 1, "text": "x", "anchor": "soon"}, "is no day"),
        (filters.dates, {"id": 1, "text": "x", "anchor": 5}, "is no day"),
        (filters.dates, {"id": 1, "text": "x", "lang": "xx"}, "not in 'xx'"),
    ],
)
def test_a_line_that_is_none_is_wrong_use(filter_, line, said):
    with pytest.raises(UsageError, match=said):
        filter_(line)


WIRE = "Gunmen took forty people from the school in Karsk, two officers told an activist on Monday."


def test_a_copy_leans_on_what_is_older_and_shows_the_equal_words():
    copied = f"KARSK - {WIRE}"
    lines = [{"id": "copy", "text": copied, "date": "2031-04-06"}, {"id": "wire", "text": WIRE, "date": "2031-04-05"}]
    copy, wire = filters.reuse(lines)
    (edge,) = copy["derived_from"]
    assert (edge["id"], edge["basis"], wire["derived_from"]) == ("wire", "text_reuse", [])
    ((start, end), (there_start, there_end)) = edge["passages"][0]
    assert copied[start:end] == WIRE[there_start:there_end]


@pytest.mark.parametrize("line", [{"id": 1}, {"text": "x"}, {"id": 1, "text": "x", "date": "soon"}])
def test_a_line_that_is_no_text_is_named_by_its_place(line):
    with pytest.raises(UsageError, match="item 2"):
        filters.reuse([{"id": 0, "text": "x"}, line])


def test_a_file_is_read_without_a_case(tmp_path):
    (tmp_path / "a.txt").write_text("Daily Fern\n\nIt rained.\n")
    (shape,) = filters.read(tmp_path / "a.txt")
    assert shape["text"].endswith("It rained.\n")
    assert shape["media_type"] == "text/plain"


def test_what_cannot_be_read_is_a_gap(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "gone.txt").symlink_to("/nowhere/at/all")
    found = {shape["what"].rpartition("/")[2]: shape["gap"] for shape in filters.read(tmp_path)}
    assert found == {"empty.txt": "empty", "gone.txt": "not_accessible"}

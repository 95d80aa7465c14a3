"""What a dependency tree shows of who says what, and what it leaves open."""

from hypothesis import given
from hypothesis import strategies as some

from probative.claims.corpus.document import Document
from probative.claims.corpus.soundness import faults
from probative.claims.corpus.treebank import documents

VERBS = frozenset(("say", "tell"))
Row = tuple[str, str, str, int, str]

SAID: list[Row] = [
    ("Mira", "Mira", "PROPN", 3, "nsubj"),
    ("Toll", "Toll", "PROPN", 1, "flat"),
    ("said", "say", "VERB", 0, "root"),
    ("that", "that", "SCONJ", 6, "mark"),
    ("guards", "guard", "NOUN", 6, "nsubj"),
    ("left", "leave", "VERB", 3, "ccomp"),
    (".", ".", "PUNCT", 3, "punct"),
]
BESIDE: list[Row] = [
    ("Guards", "guard", "NOUN", 2, "nsubj"),
    ("left", "leave", "VERB", 0, "root"),
    (",", ",", "PUNCT", 2, "punct"),
    ("Toll", "Toll", "PROPN", 5, "nsubj"),
    ("said", "say", "VERB", 2, "parataxis"),
    (",", ",", "PUNCT", 2, "punct"),
    ("early", "early", "ADV", 2, "advmod"),
    (".", ".", "PUNCT", 2, "punct"),
]


def lines(*sentences: list[Row], heads: tuple[str, ...] = ()) -> list[str]:
    found = [f"# {head}" for head in heads]
    for sentence in sentences:
        found += [f"{n}\t{a}\t{b}\t{c}\t_\t_\t{d}\t{e}\t_\t_" for n, (a, b, c, d, e) in enumerate(sentence, 1)]
        found.append("")
    return found


def read(*sentences: list[Row], heads: tuple[str, ...] = ()) -> Document:
    (found,) = documents(lines(*sentences, heads=heads), verbs=VERBS, language="en", prefix="t")
    return found


def words(document: Document, spans) -> list[str]:
    return [document.text[start:end] for start, end in spans]


def test_a_clause_under_a_verb_that_reports_is_attributed_to_its_subject():
    found = read(SAID)
    (mark,) = found.marks
    assert words(found, [mark.source]) == ["Mira Toll"]
    assert words(found, mark.cue) == ["said"]
    assert words(found, mark.content) == ["that guards left"]
    assert found.is_partial


def test_a_clause_beside_a_reporting_clause_is_its_content_in_pieces():
    found = read(BESIDE)
    (mark,) = found.marks
    assert words(found, [mark.source]) == ["Toll"]
    assert len(mark.content) == 2
    assert words(found, mark.content)[0].startswith("Guards left")


def test_a_verb_that_does_not_report_attributes_nothing_and_is_left_open():
    known = [
        ("Mira", "Mira", "PROPN", 2, "nsubj"),
        ("saw", "see", "VERB", 0, "root"),
        *[("x", "x", "VERB", 2, "ccomp")],
    ]
    found = read(known)
    assert found.marks == ()
    assert "saw" in words(found, found.unknown)


def test_no_cue_is_left_open_and_every_other_open_word_is():
    found = read(SAID, BESIDE)
    cues = {place for mark in found.marks for start, end in mark.cue for place in range(start, end)}
    assert not any(start in cues for start, _ in found.unknown)
    assert set(words(found, found.unknown)) == {"that", "guards", "left", "Guards", "early"}


def test_documents_begin_where_the_treebank_says():
    given_ = [*lines(SAID, heads=("newdoc id = one",)), *lines(BESIDE, heads=("newdoc id = two",))]
    found = list(documents(given_, verbs=VERBS, language="en", prefix="t"))
    assert [(each.id, len(each.marks)) for each in found] == [("t-1", 1), ("t-2", 1)]


def test_words_of_one_token_share_its_place_and_empty_words_have_none():
    given_ = [
        "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
        "1\tdo\tdo\tAUX\t_\t_\t0\troot\t_\t_",
        "2\tn't\tnot\tPART\t_\t_\t1\tadvmod\t_\t_",
        "2.1\tghost\tghost\tVERB\t_\t_\t_\t_\t_\t_",
        "3\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_",
        "",
    ]
    (found,) = documents(given_, verbs=VERBS, language="en", prefix="t")
    assert found.text == "don't!"


@some.composite
def trees(draw: some.DrawFn) -> list[Row]:
    """A tree of words by chance: each hangs on an earlier or later one, none on itself."""
    size = draw(some.integers(2, 9))
    order = draw(some.permutations(range(size)))
    rows: dict[int, Row] = {}
    for place, word in enumerate(order):
        head = 0 if place == 0 else order[draw(some.integers(0, place - 1))] + 1
        lemma = draw(some.sampled_from(("say", "guard", "leave", "not", ".")))
        pos = {"say": "VERB", "leave": "VERB", "guard": "NOUN", ".": "PUNCT"}.get(lemma, "PART")
        relation = draw(some.sampled_from(("nsubj", "ccomp", "parataxis", "aux", "punct", "obj")))
        rows[word] = (lemma, lemma, pos, head, relation if head else "root")
    return [rows[word] for word in range(size)]


@given(some.lists(trees(), min_size=1, max_size=4))
def test_whatever_the_trees_no_marks_lie_outside_the_text_or_over_their_own_cue(sentences):
    found = read(*sentences)
    for mark in found.marks:
        spans = [*mark.cue, *mark.content, *([mark.source] if mark.source else [])]
        assert all(0 <= start < end <= len(found.text) for start, end in spans)
    told = [fault for fault in faults(found) if "cue and content overlap" in fault or "source lies inside" in fault]
    assert told == []

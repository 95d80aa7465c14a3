"""What every driver of ``Store`` must do.

Take part by subclassing ``StoreSuite`` in a test module and giving a fixture ``store`` that yields an empty store.
"""

from collections.abc import Iterator
from typing import Never

import pytest

from probative.base.digest import digest_of
from probative.base.identifiers import identifier
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind
from probative.model.exhibits import Exhibit, Provision, Receipt
from probative.model.gaps import Gap, GapKind
from probative.model.propositions import Basis, Derivation
from probative.model.readings import Genre, Reading
from probative.store import codec
from probative.store.kinds import KINDS, Key
from probative.store.ports import Store


def exhibit(number: int, content: bytes = b"") -> Exhibit:
    """Give an exhibit with that number and content."""
    receipt = Receipt(name="a", received_at="2031-04-05T06:07:08Z", tool="t", unknown_because=Provision.NOT_ASKED)
    return Exhibit(
        id=identifier("E", number),
        digest=digest_of(content),
        size_bytes=len(content),
        media_type="text/plain",
        name=f"letter {number}",
        receipts=(receipt,),
    )


def reading(number: int, text: str, *, volume: int = 1, offset: int = 0) -> Reading:
    """Give a volume of an exhibit's reading."""
    return Reading(
        exhibit=identifier("E", number),
        reader="plain",
        reader_version="1",
        text=text,
        parts=(),
        genre=Genre.PUBLICATION,
        volume=volume,
        offset=offset,
    )


def claim(number: int, of: int) -> Claim:
    """Give a claim found in exhibit ``of``."""
    passage = Passage(exhibit=identifier("E", of), start=0, end=3)
    return Claim(
        id=identifier("C", number),
        exhibit=identifier("E", of),
        passage=passage,
        words="yes",
        content="yes",
        pieces=(passage,),
        chain=(Hop(source="Tarn", kind=SourceKind.NAMED, role=Role.ORIGIN),),
        certainty=Certainty.CERTAIN,
        suggester="rules/1",
    )


def gap(number: int) -> Gap:
    """Give a gap with that number."""
    return Gap(id=identifier("G", number), kind=GapKind.EMPTY, stage="reading", what="a page", detail="")


def found(store: Store, query: str) -> list[tuple[str, int]]:
    """Give the volumes a query finds."""
    return [(hit.exhibit, hit.volume) for hit in store.search(query)]


class StoreSuite:
    """Laws that are easier told by example than drawn by chance."""

    def test_an_empty_store_holds_nothing(self, store: Store) -> None:
        assert [store.count(kind) for kind in KINDS] == [0] * len(KINDS)
        assert list(store.export()) == []
        assert store.search("anything") == ()
        assert store.get(Exhibit, "E-0001") is None
        assert store.by_digest(digest_of(b"")) is None
        assert store.note("applied") is None
        assert store.sound() == ()

    def test_what_is_put_is_given_back(self, store: Store) -> None:
        store.put([exhibit(1), reading(1, "words"), claim(1, of=1)])
        assert store.get(Exhibit, "E-0001") == exhibit(1)
        assert store.get(Reading, ("E-0001", 1)) == reading(1, "words")
        assert store.get(Claim, "C-0001") == claim(1, of=1)
        assert (store.count(Exhibit), store.count(Reading), store.count(Claim)) == (1, 1, 1)

    def test_the_last_value_under_a_key_stays(self, store: Store) -> None:
        store.put([exhibit(1, b"old"), exhibit(1, b"new")])
        store.put([reading(1, "old words"), reading(1, "new words")])
        assert store.get(Exhibit, "E-0001") == exhibit(1, b"new")
        assert store.count(Exhibit) == 1
        assert (found(store, "old"), found(store, "new")) == ([], [("E-0001", 1)])

    def test_values_come_in_the_order_of_their_numbers_not_of_their_letters(self, store: Store) -> None:
        numbers = [10_000, 3, 9_999, 700]
        store.put(exhibit(number) for number in numbers)
        assert [one.id for one in store.all(Exhibit)] == ["E-0003", "E-0700", "E-9999", "E-10000"]

    def test_the_bytes_of_all_values_come_in_the_order_of_the_values(self, store: Store) -> None:
        store.put(gap(number) for number in range(600, 0, -1))
        assert [codec.decode(Gap, body) for body in store.bodies(Gap)] == list(store.all(Gap))
        assert list(store.bodies(Exhibit)) == []

    def test_many_values_are_all_given_back_in_order(self, store: Store) -> None:
        store.put(gap(number) for number in range(1200, 0, -1))
        assert [one.id for one in store.all(Gap)] == [identifier("G", number) for number in range(1, 1201)]

    def test_volumes_come_in_order_and_belong_to_their_exhibit(self, store: Store) -> None:
        volumes = [reading(2, "a", volume=number, offset=number - 1) for number in (11, 2, 1, 5, 3, 4)]
        store.put([*volumes, reading(1, "b"), reading(3, "c")])
        assert [one.volume for one in store.readings("E-0002")] == [1, 2, 3, 4, 5, 11]
        assert list(store.readings("E-0009")) == []
        assert [(one.exhibit, one.volume) for one in store.all(Reading)][:2] == [("E-0001", 1), ("E-0002", 1)]

    def test_claims_are_found_by_their_exhibit(self, store: Store) -> None:
        store.put([claim(3, of=1), claim(1, of=2), claim(2, of=1)])
        assert [one.id for one in store.claims_of("E-0001")] == ["C-0002", "C-0003"]

    def test_a_claim_that_moves_to_another_exhibit_leaves_the_first(self, store: Store) -> None:
        store.put([claim(1, of=1)])
        store.put([claim(1, of=2)])
        assert (list(store.claims_of("E-0001")), list(store.claims_of("E-0002"))) == ([], [claim(1, of=2)])

    def test_derivations_stand_under_both_exhibits_and_the_basis(self, store: Store) -> None:
        def derivation(derived: str, basis: Basis) -> Derivation:
            return Derivation(derived=derived, upstream="E-0001", basis=basis, share_permille=1, passages=())

        both = [derivation("E-10000", Basis.CITATION), derivation("E-0002", Basis.TEXT_REUSE)]
        store.put([*both, derivation("E-0002", Basis.CITATION)])
        assert store.count(Derivation) == 3
        assert store.get(Derivation, ("E-0002", "E-0001", "text_reuse")) == both[1]
        assert list(store.all(Derivation)) == [derivation("E-0002", Basis.CITATION), both[1], both[0]]

    def test_the_lowest_numbered_exhibit_answers_for_a_digest(self, store: Store) -> None:
        store.put([exhibit(7, b"x"), exhibit(3, b"x"), exhibit(1, b"y")])
        assert store.by_digest(digest_of(b"x")) == exhibit(3, b"x")

    def test_the_highest_number_is_that_of_the_values_there(self, store: Store) -> None:
        assert store.highest(Exhibit) == 0
        store.put([exhibit(10_001), exhibit(9_999)])
        assert store.highest(Exhibit) == 10_001
        store.remove(Exhibit, ["E-10001"])
        assert store.highest(Exhibit) == 9_999

    def test_kinds_without_identifiers_have_no_highest_number(self, store: Store) -> None:
        with pytest.raises(TypeError, match="no identifier"):
            store.highest(Reading)

    def test_what_is_removed_is_gone_from_records_and_search(self, store: Store) -> None:
        store.put([reading(1, "alpha"), reading(1, "alpha", volume=2, offset=5), exhibit(1)])
        store.remove(Reading, [("E-0001", 1), ("E-0044", 1)])
        assert found(store, "alpha") == [("E-0001", 2)]
        store.clear(Reading)
        assert (store.count(Reading), found(store, "alpha"), store.count(Exhibit)) == (0, [], 1)

    def test_a_kind_can_be_filled_again_after_it_was_cleared(self, store: Store) -> None:
        store.put([reading(1, "alpha")])
        store.clear(Reading)
        store.put([reading(1, "beta")])
        assert (found(store, "alpha"), found(store, "beta")) == ([], [("E-0001", 1)])
        assert store.sound() == ()

    def test_notes_are_kept_and_replaced(self, store: Store) -> None:
        store.set_note("applied", "7")
        store.set_note("applied", "8")
        assert store.note("applied") == "8"

    @pytest.mark.parametrize("key", ["C-0001", "E-1", "E-00001", "E-0000", "0001", ""])
    def test_a_key_that_names_no_exhibit_is_refused(self, store: Store, key: Key) -> None:
        with pytest.raises(ValueError, match="identifier"):
            store.get(Exhibit, key)

    @pytest.mark.parametrize(
        ("kind", "key"), [(Reading, "E-0001"), (Exhibit, ("E-0001", 1)), (Derivation, "E-0001"), (str, "E-0001")]
    )
    def test_a_key_of_the_wrong_shape_is_refused(self, store: Store, kind: type, key: Key) -> None:
        with pytest.raises(TypeError):
            store.get(kind, key)

    @pytest.mark.parametrize("act", ["all", "count", "clear", "highest"])
    def test_a_kind_that_is_not_stored_is_refused(self, store: Store, act: str) -> None:
        with pytest.raises(TypeError):
            getattr(store, act)(Passage)

    def test_what_is_no_value_is_refused_and_nothing_of_that_put_stays(self, store: Store) -> None:
        with pytest.raises(TypeError, match="holds no str"):
            store.put([exhibit(1), "a letter"])
        assert store.count(Exhibit) == 0

    def test_a_put_whose_source_fails_leaves_nothing(self, store: Store) -> None:
        def failing() -> Iterator[Gap]:
            yield from (gap(number) for number in range(1, 900))
            raise KeyError("the source failed")

        with pytest.raises(KeyError, match="the source failed"):
            store.put(failing())
        assert store.count(Gap) == 0

    def test_a_value_with_a_lone_surrogate_is_refused(self, store: Store) -> None:
        with pytest.raises(ValueError, match="surrogate"):
            store.put([reading(1, "\ud800")])
        assert store.count(Reading) == 0

    def test_a_failed_transaction_leaves_everything_as_it_was(self, store: Store) -> None:
        store.put([exhibit(1, b"old"), reading(1, "old words")])
        store.set_note("applied", "1")
        before = b"".join(store.export())

        def fail_in_the_middle() -> Never:
            with store.transaction():
                store.put([exhibit(1, b"new"), exhibit(2), reading(1, "new words"), reading(2, "more words")])
                store.set_note("applied", "2")
                store.remove(Exhibit, ["E-0001"])
                store.clear(Reading)
                raise RuntimeError("power cut")

        with pytest.raises(RuntimeError, match="power cut"):
            fail_in_the_middle()
        assert b"".join(store.export()) == before
        assert (found(store, "old"), found(store, "new")) == ([("E-0001", 1)], [])

    def test_an_inner_transaction_takes_back_only_its_own_changes(self, store: Store) -> None:
        with store.transaction():
            store.put([exhibit(1)])
            with pytest.raises(TypeError):
                store.put([exhibit(2), "a letter"])
            store.put([exhibit(3)])
        assert [one.id for one in store.all(Exhibit)] == ["E-0001", "E-0003"]

    def test_the_store_may_be_written_to_while_it_is_read(self, store: Store) -> None:
        store.put(gap(number) for number in range(1, 601))
        for one in store.all(Gap):
            store.put([exhibit(int(one.id[2:]))])
        assert store.count(Exhibit) == 600

    def test_a_put_may_feed_on_the_store_itself(self, store: Store) -> None:
        store.put(exhibit(number) for number in range(1, 601))
        store.put(gap(int(one.id[2:])) for one in store.all(Exhibit))
        assert store.count(Gap) == 600

    def test_an_export_is_the_same_whatever_the_order_of_writing(self, store: Store) -> None:
        values = [gap(2), exhibit(2), reading(2, "b"), exhibit(1), claim(1, of=1), gap(1)]
        store.put(values)
        store.set_note("b", "2")
        store.set_note("a", "1")
        first = list(store.export())
        for kind in KINDS:
            store.clear(kind)
        store.put(reversed(values))
        assert list(store.export()) == first
        assert [line[:12] for line in first] == [b'{"kind":"Exh'] * 2 + [b'{"kind":"Rea', b'{"kind":"Cla'] + [
            b'{"kind":"Gap'
        ] * 2 + [b'{"key":"a","', b'{"key":"b","']
        assert all(line.endswith(b"}\n") for line in first)

    def test_every_wanted_word_must_stand_in_the_volume_and_no_unwanted_one(self, store: Store) -> None:
        store.put([reading(1, "The bridge was closed."), reading(2, "The bridge was open."), reading(3, "No way.")])
        assert found(store, "bridge") == [("E-0001", 1), ("E-0002", 1)]
        assert found(store, "open bridge") == [("E-0002", 1)]
        assert found(store, "bridge -open") == [("E-0001", 1)]
        assert found(store, "-open") == []

    def test_a_phrase_is_its_words_side_by_side(self, store: Store) -> None:
        store.put([reading(1, "bridge closed, was the"), reading(2, "the bridge -- was closed")])
        assert found(store, '"bridge was closed"') == [("E-0002", 1)]
        assert found(store, 'the -"bridge was"') == [("E-0001", 1)]

    def test_hits_come_by_exhibit_then_volume_and_in_pages(self, store: Store) -> None:
        store.put([reading(10_000, "tarn"), reading(9_999, "tarn", volume=2, offset=9), reading(9_999, "tarn")])
        store.put([reading(4, "tarn tarn tarn")])
        order = [("E-0004", 1), ("E-9999", 1), ("E-9999", 2), ("E-10000", 1)]
        assert found(store, "tarn") == order
        pages = [store.search("tarn", limit=3, offset=offset) for offset in (0, 3, 6)]
        assert [(hit.exhibit, hit.volume) for page in pages for hit in page] == order
        assert store.search("tarn", limit=0) == ()

    @pytest.mark.parametrize("wrong", [{"limit": -1}, {"offset": -1}])
    def test_a_page_below_nothing_is_refused(self, store: Store, wrong: dict[str, int]) -> None:
        with pytest.raises(ValueError, match="0 or more"):
            store.search("tarn", **wrong)

    def test_a_hit_points_at_the_exact_words_in_the_whole_reading(self, store: Store) -> None:
        text = (
            "Der Z\u00fcrcher Brief. " * 30
            + "\U0001f54a Am Abend sprach Tarn \u00fcber Z\u00fcrich, sagt er. "
            + "Mehr. " * 30
        )
        store.put([reading(1, text, volume=2, offset=1000)])
        (hit,) = store.search("ZURICH tarn")
        inside = text[hit.passage.start - 1000 : hit.passage.end - 1000]
        assert hit.snippet == inside
        marked = [hit.snippet[mark.start - hit.passage.start : mark.end - hit.passage.start] for mark in hit.marks]
        assert marked == ["Tarn", "Z\u00fcrich"]

    @pytest.mark.parametrize(
        ("text", "query"),
        [
            ("\u00dcberall", "uberall"),
            ("cafe\u0301", "caf\u00e9"),
            ("STRASSE", "stra\u00dfe"),
            ("\u0643\u0650\u062a\u064e\u0627\u0628", "\u0643\u062a\u0627\u0628"),
            ("\u0422\u0410\u0420\u0410\u041d", "\u0442\u0430\u0440\u0430\u043d"),
            ("co\u00adoperate", "cooperate"),
            ("cease-fire", '"cease fire"'),
            ("item_7", "item"),
            ("\u0915\u0940", "\u0915\u0940"),
        ],
    )
    def test_case_and_optional_marks_do_not_matter(self, store: Store, text: str, query: str) -> None:
        store.put([reading(1, f"so: {text}.")])
        assert found(store, query) == [("E-0001", 1)]

    @pytest.mark.parametrize(
        ("text", "query"),
        [
            ("\u043c\u0456\u0439", "\u043c\u0456\u0438"),
            ("\u0457\u0457", "\u0456\u0456"),
            ("\u0915\u0940", "\u0915\u093f"),
            ("cat", "cats"),
        ],
    )
    def test_different_letters_stay_different(self, store: Store, text: str, query: str) -> None:
        store.put([reading(1, text)])
        assert found(store, query) == []

    @pytest.mark.parametrize(
        "query",
        [
            '"',
            "''",
            "-",
            "--",
            "*",
            "tarn*",
            "AND",
            "NOT OR",
            "NEAR(a b)",
            "terms:tarn",
            "^tarn",
            "(",
            "tarn)",
            "a\x00b",
            ";--",
            "�",
            " ".join(f"-w{number}" for number in range(3000)) + " tarn",
            "tarn " * 3000,
            '"' + "tarn " * 3000 + '"',
            " ".join(f"w{number}" for number in range(3000)),
        ],
    )
    def test_no_query_is_a_syntax_error(self, store: Store, query: str) -> None:
        store.put([reading(1, "tarn")])
        assert len(store.search(query)) <= 1

    def test_operators_of_other_search_languages_are_only_words(self, store: Store) -> None:
        store.put([reading(1, "war and peace or not"), reading(2, "war peace")])
        assert found(store, "war AND peace") == [("E-0001", 1)]
        assert found(store, "war NOT peace") == [("E-0001", 1)]

    def test_words_longer_than_the_longest_term_are_compared_by_their_beginning(self, store: Store) -> None:
        store.put([reading(1, "x" * 70_000 + " end")])
        (hit,) = store.search("x" * 69_000)
        assert len(hit.snippet) < 1000
        assert found(store, "x" * 63) == []

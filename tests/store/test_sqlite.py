"""The SQLCipher driver passes the suite, and keeps what it holds from whoever holds the disk."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from probative.base.chance import seeded_chance
from probative.base.errors import CaseBusyError, IntegrityError, KeyRefusedError, ProbativeError, StorageError
from probative.model.exhibits import Exhibit
from probative.model.readings import Reading
from probative.store.errors import IndexDamagedError, IndexVersionError
from probative.store.open import open_index, remove_index
from probative.store.ports import Store
from probative.store.sqlite import connection, migrate, tables
from tests.suites.store_suite import StoreSuite, exhibit, found, gap, reading

KEY = seeded_chance(b"a key for tests")(32)
OTHER_KEY = seeded_chance(b"another")(32)
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with closing(open_index(path, key=KEY)) as opened:
        yield opened


@pytest.fixture
def filled(path: Path) -> bytes:
    """The closed index's bytes: records, readings, and pages that were freed."""
    with closing(open_index(path, key=KEY)) as store:
        store.put(gap(number) for number in range(1, 800))
        store.put(reading(number, f"word{number} and more words " * 20) for number in range(1, 120))
        store.put(exhibit(number) for number in range(1, 200))
        store.clear(type(gap(1)))
    return path.read_bytes()


def refusals(path: Path) -> tuple[str, ...]:
    """Give what opening and checking the index says is wrong."""
    try:
        with closing(open_index(path, key=KEY)) as store:
            return store.sound()
    except ProbativeError as error:
        return (str(error),)


class TestSqliteStore(StoreSuite):
    def test_what_was_written_is_there_when_it_is_opened_again(self, path: Path) -> None:
        with closing(open_index(path, key=KEY)) as store:
            store.put([exhibit(1), reading(1, "some words")])
            before = list(store.export())
        with closing(open_index(path, key=KEY)) as store:
            assert list(store.export()) == before
            assert found(store, "words") == [("E-0001", 1)]

    def test_a_closed_index_is_one_file_that_only_its_owner_may_read(self, path: Path, filled: bytes) -> None:
        assert [one.name for one in path.parent.iterdir()] == ["index.db"]
        assert path.stat().st_mode & 0o777 == 0o600

    def test_the_files_beside_an_open_index_are_its_owners_alone_too(self, path: Path, store: Store) -> None:
        store.put([exhibit(1)])
        assert {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()} == {
            "index.db": 0o600,
            "index.db-wal": 0o600,
            "index.db-shm": 0o600,
        }

    def test_no_word_of_a_reading_stands_on_disk(self, path: Path, store: Store) -> None:
        secret = "quillon harbour"
        store.put([reading(1, f"They met at {secret}. " * 500), exhibit(1)])
        store.set_note("place", secret)
        while_open = {one.name: one.read_bytes() for one in path.parent.iterdir()}
        assert len(while_open["index.db-wal"]) > PAGE
        store.close()
        while_open["closed"] = path.read_bytes()
        for word in (b"quillon", b"harbour", b"E-0001", b"SQLite format", b"exhibit", b"reading"):
            assert not [name for name, content in while_open.items() if word in content.lower() or word in content]

    def test_another_key_does_not_open_it_and_says_nothing_on_standard_error(
        self, path: Path, filled: bytes, capfd: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(KeyRefusedError):
            open_index(path, key=OTHER_KEY)
        assert capfd.readouterr().err == ""
        assert path.read_bytes() == filled

    @pytest.mark.parametrize("key", [b"", b"short", KEY + b"x"])
    def test_a_key_of_the_wrong_length_is_the_callers_mistake(self, path: Path, key: bytes) -> None:
        with pytest.raises(ValueError, match="32 bytes"):
            open_index(path, key=key)
        assert not path.exists()

    def test_neither_the_store_nor_its_engine_shows_the_key(self, path: Path) -> None:
        engine = connection.engine_for(path, key=KEY)
        assert KEY.hex() not in repr(engine) + str(engine.url)

    def test_a_flipped_bit_in_any_page_is_reported(self, path: Path, filled: bytes) -> None:
        pages = len(filled) // PAGE
        assert pages > 60
        chance = seeded_chance(b"where to flip")
        spots = {page * PAGE + int.from_bytes(chance(2), "big") % PAGE for page in range(0, pages, 2)}
        spots |= set(range(0, 120, 7))  # the salt and SQLite's header
        spots |= {PAGE - 1, 2 * PAGE - 1, PAGE - 80, 5 * PAGE - 40, len(filled) - 1}  # HMACs and IVs
        missed = []
        for spot in sorted(spots):
            content = bytearray(filled)
            content[spot] ^= 1 << (spot % 8)
            path.write_bytes(content)
            if not refusals(path):
                missed.append(spot)
        assert missed == []

    def test_an_untouched_index_is_sound(self, path: Path, filled: bytes) -> None:
        assert refusals(path) == ()

    @pytest.mark.parametrize(
        "change", [lambda b: b[:-PAGE], lambda b: b[:-7], lambda b: b + b"x", lambda b: b + bytes(PAGE)]
    )
    def test_a_cut_or_grown_index_is_reported(
        self, path: Path, filled: bytes, change: Callable[[bytes], bytes]
    ) -> None:
        path.write_bytes(change(filled))
        assert refusals(path)

    def test_two_pages_that_changed_places_are_reported(self, path: Path, filled: bytes) -> None:
        content = bytearray(filled)
        content[PAGE * 4 : PAGE * 5], content[PAGE * 6 : PAGE * 7] = (
            filled[PAGE * 6 : PAGE * 7],
            filled[PAGE * 4 : PAGE * 5],
        )
        path.write_bytes(content)
        assert refusals(path)

    def test_reading_a_damaged_page_is_an_error_of_ours(self, path: Path, filled: bytes) -> None:
        content = bytearray(filled)
        for page in range(3, len(filled) // PAGE):
            content[page * PAGE + 9] ^= 1
        path.write_bytes(content)

        def read_everything() -> list[bytes]:
            with closing(open_index(path, key=KEY)) as store:
                return list(store.export())

        with pytest.raises(ProbativeError) as caught:
            read_everything()
        assert isinstance(caught.value, IntegrityError | KeyRefusedError | StorageError)

    def test_a_record_that_is_no_value_of_its_kind_is_damage(self, path: Path, store: Store) -> None:
        store.put([exhibit(1)])
        store._connection.exec_driver_sql("UPDATE exhibit SET body = '{}'")
        with pytest.raises(IndexDamagedError, match="not a Exhibit"):
            store.get(Exhibit, "E-0001")

    def test_a_reading_that_search_lost_is_found_by_sound(self, store: Store) -> None:
        store.put([reading(3, "words"), reading(4, "words")])
        store._connection.exec_driver_sql("DELETE FROM reading_terms WHERE rowid = (SELECT max(number) FROM reading)")
        store._connection.exec_driver_sql("DELETE FROM reading WHERE exhibit = 3")
        assert store.sound() == ("volume 1 of E-0004 cannot be searched", "volume 1 of E-0003 is searched but gone")

    def test_an_index_of_a_newer_version_is_refused(self, path: Path, filled: bytes) -> None:
        with closing(open_index(path, key=KEY)) as store:
            store._connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(IndexVersionError, match="9999"):
            open_index(path, key=KEY)

    def test_migrations_lead_to_the_tables_that_the_code_knows(self, store: Store) -> None:
        context = MigrationContext.configure(store._connection)
        unknown = [
            change
            for change in compare_metadata(context, tables.METADATA)
            if not (change[0] == "remove_table" and change[1].name.startswith(("reading_terms", "alembic_version")))
        ]
        assert unknown == []

    def test_the_newest_migration_is_the_one_the_code_asks_for(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(migrate.MIGRATIONS))
        assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD

    def test_a_second_writer_is_told_that_the_case_is_busy(
        self, path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
        with closing(open_index(path, key=KEY)) as second, store.transaction():
            store.put([exhibit(1)])
            assert second.count(Exhibit) == 0
            with pytest.raises(CaseBusyError):
                second.put([exhibit(2)])

    def test_a_full_disk_is_named_and_takes_nothing_half(self, path: Path, store: Store) -> None:
        store.put([exhibit(1)])
        store._connection.exec_driver_sql("PRAGMA max_page_count = 80")
        with pytest.raises(StorageError):
            store.put(reading(number, "words " * 9000) for number in range(1, 9))
        store._connection.exec_driver_sql("PRAGMA max_page_count = 100000")
        assert (store.count(Reading), store.count(Exhibit)) == (0, 1)
        store.put([exhibit(2)])
        assert store.count(Exhibit) == 2

    def test_a_folder_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(StorageError, match=r"index\.db"):
            open_index(tmp_path / "nowhere" / "index.db", key=KEY)

    def test_what_is_no_index_at_all_is_refused(self, path: Path) -> None:
        path.write_bytes(b"a letter that happens to lie here " * 200)
        with pytest.raises(KeyRefusedError):
            open_index(path, key=KEY)

    def test_removing_an_index_leaves_nothing_of_it(self, path: Path, filled: bytes) -> None:
        for suffix in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).write_bytes(b"left over")
        remove_index(path)
        assert list(path.parent.iterdir()) == []
        remove_index(path)

    def test_a_closed_store_is_no_longer_used(self, store: Store) -> None:
        store.close()
        store.close()
        with pytest.raises(ValueError, match="closed"):
            store.count(Exhibit)

    def test_a_process_that_dies_in_the_middle_leaves_what_was_there_before(self, path: Path) -> None:
        with closing(open_index(path, key=KEY)) as store:
            store.put([exhibit(1)])
        script = (
            "import os, sys, pathlib\n"
            "from probative.store.open import open_index\n"
            "from tests.suites.store_suite import reading\n"
            "store = open_index(pathlib.Path(sys.argv[1]), key=bytes.fromhex(sys.argv[2]))\n"
            "with store.transaction():\n"
            "    store.put(reading(n, 'half written ' * 2000) for n in range(1, 300))\n"
            "    os.kill(os.getpid(), 9)\n"
        )
        tests = str(Path(__file__).parents[2])
        environment = dict(os.environ)  # noqa: TID251 - the dying process needs the one it stands in
        died = subprocess.run(
            [sys.executable, "-c", script, str(path), KEY.hex()], env=environment | {"PYTHONPATH": tests}, check=False
        )
        assert died.returncode == -9
        with closing(open_index(path, key=KEY)) as store:
            assert (store.count(Reading), store.count(Exhibit), store.sound()) == (0, 1, ())

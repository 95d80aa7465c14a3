"""A case, opened: its custody, its index, and the settings of the run."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from probative.base import canonical
from probative.base.digest import Digest, digest_of
from probative.base.errors import IntegrityError, StorageError
from probative.base.identifiers import ExhibitId, is_identifier
from probative.custody.anchors.brackets import Brackets
from probative.custody.anchors.evidence import Evidence, evidence_in
from probative.custody.compartments import GENERAL, Within, mask_of, place_named, place_of
from probative.custody.layout import Layout
from probative.custody.lock import is_held
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import Keybag
from probative.flow import acts, artefact, whole_case
from probative.flow.errors import ReadWhileWrittenError, StrayIndexError
from probative.flow.highest import next_number
from probative.flow.judging import Held, in_words_that_last
from probative.flow.keyed import custody_of, keys_of
from probative.flow.known_gaps import KnownGaps
from probative.flow.screen import ASIDE, Screen, is_blind, screen_of
from probative.flow.settings import Settings
from probative.flow.upkeep import OUTDATED, catch_up, project
from probative.flow.views import INDEX, enter, full_view, index_files, index_path, late
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.judgements import Judgement
from probative.store.errors import IndexKeyRefusedError
from probative.store.kinds import Value
from probative.store.open import open_index, open_memory, remove_index
from probative.store.ports import Store

REPORT: Final = "report/index.html"
"""Where the report lies in a case folder."""

READING_TRIES: Final = 5
"""How often a reader looks again at a case that changes under its eyes."""


class Case:
    """An opened case. Made by ``opened``.

    ``view`` names the compartments, beside ``general``, that its index shows.
    """

    def __init__(
        self,
        *,
        folder: Path,
        custody: Custody,
        store: Store,
        keybag: Keybag,
        settings: Settings,
        view: Within = GENERAL,
    ) -> None:
        self.folder = folder
        self.custody = custody
        self.store = store
        self.keybag = keybag
        self.settings = settings
        self.view = view
        self._evidence: tuple[int, tuple[Evidence, ...]] | None = None
        self._brackets: tuple[tuple[Evidence, ...], Brackets] | None = None

    @cached_property
    def gaps(self) -> KnownGaps:
        """What is known to be missing, what this run found and has not recorded yet among it."""
        return KnownGaps(self.store.all(Gap))

    @cached_property
    def screen(self) -> Screen | None:
        """What finds the names of sealed people; ``None`` where there are none, or where it is closed here."""
        return screen_of(self.custody)

    @cached_property
    def is_blind(self) -> bool:
        """Whether people are sealed whose names cannot be found here: then nothing new may be shown."""
        return is_blind(self.custody)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the ledger says of evidence of time from outside, oldest first."""
        size = self.custody.size
        if self._evidence is None or self._evidence[0] < size:
            self._evidence = (size, tuple(evidence_in(self.custody.log.contents())))
        return self._evidence[1]

    @property
    def brackets(self) -> Brackets:
        """Between which moments each entry was written, from that evidence."""
        known = self.evidence
        if self._brackets is None or self._brackets[0] is not known:
            self._brackets = (known, Brackets(known))
        return self._brackets[1]

    def commit(self) -> None:
        """Make everything recorded so far durable, then bring the index up to date with it.

        Raises:
            StorageError: When the disk fails; then nothing of it was acknowledged.
        """
        project(self.custody.acknowledge(), custody=self.custody, store=self.store, view=self.view)

    def catch_up(self) -> int:
        """Bring the index up to date with the ledger; give how many entries it lacked.

        Raises:
            LedgerShortenedError: When the index is ahead of the ledger.
            StrayIndexError: When the index was made from another history.
        """
        return catch_up(self.custody, self.store, self.view)

    def entitle(self, title: str | None) -> None:
        """Name the case where it has no name: its making was interrupted before it got one."""
        if self.store.note("title") is None:
            self.custody.record(acts.CASE_TITLED, acts.titled(title or self.folder.absolute().name))
            self.commit()

    def next_number(self, kind: type[Value], place: Within | None = None) -> int:
        """Give the number of the next new thing of ``kind``: one that nothing ever had.

        Args:
            kind: What is numbered.
            place: The compartments that it belongs to; all that this view shows where absent.
        """
        return next_number(kind, self.store, self.view if place is None else place)

    def place_of(self, about: str) -> Within:
        """Give where a stage's work belongs: with the exhibit it is about, else where all lies that this view shows."""
        exhibit = about.partition("#")[0]
        return place_of(int(self.store.note(f"place:{exhibit}") or 0)) if is_identifier(exhibit, "E") else self.view

    def place_of_originals(self, place: Within) -> Within:
        """Give where the bytes of what comes into that place lie: apart, where people are sealed in the case."""
        return place | ASIDE if self.screen is not None else place

    def words(self, text: str) -> str:
        """Give words that somebody typed without the names of sealed people, as far as they can be found here."""
        return text if self.screen is None else self.screen.text(text)

    def holding(self, digest: Digest, place: Within, object_id: str = "") -> Exhibit | None:
        """Give the exhibit with these bytes in that place; ``None`` where there is none.

        ``object_id`` is where those bytes lie, for exhibits that do not tell their digest.
        """
        known = self.store.note(f"holds:{object_id}")
        if known is not None:
            return self.store.get(Exhibit, known)
        if place:
            exhibit = self.store.note(f"in:{mask_of(place)}:{digest}")
            return self.store.get(Exhibit, exhibit) if exhibit is not None else None
        found = self.store.by_digest(digest)
        return found if found is not None and not self.place_of(found.id) else None

    def judgements(self) -> tuple[Judgement, ...]:
        """Give every judgement, in terms that mean today what they meant when it was made."""
        return tuple(
            lasting
            for judgement in self.store.all(Judgement)
            for lasting in in_words_that_last(judgement, self.held_by(judgement))
        )

    def held_by(self, judgement: Judgement) -> Held:
        """Give what the numbers in a judgement stood for when it was made."""
        return cast("Held", json.loads(self.store.note(f"held:{judgement.id}") or "{}"))

    def record_gaps(self, stage: str, found: Iterable[Gap], place: Within | None = None) -> tuple[Gap, ...]:
        """Record what is missing, leaving out what is known already; give what was new, numbered.

        ``place`` is where all of them belong; each with its exhibit, or with all that this view shows, where absent.
        """
        by_place: dict[Within, list[Gap]] = {}
        for gap in found if self.screen is None else map(self.screen.gap, found):
            where = place if place is not None else self.place_of(gap.exhibit) if gap.exhibit else self.view
            by_place.setdefault(where, []).append(gap)
        recorded: list[Gap] = []
        for where, gaps in sorted(by_place.items(), key=lambda one: mask_of(one[0])):
            fresh = self.gaps.fresh(gaps, where)
            if fresh:
                about = f"gaps/{place_named(where)}" if where else "gaps"
                self.record_artefact(f"gaps of {stage}", about, "probative", fresh, place=where)
            recorded += fresh
        return tuple(recorded)

    def record_artefact(
        self,
        stage: str,
        about: str,
        tool: str,
        values: Iterable[Value],
        *,
        more: Mapping[str, canonical.Json] | None = None,
        place: Within | None = None,
    ) -> bool:
        """Record what a stage made, unless the same tool made the very same last time; give whether it was recorded.

        ``more`` are further fields of the act; see ``acts.derived``. ``place`` is where it belongs: with what it is
        about, where absent.
        """
        where = self.place_of(about) if place is None else place
        content = artefact.pack(values)
        digest = digest_of(content)
        noted = (self.store.note(f"digest:{stage}:{about}"), self.store.note(f"tool:{stage}:{about}"))
        if noted == (digest, tool):
            return False
        kept = self.custody.keep_bytes(content, where)
        fields = acts.derived(stage, about, tool, kept.object_id, digest, more=more)
        self.custody.record(acts.ARTEFACT_DERIVED, fields, place=where)
        return True

    def record_whole(self, stage: str, tool: str, values: Iterable[Value]) -> bool:
        """Record what a stage made of the whole case: what changed since the last time; give whether anything did."""
        return whole_case.record(stage, tool, values, custody=self.custody, store=self.store, view=self.view)

    def content(self, exhibit: ExhibitId) -> BinaryIO:
        """Open an exhibit's original bytes, seekable."""
        object_id = self.store.note(f"object:{exhibit}")
        assert object_id is not None
        return self.custody.open_object(object_id)

    def load(self, object_id: str) -> bytes:
        """Give the bytes of a vault object."""
        return self.custody.read_object(object_id)

    def write_report(self, content: bytes) -> Path:
        """Put the report where the case keeps it, and remember its hash so that `check` can tell if it is changed."""
        path = self.folder / REPORT
        self.settings.disk.make_folder(path.parent)
        self.settings.disk.replace(path, content)
        self.store.set_note("report", digest_of(content))
        return path


@contextmanager
def opened(
    folder: Path,
    given: Settings,
    *,
    write: bool = False,
    view: Within | None = None,
    entering: Within = GENERAL,
) -> Iterator[Case]:
    """Open a case for as long as the block lasts, with its index up to date.

    A reader takes no lock: it sees the case as it stood when it was opened, also while another process writes. Where
    the index cannot be written (a medium that is write-protected or full) a reader makes one in memory.

    Args:
        folder: Where it lies.
        given: The settings: what opens it.
        write: Whether the block will add to it. One process at a time may.
        view: The compartments to show beside ``general``; all that are open and hold something, where absent.
        entering: Compartments that the block will put the first thing into; made where there are none of that name.

    Raises:
        CompartmentClosedError: When a compartment to be entered is not open to whoever opens the case.
        NotACaseError: When there is none.
        KeyRefusedError: When the passphrase or key file does not open it.
        CaseBusyError: When another process is writing to it.
        IntegrityError: When its bytes are not what the ledger says.
    """
    with ExitStack() as closing:
        wanted = _Wanted(view, entering)
        opening = _opened_to_write if write else _opened_to_read
        case = opening(folder, given, closing, wanted)
        yield case
        if write:
            case.commit()


@contextmanager
def seen_as(case: Case, view: Within) -> Iterator[Case]:
    """Show an opened case with other compartments for as long as the block lasts; what is recorded goes to the same."""
    with ExitStack() as closing:
        other = _with_index(case.folder, case.settings, case.keybag, case.custody, closing, view)
        other.catch_up()
        yield other


def rebuild(folder: Path, given: Settings) -> int:
    """Throw the index away and make it again from ledger and vault; give the number of ledger entries.

    Raises:
        As ``opened``.
    """
    with ExitStack() as closing:
        # The lock and the keys first: whoever may not write to the case leaves its index alone.
        keybag = keys_of(folder, given, closing)
        custody = custody_of(folder, given, keybag, closing, write=True)
        for path in {*index_files(folder), folder / INDEX}:
            remove_index(path, disk=given.disk)
        for view in {GENERAL, full_view(keybag, custody)}:
            _with_index(folder, given, keybag, custody, closing, view).catch_up()
        return custody.size


class _Wanted(NamedTuple):
    """What to show, where somebody says; and what will be entered."""

    view: Within | None = None
    entering: Within = GENERAL

    def of(self, keybag: Keybag, custody: Custody) -> Within:
        """Give the view."""
        return full_view(keybag, custody, self.entering) if self.view is None else self.view


def _opened_to_write(folder: Path, given: Settings, closing: ExitStack, wanted: "_Wanted") -> Case:
    keybag = keys_of(folder, given, closing)
    custody = custody_of(folder, given, keybag, closing, write=True)
    enter(wanted.entering, keybag, custody)
    case = _with_index(folder, given, keybag, custody, closing, wanted.of(keybag, custody))
    case.catch_up()
    if unrecorded := late(case.store, keybag):
        # A crash came between the change of keys and its entry.
        custody.record(acts.KEY_ROTATED, {"generations": acts.text(unrecorded)}, {"is_late": True})
        case.commit()
    return case


def _opened_to_read(folder: Path, given: Settings, closing: ExitStack, wanted: "_Wanted") -> Case:
    for tries_left in reversed(range(READING_TRIES)):
        with ExitStack() as trying:
            keybag = keys_of(folder, given, trying)
            custody = custody_of(folder, given, keybag, trying, write=False)
            if tries_left and custody.sealed is not None and custody.sealed.size > custody.size:
                # The checkpoint was read after the ledger: a writer may have added to both in between.
                continue
            try:
                # A writer adds keys before entries: read after the entries, the keys are there for all of them.
                keybag.reload()
                case = _with_readable_index(folder, given, keybag, custody, trying, wanted.of(keybag, custody))
            except IntegrityError:
                # A pack that a writer closed in this very moment has another name now; look again.
                if is_held(Layout(folder).lock):
                    continue
                raise
            closing.push(trying.pop_all())
            return case
    raise ReadWhileWrittenError(f"another process is writing to {folder}, and it could not be read meanwhile")


def _with_readable_index(  # noqa: PLR0917 - as _with_index
    folder: Path, given: Settings, keybag: Keybag, custody: Custody, closing: ExitStack, view: Within
) -> Case:
    try:
        case = _with_index(folder, given, keybag, custody, closing, view)
        case.catch_up()
    except StorageError:
        store = open_memory()
        closing.callback(store.close)
        _note_view(store, view)
        case = Case(folder=folder, custody=custody, store=store, keybag=keybag, settings=given, view=view)
        case.catch_up()
    return case


def _with_index(  # noqa: PLR0917 - three callers, each with exactly these
    folder: Path, given: Settings, keybag: Keybag, custody: Custody, closing: ExitStack, view: Within
) -> Case:
    path = index_path(folder, view)
    given.disk.make_folder(path.parent.absolute())
    try:
        store = open_index(path, key=keybag.view_key(view), disk=given.disk)
        if store.note(OUTDATED) is not None:
            store.close()
            remove_index(path, disk=given.disk)
            store = open_index(path, key=keybag.view_key(view), disk=given.disk)
    except IndexKeyRefusedError as error:
        # The keybag is open, so the key is the right one: it is the index that is not.
        raise StrayIndexError("the index is damaged, or it is another case's") from error
    closing.callback(store.close)
    _note_view(store, view)
    return Case(folder=folder, custody=custody, store=store, keybag=keybag, settings=given, view=view)


def _note_view(store: Store, view: Within) -> None:
    if view and store.note("view") is None:
        store.set_note("view", str(mask_of(view)))

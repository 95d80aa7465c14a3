"""Looking at a case without changing it: what it holds, what guards it, whether every byte is what it was."""

import base64
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from probative import __version__
from probative.base.digest import digest_of
from probative.base.errors import CaseError, IntegrityError, StorageError
from probative.custody.check import check as check_custody
from probative.custody.compartments import GENERAL, Within, mask_of
from probative.custody.errors import NotACaseError
from probative.custody.findings import Finding
from probative.custody.fixity.draw import Draw
from probative.custody.seal.keybag import Keybag, door_of
from probative.flow.access import FEWEST_HEIRS, heirs
from probative.flow.case import REPORT, Case
from probative.flow.consents import standing
from probative.flow.copies import standing as shreds_standing
from probative.flow.holds import standing_shape
from probative.flow.keyed import is_case
from probative.flow.secret import unlocked
from probative.flow.settings import Settings
from probative.flow.shapes import Shape
from probative.flow.stamping import log_key, second_verifier
from probative.flow.timing import first_act, last_act, outside
from probative.flow.views import INDEX, index_path, views_there
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Proposition
from probative.store.open import open_index

OBJECT_SHOWN: Final = 16
"""How many hex digits of an object's id a finding shows."""

_OBJECT: Final = re.compile(rf"object ([0-9a-f]{{{OBJECT_SHOWN}}})")

BY_KEY_FILE: Final = (
    "A key file opens this case. Where it lies on the same disk, the case is only as safe as that disk's encryption: "
    "set a passphrase, or keep the key file on a medium that is not seized with the machine."
)
BY_BOTH: Final = (
    "A passphrase and a key file open this case, neither without the other. Nobody can replace one that is lost."
)
BY_PERSON: Final = (
    "A person's file opened this case: it is as safe as what opens that file. Its founder's secret opens it too."
)
BY_WORDS: Final = "A passphrase opens this case. It is nowhere on this machine; nobody can replace it if it is lost."


def protection(case: Case) -> str:
    """Say in a sentence what opens the case and what that is worth.

    Source: DESIGN.md section 3, Keys.
    """
    if not case.keybag.is_founder:
        return BY_PERSON
    door = door_of(case.folder)
    if door.wants_words and door.wants_key_file:
        return BY_BOTH
    return BY_WORDS if door.wants_words else BY_KEY_FILE


def compartments(case: Case) -> Mapping[str, str]:
    """Say of each compartment whether it is open here, and how many entries lie in those that are not."""
    keybag = case.keybag
    counts = keybag.sealed_counts()
    told = {str(each): "open" for each in keybag.open_compartments}
    for each in keybag.closed_compartments:
        n_entries = sum(count for place, count in counts.items() if each in place)
        told[each] = f"closed, {n_entries} sealed entries"
    return told


def recovery(case: Case) -> str:
    """Say who could recover the case, and when that was last rehearsed."""
    n_heirs, rehearsed = heirs(case.keybag), case.store.note("rehearsed")
    last = f"last rehearsed {rehearsed}" if rehearsed is not None else "never rehearsed"
    enough = (
        "" if n_heirs >= FEWEST_HEIRS else f"; at least {FEWEST_HEIRS} are wanted, so that no single loss ends the case"
    )
    return f"{n_heirs} {'heir' if n_heirs == 1 else 'heirs'}, {last}{enough}"


def holders(case: Case) -> Iterator[Shape]:
    """Yield who holds each compartment that is open here."""
    for compartment in case.keybag.open_compartments:
        for one in case.keybag.holders(compartment):
            yield {
                "compartment": compartment,
                "id": one.id,
                "role": one.role,
                "name": case.store.note(f"holder:{one.id}"),
                "signing_key": one.signing_key,
            }


def status(case: Case) -> Shape:
    """Give what a case holds and what guards it, name by name."""
    store = case.store
    return {
        "title": store.note("title") or case.folder.name,
        "exhibits": store.count(Exhibit),
        "claims": store.count(Claim),
        "propositions": store.count(Proposition),
        "entities": store.count(Entity),
        "links": store.count(Link),
        "events": store.count(Event),
        "gaps": store.count(Gap),
        "consents": standing(case, case.settings.clock().date()),
        "holds": standing_shape(case),
        "shredded": shreds_standing(case),
        "ledger_entries": case.custody.size,
        "origin": case.custody.origin,
        "log_key": base64.b64encode(case.custody.log_key.public_key).decode(),
        "log_verifier": log_key(case).verifier,
        "outside": outside(case),
        "first_act": first_act(case),
        "last_act": last_act(case),
        "protection": protection(case),
        "opened_by": case.store.note(f"holder:{case.keybag.person.id}") or case.keybag.person.card.name,
        "compartments": compartments(case),
        "recovery": recovery(case),
        "version": __version__,
    }


def check(folder: Path, given: Settings, *, full: bool, share: float | None = None) -> Iterator[Shape]:
    """Yield everything about a case that does not hold: first the authority, then what is derived from it.

    Args:
        folder: Where the case lies.
        given: The settings: what opens it. Without the right key only what needs no key is checked, and that is said.
        full: Whether every object is decrypted and compared, and the index read whole.
        share: How many of the objects are, drawn at random, where not all; more than 0, at most 1.

    Raises:
        NotACaseError: When there is no case.
    """
    if not is_case(folder) and not (folder / "keys").is_dir():
        raise NotACaseError(f"{folder} holds no case")
    keybag, refused = _opened_keybag(folder, given)
    try:
        if refused is not None:
            yield refused
        names: Mapping[str, str] | None = None
        draw = Draw(share, given.chance(16)) if share is not None else None
        for finding in check_custody(
            folder, keys=keybag, full=full, guards=given.guard_folder, openssl=second_verifier(), draw=draw
        ):
            named = _OBJECT.search(finding.where)
            if named is not None and names is None:
                names = _exhibits_by_object(folder, keybag, given)
            yield _shape(finding, (names or {}).get(named.group(1)) if named is not None else None)
        if keybag is not None:
            for view in sorted({GENERAL, *views_there(folder, keybag)}, key=mask_of):
                yield from _derived(folder, keybag, given, view, full=full)
    finally:
        if keybag is not None:
            keybag.close()


def _opened_keybag(folder: Path, given: Settings) -> tuple[Keybag | None, Shape | None]:
    try:
        return unlocked(folder, given), None
    except (CaseError, IntegrityError, StorageError) as error:
        what = f"it cannot be opened: {error}; only what needs no key was checked"
        return None, {"code": error.code, "where": "keys", "what": what, "severity": "damage"}


def _shape(finding: Finding, exhibit: str | None = None) -> Shape:
    what = f"{finding.what} It holds the original of {exhibit}." if exhibit else finding.what
    return {
        "code": finding.code,
        "where": finding.where,
        "what": what,
        "severity": finding.severity,
        "exhibit": exhibit,
    }


def _exhibits_by_object(folder: Path, keybag: Keybag | None, given: Settings) -> Mapping[str, str]:
    """Say which exhibit's original each vault object is, by the beginning of its id, as far as the index can tell."""
    if keybag is None or not (folder / INDEX).exists():
        return {}
    try:
        store = open_index(folder / INDEX, key=keybag.index_key, disk=given.disk)
    except (CaseError, IntegrityError, StorageError):
        # What is wrong with the index is said in its own place; here it only costs a name.
        return {}
    try:
        return {(store.note(f"object:{each.id}") or "")[:OBJECT_SHOWN]: each.id for each in store.all(Exhibit)}
    except IntegrityError:
        return {}
    finally:
        store.close()


def _derived(folder: Path, keybag: Keybag, given: Settings, view: Within, *, full: bool) -> Iterator[Shape]:
    index = index_path(folder, view)
    where = index.relative_to(folder).as_posix()
    if not index.exists():
        return
    derived = "It is derived: `probative rebuild` makes it again."
    try:
        store = open_index(index, key=keybag.view_key(view), disk=given.disk)
    except StorageError as error:
        # Also a medium that is write-protected: then nothing is wrong, and nothing can be said either.
        yield {"code": error.code, "where": where, "what": f"{error}; it was not checked.", "severity": "note"}
        return
    except (CaseError, IntegrityError) as error:
        yield {"code": error.code, "where": where, "what": f"{error}. {derived}", "severity": "damage"}
        return
    try:
        if full:
            for problem in store.sound():
                yield {"code": "index.damaged", "where": where, "what": f"{problem}. {derived}", "severity": "damage"}
        written, report = store.note("report"), folder / REPORT
        if written is not None and report.exists() and digest_of(report.read_bytes()) != written:
            what = f"it is not what was written here. {derived}"
            yield {"code": "report.changed", "where": REPORT, "what": what, "severity": "damage"}
    except IntegrityError as error:
        yield {"code": error.code, "where": where, "what": f"{error}. {derived}", "severity": "damage"}
    finally:
        store.close()

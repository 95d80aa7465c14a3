"""Who else can reach the case on this machine: other accounts, and programs that carry files away or index them."""

from pathlib import Path
from stat import S_IMODE

from probative.custody.machine.exposures import Exposure, Weight, exposed, protected, unknown
from probative.custody.machine.machine import Machine, names_in, text_of

CARRIERS = {
    "dropbox": "Dropbox",
    "dropboxd": "Dropbox",
    "onedrive": "OneDrive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "megasync": "MEGA",
    "insync": "Insync",
    "rslsync": "Resilio Sync",
    "pcloud": "pCloud",
    "seaf-daemon": "Seafile",
    "rclone": "rclone",
    "odrive": "odrive",
    "tresorit": "Tresorit",
    "bztransmit": "Backblaze",
    "crashplan": "CrashPlan",
    "duplicati": "Duplicati",
    "deja-dup-monito": "Déjà Dup",
}
"""Programs that carry files to other machines, by the name of their process (at most 15 characters: proc(5))."""

INDEXERS = {
    "tracker-miner-f": "Tracker",
    "localsearch-3": "LocalSearch",
    "baloo_file": "Baloo",
    "recollindex": "Recoll",
    "zeitgeist-daemo": "Zeitgeist",
}
"""Programs that keep words and names of files in an index of their own."""

MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync": "Resilio Sync",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".megaignore": "MEGA",
    ".tresorit": "Tresorit",
    ".onedrive": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
}
"""Files that such programs put into a folder that they carry away."""


def others(code: str, what: str, path: Path) -> Exposure:
    """Say whether other accounts of this machine can get at ``path``."""
    means = "Programs of other accounts can look there, and see names and sizes at least."
    try:
        real = path.resolve()
        own, above = S_IMODE(real.stat().st_mode), [S_IMODE(one.stat().st_mode) for one in real.parents]
    except OSError as error:
        found = f"Who may look at {what} cannot be told: {error.strerror}."
        return unknown(code, Weight.SLIGHT, found, means=means, do="")
    is_open = bool(own & 0o007) and all(mode & 0o001 for mode in above)
    is_open_to_group = bool(own & 0o070) and all(mode & 0o011 for mode in above)
    if not is_open and not is_open_to_group:
        return protected(code, f"No other account can get at {what} (access lists apart).")
    who = "Every account" if is_open else "Its group"
    weight = Weight.SERIOUS if own & 0o022 else Weight.SLIGHT
    found = f"{who} of this machine can get at {what} (mode {own:04o})."
    return exposed(code, weight, found, means=means, do=f"chmod go= {path}")


def watchers(machine: Machine, folder: Path) -> Exposure:
    """Say whether a program that carries files away, or indexes them, has its eye on the case."""
    code = "case.carried_away"
    means = "The copy elsewhere is out of your hands: shredding does not reach it, and an old copy may come back."
    do = "Take the case out of folders that are synchronised or indexed, or leave this folder out in that program."
    marked = _mark_above(folder)
    if marked is not None:
        place, name = marked
        found = f"{name} has marked {place}, in which the case lies, as its own."
        return exposed(code, Weight.GRAVE, found, means=means, do=do)
    seen = _eyes_on(machine, folder)
    if seen:
        found = f"Being watched for changes by: {', '.join(seen)}."
        return exposed(code, Weight.SERIOUS, found, means=means, do=do)
    running = {known for _, path in machine.process_files("comm") if (known := _known(text_of(path) or ""))}
    if running:
        found = f"{', '.join(sorted(running))} runs on this machine; whether it carries this case away cannot be told."
        return unknown(code, Weight.SERIOUS, found, means=means, do=do)
    return protected(code, "No program that is known to carry files away or to index them is running.")


def _known(name: str) -> str | None:
    return CARRIERS.get(name.lower()) or INDEXERS.get(name.lower())


def _mark_above(folder: Path) -> tuple[Path, str] | None:
    for place in (folder.resolve(), *folder.resolve().parents):
        for name in names_in(place):
            known = MARKS.get(name.lower()) or ("Nextcloud" if name.startswith((".sync_", "._sync_")) else None)
            if known is not None:
                return place, known
    return None


def _eyes_on(machine: Machine, folder: Path) -> tuple[str, ...]:
    """Give the processes that asked the kernel to be told of changes in the case folder, by name."""
    try:
        number = folder.resolve().stat().st_ino
    except OSError:
        return ()
    seen = set()
    for process, descriptors in machine.process_files("fdinfo"):
        for name in names_in(descriptors):
            for line in (text_of(descriptors / name) or "").splitlines():
                words = dict(word.split(":", 1) for word in line.split() if ":" in word)
                if line.startswith("inotify ") and words.get("ino") == f"{number:x}":
                    seen.add(text_of(machine.proc / process / "comm") or f"process {process}")
    return tuple(sorted(seen))

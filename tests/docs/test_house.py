"""The papers of the house: fragments, decisions, the index of the documentation, and nothing about this machine."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = ROOT / "docs"
FRAGMENTS = sorted(path for path in (ROOT / "changes").iterdir() if path.name != "TEMPLATE.md")
DECISIONS = sorted((DOCS / "decisions").iterdir())
HEAD = re.compile(
    r"# (?P<number>[0-9]{4}) (?P<title>[^\n]*[^\n.])\n\n"
    r"- Status: (?:accepted|replaced by \[[0-9]{4}\]\([^)]+\))\n"
    r"- Where: [^\n]+\n"
    r"(?:- Deviates from: [^\n]+\n)?\n"
)


def named(path: Path) -> str:
    """A path as the repository knows it."""
    return path.relative_to(ROOT).as_posix()


def sentences(text: str) -> int:
    """How many sentences a text has, as far as full stops before capitals tell."""
    return len(re.split(r"(?<=[.!?])\s+(?=[A-Z`\"])", " ".join(text.split())))


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_a_change_fragment_is_as_its_template_says(path: Path) -> None:
    assert re.fullmatch(r"[0-9]+\.[a-z0-9-]+\.(added|changed|fixed|removed)\.md", path.name)
    text = path.read_text(encoding="utf-8")
    assert text.endswith(".\n")
    assert sentences(text) <= 3 if ".fixed." in path.name else sentences(text) <= 2
    if ".added." in path.name:
        assert text.startswith("Probative now ")
    else:
        assert " now " in text


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_begins_with_number_title_status_and_place(path: Path) -> None:
    head = HEAD.match(path.read_text(encoding="utf-8"))
    assert head is not None
    assert re.fullmatch(r"[0-9]{4}-[a-z0-9-]+\.md", path.name)
    assert path.name.startswith(f"{head['number']}-")


def test_no_two_decisions_have_one_number() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(set(numbers)) == len(numbers)


def test_the_index_leads_to_every_page() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    linked = {(DOCS / target).resolve() for target in re.findall(r"\]\(([^)#]+)", index)}
    pages = [page for page in DOCS.rglob("*.md") if page.parent.name != "decisions" and page.name != "index.md"]
    assert len(pages) > 20
    assert not [named(page) for page in pages if page.resolve() not in linked]


NOT_OURS = {
    ".git",
    ".venv",
    ".coverage",
    "coverage.xml",
    ".hypothesis",
    "__pycache__",
    "demo",
    "build",
    "dist",
    "node_modules",
}
ELSEWHERE = {
    "schemas.openxmlformats.org": "a name space of Office documents",
    "www.w3.org": "a name space of SVG",
    "www.apache.org": "the licence's own text",
    "opensource.org": "the licence's own text",
    "creativecommons.org": "the licence of a data table",
    "www.geonames.org": "where a data table is from",
    "download.geonames.org": "where a data table is from",
}
"""The hosts that may be named in the repository, and why. Invented ones end in `.example`, `.test` or `.invalid`."""

INVENTED = re.compile(r"(.*\.)?(example(\.(com|org|net))?|test|invalid|localhost)")
URL = re.compile(rb"(?:https?|ftp|git|ssh)://([A-Za-z0-9.-]+\.?[A-Za-z0-9-]*)")
MACHINE = re.compile(rb"(?<![\w.~*-])/(?:work|root|opt|home/[a-z]+|mnt|srv)/")
INDEX_OPTION = re.compile(rb"(?<!no-emit-)(?:extra-index-url|index-url|find-links|trusted-host)\b[ =]+\S*(?:/|\.[a-z])")


def files() -> Iterator[Path]:
    """Every file of the repository, what is made here left out."""
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if path.name in NOT_OURS or path.name.endswith(("_cache", ".pyc")) or path.is_symlink():
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                yield path


def test_no_file_names_a_machine_an_index_or_a_host_that_has_no_business_here() -> None:
    found: list[str] = []
    looked_at = 0
    for path in files():
        content = path.read_bytes()
        looked_at += 1
        found += [f"{named(path)}: {match.group().decode()}" for match in MACHINE.finditer(content)]
        found += [f"{named(path)}: {match.group().decode()}" for match in INDEX_OPTION.finditer(content)]
        hosts = {match.group(1).decode().lower().rstrip(".") for match in URL.finditer(content)}
        found += [
            f"{named(path)}: {host}"
            for host in sorted(hosts)
            if host not in ELSEWHERE and not INVENTED.fullmatch(host) and "." in host
        ]
    assert looked_at > 300
    assert not found


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE, b"see " + b"/wor" + b"k/main/README.md"),
        (MACHINE, b"path=" + b"/roo" + b"t/.config"),
        (INDEX_OPTION, b"--index-" + b"url https://pypi.example/simple"),
        (INDEX_OPTION, b"trusted-" + b"host = pypi.example"),
        (URL, b"https" + b"://mirror.example/simple"),
    ],
)
def test_what_is_looked_for_would_be_found(pattern: re.Pattern[bytes], text: bytes) -> None:
    assert pattern.search(text)


def test_the_lock_files_pin_by_hash_and_name_no_place() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^([a-z0-9][a-z0-9._-]*)==", text, flags=re.MULTILINE)
        assert len(pinned) > 20
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
        assert not re.search(r"^-", text, flags=re.MULTILINE)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for requirement in wanted:
        name = re.split(r"[<>=!~ \[]", requirement)[0]
        assert re.search(rf"^{re.escape(name)}==", locked, flags=re.MULTILINE), f"{name} is not locked"

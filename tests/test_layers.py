"""What the contract file cannot say: who may use which library, and who may write to the disk.

`.importlinter` says which package may import which; it can forbid a library by name, but not "every other library".
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "probative"

ALLOWED: dict[str, set[str]] = {
    "base": set(),
    "model": set(),
    "verify": set(),
    "custody": {"cryptography", "pyrage", "rfc3161_client"},
    "engine": set(),
}
"""The libraries outside the standard one that a package may use. A package not named here answers to reviewers."""

AT_HOME: dict[str, str] = {
    "sqlalchemy": "store/sqlite",
    "sqlcipher3": "store/sqlite",
    "alembic": "store/sqlite",
    "multiprocessing": "engine",
    "jinja2": "web",
    "click": "cli",
    "torch": "claims/training",
    "onnx": "claims/training",
    "safetensors": "claims/training",
}
"""A library that one folder has to itself: its words must not spread."""

WRITING_CALLS = {
    "write_bytes",
    "write_text",
    "touch",
    "mkdir",
    "makedirs",
    "rmdir",
    "unlink",
    "symlink_to",
    "hardlink_to",
    "copyfile",
    "copytree",
    "rmtree",
    "NamedTemporaryFile",
    "TemporaryDirectory",
    "mkstemp",
    "mkdtemp",
    "chmod",
}
"""Methods and functions that change a disk. `replace` and `rename` are left out: strings and tables have them too."""

MAY_WRITE = re.compile(r"base/fs\.py|language/data/.*make_\w+\.py|claims/training/exporting\.py")
"""The one module that does, for faults are injected there: a write anywhere else is a write no test can break. And the
scripts that made a data table, which never run on a case, and the trainer's libraries, which take a graph only as a
file: a temporary one."""

FUNCTION_LINES = 60
MODULE_LINES = 600
INIT_LINES = 40
ROOMIER = {"verify/standalone.py": 700}
"""One file that is copied beside a proof, whole (docs/decisions/0100)."""


def modules(package: str = "") -> list[Path]:
    """Give the modules of a package, or of all."""
    return sorted((ROOT / package).rglob("*.py"))


def named(path: Path) -> str:
    """Give a module's path inside the package."""
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the top name of everything a module imports, wherever it does so, and the line."""
    for part in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(part, ast.Import):
            yield from ((alias.name.split(".")[0], part.lineno) for alias in part.names)
        elif isinstance(part, ast.ImportFrom) and part.level == 0:
            yield (part.module or "").split(".")[0], part.lineno


@pytest.mark.parametrize("package", ALLOWED)
def test_no_library_but_the_named_ones(package: str) -> None:
    fine = ALLOWED[package] | set(sys.stdlib_module_names) | {"probative"}
    found = [f"{named(path)}:{line} {name}" for path in modules(package) for name, line in imported(path)]
    assert found or package == "verify"
    assert not [one for one in found if one.rsplit(" ", 1)[1] not in fine]


def test_the_verifier_stands_alone() -> None:
    for path in modules("verify"):
        for part in ast.walk(ast.parse(path.read_bytes())):
            names = [alias.name for alias in part.names] if isinstance(part, ast.Import) else []
            names += [part.module or ""] if isinstance(part, ast.ImportFrom) else []
            ours = [name for name in names if name.split(".")[0] == "probative"]
            assert all(name.startswith("probative.verify") for name in ours), named(path)


@pytest.mark.parametrize("library", AT_HOME)
def test_a_library_with_a_home_stays_there(library: str) -> None:
    users = [named(path) for path in modules() if library in {name for name, _ in imported(path)}]
    assert not [user for user in users if not user.startswith(AT_HOME[library] + "/")]


def test_every_durable_write_goes_through_base_fs() -> None:
    assert not [
        f"{named(path)}:{part.lineno} {ast.unparse(part.func)}"
        for path in modules()
        if not MAY_WRITE.fullmatch(named(path))
        for part in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(part, ast.Call) and writes(part)
    ]


def writes(call: ast.Call) -> bool:
    """Whether a call changes a disk, as far as its name and mode tell."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in WRITING_CALLS:
        return not handed_a_disk(call.func.value)
    is_open = (isinstance(call.func, ast.Name) and call.func.id == "open") or (
        isinstance(call.func, ast.Attribute) and call.func.attr in ("open", "fdopen")
    )
    said = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    modes = [one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return is_open and any(set(mode) <= set("rwxabt+") and set(mode) & set("wxa+") for mode in modes)


def handed_a_disk(owner: ast.expr) -> bool:
    """Whether the call is one of `base.fs` itself: its `Disk` and `System` go by these names."""
    return ast.unparse(owner).rsplit(".", 1)[-1].strip("_()") in ("disk", "system")


def test_what_counts_as_writing_is_told_from_what_does_not() -> None:
    def judged(text: str) -> bool:
        call = ast.parse(text, mode="eval").body
        assert isinstance(call, ast.Call)
        return writes(call)

    assert all(map(judged, ["open(p, 'w')", "p.open('ab')", "open(p, mode='r+')", "p.write_text(t)", "os.unlink(p)"]))
    assert not any(
        map(judged, ["open(p)", "p.open('rb')", "archive.open('ward')", "disk.unlink(p)", "s.replace(a, b)"])
    )


@pytest.mark.parametrize("path", modules(), ids=named)
def test_modules_and_functions_stay_small_enough_to_read(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= (INIT_LINES if path.name == "__init__.py" else ROOMIER.get(named(path), MODULE_LINES))
    too_long = [
        f"{part.name}: {(part.end_lineno or 0) - part.lineno + 1} lines"
        for part in ast.walk(ast.parse("\n".join(lines)))
        if isinstance(part, ast.FunctionDef) and (part.end_lineno or 0) - part.lineno + 1 > FUNCTION_LINES
    ]
    assert not too_long


@pytest.mark.parametrize("path", [path for path in modules() if path.name == "__init__.py"], ids=named)
def test_a_package_says_its_contract_and_holds_no_logic(path: Path) -> None:
    tree = ast.parse(path.read_bytes())
    assert ast.get_docstring(tree)
    assert not [
        type(part).__name__ for part in tree.body if not isinstance(part, ast.Expr | ast.ImportFrom | ast.Assign)
    ]

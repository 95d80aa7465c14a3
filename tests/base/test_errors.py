"""The error tree: codes, exit statuses and hints."""

import importlib
import pkgutil

import probative
from probative.base.errors import ProbativeError

FAMILIES = {2: "P1", 4: "P2", 5: "P21", 6: "P22", 7: "P3", 8: "P4", 9: "P5", 10: "P6", 3: "P0"}


def every_error() -> list[type[ProbativeError]]:
    """Give every error class that any module of ours defines in an ``errors`` module."""
    for module in pkgutil.walk_packages(probative.__path__, "probative."):
        if module.name.rsplit(".", 1)[-1] == "errors":
            importlib.import_module(module.name)
    found: dict[type[ProbativeError], None] = {}
    waiting: list[type[ProbativeError]] = [ProbativeError]
    while waiting:
        kind = waiting.pop()
        if kind.__module__.startswith("probative."):
            found[kind] = None
        waiting.extend(kind.__subclasses__())
    return list(found)


def test_every_code_names_one_class() -> None:
    codes = [kind.code for kind in every_error()]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    assert not {code: [kind.__qualname__ for kind in every_error() if kind.code == code] for code in twice}


def test_every_code_stands_in_the_family_of_its_exit_status() -> None:
    assert not [
        (kind.__qualname__, kind.code, kind.exit_status)
        for kind in every_error()
        if not kind.code.startswith(FAMILIES[kind.exit_status])
    ]


def test_every_class_says_what_it_means_and_what_to_do() -> None:
    assert not [kind.__qualname__ for kind in every_error() if not (kind.__doc__ and kind.hint.endswith("."))]


def test_every_class_has_a_code_of_its_own() -> None:
    assert not [kind.__qualname__ for kind in every_error() if "code" not in vars(kind)]


def test_no_exit_status_means_done_or_found() -> None:
    assert not [kind.__qualname__ for kind in every_error() if kind.exit_status < 2]

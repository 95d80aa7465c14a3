"""The command as a process: exit statuses, standard streams, closed pipes, help."""

import json
import subprocess
import sys

import click
import pytest

from probative.base.errors import StorageError
from probative.cli import main
from probative.cli.main import COMMANDS, run
from probative.cli.main import probative as command_line
from tests.conftest import environment

RUN = [sys.executable, "-m", "probative.cli"]


def ended(monkeypatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["probative", *words])
    with pytest.raises(SystemExit) as end:
        run()
    return int(end.value.code or 0)


def test_every_command_has_help_with_an_example(monkeypatch, capsys):
    assert ended(monkeypatch, "--help") == 0
    listed = capsys.readouterr().out
    for name in COMMANDS:
        assert f"  {name} " in listed
        assert ended(monkeypatch, name, "-h" if name == "add" else "--help") == 0
        assert "Example" in capsys.readouterr().out


def test_help_imports_nothing_heavy():
    heavy = "{'sqlalchemy', 'sqlcipher3', 'msgspec', 'cryptography', 'jinja2', 'probative.network', 'probative.claims'}"
    script = (
        "import sys; from probative.cli.main import run, COMMANDS, probative; import click\n"
        "for name in COMMANDS: probative.get_command(click.Context(probative), name)\n"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    found = set(json.loads(done.stdout.replace("'", '"')))
    assert found <= {"probative.network"} - {"probative.network"}, found


def test_the_version_is_said(monkeypatch, capsys):
    assert ended(monkeypatch, "--version") == 0
    assert capsys.readouterr().out.startswith("probative, version 0.")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["nothing"], 2, "No such command"),
        (["add"], 2, "Missing argument"),
        (["add", "/x", "/y", "--date", "soon"], 2, "is not a day"),
        (["claims", "/x", "--\x1b[31m"], 2, "\\x1b"),
        (["claims", "/nowhere/at\x1ball"], 4, "P230"),
        (["attribute", "/nowhere"], 9, "P530"),
        (["status"], 2, "Missing argument"),
    ],
)
def test_an_error_has_its_status_and_a_plain_message_on_standard_error(monkeypatch, capsys, words, status, said):
    assert ended(monkeypatch, *words) == status
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert "\x1b" not in printed.err
    assert "Traceback" not in printed.err


def test_a_wrong_setting_is_wrong_use(monkeypatch, capsys):
    monkeypatch.setenv("PROBATIVE_WORKERS", "many")
    assert ended(monkeypatch, "status", "/nowhere") == 2
    assert "P123" in capsys.readouterr().err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_ctrl_c_ends_calmly(monkeypatch, capsys, error):
    def stopped(**_: object) -> None:
        raise error

    monkeypatch.setattr(command_line, "main", stopped)
    assert ended(monkeypatch, "status") == main.INTERRUPTED == 130
    assert capsys.readouterr().err.strip().endswith("run the same command again to go on.")


def test_an_error_of_the_system_is_a_storage_error_and_no_traceback(monkeypatch, capsys):
    def broken(**_: object) -> None:
        raise OSError(5, "Input/output error", "/case/\x1blog")

    monkeypatch.setattr(command_line, "main", broken)
    assert ended(monkeypatch, "status") == StorageError.exit_status
    assert "cannot use /case/\\x1blog: Input/output error" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\n", "line 1 is no JSON"),
        (b"[1]\n", "line 1 is no JSON object"),
        (b'\n{"id": NaN, "text": "x"}\n', "line 2 is no JSON"),
        (b"[" * 50_000 + b"\n", "line 1 is no JSON"),
        (b'{"id": 1}\n', "has no text"),
    ],
)
def test_a_line_that_a_filter_cannot_read_is_wrong_use(content, said):
    done = subprocess.run([*RUN, "attribute"], input=content, capture_output=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_filter_echoes_what_it_was_given_and_its_output_is_utf_8_whatever_the_locale(tmp_path):
    line = b'\xef\xbb\xbf{"id": "\\ud800\\u009b\\u202e", "text": "\\u201eHe\\u201d said it rained \xe2\x80\xae."}\n'
    done = subprocess.run(
        [*RUN, "attribute"],
        input=line,
        capture_output=True,
        check=True,
        env={**environment(tmp_path), "PYTHONIOENCODING": "latin-1"},
    )
    assert json.loads(done.stdout)["id"] == "\ud800\x9b\u202e"
    assert b"\x9b" not in done.stdout


@pytest.mark.parametrize("closed", ["<&-", "2>&-", ">&-"])
def test_a_closed_standard_stream_is_no_crash(closed):
    command = f"{sys.executable} -m probative.cli attribute {closed}"
    done = subprocess.run(["bash", "-c", command], input=b"", capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert done.returncode == (9 if closed == "<&-" else 0)


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    (tmp_path / "long.txt").write_text("word " * 200_000)
    for words in (f"read {tmp_path / 'long.txt'}", f"read {tmp_path / 'long.txt'} --json", "--help"):
        command = f"{sys.executable} -m probative.cli {words} | true; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), words

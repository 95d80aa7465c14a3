"""The example case, built through the command line as `make demo` does, against its known truth."""

import html
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.conftest import MATERIAL, Built
from tests.conftest import ROOT, environment

TRUTH = json.loads((ROOT / "examples" / "tarn-ford" / "truth.json").read_text(encoding="utf-8"))


def test_every_exhibit_of_the_example_is_there_with_its_hash(example: Built):
    exhibits = example.listing("exhibits")
    assert len(exhibits) == TRUTH["exhibits"]
    assert all(len(exhibit["sha256"]) == 64 for exhibit in exhibits)


def test_building_says_one_line_a_stage(example: Built):
    stages = [line.split()[0] for line in example.said.splitlines() if line]
    assert stages == ["intake", "reading", "claims", "corroboration", "network", "custody", "report"]


def test_every_claim_reproduces_its_words_and_carries_speaker_channel_and_certainty(example: Built):
    claims = example.listing("claims")
    assert len(claims) > 50
    for claim in claims:
        assert claim["chain"]
        assert claim["chain"][0]["role"] == "origin"
        assert claim["certainty"] in {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"}
        assert claim["status"] == "proposed"
        assert len(claim["words"]) == claim["span"][1] - claim["span"][0]


def test_why_shows_the_words_in_the_original_and_the_proof(example: Built):
    for claim in example.listing("claims")[:3]:
        why = json.loads(example.run("why", example.case, claim["id"], "--json").out)
        assert why["context"]["words"] == claim["words"]
        assert why["proof"].startswith("c2sp.org/tlog-proof@v1")


def test_the_report_needs_no_network_and_no_script(example: Built):
    page = (example.case / "report" / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "http://" not in page.replace("http://www.w3.org/", "")


def test_the_report_tells_in_words_who_got_the_main_proposition_from_whom_and_why_its_claims_stand_together(
    example: Built,
):
    main = max(example.listing("propositions"), key=lambda each: len(each["claims"]))
    told = " ".join(main["account"])
    assert "6 articles carry this." in told
    assert "5 articles pass through Osk Varen alone, who speaks for Sela Morn." in told
    assert "That is 2 independent origins." in told
    assert all(sentence in example.run("why", example.case, main["id"]).out for sentence in main["account"])
    assert told in example.run("propositions", example.case).out
    page = (example.case / "report" / "index.html").read_text(encoding="utf-8")
    sheet = page.split(f'<section class="proposition" id="{main["id"]}"')[1].split("</section>")[0]
    assert told in re.sub(r"<[^>]+>", "", sheet)
    part = sheet.split('<details class="grouping">')[1].split("</details>")[0]
    grouping = " ".join(re.sub(r"<[^>]+>", " ", part).split())
    for claim in (*main["claims"][1:], *main["denied_by"]):
        assert claim in grouping
    assert "what 100 %" in grouping
    assert "one says that it is not so" in grouping


def test_chains_two_and_three_deep_stand_in_the_report_as_they_were_found(example: Built):
    page = (example.case / "report" / "index.html").read_text(encoding="utf-8")
    lists = re.findall(r'<ol class="chain" aria-label="Chain of ([^"]*)">(.*?)</ol>', page, re.DOTALL)
    shown = {claim: re.findall(r"<b>(?:<bdi[^>]*>)?([^<]*)", chain) for claim, chain in lists}
    deep = [claim for claim in example.listing("claims") if len(claim["chain"]) > 2]
    assert len(deep) > 10
    assert ["Sela Morn", "Osk Varen", "The Esker Courier"] in shown.values()
    for claim in deep:
        assert shown[claim["id"]] == [html.escape(hop["source"] or "nobody named") for hop in claim["chain"]]


def test_nothing_of_the_material_is_readable_in_the_case_folder(example: Built):
    for path in example.case.rglob("*"):
        if path.is_file() and "report" not in path.parts:
            content = path.read_bytes()
            assert b"Varen" not in content, path
            assert b"tarn-ford" not in content, path
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(example.case / "index" / "case.db").execute("select * from exhibits")


def test_a_second_add_changes_no_byte_of_the_authority(example: Built):
    before = example.authority()
    done = example.run("add", example.case, example.material, "--received-from", "the example's authors")
    assert done.status == 0
    assert "0 exhibits received" in done.out
    assert example.authority() == before


def test_a_second_process_changes_no_byte_of_the_authority(example: Built):
    before = example.authority()
    assert example.run("process", example.case).status == 0
    assert example.authority() == before


def test_deleting_all_that_is_derived_loses_nothing(example: Built):
    kinds = ("exhibits", "claims", "propositions", "entities", "links", "events", "gaps", "timeline")
    before = {kind: example.run(kind, example.case, "--json").out for kind in kinds}
    report = (example.case / "report" / "index.html").read_bytes()
    for path in sorted((*(example.case / "index").iterdir(), *(example.case / "report").iterdir())):
        path.unlink()
    assert example.run("rebuild", example.case).status == 0
    assert {kind: example.run(kind, example.case, "--json").out for kind in kinds} == before
    assert (example.case / "report" / "index.html").read_bytes() == report


def test_a_proof_holds_for_the_stand_alone_verifier_and_not_once_a_bit_is_flipped(example: Built, tmp_path: Path):
    proof = tmp_path / "proof.json"
    assert example.run("why", example.case, "C-0001", "--proof", proof).status == 0
    assert example.run("verify", proof).status == 0
    content = bytearray(proof.read_bytes())
    content[content.index(b'"entry"') + 40] ^= 1
    proof.write_bytes(content)
    assert example.run("verify", proof).status == 1


def test_judging_changes_what_follows_and_undoing_gives_it_back(example: Built):
    before = example.listing("propositions")
    claim = next(each for each in before if len(each["claims"]) > 1)["claims"][0]
    made = example.run("judge", example.case, "reject", claim, "--why", "a test", "--json")
    assert made.status == 0, made.err
    judgement = json.loads(made.out)
    assert judgement["by"] == "Tester"
    statuses = {each["id"]: each["status"] for each in example.listing("claims")}
    assert statuses[claim] == "rejected"
    undone = example.run("judge", example.case, "undo", judgement["id"], "--why", "the test is over")
    assert undone.status == 0, undone.err
    assert {each["id"]: each["status"] for each in example.listing("claims")}[claim] == "proposed"
    assert example.listing("propositions") == before


def test_the_case_opens_with_a_passphrase_and_with_no_other(tmp_path: Path, probative):
    case = tmp_path / "case"
    secret = {"PROBATIVE_PASSPHRASE": "six words that nobody else would choose"}
    assert probative("new", case, **secret).status == 0
    assert probative("status", case, **secret).status == 0
    assert probative("status", case, PROBATIVE_PASSPHRASE="another").status == 5
    assert probative("status", case).status == 5


@pytest.mark.slow
def test_the_example_builds_without_any_network(tmp_path: Path):
    without_network = ["unshare", "-rn", sys.executable, "-m", "probative.cli"]
    command = [*without_network, "build", str(MATERIAL), "--case", str(tmp_path / "case")]
    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_example_builds_where_opening_a_socket_raises(tmp_path: Path):
    script = (
        "import socket, sys\n"
        "class Refused(socket.socket):\n"
        "    def __init__(self, *a, **k): raise AssertionError('a socket was opened')\n"
        "socket.socket = Refused\n"
        "from probative.cli.main import run\n"
        f"sys.argv = ['probative', 'build', {str(MATERIAL)!r},"
        f" '--case', {str(tmp_path / 'case')!r}]\n"
        "run()\n"
    )
    given = {**environment(tmp_path), "PROBATIVE_WORKERS": "1"}
    done = subprocess.run([sys.executable, "-c", script], env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

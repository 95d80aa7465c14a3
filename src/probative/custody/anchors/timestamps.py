"""RFC 3161 time stamps: the request, and the reply judged by two verifiers that share no code.

A token is malleable outside its signed part and parsers disagree (one refuses what the other takes), so the raw bytes
are kept and bound by their hash, and both verdicts are shown.

Source: RFC 3161; shared/reference/custody.md F10.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response
from rfc3161_client.tsp import Accuracy

from probative.custody.anchors.chains import Chain, pem_of
from probative.custody.anchors.der import DerError, timestamp_request, with_certificates_in_order

LARGEST_BYTES: Final = 1 << 20
"""No reply is longer: real ones have one to ten thousand bytes."""

OPENSSL: Final = "openssl"
CLIENT: Final = "rfc3161-client"
_SECONDS: Final = 20
_SILENT: Final = "it did not answer"
_TIME: Final = re.compile(
    r"^Time stamp: ([A-Z][a-z]{2}) +([0-9]{1,2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)? ([0-9]{4}) GMT$",
    re.MULTILINE,
)
_GRANTED: Final = re.compile(r"^Status: Granted\.$", re.MULTILINE)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reply must answer: the digest of a checkpoint, and the nonce of our request."""

    digest: bytes
    nonce: int

    @property
    def request(self) -> bytes:
        """The request, byte for byte as it left."""
        return timestamp_request(self.digest, self.nonce)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one verifier says. ``why`` is the reason where it refuses, or a remark where it accepts."""

    verifier: str
    holds: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A reply with both verdicts. The times are what it says, give or take its accuracy."""

    verdicts: tuple[Verdict, ...]
    earliest: datetime | None = None
    latest: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether both verifiers accept it."""
        return len(self.verdicts) == 2 and all(each.holds for each in self.verdicts)

    @property
    def is_disputed(self) -> bool:
        """Whether one of two accepts it and the other does not."""
        return any(each.holds for each in self.verdicts) and not self.holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a reply says, before anybody checked it."""

    digest: bytes
    nonce: int | None


def said(reply: bytes) -> Said | None:
    """Read whom a reply answers; ``None`` where it cannot be read."""
    response = _decoded(reply)[0]
    if response is None:
        return None
    try:
        info = response.tst_info
        return Said(digest=info.message_imprint.message, nonce=info.nonce)
    except ValueError:
        return None


def judge(reply: bytes, *, asked: Asked, chain: Chain, openssl: Path | None) -> Judged:
    """Have a reply judged by both verifiers.

    Args:
        reply: The bytes as they came back.
        asked: What they must answer.
        chain: The certificates that the user trusts, and those between.
        openssl: Where the second verifier is; ``None`` where this machine has none, and then nothing holds.
    """
    if len(reply) > LARGEST_BYTES:
        why = f"longer than {LARGEST_BYTES} bytes"
        return Judged(verdicts=tuple(Verdict(verifier=each, holds=False, why=why) for each in (OPENSSL, CLIENT)))
    response, remark = _decoded(reply)
    ours = _by_client(response, remark, asked, chain)
    if openssl is None:
        theirs, time = Verdict(verifier=OPENSSL, holds=False, why="it is not installed on this machine"), None
    else:
        theirs, time = _by_openssl(reply, asked, chain, openssl)
    if response is not None and ours.holds:
        info = response.tst_info
        margin = _accuracy(response)
        moment = info.gen_time.replace(tzinfo=UTC) if info.gen_time.tzinfo is None else info.gen_time.astimezone(UTC)
        return Judged(verdicts=(theirs, ours), earliest=moment - margin, latest=moment + margin)
    return (
        Judged(verdicts=(theirs, ours), earliest=time, latest=time) if theirs.holds else Judged(verdicts=(theirs, ours))
    )


def _decoded(reply: bytes) -> tuple[TimeStampResponse | None, str]:
    """Read a reply; where only the order of its certificates stands against that, in order, which is remarked."""
    try:
        return decode_timestamp_response(reply), ""
    except ValueError as error:
        why = f"it cannot be read: {str(error)[:200]}"
    try:
        repaired = with_certificates_in_order(reply)
        response = decode_timestamp_response(repaired)
    except (DerError, ValueError):
        return None, why
    if repaired == reply:
        return None, why
    return response, "only with its certificates, which are not signed, put in the order that DER wants"


def _by_client(response: TimeStampResponse | None, remark: str, asked: Asked, chain: Chain) -> Verdict:
    if response is None:
        return Verdict(verifier=CLIENT, holds=False, why=remark)
    builder = VerifierBuilder(nonce=asked.nonce, roots=list(chain.roots), intermediates=list(chain.between))
    try:
        builder.build().verify(response, asked.digest)
    except (VerificationError, ValueError) as error:
        return Verdict(verifier=CLIENT, holds=False, why=_plain(str(error)))
    return Verdict(verifier=CLIENT, holds=True, why=remark)


def _accuracy(response: TimeStampResponse) -> timedelta:
    # The library's types promise what RFC 3161 makes optional.
    accuracy: Accuracy | None = response.tst_info.accuracy
    if accuracy is None:
        return timedelta()
    return timedelta(
        seconds=accuracy.seconds or 0, milliseconds=accuracy.millis or 0, microseconds=accuracy.micros or 0
    )


def _by_openssl(reply: bytes, asked: Asked, chain: Chain, openssl: Path) -> tuple[Verdict, datetime | None]:
    told = _run(openssl, ["-reply", "-text"], {"-in": reply})
    time = _time(told.stdout)
    if time is None or not _GRANTED.search(told.stdout):
        return Verdict(verifier=OPENSSL, holds=False, why=_reason(told, "it is no granted time stamp")), None
    # Only roots are trusted; what lies between may help to reach them. At the time that the stamp itself says: a
    # certificate that has run out since was good then.
    given = {"-in": reply, "-queryfile": asked.request, "-CAfile": pem_of(chain.roots)}
    if chain.between:
        given["-untrusted"] = pem_of(chain.between)
    done = _run(openssl, ["-verify", "-attime", str(int(time.timestamp()))], given)
    if done.returncode == 0 and "Verification: OK" in done.stdout:
        return Verdict(verifier=OPENSSL, holds=True), time
    return Verdict(verifier=OPENSSL, holds=False, why=_reason(done, "it does not verify")), None


def _run(openssl: Path, words: list[str], given: Mapping[str, bytes]) -> "subprocess.CompletedProcess[str]":
    """Run ``openssl ts``; each of ``given`` is handed over in memory, under its option, and touches no disk."""
    with ExitStack() as closing:
        held = {option: _in_memory(content, closing) for option, content in given.items()}
        handed = [word for option, descriptor in held.items() for word in (option, f"/dev/fd/{descriptor}")]
        try:
            return subprocess.run(  # noqa: S603 - our own words, no shell
                [str(openssl), "ts", *words, *handed],
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "OPENSSL_CONF": "/dev/null"},
                capture_output=True,
                check=False,
                timeout=_SECONDS,
                text=True,
                errors="replace",
                pass_fds=tuple(held.values()),
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return subprocess.CompletedProcess(words, 1, "", f"{_SILENT}: {type(error).__name__}")


def _in_memory(content: bytes, closing: ExitStack) -> int:
    descriptor = os.memfd_create("probative")
    closing.callback(os.close, descriptor)
    os.write(descriptor, content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _time(text: str) -> datetime | None:
    match = _TIME.search(text)
    if match is None or match.group(1) not in _MONTHS:
        return None
    month = _MONTHS.index(match.group(1)) + 1
    try:
        return datetime.fromisoformat(f"{match.group(4)}-{month:02d}-{int(match.group(2)):02d}T{match.group(3)}+00:00")
    except ValueError:
        return None


def _reason(done: "subprocess.CompletedProcess[str]", otherwise: str) -> str:
    """Give OpenSSL's own words, without the addresses in front of them."""
    reasons = [line.split(":") for line in done.stderr.splitlines() if ":error:" in line]
    if not reasons and done.stderr.startswith(_SILENT):
        return done.stderr
    words = [f"{parts[5]} {':'.join(parts[8:])}".strip() for parts in reasons if len(parts) > 5]
    return _plain(": ".join(dict.fromkeys(words))) or otherwise


def _plain(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)[:300]

"""A time stamp authority for tests, made with OpenSSL: its certificates and its replies are invented."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

CONFIGURATION = """
[req]
distinguished_name=dn
[dn]
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
[authority]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
[server]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,serverAuth
[stamping]
serial=serial
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256, sha512
accuracy=secs:1
"""


@dataclass(frozen=True)
class Authority:
    """An authority whose files lie in ``place``."""

    place: Path

    @property
    def root(self) -> Path:
        """The certificate that signs itself."""
        return self.place / "root.pem"

    def reply(self, request: bytes, *, chain: bool = False) -> bytes:
        """Answer a request; with ``chain`` as many real authorities do, with certificates in no order of DER's."""
        (self.place / "request").write_bytes(request)
        more = ("-chain", "root.pem") if chain else ()
        self.run("ts", "-reply", "-config", "conf", "-section", "stamping", "-queryfile", "request",
                 "-signer", "own.pem", "-inkey", "own.key", *more, "-out", "reply")  # fmt: skip
        return (self.place / "reply").read_bytes()

    def run(self, *words: str) -> None:
        """Run OpenSSL here."""
        subprocess.run(["openssl", *words], cwd=self.place, check=True, capture_output=True)


def make_authority(
    place: Path,
    *,
    purpose: str = "authority",
    name: str = "Test",
    key: tuple[str, str] = ("ec", "ec_paramgen_curve:prime256v1"),
) -> Authority:
    """Make a root and an authority under it in ``place``, with keys of a kind that OpenSSL knows by these words."""
    place.mkdir(parents=True)
    made = Authority(place)
    (place / "conf").write_text(CONFIGURATION)
    (place / "serial").write_text("01")
    fresh = ("-newkey", key[0], "-pkeyopt", key[1], "-nodes")
    made.run("req", "-x509", *fresh, "-keyout", "root.key", "-out", "root.pem", "-subj", f"/CN={name} root",
             "-days", "3650", "-config", "conf", "-extensions", "root")  # fmt: skip
    made.run("req", "-new", *fresh, "-keyout", "own.key", "-out", "own.csr", "-subj", f"/CN={name}", "-config", "conf")
    made.run("x509", "-req", "-in", "own.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
             "-out", "own.pem", "-days", "3650", "-extfile", "conf", "-extensions", purpose)  # fmt: skip
    return made

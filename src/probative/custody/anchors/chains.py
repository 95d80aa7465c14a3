"""The certificates by which a time stamp is judged: those of its user's choice, kept beside the token.

A chain is PEM text in one spelling: roots first, then the certificates between, each group sorted by its bytes. A root
is a certificate that signs itself; which roots deserve trust is the reader's decision, so their SHA-256 is shown.

Source: docs/format/anchors.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding

_MOST = 16


class ChainError(ValueError):
    """The bytes are no certificates, or none of them signs itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """``roots`` sign themselves; ``between`` lead from them to the authority. ``content`` is the text as it is kept."""

    roots: tuple[x509.Certificate, ...]
    between: tuple[x509.Certificate, ...]
    content: bytes


def chain_of(files: Sequence[bytes]) -> Chain:
    """Put the certificates of some PEM files together.

    Raises:
        ChainError: When one of them holds none, there are too many, or no root is among them.
    """
    found: dict[bytes, x509.Certificate] = {}
    for content in files:
        for certificate in _read(content):
            found[certificate.public_bytes(Encoding.DER)] = certificate
    if len(found) > _MOST:
        raise ChainError(f"more than {_MOST} certificates")
    ordered = [found[each] for each in sorted(found)]
    roots = tuple(each for each in ordered if _signs_itself(each))
    if not roots:
        raise ChainError("no certificate among them signs itself, so there is no root to begin from")
    between = tuple(each for each in ordered if each not in roots)
    return Chain(roots=roots, between=between, content=pem_of((*roots, *between)))


def read_chain(content: bytes) -> Chain:
    """Read a chain as it is kept, refusing every other spelling. Raises as ``chain_of``."""
    found = chain_of([content])
    if found.content != content:
        raise ChainError("not in its one spelling")
    return found


def _read(content: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(content)
    except ValueError as error:
        raise ChainError("not certificates in PEM") from error


def _signs_itself(certificate: x509.Certificate) -> bool:
    if certificate.subject != certificate.issuer:
        return False
    try:
        certificate.verify_directly_issued_by(certificate)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def pem_of(certificates: Iterable[x509.Certificate]) -> bytes:
    """Write certificates one after another as PEM."""
    return b"".join(each.public_bytes(Encoding.PEM) for each in certificates)

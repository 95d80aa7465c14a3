"""Check the RFC 3161 time stamps inside a proof, with nothing but Python's standard library.

    python3 timestamps.py PROOF [--authority SHA256]

Each stamp says that an authority saw the checkpoint of the proof at a time. Its signature is checked, and those of the
certificates up to a root that the proof brings along: whether to trust that root is the reader's to say. `--authority`
names the SHA-256 of one (`openssl x509 -fingerprint -sha256`). The proof itself is checked by `verify.py`.

Exit status 0: every stamp holds, and there is one. 1: one does not, or there is none. 2: wrong use, or no such file.

RSA (PKCS #1 v1.5) and ECDSA over P-256, P-384 and P-521, with SHA-256, SHA-384 and SHA-512; any other signature does
not hold here. Revocation of certificates is not looked at: that needs a network.

Sources: RFC 3161, RFC 5652 (CMS), RFC 5816 (signing certificate), RFC 5280 (certificates), FIPS 186-5 (ECDSA).
"""

import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SIGNED_DATA, _TST_INFO = "2a864886f70d010702", "2a864886f70d0109100104"
_DIGEST_ATTRIBUTE, _TYPE_ATTRIBUTE = "2a864886f70d010904", "2a864886f70d010903"
_CERTIFICATE_ATTRIBUTES = {"2a864886f70d010910022f": "sha256", "2a864886f70d010910020c": "sha1"}
_HASHES = {"608648016503040201": "sha256", "608648016503040202": "sha384", "608648016503040203": "sha512"}
_SIGNATURES = {
    "2a864886f70d01010b": "sha256",
    "2a864886f70d01010c": "sha384",
    "2a864886f70d01010d": "sha512",
    "2a8648ce3d040302": "sha256",
    "2a8648ce3d040303": "sha384",
    "2a8648ce3d040304": "sha512",
}
_RSA, _EC = "2a864886f70d010101", "2a8648ce3d0201"
_PURPOSE, _CONSTRAINTS, _STAMPING = "551d25", "551d13", "2b06010505070308"
_TIME = re.compile(r"([0-9]{14})(\.[0-9]*[1-9])?Z")
_PEM = re.compile("-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=\n]+)-----END CERTIFICATE-----\n")
_MOST_STEPS = 8

Element = tuple[int, bytes, bytes]
"""One element of DER: its tag, what is in it, and the whole of it."""


class Refused(Exception):
    """The bytes are not what they should be; the message says which and how."""


@dataclass(slots=True)
class Stamped:
    """What the time stamps of a proof show, and everything that does not hold.

    ``times`` are, one for each stamp, when the checkpoint was there at the latest; ``roots`` the SHA-256 of the root
    certificate that each leads to.
    """

    times: list[str] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.times) and not self.problems

    @property
    def not_after(self) -> str | None:
        """When the entry was there at the latest, as the first of the authorities says; ``None`` where none holds."""
        return min(self.times, default=None)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate, taken apart. Nothing here says that its signature holds."""

    whole: bytes
    signed: bytes
    algorithm: str
    signature: bytes
    serial: bytes
    issuer: bytes
    begins: str
    ends: str
    subject: bytes
    key: bytes
    extensions: dict[str, bytes]

    @property
    def is_for_stamps(self) -> bool:
        """Whether it is for time stamping and for nothing else, critically."""
        return self.extensions.get(_PURPOSE) == bytes.fromhex("300a0608" + _STAMPING)

    @property
    def may_issue(self) -> bool:
        """Whether it says that it may issue others."""
        parts = _der(self.extensions.get(_CONSTRAINTS, b""))
        inner = _der(parts[0][1]) if parts else []
        return bool(inner) and inner[0][:2] == (1, b"\xff")


def judge(content: bytes, *, authority: str | None = None) -> Stamped:
    """Check the time stamps inside a proof.

    Args:
        content: The proof's bytes; that it holds itself is for ``standalone`` to say.
        authority: The SHA-256 of a root certificate as known from elsewhere, in hex; ``None`` to take the file's word.
    """
    found = Stamped()
    try:
        stamps, imprint = _read_proof(content)
    except (ValueError, KeyError, TypeError, AttributeError):
        found.problems.append("this is no proof with a checkpoint in it")
        return found
    for number, stamp in enumerate(stamps, start=1):
        try:
            reply = base64.b64decode(stamp["reply"], validate=True)
            time, root = _judge_one(reply, str(stamp["chain"]), imprint, authority)
        except Refused as error:
            found.problems.append(f"time stamp {number}: {error}")
        except (ValueError, KeyError, TypeError, IndexError, OverflowError):
            found.problems.append(f"time stamp {number}: it cannot be read")
        else:
            found.times.append(time)
            found.roots.append(root)
    return found


def _read_proof(content: bytes) -> tuple[list[dict[str, str]], bytes]:
    """Give the stamps and the SHA-256 of the checkpoint as the log signed it: its three lines and the log's own."""
    proof = json.loads(content)
    text, _, lines = proof["proof"].partition("\n\n")[2].rpartition("\n\n")
    note = f"{text}\n\n{lines.partition(chr(10))[0]}\n"
    return proof.get("stamps", []), hashlib.sha256(note.encode()).digest()


def _judge_one(reply: bytes, chain: str, imprint: bytes, authority: str | None) -> tuple[str, str]:
    status, token = _parts(_only(reply, 0x30), 2)
    if _der(status[1])[0][:2] not in ((2, b"\x00"), (2, b"\x01")):
        raise Refused("it was not granted")
    kind, held = _parts(token[1], 2)
    if kind[1].hex() != _SIGNED_DATA:
        raise Refused("it holds no signed data")
    parts = _der(_only(held[1], 0x30))
    kind, wrapped = _parts(parts[2][1], 2)
    info = _only(wrapped[1], 0x04)
    if kind[1].hex() != _TST_INFO:
        raise Refused("it holds no time stamp")
    time, latest = _time_of(info, imprint)
    brought = [Certificate(*_fields(each[2])) for part in parts[3:-1] if part[0] == 0xA0 for each in _der(part[1])]
    given = [Certificate(*_fields(base64.b64decode(text))) for text in _PEM.findall(chain)]
    if _PEM.sub("", chain) or not given:
        raise Refused("it comes without certificates in PEM")
    (signer,) = _der(parts[-1][1])
    own = _signer(signer, info, [*given, *brought])
    if not own.is_for_stamps:
        raise Refused("the authority's certificate is not for time stamps")
    root = _root_of(own, given, brought, time)
    if authority not in (None, root):
        raise Refused("it leads to another root than the one that was named")
    return latest, root


def _time_of(info: bytes, imprint: bytes) -> tuple[str, str]:
    """Give when it was stamped, and the latest moment that this may mean."""
    parts = _der(_only(info, 0x30))
    algorithm, digest = _parts(parts[2][1], 2)
    if _der(algorithm[1])[0][1].hex() not in _HASHES or digest[1] != imprint:
        raise Refused("it is over something else than this checkpoint")
    matched = _TIME.fullmatch(parts[4][1].decode("ascii"))
    if parts[4][0] != 0x18 or matched is None:
        raise Refused("it says no time")
    moment = datetime.strptime(matched[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    margin = timedelta(seconds=1 if matched[2] else 0)
    if len(parts) > 5 and parts[5][0] == 0x30:
        for tag, body, _ in _der(parts[5][1]):
            margin += timedelta(seconds=int.from_bytes(body, "big")) if tag == 2 else timedelta(seconds=1)
    return moment.strftime("%Y%m%d%H%M%SZ"), f"{moment + margin:%Y-%m-%dT%H:%M:%SZ}"


def _signer(signer: Element, info: bytes, known: Sequence[Certificate]) -> Certificate:
    """Give the certificate whose key signed the stamp; it must be the one that the signed attributes name."""
    _, who, digest_algorithm, attributes, algorithm, signature = _parts(signer[1], 6)
    hash_name = _HASHES.get(_der(digest_algorithm[1])[0][1].hex())
    if hash_name is None or attributes[0] != 0xA0 or signature[0] != 4:
        raise Refused("it is signed in a way that this verifier does not know")
    said = {}
    for each in _der(attributes[1]):
        name, values = _parts(each[1], 2)
        said[name[1].hex()] = _der(values[1])[0]
    if said[_TYPE_ATTRIBUTE][1].hex() != _TST_INFO or said[_DIGEST_ATTRIBUTE][1] != _hashed(hash_name, info):
        raise Refused("what is signed is not what it says")
    own = [one for one in known if who[1] == one.issuer + one.serial and _is_named(said, one)]
    if not own:
        raise Refused("the certificate that signed it is not here")
    named = _SIGNATURES.get(_der(algorithm[1])[0][1].hex(), hash_name)
    message = b"\x31" + attributes[2][1:]
    if named != hash_name or not _is_signed(own[0].key, hash_name, message, signature[1]):
        raise Refused("the authority's signature does not hold")
    return own[0]


def _is_named(said: dict[str, Element], certificate: Certificate) -> bool:
    for name, default in _CERTIFICATE_ATTRIBUTES.items():
        if name in said:
            parts = _der(_der(_der(said[name][1])[0][1])[0][1])
            hash_name = _HASHES.get(_der(parts[0][1])[0][1].hex(), "") if parts[0][0] == 0x30 else default
            named = parts[1] if parts[0][0] == 0x30 and default == "sha256" else parts[0]
            return bool(hash_name) and named[1] == _hashed(hash_name, certificate.whole)
    return False


def _root_of(own: Certificate, given: Sequence[Certificate], brought: Sequence[Certificate], time: str) -> str:
    """Give the SHA-256 of the root among ``given`` to which a certificate leads, each valid at that time."""
    one = own
    for _ in range(_MOST_STEPS):
        if not one.begins <= time <= one.ends:
            raise Refused("a certificate was not valid at that time")
        is_root = one.subject == one.issuer and one in given
        candidates = [one] if is_root else [each for each in (*given, *brought) if each.subject == one.issuer]
        above = [each for each in candidates if each.may_issue and _is_certified(one, each)]
        if not above:
            raise Refused("no certificate that is here issued the authority's")
        if is_root:
            return hashlib.sha256(one.whole).hexdigest()
        one = above[0]
    raise Refused("its certificates lead to no root")


def _is_certified(one: Certificate, issuer: Certificate) -> bool:
    hash_name = _SIGNATURES.get(one.algorithm)
    return hash_name is not None and _is_signed(issuer.key, hash_name, one.signed, one.signature)


def _fields(content: bytes) -> tuple[bytes, bytes, str, bytes, bytes, bytes, str, str, bytes, bytes, dict[str, bytes]]:
    signed, algorithm, signature = _parts(_only(content, 0x30), 3)
    parts = _der(signed[1])
    parts = parts[1:] if parts[0][0] == 0xA0 else parts
    serial, inner, issuer, validity, subject, key = parts[:6]
    if inner[2] != algorithm[2] or signature[0] != 3 or signature[1][:1] != b"\x00":
        raise Refused("a certificate of another shape")
    begins, ends = (_moment(each) for each in _parts(validity[1], 2))
    found = {}
    for part in parts[6:]:
        for each in _der(_only(part[1], 0x30)) if part[0] == 0xA3 else []:
            inside = _der(each[1])
            found[inside[0][1].hex()] = inside[-1][1]
    name = _der(algorithm[1])[0][1].hex()
    return (content, signed[2], name, signature[1][1:], serial[2], issuer[2], begins, ends, subject[2], key[2], found)


def _moment(element: Element) -> str:
    text = element[1].decode("ascii")
    return text if element[0] == 0x18 else ("19" if text >= "50" else "20") + text


# --- signatures -----------------------------------------------------------------------------------------------------

_PREFIXES = {
    "sha256": "3031300d060960864801650304020105000420",
    "sha384": "3041300d060960864801650304020205000430",
    "sha512": "3051300d060960864801650304020305000440",
}
_CURVES = {
    "2a8648ce3d030107": (
        0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
        0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    ),
    "2b81040022": (
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
        0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
        0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
    ),
    "2b81040023": (
        2**521 - 1,
        0x0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00,
        0x01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409,
        0x00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66,
        0x011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650,
    ),
}
"""Prime, b, order and base point of each curve, by the hex of its object identifier; a is -3 in all."""

_Point = tuple[int, int] | None


def _is_signed(key: bytes, hash_name: str, message: bytes, signature: bytes) -> bool:
    """Whether a signature over ``message`` was made by the holder of a key (SubjectPublicKeyInfo)."""
    algorithm, bits = _parts(_only(key, 0x30), 2)
    kind, *parameters = _der(algorithm[1])
    if bits[0] != 3 or bits[1][:1] != b"\x00":
        return False
    digest = _hashed(hash_name, message)
    if kind[1].hex() == _RSA:
        modulus, exponent = (int.from_bytes(each[1], "big") for each in _parts(_only(bits[1][1:], 0x30), 2))
        return _rsa_holds(modulus, exponent, bytes.fromhex(_PREFIXES[hash_name]) + digest, signature)
    if kind[1].hex() == _EC and parameters and parameters[0][1].hex() in _CURVES:
        r, s = (_positive(each) for each in _parts(_only(signature, 0x30), 2))
        return _ecdsa_holds(_CURVES[parameters[0][1].hex()], bits[1][1:], digest, r, s)
    return False


def _positive(element: Element) -> int:
    """Read a positive whole number in its one spelling; 0 where it is none."""
    tag, body, _ = element
    is_padded = body[:1] == b"\x00" and (len(body) == 1 or body[1] < 0x80)
    return 0 if tag != 2 or not body or body[0] >= 0x80 or is_padded else int.from_bytes(body, "big")


def _rsa_holds(modulus: int, exponent: int, told: bytes, signature: bytes) -> bool:
    size = (modulus.bit_length() + 7) // 8
    if modulus.bit_length() < 2048 or len(signature) != size or len(told) + 11 > size:
        return False
    wanted = b"\x00\x01" + b"\xff" * (size - len(told) - 3) + b"\x00" + told
    return pow(int.from_bytes(signature, "big"), exponent, modulus) == int.from_bytes(wanted, "big")


def _ecdsa_holds(curve: tuple[int, int, int, int, int], point: bytes, digest: bytes, r: int, s: int) -> bool:
    prime, b, order, base_x, base_y = curve
    size = (prime.bit_length() + 7) // 8
    if len(point) != 1 + 2 * size or point[0] != 4 or not (0 < r < order and 0 < s < order):
        return False
    x, y = int.from_bytes(point[1 : 1 + size], "big"), int.from_bytes(point[1 + size :], "big")
    if max(x, y) >= prime or (y * y - x * x * x + 3 * x - b) % prime:
        return False
    number = int.from_bytes(digest, "big") >> max(0, len(digest) * 8 - order.bit_length())
    inverse = pow(s, -1, order)
    found = _sum(
        _times(number * inverse % order, (base_x, base_y), prime), _times(r * inverse % order, (x, y), prime), prime
    )
    return found is not None and found[0] % order == r


def _times(factor: int, point: _Point, prime: int) -> _Point:
    found: _Point = None
    for bit in f"{factor:b}":
        found = _sum(found, found, prime)
        if bit == "1":
            found = _sum(found, point, prime)
    return found


def _sum(one: _Point, other: _Point, prime: int) -> _Point:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % prime == 0:
            return None
        slope = 3 * (one[0] * one[0] - 1) * pow(2 * one[1], -1, prime)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, prime)
    x = (slope * slope - one[0] - other[0]) % prime
    return x, (slope * (one[0] - x) - one[1]) % prime


def _hashed(name: str, content: bytes) -> bytes:
    return hashlib.new(name, content).digest()


# --- DER ------------------------------------------------------------------------------------------------------------


def _der(content: bytes) -> list[Element]:
    found, at = list[Element](), 0
    while at < len(content):
        first, length = at + 2, content[at + 1]
        if length & 0x80:
            count = length & 0x7F
            if not 1 <= count <= 4:
                raise Refused("a length that is none")
            length, first = int.from_bytes(content[first : first + count], "big"), first + count
        if first + length > len(content):
            raise Refused("an element that is cut")
        found.append((content[at], content[first : first + length], content[at : first + length]))
        at = first + length
    return found


def _only(content: bytes, tag: int) -> bytes:
    parts = _der(content)
    if len(parts) != 1 or parts[0][0] != tag:
        raise Refused("not the one element that should be there")
    return parts[0][1]


def _parts(content: bytes, count: int) -> list[Element]:
    parts = _der(content)
    if len(parts) != count:
        raise Refused(f"not of {count} elements")
    return parts


def main(arguments: Sequence[str]) -> int:
    """Check the stamps in the file named on the command line, say what they show, and give the exit status."""
    words, authority = list(arguments), None
    if "--authority" in words[:-1]:
        at = words.index("--authority")
        authority = words[at + 1].replace(":", "").lower()
        del words[at : at + 2]
    if len(words) != 1 or words[0].startswith("-") or (authority is not None and len(authority) != 64):
        sys.stderr.write("usage: timestamps.py PROOF [--authority SHA256]\n")
        return 2
    try:
        content = Path(words[0]).read_bytes()
    except OSError as error:
        sys.stderr.write(f"cannot read {words[0]}: {error.strerror}\n")
        return 2
    found = judge(content, authority=authority)
    sys.stdout.write("\n".join(_lines(found)) + "\n")
    return 0 if found else 1


def _lines(found: Stamped) -> Iterator[str]:
    if not found:
        yield "TIME STAMPS DO NOT HOLD"
        yield from (f"  {problem}" for problem in found.problems or ["there is none in this proof"])
        return
    yield "TIME STAMPS HOLD"
    for time, root in zip(found.times, found.roots, strict=True):
        yield f"  stamped: there at {time}, under the root certificate {root}"
    yield f"  written before {found.not_after}, if you trust one of these roots"
    yield "  Not looked at: whether a certificate was revoked."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

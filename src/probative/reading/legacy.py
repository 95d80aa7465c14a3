"""Which encoding from before Unicode the bytes of a text are in."""

import re
from collections.abc import Iterable
from typing import Final

SAMPLE_BYTES: Final = 1 << 16
"""How much is looked at, beginning shortly before the first byte that is not ASCII."""

LATIN: Final = [
    "cp1252",
    "cp1250",
    "cp1254",
    "cp1257",
    "iso8859_2",
    "iso8859_15",
    "mac_roman",
    "cp850",
    "cp852",
    "cp437",
]
"""Encodings of the Latin script, commonest first: the first one wins where several make an equally likely text."""

CYRILLIC: Final = ["cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic"]
"""Encodings of the Cyrillic script, commonest first."""

OTHERS: Final = [
    *CYRILLIC,
    "cp1253",
    "cp1255",
    "cp1256",
    "cp1258",
    *LATIN,
]
"""Alphabets are told apart by charset-normalizer, from these; rarer ones only where the material declares them."""

LETTERS: Final = (
    "äöüß",  # German
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíñóúüªº¡¿",  # Spanish
    "ãõáâàçéêíóôúªº",  # Portuguese
    "àèéìòù",  # Italian
    "åäöæøé",  # Danish, Finnish, Norwegian, Swedish
    "äöõüšž",  # Estonian
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșțşţ",  # Romanian
    "čćđšž",  # Croatian, Bosnian, Serbian, Slovene
    "ąčęėįšųūž",  # Lithuanian
    "āčēģīķļņšūž",  # Latvian
    "çğıöşüâîûİ",  # Turkish
    "áðéíóúýþæö",  # Icelandic
    "ëç",  # Albanian
)
"""The letters beyond ASCII of each language of the Latin script."""

CYRILLIC_LETTERS: Final = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",  # Russian, Bulgarian
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
    "абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ",  # Serbian, Macedonian
)
"""The letters of each language of the Cyrillic script."""

_INNER_CAPITAL: Final = re.compile("[а-яё][А-ЯЁ]")
_MARKS: Final = frozenset("“”„‘’‚‹›«»–—…•°§€£©®\xa0\xad")
_KANA: Final = re.compile("[\u3040-\u30ff\u3000-\u3002]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_PAIR: Final = re.compile(rb"[\x81-\xfe][\x40-\xfe]")


def legacy_encoding_of(text_bytes: bytes) -> str:
    """Give the likeliest encoding of a text that is neither ASCII nor Unicode. Always one that decodes something."""
    first = next((place for place, byte in enumerate(text_bytes) if byte > 0x7F), 0)
    sample = text_bytes[max(0, first - 1024) :][:SAMPLE_BYTES]
    east_asian = _east_asian(sample)
    if east_asian is not None:
        return east_asian
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=OTHERS).best()
    if best is not None and best.encoding in CYRILLIC:
        return _likeliest(sample, CYRILLIC, CYRILLIC_LETTERS, frozenset())
    if best is not None and best.encoding not in LATIN:
        return str(best.encoding)
    return _likeliest(sample, LATIN, LETTERS, _MARKS)


def _likeliest(sample: bytes, names: list[str], alphabets: tuple[str, ...], marks: frozenset[str]) -> str:
    """The encoding under which most characters beyond ASCII are letters of one language, or ``marks`` of any.

    Between Cyrillic encodings typographic marks do not count: a capital of one is a dash or quote in another.
    """
    likeliest, most = "latin-1", -1
    for name in names:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        beyond = [character for character in text if not character.isascii()]
        if not marks:
            beyond = [character for character in beyond if character not in _MARKS]
        hits = max(_hits(map(str.lower, beyond), letters, marks) for letters in alphabets)
        share = (hits - len(_INNER_CAPITAL.findall(text))) * 1000 // max(1, len(beyond))
        if share > most:
            likeliest, most = name, share
    return likeliest


def _hits(characters: Iterable[str], letters: str, marks: frozenset[str]) -> int:
    return sum(character in letters or character in marks for character in characters)


def _east_asian(sample: bytes) -> str | None:
    """The multi-byte encoding whose commonest characters fill the sample.

    Source: the rows of JIS X 0208 (kana), GB 2312 (level 1: lead bytes B0-D7), Big5 (frequent: A4-C6), KS X 1001
    (Hangul: B0-C8).
    """
    beyond = sum(byte > 0x7F for byte in sample)
    for name in ("cp932", "euc_jp"):
        text = _decoded(sample, name)
        if len(_KANA.findall(text)) * 5 >= len(_KANA.findall(text)) + len(_HAN.findall(text)) > 0:
            halfwidth = sum("\uff61" <= character <= "\uff9f" for character in text)
            if halfwidth * 10 <= len(text):
                return name
    leads = [pair[0] for pair in _PAIR.findall(sample)]
    for name, low, high, script in (
        ("cp949", 0xB0, 0xC8, _HANGUL),
        ("gb18030", 0xB0, 0xD7, _HAN),
        ("big5", 0xA4, 0xC6, _HAN),
    ):
        text = _decoded(sample, name)
        frequent = sum(low <= lead <= high for lead in leads)
        if frequent * 10 >= len(leads) * 7 and len(script.findall(text)) * 10 >= max(1, beyond // 2) * 7:
            return name
    return None


def _decoded(sample: bytes, name: str) -> str:
    """The sample's text, empty where it is none; a last character cut in two does not count."""
    for end in range(len(sample), max(-1, len(sample) - 4), -1):
        try:
            return sample[:end].decode(name)
        except UnicodeDecodeError:
            continue
    return ""

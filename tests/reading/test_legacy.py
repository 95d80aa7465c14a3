import pytest

from probative.reading.encoding import encoding_of

TEXTS = {
    "ru": "Командир приказал подразделению покинуть город. Свидетель сказал, что слышал выстрелы ночью.",
    "uk": "Командир наказав підрозділу залишити місто. Свідок сказав, що чув постріли вночі, її брат теж.",
    "fr": "Le témoin a déclaré qu’il était à l’hôtel quand l’armée est arrivée; « c’était l’été ».",
    "de": "Der Kommandeur sagte: „Wir müssen die Brücke räumen“, so ein Zeuge über die Ereignisse.",
    "es": "El testigo dijo que oyó disparos por la noche; también señaló al capitán Núñez, según él.",
    "pl": "Świadek powiedział, że żołnierze wyjechali z miasta późno wieczorem, gdzieś koło północy.",
    "cs": "Svědek řekl, že vojáci odjeli z města pozdě večer, někdy kolem půlnoci, příští den.",
    "hu": "A tanú azt mondta, hogy éjjel lövéseket hallott, és a katonák elhagyták a várost; őt is hívták.",
    "tr": "Tanık, gece şehirde silah sesleri duyduğunu ve askerlerin köprüden geçtiğini söyledi.",
    "el": "Ο μάρτυρας είπε ότι άκουσε πυροβολισμούς τη νύχτα.",
    "ar": "قال الشاهد إنه سمع إطلاق النار ليلا في المدينة القديمة.",
    "ja": "司令官は部隊に町を離れるよう命じた。証人は夜に銃声を聞いたと述べた。",
    "zh": "指挥官命令部队离开该镇。证人说，他在夜里听到枪声。",
    "ko": "사령관은 부대에 마을을 떠나라고 명령했다. 증인은 밤에 총성을 들었다고 말했다.",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("ru", "iso8859_5"), ("ru", "mac_cyrillic"),
        ("uk", "cp1251"), ("uk", "koi8_u"), ("fr", "cp1252"), ("fr", "mac_roman"), ("de", "cp1252"),
        ("es", "cp1252"), ("es", "cp437"), ("pl", "cp1250"), ("pl", "iso8859_2"), ("pl", "cp852"), ("cs", "cp1250"),
        ("hu", "cp1250"), ("tr", "cp1254"), ("el", "cp1253"), ("ar", "cp1256"), ("ja", "cp932"), ("ja", "euc_jp"),
        ("ja", "iso2022_jp"), ("zh", "gb18030"), ("zh", "big5"), ("ko", "cp949"),
    ],
)  # fmt: skip
def test_one_sentence_is_enough_to_tell_an_old_encoding(language: str, encoding: str) -> None:
    content = TEXTS[language].encode(encoding, "replace")
    found = encoding_of(content)
    assert found is not None
    assert content.decode(found) == content.decode(encoding)


def test_a_byte_order_mark_decides() -> None:
    assert encoding_of("\ufeffsaid".encode("utf-16-be")) == "utf-16-be"
    assert encoding_of("\ufeffsaid".encode("utf-32-le")) == "utf-32-le"


def test_plain_bytes_are_ascii_and_controls_are_noise() -> None:
    assert encoding_of(b"said\n") == "ascii"
    assert encoding_of(b"\x01\x02\x03\x04") is None

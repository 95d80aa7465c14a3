from email.message import EmailMessage

from probative.model.gaps import GapKind
from probative.model.readings import Genre, PartKind
from probative.reading.letter import letter_of
from tests.reading.material import all_of, mail, only_reading


def multipart(plain: str, html: str, attachment: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Irena Dov <irena@example.org>", "desk@example.net", "Both"
    message.set_content(plain)
    message.add_alternative(html, subtype="html")
    if attachment:
        message.add_attachment(attachment, maintype="application", subtype="pdf", filename="order.pdf")
    return message.as_bytes()


def test_a_mail_is_headers_and_words_spoken_by_its_sender() -> None:
    reading = only_reading(mail(), "message/rfc822")
    assert reading.genre is Genre.MAIL
    assert (reading.title, reading.author) == ("The crossing", "Irena Dov")
    assert reading.stated_date is not None
    assert reading.stated_date.edtf == "2031-04-02"
    parts = {part.kind: part for part in reading.parts}
    assert set(parts) == {PartKind.MESSAGE, PartKind.HEADER, PartKind.BODY}
    body = parts[PartKind.BODY]
    assert reading.text[body.start : body.end] == "We crossed at night."
    assert (body.speaker, body.stated_date) == ("Irena Dov", reading.stated_date)
    assert parts[PartKind.MESSAGE].label == "The crossing"


def test_headers_are_declared_where_they_stand() -> None:
    reading = only_reading(mail(), "message/rfc822")
    declared = {one.key: one for one in reading.declared}
    assert {"author", "to", "date", "title", "message-id"} <= set(declared)
    for one in reading.declared:
        assert one.passage is not None
        assert reading.words(one.passage) == one.value


def test_plain_words_are_preferred_and_attachments_named() -> None:
    reading = only_reading(multipart("We left.\n", "<p>We left.</p>", b"%PDF-"), "message/rfc822")
    assert reading.text.count("We left.") == 1
    assert "Attachment: order.pdf (application/pdf)" in reading.text


def test_html_is_read_where_the_plain_words_are_a_stub() -> None:
    html = (
        "<html><body>" + "<p>They said that the bridge was closed, and nobody could leave.</p>" * 5 + "</body></html>"
    )
    reading = only_reading(multipart("See HTML.\n", html), "message/rfc822")
    assert "nobody could leave" in reading.text
    assert "<p>" not in reading.text


def test_quoted_replies_stay() -> None:
    assert "> Who ordered it?" in only_reading(mail(body="> Who ordered it?\nThe colonel.\n"), "message/rfc822").text


def test_encoded_headers_and_old_encodings_are_read() -> None:
    raw = (
        b"From: =?utf-8?B?0IbRgNC40L3QsA==?= <i@example.org>\r\nSubject: =?koi8-r?B?8NLJy8Ha?=\r\n"
        b"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "Приказ пришёл ночью, сказал он.".encode("cp1251")
    )
    reading = only_reading(raw, "message/rfc822")
    assert (reading.author, reading.title) == ("Ірина", "Приказ")
    assert "Приказ пришёл ночью" in reading.text


def test_a_charset_that_does_not_exist_is_guessed() -> None:
    raw = (
        b"From: a@example.org\r\nContent-Type: text/plain; charset=unheard-of\r\n\r\n"
        + "Übergabe um acht Uhr".encode("cp1252")
    )
    assert "Übergabe um acht Uhr" in only_reading(raw, "message/rfc822").text


def test_a_broken_address_is_kept_as_it_is() -> None:
    reading, gaps = all_of(
        b"From: (unclosed <a@example.org>\r\nTo: x:; (y)\r\nSubject: s\r\n\r\nWords.\r\n", "message/rfc822"
    )
    assert reading[0].author is not None
    assert "Words." in reading[0].text
    assert all(gap.kind is GapKind.DAMAGED for gap in gaps)


def test_defects_are_recorded() -> None:
    raw = b'From: a@example.org\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n\r\nHalf a messa'
    readings, gaps = all_of(raw, "message/rfc822")
    assert "Half a messa" in readings[0].text
    assert gaps[0].kind is GapKind.DAMAGED
    assert "CloseBoundaryNotFoundDefect" in gaps[0].detail


def test_encrypted_words_are_a_gap() -> None:
    raw = b"From: a@example.org\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIAG\r\n"
    assert GapKind.ENCRYPTED in [gap.kind for gap in all_of(raw, "message/rfc822")[1]]


def test_deeply_nested_parts_end_in_a_gap_and_not_in_a_crash() -> None:
    raw = b"From: a@example.org\r\n"
    for depth in range(600):
        raw += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth)
    letter = letter_of(raw + b"\r\nWords")
    assert letter.troubles


def test_what_has_no_headers_is_no_mail() -> None:
    readings, gaps = all_of(b"\r\n\r\njust words", "message/rfc822")
    assert not readings
    assert [gap.kind for gap in gaps] == [GapKind.UNREADABLE]

import io

from probative.model.gaps import GapKind
from probative.model.readings import PartKind
from probative.reading.mailbox import BLOCK_BYTES, messages
from tests.reading.material import all_of, mail

LINE = b"From irena@example.org Wed Apr  2 21:05:00 2031\n"


def mbox(*bodies: str) -> bytes:
    return b"".join(
        LINE + mail(subject=f"Mail {at}", body=body).replace(b"\r\n", b"\n") + b"\n" for at, body in enumerate(bodies)
    )


def test_every_message_is_a_part_with_its_sender_and_date() -> None:
    readings, gaps = all_of(mbox("One.\n", "Two.\n"), "application/mbox")
    assert not gaps
    found = [part for part in readings[0].parts if part.kind is PartKind.MESSAGE]
    assert [(part.label, part.speaker) for part in found] == [("Mail 0", "Irena Dov"), ("Mail 1", "Irena Dov")]
    assert all(part.stated_date is not None and part.stated_date.edtf == "2031-04-02" for part in found)
    bodies = [readings[0].text[part.start : part.end] for part in readings[0].parts if part.kind is PartKind.BODY]
    assert bodies == ["One.", "Two."]


def test_the_line_that_parts_messages_is_kept() -> None:
    assert all_of(mbox("One.\n"), "application/mbox")[0][0].text.startswith(LINE.decode())


def test_a_sentence_that_begins_with_from_does_not_cut_a_mail() -> None:
    readings, _ = all_of(
        mbox("We fled.\n\nFrom the bridge we saw it.\nThen night fell.\n", "Two.\n"), "application/mbox"
    )
    assert len([part for part in readings[0].parts if part.kind is PartKind.MESSAGE]) == 2
    assert "From the bridge we saw it." in readings[0].text


def test_a_separator_across_two_blocks_is_found() -> None:
    for shift in range(60):
        first = mail(body="x" * (BLOCK_BYTES - 300 + shift * 5)).replace(b"\r\n", b"\n") + b"\n"
        content = LINE + first + b"\n" + LINE + mail(body="Two.").replace(b"\r\n", b"\n")
        assert len(list(messages(io.BytesIO(content)))) == 2


def test_every_byte_of_every_message_is_given() -> None:
    content = mbox(*(f"Body {at}\n" for at in range(50)))
    given = b"".join(line.encode() + b"\n" + raw for line, raw, _ in messages(io.BytesIO(content)))
    assert given == content


def test_what_stands_before_the_first_message_is_named() -> None:
    readings, gaps = all_of(b"some notes without a header\n\n" + mbox("One.\n"), "application/mbox")
    assert "One." in readings[0].text
    assert [gap.kind for gap in gaps] == [GapKind.UNREADABLE]


def test_volumes_are_cut_between_messages() -> None:
    content = mbox(*(f"Body {at} of them.\n" * 5 for at in range(40)))
    readings, _ = all_of(content, "application/mbox", volume_limit=2_000)
    whole, _ = all_of(content, "application/mbox")
    assert len(readings) > 3
    assert "".join(reading.text for reading in readings) == whole[0].text
    assert [part for reading in readings for part in reading.parts] == list(whole[0].parts)

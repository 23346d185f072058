"""How a message leaves: its parts, its names of files, its own headers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.mail.attachments import LONGEST_FILE_NAME, AttachedFile, safe_name
from courseapp.mail.headers import OwnHeader, add_headers, own_headers
from courseapp.mail.models import Message
from courseapp.mail.outgoing import Outgoing, as_email

LONG = f"<https://{'a-long-name.' * 6}example.org/interest/123456-{'a' * 40}/leave>"


def sent(
    headers: Mapping[str, str] | None = None, *files: AttachedFile, to: str = "amina@example.org"
) -> tuple[bytes, EmailMessage]:
    """Return the octets of a message and how a mail program reads them."""
    written = datetime(2027, 3, 1, 9, tzinfo=UTC)
    message = Outgoing(
        *(1, "kind", "<1@courseapp.test>", to, "Subject", "Text\n", "<p>Text</p>", written),
        headers=headers or {},
        files=files,
    )
    octets = as_email(message, "courseapp <noreply@courseapp.test>").as_bytes()
    return octets, message_from_bytes(octets, _class=EmailMessage, policy=default)


def test_a_message_without_files_is_text_and_html_as_ever() -> None:
    _, email = sent()
    assert email.get_content_type() == "multipart/alternative"


def test_several_files_stand_beside_the_texts() -> None:
    files = (
        AttachedFile("a.pdf", "application/pdf", b"%PDF"),
        AttachedFile("b.ics", "text/calendar", "é".encode()),
    )
    _, email = sent(None, *files)
    assert [part.get_content_type() for part in email.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html"),
        *("application/pdf", "text/calendar"),
    ]


@pytest.mark.parametrize("to", ["amina@example.org", "ሰላም@example.org"])
def test_an_address_to_leave_by_is_never_folded_or_encoded(to: str) -> None:
    """A mail program reads it as an address: encoded words would hide it."""
    octets, email = sent({OwnHeader.LIST_UNSUBSCRIBE: LONG}, to=to)
    assert f"List-Unsubscribe: {LONG}\r\n".encode() in octets
    assert email["List-Unsubscribe"] == LONG


@given(st.text())
def test_a_header_never_makes_a_second_one(typed: str) -> None:
    message = Message()
    evil = f"<x>\r\nBcc: all@example.org\r\n\r\n{typed}"
    ascii_only = evil.encode("ascii", "ignore").decode()
    add_headers(message, {OwnHeader.LIST_UNSUBSCRIBE: ascii_only})
    octets, email = sent(own_headers(message))
    assert email["Bcc"] is None
    assert b"\r\nBcc" not in octets


def test_only_known_headers_are_taken_and_written() -> None:
    message = Message()
    with pytest.raises(ValueError, match="Bcc"):
        add_headers(message, {"Bcc": "all@example.org"})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="ASCII"):
        add_headers(message, {OwnHeader.LIST_UNSUBSCRIBE: "<https://é.example>"})
    message.headers = {"Bcc": "all@example.org", "List-Unsubscribe": "<a>\nBcc: b"}
    assert own_headers(message) == {"List-Unsubscribe": "<a> Bcc: b"}


@given(st.text())
def test_a_name_of_a_file_stays_in_its_folder_and_comes_through(typed: str) -> None:
    name = safe_name(typed)
    assert 0 < len(name) <= LONGEST_FILE_NAME
    assert not set(name) & set('/\\:\r\n\0"')
    assert name not in {".", ".."}
    _, email = sent(None, AttachedFile(name, "application/pdf", b"x"))
    (file,) = email.iter_attachments()
    assert file.get_filename() == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/passwd", "-..-etc-passwd"),
        ("a\r\nContent-Type: text/html", "a Content-Type- text-html"),
        ("", "file"),
        ("…", "…"),
        ("استلام.pdf", "استلام.pdf"),
    ],
)
def test_names_of_files_are_tamed_not_transliterated(typed: str, name: str) -> None:
    assert safe_name(typed) == name

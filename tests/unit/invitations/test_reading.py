"""Mail is read without trust: whatever comes, what cannot be read is just not there."""

import base64
import random
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.invitations.receiving.answers import LONGEST_COMMENT, answers_in
from courseapp.invitations.receiving.reading import Incoming, read_head, read_mail
from courseapp.invitations.rules import Answer
from tests.invitations.mails import APPLE, GOOGLE, OUTLOOK, Reply

PROGRAMS = (GOOGLE, OUTLOOK, APPLE)
REPLY = Reply("replies+1-a@courseapp.test", "amina@example.org", "amina@example.org", "some-uid")


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_program_is_read_alike(program: str) -> None:
    mail = read_mail(REPLY.written(program))
    assert mail.sender == "amina@example.org"
    assert "replies+1-a@courseapp.test" in mail.sent_to
    answer = mail.answers[0]
    assert (answer.uid, answer.sequence) == ("some-uid", 0)
    assert answer.of("amina@example.org") is Answer.ACCEPTED
    assert mail.may_answer is (program != GOOGLE)  # Google's program says that it is one


@given(st.binary(max_size=2000))
def test_no_octets_break_the_reader(octets: bytes) -> None:
    assert isinstance(read_mail(octets), Incoming)
    assert isinstance(read_head(octets), Incoming)


@given(st.sampled_from(PROGRAMS), st.randoms(use_true_random=False), st.integers(1, 60))
def test_no_damage_breaks_the_reader(program: str, chance: random.Random, many: int) -> None:
    octets = bytearray(REPLY.written(program))
    for _ in range(many):
        place = chance.randrange(len(octets))
        octets[place : place + chance.randrange(4)] = bytes([chance.randrange(256)])
    assert isinstance(read_mail(bytes(octets)), Incoming)


@settings(max_examples=20)
@given(st.text(max_size=300), st.text(max_size=20))
def test_no_text_breaks_the_reader_of_calendars(text: str, method: str) -> None:
    event = f"BEGIN:VEVENT\r\nUID:u\r\n{text}\r\nEND:VEVENT"
    whole = f"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n{event}\r\nEND:VCALENDAR"
    for found in (*answers_in(text, method), *answers_in(whole, method)):
        assert found.uid.isprintable()
        assert len(found.comment) <= LONGEST_COMMENT


def calendar(charset: str, encoding: str) -> bytes:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u\r\n"
        "ATTENDEE;PARTSTAT=DECLINED:MAILTO:Amina%2Bcourses@Example.org\r\n"
        "COMMENT:Désolée\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    mail = EmailMessage()
    mail["From"], mail["To"] = "amina+courses@example.org", "replies+1-a@courseapp.test"
    mail.set_content("I cannot come.")
    mail.add_attachment(
        text.encode(encoding),
        maintype="text",
        subtype="calendar",
        params={"method": "REPLY", "charset": charset},
    )
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "iso-8859-1"),
        ("us-ascii", "utf-8"),  # it says less than it is
        ("no-such-charset", "utf-8"),
        ("windows-1252", "windows-1252"),
    ],
)
def test_charsets_that_are_wrong_or_unknown_cost_nothing(charset: str, encoding: str) -> None:
    (answer,) = read_mail(calendar(charset, encoding)).answers
    assert answer.of("amina+courses@example.org") is Answer.DECLINED
    assert answer.comment == "Désolée"


def test_an_answer_within_a_mail_that_is_passed_on_is_not_its_answer() -> None:
    outer = EmailMessage()
    outer["From"] = "somebody@example.org"
    outer.set_content("Look what she answered.")
    inner = EmailMessage()
    inner["From"] = "amina@example.org"
    inner.set_content("…")
    inner.add_attachment(
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u\r\nEND:VEVENT\r\nEND:VCALENDAR",
        maintype="text",
        subtype="calendar",
    )
    outer.add_attachment(inner)
    assert read_mail(outer.as_bytes()).answers == ()
    assert len(read_mail(inner.as_bytes()).answers) == 1


def test_nesting_without_end_ends() -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (level, level)
        for level in range(3000)
    )
    assert read_mail(b"From: amina@example.org\r\n" + deep).answers == ()


def test_an_invitation_of_ours_that_comes_back_is_no_answer() -> None:
    mail = REPLY.by(method="REQUEST").written(APPLE)
    assert read_mail(mail).answers == ()


def test_what_is_no_yes_maybe_or_no_is_none() -> None:
    (answer,) = read_mail(REPLY.by(answer="DELEGATED").written(APPLE)).answers
    assert answer.of("amina@example.org") is None


def test_broken_base64_and_a_bare_file_are_read_as_far_as_they_go() -> None:
    mail = REPLY.written(OUTLOOK).replace(b"\n--_000_AM0PR01MB0000AM0PR01MB0000_--", b"\n!!!\n")
    assert len(read_mail(mail).answers) == 1
    octets = base64.b64encode(b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n")
    head = b"Content-Type: application/octet-stream; name=invite.ics\r\n"
    assert read_mail(head + b"Content-Transfer-Encoding: base64\r\n\r\n" + octets).answers == ()

"""What goes with a message is made when it is sent, and never keeps the message from arriving."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from courseapp.core.audit import record
from courseapp.extensions import db
from courseapp.mail import outbox
from courseapp.mail.attachments import attach, connect
from courseapp.mail.delivery import claim, deliver_due, try_again
from courseapp.mail.models import Message, MessageAttachment
from courseapp.mail.outgoing import Outgoing
from courseapp.mail.rules import BACK_OFF, CLAIM_LIFETIME, TRIES_TO_MAKE, MessageState
from courseapp.mail.transport import Folder, NeverDeliverable, SmtpServer
from courseapp.scenarios.cast import Cast
from tests.events.story import published
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson
from tests.support.smtp import PostOffice

FROM = "courseapp <noreply@courseapp.test>"
NAME = "reçu – ሰላማዊት.pdf"
PAPER = b"%PDF-1.7 \x00\xff\r\n.\r\nnot the end" * 50
PATH = "/applications/7K3F-9QXM-2ATB/receipt.pdf"
SECRET = "her passport number"


class Workshop:
    """Makes what it is told to, and notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.makes: bytes | None = PAPER
        self.fails: Callable[[Session], object] | None = None

    def __call__(self, session: Session, subject: str) -> bytes | None:
        self.asked.append(subject)
        if self.fails is not None:
            self.fails(session)
        return self.makes


class Tray:
    """A way out that keeps what it was given, or refuses it."""

    def __init__(self) -> None:
        self.taken: list[Outgoing] = []
        self.refuses: Exception | None = None

    def send(self, message: Outgoing) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.taken.append(message)


@pytest.fixture
def workshop(app: Flask) -> Iterator[Workshop]:
    """The maker of the kind "test"."""
    made = Workshop()
    connect(app, "test", made)
    with app.app_context():
        yield made


@pytest.fixture
def queued(
    app: Flask, session: Session, clock: FixedClock, workshop: Workshop
) -> Callable[..., Message]:
    def queue(to: str = "amina@example.org", kind: str = "test", about: str = "account") -> Message:
        with app.app_context():
            message = outbox.queue(
                session, clock.now, kind="account_link", to=to, about=about, context={"token": "t"}
            )
        attach(message, kind, "application/12/3", NAME, elsewhere=PATH)
        session.commit()
        return message

    return queue


def broken(_session: Session) -> None:
    raise RuntimeError(SECRET)


def broken_in_the_database(session: Session) -> None:
    session.execute(text("SELECT nothing FROM nowhere"))


def pieces(email: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in email.walk()]


def test_a_real_server_gets_the_file_beside_both_texts_under_its_own_name(
    session: Session,
    queued: Callable[..., Message],
    clock: FixedClock,
    post_office: PostOffice,
    workshop: Workshop,
) -> None:
    for to in ("amina@example.org", "ሰላም@example.org"):  # the second one needs SMTPUTF8
        queued(to)
    assert workshop.asked == []  # not within the request
    assert deliver_due(session, SmtpServer(post_office.url, FROM), clock) == 2
    for arrived in post_office.messages:
        assert pieces(arrived) == [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "application/pdf",
        ]
        (file,) = arrived.iter_attachments()
        assert (file.get_filename(), file.get_content()) == (NAME, PAPER)
        assert file.get_content_disposition() == "attachment"
        body = arrived.get_body(("plain",))
        assert body is not None
        assert "could not be added" not in body.get_content()
    assert workshop.asked == ["application/12/3"] * 2


def test_a_name_of_a_file_travels_as_ascii(
    session: Session, queued: Callable[..., Message], clock: FixedClock, tmp_path: Path
) -> None:
    """RFC 2231 §4, where the address needs no SMTPUTF8."""
    queued()
    deliver_due(session, Folder(tmp_path, FROM), clock)
    (octets,) = (file.read_bytes() for file in tmp_path.glob("*.eml"))
    head = octets[: octets.index(b"JVBERi")].decode()  # up to the file in base 64
    assert head.isascii()
    assert "filename*0*=utf-8''re%C3%A7u" in head


def test_a_file_that_cannot_be_made_is_waited_for_then_the_message_goes_and_says_so(
    session: Session,
    queued: Callable[..., Message],
    clock: FixedClock,
    workshop: Workshop,
    caplog: pytest.LogCaptureFixture,
) -> None:
    message, tray = queued(), Tray()
    workshop.fails = broken
    for wait in BACK_OFF[: TRIES_TO_MAKE - 1]:
        assert deliver_due(session, tray, clock) == 0
        assert message.state is MessageState.QUEUED
        assert message.due_at == clock.now + wait
        assert message.error == f"{NAME}: It could not be made (RuntimeError)."
        clock.now += wait
    assert deliver_due(session, tray, clock) == 1
    (sent,) = tray.taken
    assert sent.files == ()
    for told in (sent.text, sent.html):
        assert f"The file {NAME} could not be added to this message." in told
        assert f"http://courseapp.test{PATH}" in told
    assert (message.state, message.error) == (MessageState.SENT, None)
    assert message.attachments[0].error == "It could not be made (RuntimeError)."
    assert sum(BACK_OFF[: TRIES_TO_MAKE - 1], timedelta()) < timedelta(minutes=10)
    assert "broken" in caplog.text  # where it failed, for the operator
    assert SECRET not in caplog.text + str(message.attachments[0].error)


def test_a_file_that_is_made_in_the_second_try_goes_along(
    session: Session, queued: Callable[..., Message], clock: FixedClock, workshop: Workshop
) -> None:
    message, tray = queued(), Tray()
    workshop.fails = broken_in_the_database
    deliver_due(session, tray, clock)
    workshop.fails = None
    clock.now = message.due_at
    assert deliver_due(session, tray, clock) == 1
    assert [each.octets for each in tray.taken[0].files] == [PAPER]
    assert (message.attachments[0].error, message.attachments[0].tries) == (None, 0)


def test_an_unknown_kind_and_what_is_no_more_hold_up_nobody(
    session: Session, queued: Callable[..., Message], clock: FixedClock, workshop: Workshop
) -> None:
    queued("unknown@example.org", kind="nobody makes this")
    gone = queued("gone@example.org")
    workshop.makes = None
    assert deliver_due(session, tray := Tray(), clock) == 1
    assert [each.to_address for each in tray.taken] == ["gone@example.org"]
    assert gone.attachments[0].error == "There is nothing to attach any more."


def test_a_server_that_is_down_costs_no_patience_with_the_file(
    session: Session, queued: Callable[..., Message], clock: FixedClock, workshop: Workshop
) -> None:
    message, tray = queued(), Tray()
    tray.refuses = ConnectionRefusedError("nobody listens")
    for wait in BACK_OFF:
        deliver_due(session, tray, clock)
        clock.now += wait
    assert message.attachments[0].tries == 0
    workshop.fails = broken
    tray.refuses = None
    assert deliver_due(session, tray, clock) == 1  # on its last attempt it does not wait
    assert "could not be added" in tray.taken[0].text


def test_a_file_that_brings_the_worker_down_does_so_three_times_at_most(
    session: Session, queued: Callable[..., Message], clock: FixedClock, workshop: Workshop
) -> None:
    message, tray = queued(), Tray()

    def crash(_session: Session) -> None:
        raise KeyboardInterrupt  # no Exception: like a process that is killed

    workshop.fails = crash
    for _ in range(TRIES_TO_MAKE):
        with pytest.raises(KeyboardInterrupt):
            deliver_due(session, tray, clock)
        session.rollback()
        clock.now += CLAIM_LIFETIME + timedelta(seconds=1)
    assert deliver_due(session, tray, clock) == 1
    assert message.attachments[0].error == "Making it brought the worker down."


def test_trying_by_hand_makes_the_file_anew(
    session: Session, queued: Callable[..., Message], clock: FixedClock, workshop: Workshop
) -> None:
    message, tray = queued(), Tray()
    workshop.makes, tray.refuses = None, NeverDeliverable("550 full")
    deliver_due(session, tray, clock)
    assert message.attachments[0].error is not None
    workshop.makes, tray.refuses = PAPER, None
    try_again(message, clock.now)
    session.commit()
    deliver_due(session, tray, clock)
    assert [each.octets for each in tray.taken[0].files] == [PAPER]


def test_nothing_is_locked_while_a_file_is_made_or_a_server_is_slow(
    committed_app: Flask, clock: FixedClock
) -> None:
    """Somebody else writes meanwhile, which SQLite refuses while the worker holds its lock."""
    wrote = []

    def write() -> None:
        with Session(db.engine) as other:
            if db.engine.dialect.name == "sqlite":
                other.execute(text("PRAGMA busy_timeout = 0"))
            record(other, at=clock.now, actor="a", verb="v", subject="s", summary="")
            other.commit()
            wrote.append("meanwhile")

    def make(_session: Session, _subject: str) -> bytes:
        write()
        return PAPER

    class Slow(Tray):
        def send(self, message: Outgoing) -> None:
            write()
            super().send(message)

    connect(committed_app, "slow", make)
    with committed_app.app_context():
        session, context = db.session(), {"token": "t"}
        message = outbox.queue(
            session, clock.now, kind="account_link", to="a@b.org", about="a", context=context
        )
        attach(message, "slow", "x", "x.pdf")
        session.commit()
        assert deliver_due(session, Slow(), clock) == 1
    assert wrote == ["meanwhile"] * 2


def test_what_is_attached_goes_with_its_message(
    session: Session, queued: Callable[..., Message]
) -> None:
    queued()
    session.execute(delete(Message))
    assert session.scalar(select(func.count()).select_from(MessageAttachment)) == 0


def test_a_claimed_message_is_made_by_one_worker_only(
    session: Session, queued: Callable[..., Message], clock: FixedClock, workshop: Workshop
) -> None:
    message = queued()
    claim(session, message.id, clock.now)
    deliver_due(session, Tray(), clock)
    assert workshop.asked == []


def test_the_page_of_mail_names_what_is_attached_and_what_is_missing(
    session: Session,
    queued: Callable[..., Message],
    clock: FixedClock,
    workshop: Workshop,
    cast: Cast,
    as_person: AsPerson,
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    queued("with@example.org", about=f"event/{event.id}")
    deliver_due(session, Tray(), clock)
    workshop.makes = None
    queued("without@example.org", about=f"event/{event.id}")
    deliver_due(session, Tray(), clock)
    page = as_person(cast.icap_organiser).visit(f"/manage/events/{event.slug}/mail")
    assert f"Attached: {NAME}" in page.text
    assert f"Sent without {NAME} There is nothing to attach any more." in page.text


def test_a_developer_opens_what_was_attached(
    app: Flask,
    client: CheckingClient,
    session: Session,
    queued: Callable[..., Message],
    clock: FixedClock,
) -> None:
    message = queued()
    settings = app.extensions["settings"]
    deliver_due(session, Folder(settings.mail_folder, FROM), clock)
    name = f"{message.id:08}-account_link.eml"
    assert NAME in client.visit("/outbox?q=amina").text
    assert NAME in client.visit(f"/outbox/{name}").text
    assert client.get(f"/outbox/{name}/1", buffered=True).data == PAPER
    for wrong in ("0", "2", "x"):
        client.expect_404(f"/outbox/{name}/{wrong}")
    (settings.mail_folder / name).unlink()

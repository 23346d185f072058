"""Messages leave once, later if they must, and never in two hands at once."""

import threading
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.extensions import db
from courseapp.mail import outbox
from courseapp.mail.delivery import claim, deliver_due, try_again
from courseapp.mail.models import Message
from courseapp.mail.outgoing import Outgoing
from courseapp.mail.rules import BACK_OFF, CLAIM_LIFETIME, MessageState
from courseapp.mail.tasks import deliver_now
from courseapp.mail.transport import Folder, NeverDeliverable, SmtpServer, Transport
from tests.support.clock import FixedClock
from tests.support.smtp import PostOffice

pytestmark = pytest.mark.both_databases

TO = "amina@example.org"


class Recorder:
    """A way out that notes what it was given."""

    def __init__(self, failing_with: Exception | None = None) -> None:
        self.sent: list[str] = []
        self.failing_with = failing_with

    def send(self, message: Outgoing) -> None:
        if self.failing_with is not None:
            raise self.failing_with
        self.sent.append(message.to_address)


@pytest.fixture
def queued(app: Flask, session: Session, clock: FixedClock) -> Callable[..., Message]:
    def queue(to: str = TO, *, holds_secret: bool = False) -> Message:
        with app.app_context():
            message = outbox.queue(
                session,
                clock.now,
                kind="account_link",
                to=to,
                about="account",
                context={"token": "secret-token"},
                holds_secret=holds_secret,
            )
        session.commit()
        return message

    return queue


def test_a_message_that_was_sent_is_not_sent_again(
    session: Session, queued: Callable[..., Message], clock: FixedClock
) -> None:
    message, way_out = queued(), Recorder()
    assert deliver_due(session, way_out, clock) == 1
    assert deliver_due(session, way_out, clock) == 0
    assert way_out.sent == [TO]
    assert (message.state, message.sent_at) == (MessageState.SENT, clock.now)


def test_a_claimed_message_belongs_to_one_worker(
    session: Session, queued: Callable[..., Message], clock: FixedClock
) -> None:
    message = queued()
    assert claim(session, message.id, clock.now)
    assert not claim(session, message.id, clock.now)
    assert deliver_due(session, way_out := Recorder(), clock) == 0
    assert way_out.sent == []


def test_what_a_dead_worker_held_goes_out_later(
    session: Session, queued: Callable[..., Message], clock: FixedClock
) -> None:
    message = queued()
    claim(session, message.id, clock.now)
    clock.now += CLAIM_LIFETIME + timedelta(seconds=1)
    assert deliver_due(session, Recorder(), clock) == 1
    assert message.attempts == 2


def test_a_failing_server_is_tried_again_with_growing_waits_then_given_up(
    session: Session, queued: Callable[..., Message], clock: FixedClock
) -> None:
    message, broken = queued(), Recorder(failing_with=ConnectionRefusedError("nobody listens"))
    for wait in BACK_OFF:
        deliver_due(session, broken, clock)
        assert (message.state, message.error) == (MessageState.QUEUED, "nobody listens")
        assert message.due_at == clock.now + wait
        deliver_due(session, broken, clock)
        assert message.due_at == clock.now + wait  # not before its time
        clock.now += wait
    deliver_due(session, broken, clock)
    assert message.state is MessageState.FAILED


def test_a_refused_message_is_given_up_at_once_and_can_be_tried_by_hand(
    session: Session, queued: Callable[..., Message], clock: FixedClock
) -> None:
    message = queued()
    deliver_due(session, Recorder(failing_with=NeverDeliverable("550 no such user")), clock)
    assert (message.state, message.error) == (MessageState.FAILED, "550 no such user")
    try_again(message, clock.now)
    session.commit()
    assert deliver_due(session, Recorder(), clock) == 1
    assert message.error is None


def test_one_message_that_fails_does_not_hold_up_the_others(
    session: Session, queued: Callable[..., Message], clock: FixedClock
) -> None:
    queued("bad@example.org")
    queued("good@example.org")

    class Picky(Recorder):
        def send(self, message: Outgoing) -> None:
            if message.to_address.startswith("bad"):
                raise OSError("greylisted")
            super().send(message)

    deliver_due(session, way_out := Picky(), clock)
    assert way_out.sent == ["good@example.org"]


def test_a_secret_is_wiped_once_it_was_sent(
    session: Session, queued: Callable[..., Message], clock: FixedClock
) -> None:
    message = queued(holds_secret=True)
    assert "secret-token" in message.text
    deliver_due(session, Recorder(), clock)
    assert "secret-token" not in message.text + message.html


def test_more_than_one_batch_is_sent_in_one_go(
    app: Flask, session: Session, queued: Callable[..., Message]
) -> None:
    for number in range(120):
        queued(f"person{number}@example.org")
    with app.app_context():
        assert deliver_now() == 120
    session.expire_all()
    assert set(session.scalars(select(Message.state))) == {MessageState.SENT}


@pytest.mark.parametrize("to", ["amina@example.org\r\nBcc: all@example.org"])
def test_line_ends_never_reach_a_header(queued: Callable[..., Message], to: str) -> None:
    message = queued(to)
    assert "\n" not in message.to_address
    assert "\r" not in message.to_address


def test_a_real_server_gets_text_and_html_with_a_stable_name(
    session: Session, queued: Callable[..., Message], clock: FixedClock, post_office: PostOffice
) -> None:
    message = queued()
    way_out = SmtpServer(post_office.url, "courseapp <noreply@courseapp.test>")
    assert deliver_due(session, way_out, clock) == 1
    (arrived,) = post_office.messages
    assert post_office.recipients == [[TO]]
    assert arrived["Message-ID"] == message.message_id
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]
    body = arrived.get_body(("plain",))
    assert body is not None
    assert "http://courseapp.test/sign-in/secret-token" in body.get_content()


@pytest.mark.parametrize(
    ("refusal", "state"),
    [
        ("451 4.3.0 come back later", MessageState.QUEUED),
        ("554 5.7.1 not wanted", MessageState.FAILED),
    ],
)
def test_a_real_server_that_refuses_is_quoted(
    session: Session,
    queued: Callable[..., Message],
    clock: FixedClock,
    post_office: PostOffice,
    refusal: str,
    state: MessageState,
) -> None:
    post_office.refusal = refusal
    message = queued()
    deliver_due(session, SmtpServer(post_office.url, "noreply@courseapp.test"), clock)
    assert message.state is state
    assert message.error is not None
    assert refusal.split(" ", 1)[1] in message.error


def test_a_server_that_is_not_there_is_tried_later(
    session: Session, queued: Callable[..., Message], clock: FixedClock
) -> None:
    message = queued()
    deliver_due(session, SmtpServer("smtp://127.0.0.1:9", "noreply@courseapp.test"), clock)
    assert message.state is MessageState.QUEUED


def test_files_hold_what_would_have_been_sent(
    app: Flask, session: Session, queued: Callable[..., Message], clock: FixedClock
) -> None:
    folder = app.extensions["settings"].mail_folder / "own"
    queued("ամինա@example.org")
    deliver_due(session, Folder(folder, "courseapp <noreply@courseapp.test>"), clock)
    (file,) = folder.glob("*.eml")
    read = message_from_bytes(file.read_bytes(), policy=default)
    assert read["To"] == "ամինա@example.org"
    assert read["From"] == "courseapp <noreply@courseapp.test>"


def test_eight_workers_send_each_message_once(committed_app: Flask, clock: FixedClock) -> None:
    app = committed_app
    with app.app_context():
        for number in range(40):
            to = f"person{number}@example.org"
            outbox.queue(
                db.session(),
                clock.now,
                kind="account_link",
                to=to,
                about="account",
                context={"token": "t"},
            )
        db.session.commit()
    way_out: Transport = Recorder()

    def work() -> None:
        with app.app_context():
            deliver_due(db.session(), way_out, clock)

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert isinstance(way_out, Recorder)
    assert sorted(way_out.sent) == sorted(f"person{n}@example.org" for n in range(40))

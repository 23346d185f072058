"""The event's mail: what was written, what became of it, and another try."""

from courseapp.mail.models import Message
from courseapp.mail.rules import MessageState
from courseapp.selection.rules import Choice
from tests.selection.story import MAIL, Round
from tests.support.checking_client import CheckingClient


def test_every_message_about_the_event_is_there_with_its_state(
    selection: Round, organiser: CheckingClient
) -> None:
    one, two, *_ = selection.applications
    selection.decide(Choice.OFFER, one)
    selection.decide(Choice.DECLINE, two)
    page = organiser.visit(MAIL)
    assert page.heading == "Mail"
    assert "Waits to be sent" in page.text
    assert "applicant0@example.org" in page.text
    assert "We are sorry that we cannot offer you a seat this time" in page.text
    assert "only the receiver can read it" in page.text
    assert "/offers/" not in page.html
    assert "applicant0@example.org" not in organiser.visit(f"{MAIL}?search=applicant1").text
    assert "No message fits" in organiser.visit(f"{MAIL}?state=failed").text


def test_a_message_that_failed_tells_why_and_is_sent_again(
    selection: Round, organiser: CheckingClient
) -> None:
    selection.decide(Choice.WAIT, selection.applications[0])
    (message,) = selection.mails("selection_waiting", selection.applications[0])
    message.state, message.attempts = MessageState.FAILED, 6
    message.error = "The mail server does not know applicant0@example.org."
    page = organiser.visit(f"{MAIL}?state=failed")
    assert "Tried 6 times" in page.text
    assert "The mail server does not know applicant0@example.org." in page.text
    page = organiser.submit(page, button="Try again now to applicant0@example.org")
    assert "The message to applicant0@example.org is sent again now." in page.text
    selection.session.expire_all()
    assert message.state is MessageState.QUEUED
    assert message.due_at == selection.clock.now


def test_messages_about_other_things_cannot_be_touched(
    selection: Round, organiser: CheckingClient
) -> None:
    now = selection.clock.now
    other = Message(
        message_id="<1@courseapp.test>",
        kind="account_link",
        about="person/1",
        to_address="somebody@example.org",
        subject="Your link to sign in",
        text="…",
        html="…",
        state=MessageState.FAILED,
        created_at=now,
        due_at=now,
    )
    selection.session.add(other)
    page = organiser.visit(MAIL)
    assert "No mail yet" in page.text
    token = organiser.visit("/account").value("csrf_token")
    again = organiser.post(f"{MAIL}/{other.id}/again", data={"csrf_token": token})
    assert again.status_code == 404
    selection.session.expire_all()
    assert other.state is MessageState.FAILED

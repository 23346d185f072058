"""Answers by mail: taken from whom they are sure to come; else logged and told, no more."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Action
from courseapp.invitations.models import Invitation, ReceivedReply
from courseapp.invitations.receiving.outcomes import Outcome
from courseapp.invitations.receiving.taking import MOST_OCTETS, receive
from courseapp.invitations.receiving.telling import KIND, MOST_AN_HOUR, PROPOSAL
from courseapp.invitations.rules import Answer
from courseapp.mail.models import Message
from tests.invitations.mails import APPLE, GOOGLE, OUTLOOK, Reply, reply_to
from tests.invitations.story import MAILBOX, Sent, Training
from tests.support.clock import START

TEN = datetime(2027, 3, 1, 10, tzinfo=UTC)
Taking = Callable[[bytes], Outcome]


@pytest.fixture
def hers(training: Training) -> Application:
    return training.seat(training.cast.accepted)


@pytest.fixture
def sent(training: Training, hers: Application) -> Sent:
    """Her invitation to the first session, two hours ago."""
    first = training.work()[0]
    training.clock.advance(hours=2)
    return first


@pytest.fixture
def take(app: Flask, training: Training) -> Taking:
    def taken(octets: bytes) -> Outcome:
        with app.app_context():
            outcome = receive(training.session, training.clock.now, octets)
        training.session.commit()
        return outcome

    return taken


def letters(session: Session, kind: str) -> list[Message]:
    return list(session.scalars(select(Message).where(Message.kind == kind).order_by(Message.id)))


def answers(training: Training, hers: Application) -> list[Answer]:
    return [each.answer for each in training.held(hers)]


@pytest.mark.parametrize(
    ("program", "answer"),
    [(GOOGLE, Answer.ACCEPTED), (OUTLOOK, Answer.TENTATIVE), (APPLE, Answer.DECLINED)],
)
def test_an_answer_is_understood_in_the_shape_of_each_program(
    training: Training, hers: Application, sent: Sent, take: Taking, program: str, answer: Answer
) -> None:
    mail = reply_to(sent, answer.value, comment="Je viens avec joie\\, merci")
    assert take(mail.written(program)) is Outcome.TAKEN
    first, second = training.held(hers)
    assert (first.answer, first.answered_at) == (answer, TEN)
    assert first.comment == "Je viens avec joie, merci"
    assert second.answer is Answer.NONE
    assert letters(training.session, KIND) == []


def test_the_newest_answer_holds_whatever_the_order_in_which_they_come(
    training: Training, hers: Application, sent: Sent, take: Taking
) -> None:
    newer = reply_to(sent, "DECLINED", stamp=TEN.replace(minute=30))
    assert take(newer.written(APPLE)) is Outcome.TAKEN
    assert take(reply_to(sent, "ACCEPTED", stamp=TEN).written()) is Outcome.OLDER
    assert answers(training, hers)[0] is Answer.DECLINED
    newest = reply_to(sent, "TENTATIVE", stamp=TEN.replace(minute=45))
    assert take(newest.written()) is Outcome.TAKEN
    assert take(newest.written()) is Outcome.TAKEN  # the same mail again is known
    count = select(func.count()).select_from(ReceivedReply)
    assert training.session.scalar(count) == 3
    assert answers(training, hers)[0] is Answer.TENTATIVE


def test_a_clock_that_is_wrong_shuts_nobody_out(
    training: Training, hers: Application, sent: Sent, take: Taking
) -> None:
    ahead = reply_to(sent, "DECLINED", stamp=TEN.replace(year=2031))
    assert take(ahead.written()) is Outcome.TAKEN
    training.clock.advance(minutes=5)
    right = reply_to(sent, "ACCEPTED", stamp=training.clock.now)
    assert take(right.written()) is not Outcome.LATE
    assert training.held(hers)[0].answered_at is not None
    assert max(each.answered_at or START for each in training.held(hers)) <= training.clock.now


def forged(sent: Sent, training: Training) -> dict[str, Reply]:
    neighbour, honest = training.cast.newcomer.email, reply_to(sent, "DECLINED")
    return {
        "from another address": honest.by(sender=neighbour),
        "for another attendee": honest.by(attendee=neighbour),
        "to the mailbox without her part": honest.by(to=MAILBOX),
        "with a guessed part": honest.by(to=honest.to.replace("-", "-a")),
        "for another's number": honest.by(to=honest.to.replace("+", "+9")),
        "for a session that is not hers": honest.by(uid="0b7f2f0e-0000-4000-8000-000000000000"),
    }


@pytest.mark.parametrize("how", ["from another address", "for another attendee"])
def test_whoever_is_not_the_one_invited_changes_nothing_and_learns_nothing(
    training: Training, hers: Application, sent: Sent, take: Taking, how: str
) -> None:
    assert take(forged(sent, training)[how].written(APPLE)) is Outcome.ANOTHER_SENDER
    assert answers(training, hers) == [Answer.NONE, Answer.NONE]
    (letter,) = letters(training.session, KIND)
    assert training.cast.accepted.email not in letter.text or letter.to_address == sent.to
    assert "Day 29" not in letter.subject + letter.text + letter.html
    assert training.event.title not in letter.text


@pytest.mark.parametrize(
    "how",
    [
        "to the mailbox without her part",
        "with a guessed part",
        "for another's number",
        "for a session that is not hers",
    ],
)
def test_what_answers_no_invitation_changes_nothing(
    training: Training, hers: Application, sent: Sent, take: Taking, how: str
) -> None:
    assert take(forged(sent, training)[how].written(APPLE)) is Outcome.UNKNOWN
    assert answers(training, hers) == [Answer.NONE, Answer.NONE]


def test_a_late_answer_is_told_once_and_changes_nothing(
    training: Training, hers: Application, sent: Sent, take: Taking
) -> None:
    training.move(0, hours=3)
    training.publish()
    training.work()
    for minute in (1, 2):
        late = reply_to(sent, "ACCEPTED", stamp=TEN.replace(minute=minute))
        assert take(late.written(APPLE)) is Outcome.LATE
    (letter,) = letters(training.session, KIND)
    assert letter.to_address == sent.to
    assert "Day 29" in letter.text
    assert answers(training, hers)[0] is Answer.NONE
    log = training.session.scalars(select(ReceivedReply).order_by(ReceivedReply.id)).all()
    assert [(each.outcome, each.told) for each in log] == [
        (Outcome.LATE, True),
        (Outcome.LATE, False),
    ]


def test_after_the_end_and_after_leaving_it_is_too_late(
    training: Training, hers: Application, sent: Sent, take: Taking
) -> None:
    training.step(hers, Action.WITHDRAW)
    training.work()
    assert take(reply_to(sent).written()) is Outcome.LATE
    training.clock.advance(days=90)
    assert take(reply_to(sent, "TENTATIVE").written()) is Outcome.LATE
    # Google's program wrote both: programs are not written to.
    assert letters(training.session, KIND) == []


def test_a_new_time_asks_anew_and_the_same_time_keeps_the_answer(
    training: Training, hers: Application, sent: Sent, take: Taking
) -> None:
    take(reply_to(sent, "DECLINED").written())
    training.event.sessions[0].place = "Room 4"
    training.publish()
    (update,) = training.work()
    attendee = update.event["ATTENDEE"]
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("DECLINED", "FALSE")
    training.move(0, hours=3)
    training.publish()
    (update,) = training.work()
    attendee = update.event["ATTENDEE"]
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
    assert answers(training, hers)[0] is Answer.NONE


def test_another_time_proposed_goes_to_the_organiser_and_changes_nothing(
    training: Training, hers: Application, sent: Sent, take: Taking
) -> None:
    proposal = reply_to(sent, "TENTATIVE", method="COUNTER", comment="Two hours later?")
    assert take(proposal.written(OUTLOOK)) is Outcome.PROPOSED
    (letter,) = letters(training.session, PROPOSAL)
    assert letter.to_address == training.cast.icap_organiser.email
    assert "Mon 29 Mar 2027, 11:00 – 12:30 CEST" in letter.text
    assert "Two hours later?" in letter.text
    assert sent.to not in letter.text
    assert answers(training, hers)[0] is Answer.NONE


HEAD = f"From: Somebody <somebody@example.org>\r\nTo: {MAILBOX}\r\nSubject: Hello\r\n"
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>I come</p>\r\n"
TNEF = (
    'Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64'
    "\r\n\r\n" + base64.encodebytes(b"\x78\x9f\x3e\x22" + bytes(range(256))).decode()
)
AWAY = "Auto-Submitted: auto-replied (vacation)\r\n\r\nI am away.\r\n"
BOUNCE = (
    "Return-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; "
    'boundary="b"\r\n\r\n--b\r\n\r\nNot delivered.\r\n--b--\r\n'
)


@pytest.mark.parametrize(
    ("rest", "outcome", "told"),
    [
        (HTML, Outcome.UNREADABLE, True),
        (TNEF, Outcome.UNREADABLE, True),
        (AWAY, Outcome.AUTOMATIC, False),
        (BOUNCE, Outcome.AUTOMATIC, False),
        ("Precedence: bulk\r\n\r\nNews.\r\n", Outcome.AUTOMATIC, False),
    ],
)
def test_people_are_written_back_to_once_and_programs_never(
    training: Training, take: Taking, rest: str, outcome: Outcome, told: bool
) -> None:
    assert take((HEAD + rest).encode()) is outcome
    assert take((HEAD + "X-Second: 1\r\n" + rest).encode()) is outcome
    found = letters(training.session, KIND)
    assert [each.to_address for each in found] == ["somebody@example.org"] * told


def test_our_own_mailbox_is_never_written_to(training: Training, take: Taking) -> None:
    for own in (MAILBOX, MAILBOX.replace("@", "+1-abc@"), "noreply@courseapp.test"):
        take(f"From: {own}\r\nTo: {MAILBOX}\r\n\r\nHello\r\n".encode())
    assert letters(training.session, KIND) == []


def test_a_flood_of_senders_gets_few_letters(training: Training, take: Taking) -> None:
    for number in range(MOST_AN_HOUR + 5):
        take(f"From: x{number}@example.org\r\nTo: {MAILBOX}\r\n\r\nHello\r\n".encode())
    assert len(letters(training.session, KIND)) == MOST_AN_HOUR


def test_a_mail_of_ten_megabytes_is_refused_by_its_head(
    training: Training, hers: Application, sent: Sent, take: Taking
) -> None:
    mail = reply_to(sent).written(APPLE) + b"x" * MOST_OCTETS
    assert take(mail) is Outcome.TOO_LARGE
    assert answers(training, hers)[0] is Answer.NONE
    (letter,) = letters(training.session, KIND)
    assert letter.to_address == sent.to


def test_a_letter_back_says_that_a_program_wrote_it(training: Training, take: Taking) -> None:
    take((HEAD + HTML).encode())
    training.work()
    mail = training.post.messages[-1]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["To"] == "somebody@example.org"


def test_the_command_reads_one_message_from_standard_input(
    app: Flask, training: Training, hers: Application, sent: Sent
) -> None:
    result = app.test_cli_runner().invoke(
        args=["invitations", "receive"], input=reply_to(sent, "DECLINED").written(OUTLOOK)
    )
    assert (result.exit_code, result.output) == (0, "taken\n")
    assert answers(training, hers)[0] is Answer.DECLINED
    assert training.session.scalar(select(func.count()).select_from(Invitation)) == 2

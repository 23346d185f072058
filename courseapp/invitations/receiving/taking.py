"""Taking an answer that came by mail, once it is sure whose it is and what it answers.

A sender is easily forged. So three things must agree: the secret part of the address to which it
was sent, the sender, and the ATTENDEE who answers. Everything is noted, whatever became of it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.core.database import lock
from courseapp.events.models import Event
from courseapp.invitations.addresses import application_at
from courseapp.invitations.models import Invitation, ReceivedReply
from courseapp.invitations.queries import invitation_to
from courseapp.invitations.receiving.answers import COUNTER, CalendarAnswer
from courseapp.invitations.receiving.outcomes import Outcome
from courseapp.invitations.receiving.reading import Incoming, read_head, read_mail
from courseapp.invitations.receiving.telling import pass_on, tell_kindly
from courseapp.invitations.rules import Answer, Method, is_newer

MOST_OCTETS = 10_000_000
LONGEST_DETAIL = 300


@dataclass(frozen=True)
class Verdict:
    """What becomes of a mail, and what it is about as far as that is sure."""

    outcome: Outcome
    detail: str = ""
    application: Application | None = None
    invitation: Invitation | None = None
    answer: CalendarAnswer | None = None


def receive(session: Session, now: datetime, octets: bytes) -> Outcome:
    """Take a mail and return what became of it. The same mail read twice is taken once."""
    digest = hashlib.sha256(octets).hexdigest()
    known = session.scalar(select(ReceivedReply.outcome).where(ReceivedReply.digest == digest))
    if known is not None:
        return known
    too_large = len(octets) > MOST_OCTETS
    mail = read_head(octets) if too_large else read_mail(octets)
    verdict = Verdict(Outcome.TOO_LARGE) if too_large else judge(session, now, mail)
    row = _note(session, now, digest, mail, verdict)
    if row is None:
        return verdict.outcome  # another worker has it
    _act(session, now, mail, verdict)
    row.told = tell_kindly(session, now, mail, row, verdict.application, verdict.invitation)
    session.flush()
    return verdict.outcome


def judge(session: Session, now: datetime, mail: Incoming) -> Verdict:
    """Return what becomes of a mail; nothing is changed."""
    application = _application_of(session, mail)
    if not mail.answers:
        automatic = mail.is_bounce or not mail.may_answer
        outcome = Outcome.AUTOMATIC if automatic else Outcome.UNREADABLE
        return Verdict(outcome, application=application)
    if application is None:
        return Verdict(Outcome.UNKNOWN, "Not sent to the address of an invitation")
    email, answer = application.person.email, mail.answers[0]
    if mail.sender != email or email not in {address for address, _ in answer.attendees}:
        return Verdict(Outcome.ANOTHER_SENDER, application=application)
    lock(session, Event, application.event_id)  # its plan may be changing the same row
    invitation = invitation_to(session, application.id, answer.uid)
    if invitation is None or answer.is_of_a_series:
        return Verdict(Outcome.UNKNOWN, "No session of hers", application)
    outcome, detail = _weigh(now, mail, answer, invitation, email)
    return Verdict(outcome, detail, application, invitation, answer)


def _weigh(
    now: datetime, mail: Incoming, answer: CalendarAnswer, invitation: Invitation, email: str
) -> tuple[Outcome, str]:
    late = _why_late(now, answer, invitation)
    if late:
        return Outcome.LATE, f"{late} before: {invitation.title}"
    if answer.method == COUNTER:
        return Outcome.PROPOSED, invitation.title
    if answer.of(email) in {None, Answer.NONE}:
        return Outcome.UNREADABLE, f"No yes, maybe or no: {invitation.title}"
    if not is_newer(stamp_of(mail, answer, now), invitation.answered_at):
        return Outcome.OLDER, invitation.title
    return Outcome.TAKEN, invitation.title


def _why_late(now: datetime, answer: CalendarAnswer, invitation: Invitation) -> str:
    if invitation.method is Method.CANCEL:
        return "Called off"
    if invitation.ends_at <= now:
        return "Over"
    return "Changed" if answer.sequence < invitation.sequence else ""


def stamp_of(mail: Incoming, answer: CalendarAnswer, now: datetime) -> datetime:
    """Return when she answered: never later than now, so that no clock shuts her out for long."""
    return min(answer.stamp or mail.sent_at or now, now)


def _application_of(session: Session, mail: Incoming) -> Application | None:
    found = (application_at(address) for address in mail.sent_to)
    number = next((each for each in found if each is not None), None)
    return session.get(Application, number) if number is not None else None


def _note(
    session: Session, now: datetime, digest: str, mail: Incoming, verdict: Verdict
) -> ReceivedReply | None:
    application = verdict.application
    row = ReceivedReply(
        digest=digest,
        received_at=now,
        sender=mail.sender,
        outcome=verdict.outcome,
        detail=verdict.detail[:LONGEST_DETAIL],
        event_id=application.event_id if application else None,
        application_id=application.id if application else None,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return None
    return row


def _act(session: Session, now: datetime, mail: Incoming, verdict: Verdict) -> None:
    invitation, answer, application = verdict.invitation, verdict.answer, verdict.application
    if invitation is None or answer is None or application is None:
        return
    if verdict.outcome is Outcome.PROPOSED:
        pass_on(session, now, application, invitation, answer)
    if verdict.outcome is Outcome.TAKEN:
        invitation.answer = answer.of(application.person.email) or Answer.NONE
        invitation.answered_at = stamp_of(mail, answer, now)
        invitation.comment = answer.comment

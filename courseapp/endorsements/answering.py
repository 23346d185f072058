"""What a supervisor answers behind her link: that she supports it or not, with a letter if any."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.applications.models import Application
from courseapp.asking.rules import Party
from courseapp.asking.stepping import step_to
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.endorsements.letters import tell_applicant
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.rules import STEPS, EndorsementAction, link_ends
from courseapp.events.rules import EventStatus
from courseapp.files.folder import Folder
from courseapp.files.rules import PAPERS
from courseapp.files.storing import store

VERB = "endorse"
DONE = {
    EndorsementAction.ENDORSE: "The supervisor answered",
    EndorsementAction.DECLINE: "The supervisor answered",
}


@dataclass(frozen=True)
class Reply:
    """What she answers; `letter` is None where she added none."""

    action: EndorsementAction
    signed_name: str
    signed_position: str
    note: str
    letter: FileStorage | None = None


def answer_request(
    session: Session, now: datetime, folder: Folder, asked: Endorsement, reply: Reply
) -> None:
    """Keep the answer and tell the applicant that one came, and nothing of what it says.

    The last answer counts while the link works. Raises Problem where it works no more, and as
    `files.storing.store` does for the letter.
    """
    lock(session, Application, asked.application_id)
    session.refresh(asked)
    if link_is_over(asked, now):
        raise Problem("The time for this answer is over.")
    is_first = asked.answered_at is None
    to = step_to(
        STEPS, asked.status, reply.action, Party.ASKED, name=asked.name, stands=asked.status.value
    )
    asked.status = to or asked.status
    asked.signed_name, asked.signed_position = reply.signed_name, reply.signed_position
    asked.note, asked.answered_at, asked.changed_at = reply.note, now, now
    if reply.letter is not None and reply.letter.filename:
        asked.letter_file = store(session, now, folder, reply.letter, PAPERS)
    subject = f"application/{asked.application_id}"
    actor = reply.signed_name or asked.email
    summary = DONE[reply.action]
    record(session, at=now, actor=actor, verb=VERB, subject=subject, summary=summary)
    session.flush()
    if is_first:
        tell_applicant(session, now, asked)


def link_is_over(asked: Endorsement, now: datetime) -> bool:
    """Return whether the link of the newest letter works no more."""
    event = asked.application.event
    sent_at = asked.reminded_at or asked.invited_at
    if sent_at is None or event.status is EventStatus.CANCELLED:
        return True
    return now > link_ends(event.applications_close_at, sent_at)

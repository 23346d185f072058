"""What is deleted by itself: requests that nobody confirmed, and who asked for nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry
from courseapp.joining.lifecycle import note, present, subject_of
from courseapp.joining.models import JoinLink, JoinQuestion, JoinRequest
from courseapp.joining.rules import KEPT_FOR, LED_TO_NOTHING, TO_CONFIRM, State
from courseapp.mail.models import Message

NAMELESS = {
    "organisation": "",
    "organisation_type": "",
    "website": "",
    "full_name": "",
    "position": "",
    "email": "",
    "contribution": "",
    "commitment": "",
    "reason": "",
    "search_text": "",
}


def never_confirmed(session: Session, now: datetime) -> Sequence[int]:
    """Return the requests whose time to be confirmed is over. One statement."""
    return session.scalars(
        select(JoinRequest.id).where(
            JoinRequest.state == State.UNCONFIRMED, JoinRequest.sent_at <= now - TO_CONFIRM
        )
    ).all()


def long_over(session: Session, now: datetime) -> Sequence[int]:
    """Return the requests that led to nothing a year ago and still name somebody."""
    return session.scalars(
        select(JoinRequest.id).where(
            JoinRequest.state.in_(LED_TO_NOTHING),
            JoinRequest.state_since <= now - KEPT_FOR,
            JoinRequest.purged_at.is_(None),
        )
    ).all()


def delete_unconfirmed(session: Session, request_id: int, now: datetime) -> bool:
    """Delete a request for good; False where it was confirmed or deleted meanwhile."""
    request = present(session, request_id)
    if request is None or request.state is not State.UNCONFIRMED:
        return False
    if request.sent_at > now - TO_CONFIRM:
        return False
    delete_request(session, request)
    return True


def purge(session: Session, request_id: int, now: datetime) -> bool:
    """Leave of a request its kind, country, state and dates; False where that was done."""
    request = present(session, request_id)
    if request is None or request.purged_at is not None or request.state not in LED_TO_NOTHING:
        return False
    for name, empty in NAMELESS.items():
        setattr(request, name, empty)
    request.areas, request.consented_at, request.purged_at = [], None, now
    _delete_around(session, request)
    note(session, request, now, "purge", "The names, addresses and texts were deleted")
    session.flush()
    return True


def delete_request(session: Session, request: JoinRequest) -> None:
    """Delete an unconfirmed request with its letters, as if it had never been sent."""
    _delete_around(session, request)
    session.execute(delete(AuditEntry).where(AuditEntry.subject == subject_of(request)))
    session.delete(request)
    session.flush()


def _delete_around(session: Session, request: JoinRequest) -> None:
    """Delete the letters, with the addresses in them, the questions, and the secret links."""
    session.execute(delete(Message).where(Message.about == subject_of(request)))
    session.execute(delete(JoinQuestion).where(JoinQuestion.request_id == request.id))
    session.execute(delete(JoinLink).where(JoinLink.request_id == request.id))

"""Reading who was asked to support an application."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.ids import token_hash
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.rules import (
    MOST_LETTERS,
    MOST_REMINDERS,
    REMINDED_AFTER,
    EndorsementStatus,
)
from courseapp.events.models import Event

STILL_OPEN = (Status.DRAFT, Status.SUBMITTED, Status.NEEDS_INFORMATION, Status.WAITING)


def present_endorsement(session: Session, application_id: int) -> Endorsement | None:
    """Return who is asked at present, whether or not she has answered."""
    return session.scalars(
        select(Endorsement).where(
            Endorsement.application_id == application_id,
            Endorsement.status != EndorsementStatus.REVOKED,
        )
    ).one_or_none()


def letters_so_far(session: Session, application_id: int) -> int:
    """Return how many letters went to supervisors of the application, earlier ones too."""
    rows = session.scalars(
        select(Endorsement.letters).where(Endorsement.application_id == application_id)
    )
    return sum(rows)


def endorsement_with_token(session: Session, token: str) -> Endorsement | None:
    """Return the endorsement whose newest letter held this secret, or None."""
    return session.scalars(
        select(Endorsement)
        .where(Endorsement.token_hash == token_hash(token))
        .options(joinedload(Endorsement.application).joinedload(Application.event))
    ).one_or_none()


def endorsements_of(
    session: Session, application_ids: Sequence[int]
) -> Mapping[int, EndorsementStatus]:
    """Return how asking stands for each application that has somebody asked. One statement."""
    rows = session.execute(
        select(Endorsement.application_id, Endorsement.status).where(
            Endorsement.application_id.in_(application_ids),
            Endorsement.status != EndorsementStatus.REVOKED,
        )
    )
    return {row.application_id: row.status for row in rows}


def to_remind(session: Session, now: datetime) -> Sequence[Endorsement]:
    """Return whom the clock reminds: asked some days ago, without an answer, not too often."""
    asked_before = now - REMINDED_AFTER
    return session.scalars(
        select(Endorsement)
        .join(Application)
        .join(Event)
        .where(
            Endorsement.status == EndorsementStatus.ASKED,
            Endorsement.letters <= min(MOST_REMINDERS, MOST_LETTERS),
            Endorsement.invited_at < asked_before,
            (Endorsement.reminded_at.is_(None)) | (Endorsement.reminded_at < asked_before),
            Application.status.in_(STILL_OPEN),
            Event.status == "published",
        )
        .order_by(Endorsement.id)
    ).all()

"""The mark of those whose supervisor supports them; see `intake.marks`."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.queries import endorsements_of
from courseapp.endorsements.rules import EndorsementStatus
from courseapp.events.models import Event
from courseapp.intake.marks import Mark


def _supported(session: Session, _event_id: int, ids: Sequence[int]) -> frozenset[int]:
    stands = endorsements_of(session, ids)
    return frozenset(key for key, how in stands.items() if how is EndorsementStatus.ENDORSED)


def _was_asked(session: Session, event: Event) -> bool:
    asked = (
        select(Endorsement.id)
        .join(Application, Application.id == Endorsement.application_id)
        .where(Application.event_id == event.id)
    )
    return bool(session.scalar(select(asked.exists())))


SUPPORTED = Mark(
    "supported",
    "Supported",
    "supported by a supervisor",
    "not supported, or not yet",
    _supported,
    _was_asked,
)

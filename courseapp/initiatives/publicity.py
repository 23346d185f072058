"""Whether a record is public: a draft is seen by its editors only."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.initiatives.models import Initiative


def publish_record(session: Session, actor: Person, now: datetime, initiative: Initiative) -> bool:
    """Show the record to everybody; return False where it is public already."""
    lock(session, Initiative, initiative.id)
    if initiative.is_public:
        return False
    _become(session, actor, now, initiative, public=True)
    return True


def unpublish_record(
    session: Session,
    actor: Person,
    now: datetime,
    initiative: Initiative,
    public_events: Callable[[], int],
) -> bool:
    """Make the record a draft again; return False where it is one already.

    Raises Problem while it has public events, for their pages name it. They are counted behind
    the lock that publishing an event waits for.
    """
    lock(session, Initiative, initiative.id)
    if not initiative.is_public:
        return False
    count = public_events()
    if count:
        raise Problem(
            f"{initiative.called} has {number_of_events(count)} that everybody can see, so its "
            "record stays public."
        )
    _become(session, actor, now, initiative, public=False)
    return True


def number_of_events(count: int) -> str:
    """Return ``1 event`` or ``3 events``."""
    return "1 event" if count == 1 else f"{count} events"


def _become(
    session: Session, actor: Person, now: datetime, initiative: Initiative, *, public: bool
) -> None:
    initiative.is_public = public
    initiative.changed_at = now
    done = "is public now" if public else "is a draft again"
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="publish record" if public else "unpublish record",
        subject=f"initiative/{initiative.id}",
        summary=f"The record of {initiative.called} {done}.",
    )
    session.flush()

"""Reading what programmes go out of."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event, ProgrammeVersion
from courseapp.programmes.sheet import Newest, ProgrammeSheet, public_sheet


def published_sheet(session: Session, event: Event) -> ProgrammeSheet | None:
    """Return the programme as everybody may read it, None where there is none. One statement.

    Of a version only its number is read: its document is as long as the programme.
    """
    wanted = select(ProgrammeVersion.number, ProgrammeVersion.published_at)
    own = wanted.where(ProgrammeVersion.event_id == event.id)
    row = session.execute(own.order_by(ProgrammeVersion.number.desc()).limit(1)).one_or_none()
    return public_sheet(event, Newest(*row) if row else None)

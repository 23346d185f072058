"""Says who may apply for the example course: what is usual for officials, in force at once."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.eligibility.composing.beginnings import begin_with_usual
from courseapp.eligibility.composing.putting_in_force import put_in_force
from courseapp.events.models import Event
from courseapp.events.shipped.examples import COURSE


def admit(session: Session, now: datetime, event: Event) -> None:
    """Put the usual rules in force for the course; for other events everybody may apply."""
    if event.slug == COURSE:
        held = begin_with_usual(session, None, now, event, seen=0)
        put_in_force(session, None, now, event, held.revision)

"""The example events with all that belongs to them: who may apply, speakers, materials."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.shipped.catalogue import EventLine
from courseapp.events.shipped.examples import example_events
from courseapp.events.shipped.loading import add_events
from courseapp.scenarios.admitting import admit
from courseapp.scenarios.handing_out import hand_out
from courseapp.scenarios.speaking import add_speakers


def load_examples(session: Session, now: datetime) -> tuple[str, ...]:
    """Add the example events that are missing, dated from `now` on; return their slugs.

    The catalogue must be there. An example that is there stays as it is.
    """
    return add_examples(session, example_events(now.date()), now)


def add_examples(session: Session, lines: Iterable[EventLine], now: datetime) -> tuple[str, ...]:
    """Add the events whose slug is free, with what belongs to them; return the new slugs."""
    new = add_events(session, lines, now)
    for event in session.scalars(select(Event).where(Event.slug.in_(new)).order_by(Event.id)):
        admit(session, now, event)
        add_speakers(session, now, event)
        hand_out(session, now, event)
    return new

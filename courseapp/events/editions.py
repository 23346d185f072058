"""The numbers of editions: one each in a series; and which edition comes before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.facts.changing import log
from courseapp.events.models import Event, Series
from courseapp.events.published.publicity import listed
from courseapp.events.queries import soonest_first


@dataclass(frozen=True)
class Beside:
    """The public editions before and after one, where there are some."""

    before: Event | None
    after: Event | None


def next_edition(session: Session, series: Series) -> int:
    """Return the number after the highest of the series. One statement."""
    highest = select(func.max(Event.edition)).where(Event.series_id == series.id)
    return (session.scalar(highest) or 0) + 1


def edition_for(
    session: Session, series: Series, wanted: int | None, own_id: int | None = None
) -> int:
    """Return the wanted number, or the next where none is; it is the caller's until it commits.

    `own_id` is the event that may have the number already. Raises Problem where another has it.
    """
    lock(session, Series, series.id)
    if wanted is None:
        return next_edition(session, series)
    holder = session.scalars(
        select(Event).where(Event.series_id == series.id, Event.edition == wanted)
    ).one_or_none()
    if holder is not None and holder.id != own_id:
        raise Problem(
            f"Edition {wanted} is “{holder.title}” already. Enter another number, "
            f"for example {next_edition(session, series)}.",
            "edition",
        )
    return wanted


def edition_of(session: Session, series: Series, event_id: int) -> Event:
    """Return an event of the series. Raises NotFound for any other. One statement."""
    own = select(Event).where(Event.id == event_id, Event.series_id == series.id)
    event = session.scalars(own).one_or_none()
    if event is None:
        raise NotFound
    return event


def correct_edition(
    session: Session, actor: Person | None, now: datetime, event: Event, edition: int | None
) -> bool:
    """Give an event of a series another number, or none; return whether anything changed.

    Raises Problem where another event of the series has the number.
    """
    if event.series is None:
        raise NotFound
    if edition is not None:
        edition_for(session, event.series, edition, event.id)
    lock(session, Event, event.id)
    if event.edition == edition:
        return False
    event.edition = edition
    told = f"edition {edition}" if edition else "an edition without a number"
    summary = f"Made the event {told} of “{event.series.title}”."
    log(session, event, actor, now, "number edition", summary)
    session.flush()
    return True


def editions_beside(session: Session, event: Event) -> Beside:
    """Return the public editions next to an event by date. One statement, none without series.

    An edition of which public pages tell nothing is passed over.
    """
    if event.series_id is None:
        return Beside(None, None)
    public = select(Event).where(Event.series_id == event.series_id, listed())
    return _beside(session.scalars(public.order_by(*soonest_first())).all(), event)


def _beside(editions: Sequence[Event], event: Event) -> Beside:
    place = next((at for at, each in enumerate(editions) if each.id == event.id), None)
    if place is None:
        return Beside(None, None)
    before = editions[place - 1] if place > 0 else None
    after = editions[place + 1] if place + 1 < len(editions) else None
    return Beside(before, after)

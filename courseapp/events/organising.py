"""What organisers see first: of each initiative, what is in preparation, to come, or just over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session

from courseapp.events.figures import Applications, applications_of
from courseapp.events.models import Event
from courseapp.events.publishing import may_be_held
from courseapp.events.queries import is_coming, soonest_first
from courseapp.events.rules import EventStatus
from courseapp.initiatives.models import Initiative

MOST_EVENTS = 200
UNFINISHED = (EventStatus.DRAFT, EventStatus.PUBLISHED)  # to be published, or to be called held


@dataclass(frozen=True)
class Organised:
    """An event and how many have applied; `was_it_held` asks for an answer: it is over."""

    event: Event
    applications: Applications
    was_it_held: bool


@dataclass(frozen=True)
class OwnInitiative:
    """An initiative that somebody organises, with the events that ask something of her."""

    initiative: Initiative
    events: Sequence[Organised]


def own_initiatives(
    session: Session, ids: frozenset[int] | None, most: int | None = None, in_hand: str = ""
) -> Sequence[Initiative]:
    """Return the initiatives by name, at most `most`; None means all. One statement.

    The one `in_hand`, by its slug, comes first, so that it is there whatever their number.
    """
    chosen = select(Initiative).order_by(
        Initiative.slug != in_hand, Initiative.short_name, Initiative.name
    )
    chosen = chosen.limit(most)
    if ids is not None:
        chosen = chosen.where(Initiative.id.in_(ids))
    return session.scalars(chosen).all()


def overview(
    session: Session, now: datetime, ids: frozenset[int] | None
) -> tuple[OwnInitiative, ...]:
    """Return what the organiser works on. Three statements, however many events there are."""
    initiatives = own_initiatives(session, ids)
    events = session.scalars(
        select(Event)
        .where(
            Event.initiative_id.in_([each.id for each in initiatives]) if initiatives else false(),
            or_(Event.status.in_(UNFINISHED), is_coming(now)),
        )
        .order_by(*soonest_first())
        .limit(MOST_EVENTS)
    ).all()
    figures = applications_of(session, [event.id for event in events])
    return tuple(
        OwnInitiative(
            each,
            [
                Organised(event, figures[event.id], may_be_held(event, now))
                for event in events
                if event.initiative_id == each.id
            ],
        )
        for each in initiatives
    )

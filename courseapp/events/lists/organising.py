"""What organisers see first: of each initiative, what is in preparation, to come, or just over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import Session

from courseapp.core.paging import Page, paginate
from courseapp.events.models import Event
from courseapp.events.ports.figures import Applications, applications_of
from courseapp.events.queries import is_ahead, soonest_first
from courseapp.events.rules import EventStatus
from courseapp.events.standing.publishing import may_be_held
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import has_words

MOST_EVENTS = 200
AT_ONCE = 10  # initiatives on a page: an administrator has thousands
# To be published, for the first time or again, or to be called held.
UNFINISHED = (EventStatus.DRAFT, EventStatus.POSTPONED, EventStatus.PUBLISHED)


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
    session: Session, now: datetime, ids: frozenset[int] | None, text: str = "", number: int = 1
) -> Page[OwnInitiative]:
    """Return a page of what the organiser works on; with a text, where the record has its words.

    Initiatives with work to do come first. Four statements, however many there are.
    """
    page = paginate(session, _own(now, ids, text), number, AT_ONCE)
    initiatives: Sequence[Initiative] = page.items
    events = session.scalars(
        select(Event)
        .where(
            Event.initiative_id.in_([each.id for each in initiatives]) if initiatives else false(),
            _asks_for_work(now),
        )
        .order_by(*soonest_first())
        .limit(MOST_EVENTS)
    ).all()
    figures = applications_of(session, [event.id for event in events])
    return replace(
        page,
        items=[
            OwnInitiative(
                each,
                [
                    Organised(event, figures[event.id], may_be_held(event, now))
                    for event in events
                    if event.initiative_id == each.id
                ],
            )
            for each in initiatives
        ],
    )


def _own(now: datetime, ids: frozenset[int] | None, text: str) -> Select[Initiative]:
    has_work = exists().where(Event.initiative_id == Initiative.id, _asks_for_work(now))
    own = select(Initiative).where(has_words(text))
    own = own if ids is None else own.where(Initiative.id.in_(ids))
    return own.order_by(~has_work, func.lower(Initiative.short_name), Initiative.id)


def _asks_for_work(now: datetime) -> ColumnElement[bool]:
    return or_(Event.status.in_(UNFINISHED), is_ahead(now))

"""The list of all public events: searched, filtered, what one can act on first."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, select
from sqlalchemy.orm import Session, contains_eager

from courseapp.core.paging import Page, paginate
from courseapp.countries.names import folded
from courseapp.events.lists.filters import LONGEST_SEARCH, Wanted, When, conditions, has_words
from courseapp.events.models import Event
from courseapp.events.queries import (
    Order,
    call_is_open,
    is_coming,
    is_past,
    latest_first,
    soonest_first,
)
from courseapp.events.rules import EventStatus


def listed_events(session: Session, now: datetime, wanted: Wanted, number: int) -> Page[Event]:
    """Return one page of public events, each with its initiative. Two statements."""
    statement = (
        select(Event)
        .join(Event.initiative)
        .options(contains_eager(Event.initiative))
        .where(_in_time(now, wanted.when), *conditions(wanted.filters), *has_words(wanted.text))
        .order_by(*_order(now, wanted.when))
    )
    return paginate(session, statement, number)


def events_of(
    initiative_id: int, text: str = "", status: EventStatus | None = None
) -> Select[Event]:
    """Return the statement for all events of an initiative, drafts too, the latest first.

    `text` and `status` narrow it. For its organisers only.
    """
    words = folded(text[:LONGEST_SEARCH]).split()
    found = [Event.search_text.contains(word, autoescape=True) for word in words]
    if status is not None:
        found.append(Event.status == status)
    chosen = select(Event).where(Event.initiative_id == initiative_id, *found)
    return chosen.order_by(*latest_first())


def _in_time(now: datetime, when: When) -> ColumnElement[bool]:
    if when is When.OPEN:
        return call_is_open(now)
    return is_past(now) if when is When.PAST else is_coming(now)


def _order(now: datetime, when: When) -> tuple[Order, ...]:
    if when is When.PAST:
        return latest_first()
    is_open = call_is_open(now)
    closes = case((is_open, Event.applications_close_at))
    return case((is_open, 0), else_=1), closes, *soonest_first()

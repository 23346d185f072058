"""The list of all public events: searched, filtered, what one can act on first."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import Session, contains_eager

from courseapp.core.paging import Page, paginate
from courseapp.countries.names import folded
from courseapp.events.models import Event
from courseapp.events.queries import (
    Order,
    call_is_open,
    is_coming,
    is_past,
    latest_first,
    soonest_first,
)
from courseapp.events.rules import EventKind, EventStatus, Mode
from courseapp.initiatives.models import Initiative

LONGEST_SEARCH = 200


class When(StrEnum):
    """Which part of time is listed."""

    COMING = ""  # open calls first, then what is coming
    OPEN = "open"
    PAST = "past"


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for. An unknown word asks for nothing: links outlive vocabularies."""

    text: str = ""
    initiative: str = ""
    kind: EventKind | None = None
    mode: Mode | None = None
    when: When = When.COMING

    @property
    def is_filtered(self) -> bool:
        return replace(self, when=When.COMING) != Wanted()

    @property
    def arguments(self) -> dict[str, str]:
        """The address's query, without what is not asked for."""
        asked = {
            "q": self.text,
            "initiative": self.initiative,
            "kind": self.kind or "",
            "mode": self.mode or "",
            "when": self.when,
        }
        return {name: str(value) for name, value in asked.items() if value}


def listed_events(session: Session, now: datetime, wanted: Wanted, number: int) -> Page[Event]:
    """Return one page of public events, each with its initiative. Two statements."""
    statement = (
        select(Event)
        .join(Event.initiative)
        .options(contains_eager(Event.initiative))
        .where(_in_time(now, wanted.when), *_conditions(wanted))
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


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [_has_word(word) for word in folded(wanted.text[:LONGEST_SEARCH]).split()]
    if wanted.initiative:
        found.append(Initiative.slug == wanted.initiative)
    if wanted.kind:
        found.append(Event.kind == wanted.kind)
    if wanted.mode:
        found.append(Event.mode == wanted.mode)
    return found


def _has_word(word: str) -> ColumnElement[bool]:
    return or_(
        Event.search_text.contains(word, autoescape=True),
        Initiative.name.icontains(word, autoescape=True),
        Initiative.short_name.icontains(word, autoescape=True),
    )

"""Noting what a public event was before, so that no calendar loses it without a word.

It hangs on the tables and not on a service: whichever way a fact changes, it is noted in the same
transaction. The database still has the old row then, so that is asked.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    SQLColumnExpression,
    and_,
    false,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy import event as database_event
from sqlalchemy.orm import InstrumentedAttribute, Mapper

from courseapp.calendars.models import FormerFact
from courseapp.events.models import Event, EventLanguage, EventTopic, Series
from courseapp.events.published.publicity import listed, place_is_public, programme_is_public
from courseapp.events.rules import Access, EventStatus, FeedDetail

_SERIES = select(Series.slug).where(Series.id == Event.series_id).scalar_subquery()

# By the name of a fact: the attribute that changes, and what is noted of the row as it was.
WATCHED: Mapping[str, tuple[str, SQLColumnExpression[Any]]] = MappingProxyType(
    {
        "kind": ("kind", Event.kind.expression),
        "mode": ("mode", Event.mode.expression),
        "level": ("level", Event.level.expression),
        "country": ("country", Event.country.expression),
        "region": ("region_focus", Event.region_focus.expression),
        "series": ("series_id", _SERIES),
        "opens": ("applications_open_at", Event.applications_open_at.expression),
        "closes": ("applications_close_at", Event.applications_close_at.expression),
    }
)
# When less is told of an event than before, all that calendars found it by is noted.
TELLS = ("access", "feed_detail")
TOLD = "told"
_PLACE, _DEADLINES = "place_is_told", "deadlines_are_told"
DEADLINES = frozenset({"opens", "closes"})
LISTS: Mapping[str, tuple[type[EventLanguage | EventTopic], InstrumentedAttribute[str]]] = {
    "language": (EventLanguage, EventLanguage.language),
    "topic": (EventTopic, EventTopic.topic),
}


@database_event.listens_for(Event, "before_update")
def note_event(_mapper: Mapper[Event], connection: Connection, event: Event) -> None:
    """Note what the event was and is no more, as far as everybody could know it."""
    changes = inspect(event).attrs
    if any(changes[name].history.has_changes() for name in TELLS):
        _note(connection, event.id, WATCHED)
        _note_dates(connection, event.id)
        for name in LISTS:
            _note_list(connection, name, LISTS[name][0].event_id == event.id)
        return
    changed = {name for name, (key, _) in WATCHED.items() if changes[key].history.has_changes()}
    if changed:
        _note(connection, event.id, changed)


@database_event.listens_for(EventLanguage, "before_update")
@database_event.listens_for(EventLanguage, "before_delete")
@database_event.listens_for(EventTopic, "before_update")
@database_event.listens_for(EventTopic, "before_delete")
def note_row(_mapper: Mapper[Any], connection: Connection, row: EventLanguage | EventTopic) -> None:
    """Note the language or the topic that the event had."""
    for name, (table, _) in LISTS.items():
        if isinstance(row, table):
            _note_list(connection, name, table.id == row.id)


def written(value: object) -> str:
    """Return a fact as it is noted: an instant as ISO 8601 in UTC, a word as it is."""
    return value.isoformat() if isinstance(value, datetime) else str(value or "")


def _note(connection: Connection, event_id: int, names: Iterable[str]) -> None:
    columns: list[Any] = [WATCHED[name][1].label(name) for name in sorted(names)]
    columns += [place_is_public().label(_PLACE), _deadlines_are_told().label(_DEADLINES)]
    wanted = select(*columns).where(Event.id == event_id, listed())
    row = connection.execute(wanted).mappings().one_or_none()
    if row is not None:
        _insert(connection, event_id, _told(row, names))


def _told(row: RowMapping, names: Iterable[str]) -> list[tuple[str, str]]:
    hidden = (set() if row[_PLACE] else {"country"}) | (set() if row[_DEADLINES] else DEADLINES)
    said = [(name, written(row[name])) for name in sorted(names) if name not in hidden]
    return [(name, value) for name, value in said if value]


def _deadlines_are_told() -> SQLColumnExpression[bool]:
    """Return as a condition what `takes_applications` says of an event, deadline or not."""
    by_invitation = func.coalesce(Event.access == Access.INVITATION, false())
    return and_(~by_invitation, Event.status.not_in({EventStatus.DRAFT, EventStatus.ANNOUNCED}))


def _note_dates(connection: Connection, event_id: int) -> None:
    """Note that title and dates alone were told: calendars have an entry of their own for them."""
    told = select(Event.id).where(Event.id == event_id, listed(), ~programme_is_public())
    if connection.scalar(told) is not None:
        _insert(connection, event_id, [(TOLD, FeedDetail.DATES)])


def _note_list(connection: Connection, name: str, which: SQLColumnExpression[bool]) -> None:
    table, column = LISTS[name]
    wanted = select(table.event_id, column).join(Event, Event.id == table.event_id)
    for event_id, value in connection.execute(wanted.where(which, listed())).all():
        _insert(connection, event_id, [(name, value)])


def _insert(connection: Connection, event_id: int, facts: Iterable[tuple[str, str]]) -> None:
    rows = [{"event_id": event_id, "name": name, "value": value} for name, value in facts]
    if rows:
        connection.execute(insert(FormerFact), rows)

"""When what everybody is shown of an event last changed: apart from what its organisers plan.

Calendars take their stamps from it (RFC 5545 §3.8.7.3), and a feed that shows nothing new must
stay the same octets. It hangs on the tables: whichever way a fact changes, the stamp moves.
"""

from typing import Any

from sqlalchemy import Connection, event, inspect, update
from sqlalchemy.orm import Mapper

from courseapp.events.models.event import Event, EventLanguage, EventOrganisation, EventTopic

# Of an event, what no calendar and no list of events shows; everything else counts as shown.
UNSHOWN = frozenset(
    {
        "changed_at",
        "decisions_on",
        "grace_minutes",
        "is_capacity_development",
        "may_change_sent",
        "modules_max",
        "modules_min",
        "overbooked_percent",
        "participant_countries_stated",
        "participants_stated",
        "programme_ends_on",
        "programme_starts_on",
        "reply_days",
        "search_text",
        "seats",
        "seats_above",
        "seats_taken",
        "shown_at",
        "visas_needed",
    }
)
LISTS = ("languages", "organisations", "topics")
PARTS = (EventLanguage, EventOrganisation, EventTopic)


def changed_facts(row: Event) -> frozenset[str]:
    """Return what of the event is about to be written, by the names of its columns."""
    state = inspect(row)
    columns = state.mapper.column_attrs.keys()
    return frozenset(name for name in columns if state.attrs[name].history.has_changes())


@event.listens_for(Event, "before_update")
def keep_shown_at(_mapper: Mapper[Event], _connection: Connection, row: Event) -> None:
    """Move the stamp with what is shown, be it of the event itself or a part that came or went."""
    parts = (inspect(row).attrs[name].history for name in LISTS)
    if changed_facts(row) - UNSHOWN or any(each.has_changes() for each in parts):
        row.shown_at = row.changed_at


def _part_is_written(_mapper: Mapper[Any], connection: Connection, row: Any) -> None:
    if row.event_id is not None:
        statement = update(Event).where(Event.id == row.event_id)
        connection.execute(statement.values(shown_at=Event.changed_at))


for part in PARTS:
    for moment in ("after_insert", "after_update", "after_delete"):
        event.listen(part, moment, _part_is_written)

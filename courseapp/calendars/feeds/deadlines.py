"""When applications open and close, and what was said of it before and holds no more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.calendars.entries.deadlines import (
    NEVER_MOVED,
    DeadlineKind,
    Earlier,
    deadline_entries,
)
from courseapp.calendars.feeds import rows
from courseapp.calendars.feeds.published import Found
from courseapp.calendars.feeds.scopes import Scope
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.feeds.windows import Window, ends, nearest
from courseapp.calendars.models import FormerFact
from courseapp.calendars.remembering import DEADLINES
from courseapp.events.models import Event

KINDS: Mapping[str, DeadlineKind] = MappingProxyType(
    {"opens": DeadlineKind.OPENING, "closes": DeadlineKind.CLOSING}
)


def deadlines_of(session: Session, scope: Scope, window: Window, teller: Teller) -> Found:
    """Return openings and deadlines of a scope. Three statements.

    One that was taken back stands as cancelled until it would have been over for three months.
    """
    told = rows.events(rows.told_events(scope), rows.has_deadline_since(window.since))
    latest = told.order_by(None).order_by(Event.applications_close_at.desc(), Event.calendar_uid)
    events = session.scalars(latest.limit(window.most)).all()
    rows.load_topics(session, events)
    earlier = earlier_deadlines(session, events)
    entries = [
        entry
        for event in events
        for entry in deadline_entries(
            event, teller.base_url, teller.words, earlier.get(event.id, NEVER_MOVED)
        )
        if ends(entry) >= window.since
    ]
    return Found(nearest(entries, window), is_full=len(entries) >= window.most)


def earlier_deadlines(session: Session, events: Iterable[Event]) -> Mapping[int, Earlier]:
    """Return by the id of each event at which instants its window stood before. One statement."""
    ids = [event.id for event in events]
    wanted = select(FormerFact).where(FormerFact.event_id.in_(ids), FormerFact.name.in_(DEADLINES))
    found: dict[int, dict[DeadlineKind, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for each in session.scalars(wanted.order_by(FormerFact.id)):
        found[each.event_id][KINDS[each.name]].append(datetime.fromisoformat(each.value))
    return found

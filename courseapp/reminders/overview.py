"""The plan of an event as its page shows it: groups, each with what it is about, and a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.charts.timeline import Dot, Lane, Moment, Timeline, timeline
from courseapp.core import formats
from courseapp.events.clock.deadlines import closing_of, takes_applications
from courseapp.events.clock.registration import ends_at
from courseapp.events.models import Event, EventSession, PublishedSession
from courseapp.forms.choosing import newest_version
from courseapp.reminders.queries import Counted, MessageGroup, groups_ahead
from courseapp.reminders.rules import Kind, State
from courseapp.reminders.words import CALLED, between
from courseapp.selection.terms import starts_at, zone_of


@dataclass(frozen=True)
class GroupRow:
    """One message to several people: what it is about, and when it goes out, in the zone."""

    kind: Kind
    subject: str
    name: str
    about: str
    when: str
    people: int
    paused: int


def group_rows(session: Session, event: Event) -> Sequence[GroupRow]:
    """Return what is planned, the next first. At most three statements."""
    groups = groups_ahead(session, event)
    named, zone = names_of_subjects(session, event, groups), zone_of(event)
    return [
        GroupRow(
            each.kind,
            each.subject,
            CALLED[each.kind].name,
            named.get(each.subject, ""),
            between(formats.instant(each.first, zone), formats.instant(each.last, zone)),
            each.people,
            each.paused,
        )
        for each in groups
    ]


def names_of_subjects(
    session: Session, event: Event, groups: Sequence[MessageGroup]
) -> Mapping[str, str]:
    """Return what the sessions, days and documents are called. At most two statements."""
    kinds = {each.kind for each in groups}
    found = {each.subject: _day(each.subject) for each in groups if each.subject[:4] == "day/"}
    if Kind.JOIN_LINK in kinds:
        wanted = select(PublishedSession.session_id, PublishedSession.title).where(
            PublishedSession.event_id == event.id
        )
        found |= {f"session/{number}": title for number, title in session.execute(wanted)}
    if Kind.DOCUMENTS in kinds:
        version = newest_version(session, event)
        questions = version.shown.questions if version else ()
        for each in questions:
            found[f"document/{each.key}"] = each.label.get("en") or next(iter(each.label.values()))
    return found


def sessions_without_link(session: Session, event: Event, now: datetime) -> int:
    """Return how many sessions to come have no link, of an event where one joins online."""
    wanted = (
        select(PublishedSession.id)
        .join(EventSession, EventSession.id == PublishedSession.session_id)
        .where(
            PublishedSession.event_id == event.id,
            PublishedSession.starts_at > now,
            EventSession.join_link == "",
        )
    )
    return len(session.scalars(wanted).all())


def picture(event: Event, counts: Sequence[Counted], now: datetime) -> Timeline:
    """Return the event, its deadline and its messages on one line of time."""
    zone = ZoneInfo(zone_of(event))
    starts, ends = starts_at(event), ends_at(event)
    stretch = (starts.astimezone(zone), ends.astimezone(zone)) if starts and ends else None
    moments = [Moment(now.astimezone(zone), "Now")]
    closing = closing_of(event)
    if closing and takes_applications(event):
        moments.append(Moment(closing.at.astimezone(zone), "Deadline"))
    if stretch:
        moments.append(Moment(stretch[0], "Event"))
    lanes = [
        Lane(CALLED[kind].name, _dots([each for each in counts if each.kind is kind], zone))
        for kind in Kind
    ]
    return timeline(stretch, moments, lanes, _told(counts))


def _dots(counts: Sequence[Counted], zone: ZoneInfo) -> list[Dot]:
    """One dot for each day: people in many zones get the same message at many instants."""
    days: dict[tuple[date, State], list[Counted]] = {}
    for each in counts:
        days.setdefault((each.at.astimezone(zone).date(), each.state), []).append(each)
    return [
        Dot(
            members[0].at.astimezone(zone),
            number := sum(each.number for each in members),
            f"{formats.day(day)}: {number} {'sent' if state is State.SENT else 'planned'}",
            state is State.SENT,
        )
        for (day, state), members in days.items()
    ]


def _told(counts: Sequence[Counted]) -> str:
    planned = sum(each.number for each in counts if each.state is State.PLANNED)
    sent = sum(each.number for each in counts if each.state is State.SENT)
    return f"{planned} messages are planned, {sent} were sent. The list below says to whom."


def _day(subject: str) -> str:
    return formats.day(date.fromisoformat(subject.partition("/")[2]))

"""An event or a session in words, field by field: for the audit log and for two editors at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from courseapp.core import formats
from courseapp.countries.languages import language_name
from courseapp.countries.names import country_name
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.plans import EventPlan
from courseapp.events.facts.topics import topic_label
from courseapp.events.models import Event, EventSession, PublishedSession, Speaker
from courseapp.events.rules import Access, EventKind, FeedDetail, Level, Mode, Selection
from courseapp.events.sessions.sittings import SessionPlan, SpeakerPlan
from courseapp.events.words import (
    ACCESS,
    FEED_DETAILS,
    KINDS,
    LEVELS,
    MODES,
    ROLES,
    SELECTIONS,
)

EVENT_FIELDS = {
    "title": "Title",
    "kind": "Kind",
    "mode": "Mode",
    "level": "Level",
    "access": "How people get in",
    "selection": "Who gets a seat",
    "feed_detail": "What everybody is told",
    "description": "Description",
    "audience": "Who it is for",
    "link": "Link",
    "languages": "Languages",
    "notice": "Notice",
    "topics": "Topics",
    "region_focus": "Region",
    "organisations": "Who stands behind it",
    "is_capacity_development": "Capacity development",
    "venue": "Venue",
    "address": "Address",
    "city": "City",
    "country": "Country",
    "coordinates": "Coordinates",
    "visas_needed": "Visas needed",
    "may_change_sent": "What was sent may be changed",
    "zone": "Time zone",
    "starts_on": "First day",
    "ends_on": "Last day",
    "roughly": "Year or month",
    "starts_time": "Start",
    "ends_time": "End",
    "seats": "Seats",
    "applications_zone": "Time zone of the deadline",
    "applications_open_local": "Applications open",
    "applications_close_local": "Deadline",
    "grace_minutes": "Minutes of grace",
    "decisions_on": "Decisions by",
    "reply_days": "Days to answer an offer",
}
SESSION_FIELDS = {
    "title": "Title",
    "zone": "Time zone",
    "starts_local": "Start",
    "ends_local": "End",
    "room_id": "Room",
    "place": "Place",
    "track_id": "Track",
    "module_id": "Module",
    "language": "Language",
    "seats": "Seats",
    "join_link": "Link to join",
    "recording_link": "Recording",
    "recording_is_public": "Everybody may watch the recording",
    "speakers": "Speakers",
    "repeat_group": "Repeat group",
    "description": "Description",
    "readings": "Reading",
}
_IN_THEIR_OWN_WORDS = ("speakers", "readings", "room_id", "track_id", "module_id", "language")
_WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    EventKind: KINDS,
    Mode: MODES,
    Level: LEVELS,
    Access: ACCESS,
    Selection: SELECTIONS,
    FeedDetail: FEED_DETAILS,
}
# The first that fits: a bool is a kind of int, a datetime a kind of date, a word a kind of text.
_TEXTS: Mapping[type, Callable[[Any], str]] = {
    bool: lambda value: "Yes" if value else "No",
    tuple: lambda value: ", ".join(map(str, value)),
    StrEnum: lambda value: _WORDS[type(value)][value],
    datetime: lambda value: f"{formats.day(value.date())}, {formats.clock(value)}",
    date: formats.day,
    time: lambda value: f"{value:%H:%M}",
    object: str,
}
Facts = Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """What changed, by the field's label; both texts may be empty."""

    before: Facts
    after: Facts

    def __bool__(self) -> bool:
        return bool(self.after)

    @property
    def labels(self) -> str:
        """The changed fields in one line: ``title, first day``."""
        return ", ".join(label[0].lower() + label[1:] for label in self.after)


def event_facts(event: Event | EventPlan) -> Facts:
    """Return each field of an event or a plan of one as text, by its label."""
    plan = event if isinstance(event, EventPlan) else plan_of(event)
    facts = {label: _text(getattr(plan, name)) for name, label in EVENT_FIELDS.items()}
    return facts | {
        EVENT_FIELDS["country"]: country_name(plan.country),
        EVENT_FIELDS["topics"]: "; ".join(map(topic_label, plan.topics)),
        EVENT_FIELDS["organisations"]: "; ".join(
            f"{ROLES[each.role]}: {each.called}" for each in plan.organisations
        ),
    }


def session_facts(sitting: EventSession | SessionPlan, event: Event) -> Facts:
    """Return each field of a session of the event, or of a plan of one, as text, by its label."""
    facts = {
        label: _text(getattr(sitting, name))
        for name, label in SESSION_FIELDS.items()
        if name not in _IN_THEIR_OWN_WORDS
    }
    named = {
        "room_id": _named(sitting.room_id, {each.id: each.name for each in event.rooms}),
        "track_id": _named(sitting.track_id, {each.id: each.name for each in event.tracks}),
        "module_id": _named(sitting.module_id, {each.id: each.title for each in event.modules}),
        "language": language_name(sitting.language),
        "speakers": "; ".join(map(str, _speakers(sitting))),
        "readings": "; ".join(sorted(each.title for each in sitting.readings)),
    }
    return facts | {SESSION_FIELDS[name]: text for name, text in named.items()}


def _speakers(sitting: EventSession | SessionPlan) -> Iterator[SpeakerPlan]:
    """Yield who speaks in the whole of a session; the agenda tells of its own speakers."""
    for each in sitting.speakers:
        if not isinstance(each, Speaker) or each.agenda_item_id is None:
            yield SpeakerPlan(each.name, each.organisation, each.presence)


def _named(part_id: int | None, names: Mapping[int, str]) -> str:
    return names.get(part_id, "") if part_id is not None else ""


def difference(before: Facts, after: Facts) -> Difference:
    """Return the fields whose text is not the same."""
    changed = [label for label, text in after.items() if before[label] != text]
    return Difference(
        {label: before[label] for label in changed}, {label: after[label] for label in changed}
    )


def times_of(sitting: EventSession | PublishedSession) -> str:
    """Return ``Mon 22 Aug 2027, 09:00 – 17:00 CEST`` in the zone of the session."""
    times = formats.time_range(sitting.starts_at, sitting.ends_at, sitting.zone)
    return f"{formats.day(sitting.starts_local.date())}, {times}"


def _text(value: object) -> str:
    if value is None:
        return ""
    kinds = (kind for kind in _TEXTS if isinstance(value, kind))
    return _TEXTS[next(kinds)](value)

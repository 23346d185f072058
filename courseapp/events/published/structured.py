"""Events and sessions as search engines read them: schema.org in JSON-LD.

Courses and trainings follow the Bioschemas profiles Course 1.0 and CourseInstance 1.0. A price is
never told: nobody enters one. All functions return plain values that JSON can hold.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from courseapp.countries.names import country_name
from courseapp.events.facts.topics import topic_label
from courseapp.events.models import Event, EventOrganisation, PublishedSession
from courseapp.events.published.publicity import may_read_place
from courseapp.events.published.session_reading import path_of
from courseapp.events.rules import EventKind, EventStatus, Mode, OrganisationRole, SessionStatus

Document = dict[str, Any]

SCHEMA = "https://schema.org"
CONFORMS_TO = "http://purl.org/dc/terms/conformsTo"
PROFILES = "https://bioschemas.org/profiles"
MOST_SUB_EVENTS = 60  # longer programmes are told session by session, each on its own page

EDUCATION = frozenset(
    {
        *(EventKind.COURSE, EventKind.TRAINING, EventKind.E_LEARNING),
        *(EventKind.SEMINAR, EventKind.WEBINAR, EventKind.WORKSHOP),
    }
)
COURSES = frozenset({EventKind.COURSE, EventKind.TRAINING, EventKind.E_LEARNING})
STATUSES: Mapping[EventStatus, str] = MappingProxyType(
    {EventStatus.CANCELLED: "EventCancelled", EventStatus.POSTPONED: "EventPostponed"}
)
ATTENDANCE: Mapping[Mode, str] = MappingProxyType(
    {
        Mode.IN_PERSON: "OfflineEventAttendanceMode",
        Mode.ONLINE: "OnlineEventAttendanceMode",
        Mode.HYBRID: "MixedEventAttendanceMode",
    }
)
COURSE_MODES: Mapping[Mode, str] = MappingProxyType(
    {Mode.IN_PERSON: "onsite", Mode.ONLINE: "online", Mode.HYBRID: "blended"}
)
ROLES: Mapping[OrganisationRole, str] = MappingProxyType(
    {
        OrganisationRole.ORGANISER: "organizer",
        OrganisationRole.IMPLEMENTER: "organizer",
        OrganisationRole.FUNDER: "funder",
        OrganisationRole.AUSPICES: "sponsor",
        OrganisationRole.HOST: "contributor",
        OrganisationRole.PARTNER: "contributor",
        OrganisationRole.CO_CHAIR: "contributor",
    }
)


def event_document(event: Event, rows: Sequence[PublishedSession], base_url: str) -> Document:
    """Return an event with those of its sessions that everybody may read.

    A course stands beside it as the thing of which this event is an instance.
    """
    told = _event(event, rows, base_url)
    graph = [told, _course(event, base_url)] if event.kind in COURSES else [told]
    return {"@context": SCHEMA, "@graph": graph}


def session_document(
    event: Event, row: PublishedSession, base_url: str, before: datetime | None = None
) -> Document:
    """Return one session; `before` is when it began before the newest version moved it."""
    told = _sub_event(event, row, base_url, before)
    speakers = [_person(each.name, each.organisation) for each in row.speakers]
    parent = {"@type": _types(event), "@id": _id(event, base_url), "name": event.title}
    return _filled(
        {
            "@context": SCHEMA,
            **told,
            "description": row.description,
            "inLanguage": row.language or _languages(event),
            "performer": speakers,
            "organizer": _organised_by(event, base_url).get("organizer"),
            "superEvent": {**parent, "url": _page(event, base_url)},
        }
    )


def _event(event: Event, rows: Sequence[PublishedSession], base_url: str) -> Document:
    starts, ends = _dates(event, rows)
    sub_events = rows if len(rows) <= MOST_SUB_EVENTS else ()
    profile = _profile("CourseInstance") if event.kind in COURSES else {}
    return _filled(
        {
            "@type": _types(event),
            "@id": _id(event, base_url),
            **profile,
            "name": event.title,
            "description": event.description or event.audience,
            "url": _page(event, base_url),
            "startDate": starts,
            "endDate": ends,
            "eventStatus": _schema(STATUSES.get(event.status, "EventScheduled")),
            "eventAttendanceMode": _schema(ATTENDANCE[event.mode]) if event.mode else None,
            "courseMode": _course_mode(event),
            "location": _locations(event, event.venue, _page(event, base_url)),
            "inLanguage": _languages(event),
            "maximumAttendeeCapacity": event.seats,
            **_organised_by(event, base_url),
            "subEvent": [_sub_event(event, each, base_url) for each in sub_events],
        }
    )


def _course(event: Event, base_url: str) -> Document:
    """Course 1.0 demands name, description and keywords."""
    return _filled(
        {
            "@type": "Course",
            "@id": f"{_page(event, base_url)}#course",
            **_profile("Course"),
            "name": event.series.title if event.series else event.title,
            "description": event.description or event.audience or event.title,
            "keywords": [topic_label(each.topic) for each in event.topics],
            "provider": _owner(event, base_url),
            "educationalLevel": event.level.value.replace("_", " ") if event.level else None,
            "hasCourseInstance": {"@id": _id(event, base_url)},
        }
    )


def _sub_event(
    event: Event, row: PublishedSession, base_url: str, before: datetime | None = None
) -> Document:
    address = base_url + path_of(event, row)
    return _filled(
        {
            "@type": "EducationEvent" if event.kind in EDUCATION else "Event",
            "@id": f"{address}#session",
            "name": row.title,
            "url": address,
            "startDate": _with_offset(row.starts_at, row.zone),
            "endDate": _with_offset(row.ends_at, row.zone),
            "eventStatus": _schema(_status_of(event, row, before)),
            "previousStartDate": _with_offset(before, row.zone) if before else None,
            "eventAttendanceMode": _schema(ATTENDANCE[event.mode]) if event.mode else None,
            "location": _locations(event, row.place or event.venue, address),
        }
    )


def _status_of(event: Event, row: PublishedSession, before: datetime | None) -> str:
    if row.status is SessionStatus.CANCELLED:
        return "EventCancelled"
    return STATUSES.get(event.status, "EventRescheduled" if before else "EventScheduled")


def _types(event: Event) -> str | list[str]:
    if event.kind in COURSES:
        return ["EducationEvent", "CourseInstance"]
    return "EducationEvent" if event.kind in EDUCATION else "Event"


def _dates(event: Event, rows: Sequence[PublishedSession]) -> tuple[str | None, str | None]:
    """Return start and end as exactly as they are known: with an offset, or as dates alone."""
    held = [each for each in rows if each.status is SessionStatus.SCHEDULED]
    if held:
        first = min(held, key=lambda each: each.starts_at)
        last = max(held, key=lambda each: each.ends_at)
        starts, ends = first.starts_at, last.ends_at
        return _with_offset(starts, first.zone), _with_offset(ends, last.zone)
    if event.starts_on is not None:
        return event.starts_on.isoformat(), (event.ends_on or event.starts_on).isoformat()
    if event.year is None:
        return None, None
    return f"{event.year:04}-{event.month:02}" if event.month else f"{event.year:04}", None


def _with_offset(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")


def _locations(event: Event, name: str, page: str) -> list[Document]:
    """Return where it takes place. The way into an online room is for participants alone."""
    found: list[Document] = []
    if event.mode is not Mode.ONLINE and may_read_place(event) and (name or event.city):
        found.append(_place(event, name))
    if event.mode in {Mode.ONLINE, Mode.HYBRID}:
        found.append({"@type": "VirtualLocation", "url": page})
    return found


def _place(event: Event, name: str) -> Document:
    address = {
        "@type": "PostalAddress",
        "streetAddress": event.address,
        "addressLocality": event.city,
        "addressCountry": event.country,
    }
    geo = {"@type": "GeoCoordinates", "latitude": event.latitude, "longitude": event.longitude}
    return _filled(
        {
            "@type": "Place",
            "name": name or event.city,
            "address": _filled(address),
            "geo": geo if event.latitude is not None else None,
        }
    )


def _organised_by(event: Event, base_url: str) -> Document:
    """Return who stands behind the event, by role; its initiative comes first."""
    found: dict[str, list[Document]] = {"organizer": [_owner(event, base_url)]}
    for each in event.organisations:
        found.setdefault(ROLES[each.role], []).append(_organisation(each))
    return dict(found)


def _owner(event: Event, base_url: str) -> Document:
    own = event.initiative
    address = f"{base_url}/initiatives/{own.slug}"
    return {"@type": "Organization", "name": own.name, "url": address}


def _organisation(each: EventOrganisation) -> Document:
    return {"@type": "Organization", "name": each.name or country_name(each.country)}


def _person(name: str, organisation: str) -> Document:
    works_at = {"@type": "Organization", "name": organisation} if organisation else None
    return _filled({"@type": "Person", "name": name, "affiliation": works_at})


def _languages(event: Event) -> list[str]:
    return [each.language for each in event.languages if not each.is_interpretation]


def _course_mode(event: Event) -> str | None:
    return COURSE_MODES[event.mode] if event.mode and event.kind in COURSES else None


def _profile(name: str) -> Document:
    address = f"{PROFILES}/{name}/1.0-RELEASE"
    return {CONFORMS_TO: {"@type": "CreativeWork", "@id": address}}


def _page(event: Event, base_url: str) -> str:
    return f"{base_url}/events/{event.slug}"


def _id(event: Event, base_url: str) -> str:
    return f"{_page(event, base_url)}#event"


def _schema(term: str) -> str:
    return f"{SCHEMA}/{term}"


def _filled(told: Mapping[str, Any]) -> Document:
    """Return what says something: what is not known is left out, never told as empty."""
    return {name: value for name, value in told.items() if value not in (None, "", [])}

"""What search engines read: only what is known, in the words of schema.org and Bioschemas."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from courseapp.events.models import Event, EventLanguage, EventOrganisation, EventTopic
from courseapp.events.published.states import SpokenBy
from courseapp.events.published.structured import MOST_SUB_EVENTS, event_document, session_document
from courseapp.events.rules import (
    Access,
    EventKind,
    EventStatus,
    Mode,
    OrganisationRole,
    SessionStatus,
)
from tests.unit.events.published import course, row, state

SITE = "https://events.example.org"
PAGE = f"{SITE}/events/course-2027"


def told(event: Event) -> dict[str, Any]:
    """Return what is told of the event itself, as a reader of JSON gets it."""
    document = json.loads(json.dumps(event_document(event, event.published_sessions, SITE)))
    assert document["@context"] == "https://schema.org"
    found: dict[str, Any] = document["@graph"][0]
    return found


def test_a_course_is_an_instance_of_a_course_as_bioschemas_wants_it() -> None:
    event = course(row(1, state()), topics=[EventTopic(position=1, topic="Carbon clubs")])
    instance, thing = event_document(event, event.published_sessions, SITE)["@graph"]

    assert instance["@type"] == ["EducationEvent", "CourseInstance"]
    assert instance["courseMode"] == "onsite"
    assert thing["@type"] == "Course"
    assert {"name", "description", "keywords"} <= set(thing)  # the profile's minimum
    assert thing["keywords"] == ["Carbon clubs"]
    assert thing["hasCourseInstance"] == {"@id": instance["@id"]}
    for each, profile in ((instance, "CourseInstance"), (thing, "Course")):
        conforms = each["http://purl.org/dc/terms/conformsTo"]
        assert conforms["@id"] == f"https://bioschemas.org/profiles/{profile}/1.0-RELEASE"


def test_times_have_their_offset_and_sessions_stand_below_the_event() -> None:
    event = course(
        row(1, state()), row(2, state("2027-03-29T09:00", "2027-03-29T10:30", title="Clinic"))
    )
    found = told(event)
    assert found["startDate"] == "2027-03-22T09:00+01:00"
    assert found["endDate"] == "2027-03-29T10:30+02:00"
    assert [each["name"] for each in found["subEvent"]] == ["Set the cap", "Clinic"]
    assert found["subEvent"][1]["url"] == f"{PAGE}/sessions/uid-2"
    assert found["location"] == [
        {
            "@type": "Place",
            "name": "Badia Fiesolana",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Via dei Roccettini 9",
                "addressLocality": "Florence",
                "addressCountry": "IT",
            },
        }
    ]


@pytest.mark.parametrize(
    ("dates", "starts", "ends"),
    [
        ({}, "2027-03-22", "2027-04-02"),
        ({"starts_on": None, "ends_on": None, "year": 2028, "month": 5}, "2028-05", None),
        ({"starts_on": None, "ends_on": None, "year": 2028}, "2028", None),
    ],
)
def test_dates_are_as_exact_as_they_are_known(
    dates: dict[str, Any], starts: str, ends: str | None
) -> None:
    found = told(course(**dates))
    assert (found["startDate"], found.get("endDate")) == (starts, ends)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (EventStatus.PUBLISHED, "EventScheduled"),
        (EventStatus.HELD, "EventScheduled"),
        (EventStatus.POSTPONED, "EventPostponed"),
        (EventStatus.CANCELLED, "EventCancelled"),
    ],
)
def test_the_status_is_that_of_the_event(status: EventStatus, word: str) -> None:
    assert told(course(status=status))["eventStatus"] == f"https://schema.org/{word}"


def test_a_moved_and_a_cancelled_session_say_so() -> None:
    shown = row(1, state("2027-03-22T14:00", "2027-03-22T15:30"))
    before = datetime(2027, 3, 22, 8, 0, tzinfo=UTC)
    moved = session_document(course(shown), shown, SITE, before)
    assert moved["eventStatus"] == "https://schema.org/EventRescheduled"
    assert moved["previousStartDate"] == "2027-03-22T09:00+01:00"
    gone = row(1, state(status=SessionStatus.CANCELLED))
    cancelled = session_document(course(gone), gone, SITE)
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert cancelled["startDate"] == "2027-03-22T09:00+01:00"


@pytest.mark.parametrize(
    ("mode", "attendance", "places"),
    [
        (Mode.IN_PERSON, "OfflineEventAttendanceMode", ["Place"]),
        (Mode.ONLINE, "OnlineEventAttendanceMode", ["VirtualLocation"]),
        (Mode.HYBRID, "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
    ],
)
def test_where_it_is_follows_the_mode(mode: Mode, attendance: str, places: list[str]) -> None:
    found = told(course(mode=mode))
    assert found["eventAttendanceMode"] == f"https://schema.org/{attendance}"
    assert [each["@type"] for each in found["location"]] == places
    assert all(each.get("url", PAGE) == PAGE for each in found["location"])  # no way in


def test_who_stands_behind_it_is_told_by_role_and_languages_are_those_spoken() -> None:
    event = course(
        kind=EventKind.DIALOGUE,
        organisations=[
            EventOrganisation(position=1, role=OrganisationRole.FUNDER, name="GIZ"),
            EventOrganisation(position=2, role=OrganisationRole.ORGANISER, name="", country="CA"),
        ],
        languages=[
            EventLanguage(position=1, language="fr", is_interpretation=False),
            EventLanguage(position=2, language="ar", is_interpretation=True),
        ],
    )
    found = told(event)
    assert found["@type"] == "Event"
    assert [each["name"] for each in found["funder"]] == ["GIZ"]
    assert [each["name"] for each in found["organizer"]] == [
        "International Carbon Action Partnership",
        "Canada",
    ]
    assert found["inLanguage"] == ["fr"]


def test_what_nobody_stated_is_left_out() -> None:
    found = told(course(mode=None, venue="", city="", description=""))
    for name in ("offers", "isAccessibleForFree", "eventAttendanceMode", "description", "location"):
        assert name not in found
    assert "None" not in json.dumps(found)


def test_of_an_invitation_the_place_is_not_told() -> None:
    found = told(course(access=Access.INVITATION, kind=EventKind.DIALOGUE))
    assert "Florence" not in json.dumps(found)


def test_a_session_names_its_speakers_and_its_event() -> None:
    shown = row(1, state(speakers=(SpokenBy("Mai Trần", "Ministry"),), language="vi"))
    found = session_document(course(shown), shown, SITE)
    assert found["performer"] == [
        {
            "@type": "Person",
            "name": "Mai Trần",
            "affiliation": {"@type": "Organization", "name": "Ministry"},
        }
    ]
    assert found["inLanguage"] == "vi"
    assert found["superEvent"]["url"] == PAGE


def test_a_very_long_programme_does_not_weigh_on_the_page_of_the_event() -> None:
    rows = [row(number, state()) for number in range(MOST_SUB_EVENTS + 1)]
    assert "subEvent" not in told(course(*rows))

"""What entries tell of sessions, events, overviews and deadlines, in three languages."""

import string
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from courseapp.calendars.entries.belonging import colour_of, overview_uid
from courseapp.calendars.entries.deadlines import DeadlineKind, deadline_entries
from courseapp.calendars.entries.events import event_entry, withdrawn
from courseapp.calendars.entries.overviews import overview_entry
from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.entries.sessions import session_entry
from courseapp.calendars.entries.wordings import ENGLISH, Words, words_in
from courseapp.calendars.formats.ics import write_feed
from courseapp.calendars.rules import COLOURS, AllDay, EntryStatus, Position, Privacy, Timed
from courseapp.events.models import Event, EventSession, EventTopic, PublishedSession
from courseapp.events.published.states import SpokenBy
from courseapp.events.rules import Access, EventKind, EventStatus, FeedDetail, Mode, SessionStatus
from courseapp.initiatives.models import Initiative
from courseapp.selection.rules import Language
from tests.unit.calendars.samples import A_DAY, at, feed, values
from tests.unit.calendars.standard import faults_of

SITE = "https://courses.example.org"
LINK = "https://meet.example.org/j/1"
OPENS, CLOSES = at("2027-01-10T09:00"), at("2027-02-10T22:59")
FRENCH, SPANISH = words_in(Language.FRENCH), words_in(Language.SPANISH)
COLOURS_OF_THREE = ["chocolate", "slateblue", "sienna"]
KNOWN_TOPIC = "ets-prepare"
SEAT = Seat(held=True, changed_at=A_DAY + timedelta(days=1), ahead=0)


def course(**changes: Any) -> Event:
    initiative = Initiative(
        slug="icap",
        name="International Carbon Action Partnership",
        short_name="ICAP",
        website="https://icap.example.org",
        is_public=True,
        changed_at=A_DAY,
        shown_at=A_DAY,
    )
    facts: dict[str, Any] = {
        "slug": "course-2027",
        "initiative": initiative,
        "title": "Emissions trading <course>",
        "kind": EventKind.COURSE,
        "mode": Mode.IN_PERSON,
        "access": Access.APPLICATION,
        "status": EventStatus.PUBLISHED,
        "feed_detail": FeedDetail.DATES,
        "zone": "Europe/Rome",
        "venue": "Badia Fiesolana",
        "city": "Florence",
        "country": "IT",
        "latitude": 43.8012,
        "longitude": 11.28,
        "starts_on": date(2027, 3, 22),
        "ends_on": date(2027, 3, 31),
        "applications_open_at": OPENS,
        "applications_close_at": CLOSES,
        "description": "All <b>about</b> caps & trade.",
        "topics": [],
        "source": "",
        "sequence": 4,
        "calendar_uid": "00000000-0000-4000-8000-000000000009",
        "created_at": A_DAY - timedelta(days=9),
        "changed_at": A_DAY,
        "shown_at": A_DAY,
    }
    return Event(**{**facts, **changes})


def sitting(event: Event, **changes: Any) -> PublishedSession:
    facts: dict[str, Any] = {
        "event": event,
        "session": EventSession(join_link=LINK),
        "calendar_uid": "00000000-0000-4000-8000-000000000001",
        "sequence": 2,
        "status": SessionStatus.SCHEDULED,
        "title": "Set the cap",
        "zone": "Europe/Rome",
        "starts_at": at("2027-03-22T08:00"),
        "ends_at": at("2027-03-22T09:30"),
        "place": "Room 1",
        "description": "<script>alert(1)</script>",
        "speakers": (SpokenBy("Aisha Bello", "GIZ"),),
        "created_at": A_DAY - timedelta(days=2),
        "changed_at": A_DAY - timedelta(days=1),
    }
    return PublishedSession(**{**facts, **changes})


def test_every_language_says_everything_and_fills_in_the_same() -> None:
    for words in (FRENCH, SPANISH):
        assert words.kinds.keys() == ENGLISH.kinds.keys() == set(EventKind)
        for field in fields(Words):
            here, english = getattr(words, field.name), getattr(ENGLISH, field.name)
            if isinstance(english, str):
                assert here
                assert blanks(here) == blanks(english), field.name


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_session_has_what_it_gets_from_its_event() -> None:
    event = course()
    entry = session_entry(sitting(event), SITE)
    assert entry.parent_uid == entry.group == overview_uid(event)
    assert entry.position == Position(43.8012, 11.28)
    assert (entry.venue, entry.location) == (
        "Badia Fiesolana",
        "Room 1, Badia Fiesolana, Florence, Italy",
    )
    assert entry.contact == "International Carbon Action Partnership, https://icap.example.org"
    assert entry.record is not None
    assert entry.record.address == f"{SITE}/initiatives/icap.jsonld"
    assert entry.colour == colour_of("icap") in COLOURS
    assert entry.privacy is Privacy.PUBLIC
    assert not entry.conference_url


def test_html_of_an_entry_is_paragraphs_with_every_text_escaped() -> None:
    entry = session_entry(sitting(course()), SITE)
    assert entry.styled == (
        "<p>With Aisha Bello (GIZ)</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
        f'<p><a href="{SITE}/events/course-2027">Page of the event</a></p>'
    )
    assert entry.description.endswith(f"\n{SITE}/events/course-2027")


def test_our_own_words_are_in_the_language_and_the_organisers_as_they_typed_them() -> None:
    event = course(status=EventStatus.POSTPONED, mode=Mode.ONLINE)
    entry = session_entry(sitting(event, place=""), SITE, words=FRENCH)
    assert entry.title == "Reporté : Set the cap – Emissions trading <course>"
    assert entry.location == "En ligne"
    assert entry.categories == ("ICAP", "Cours")
    assert entry.description.startswith("Cet événement est reporté. Désormais prévu : lun. 22 mars")
    spanish = event_entry(course(), SITE, words=SPANISH)
    assert spanish is not None
    assert "Las solicitudes se cierran: mié 10 feb 2027" in spanish.description


def test_only_who_has_a_seat_gets_the_way_in_and_for_her_alone() -> None:
    entry = session_entry(sitting(course()), SITE, SEAT, FRENCH)
    assert (entry.conference_url, entry.conference_label) == (LINK, "Participer en ligne")
    assert entry.privacy is Privacy.PRIVATE
    given_up = session_entry(sitting(course()), SITE, replace(SEAT, held=False, ahead=1))
    assert (given_up.conference_url, given_up.status) == ("", EntryStatus.CANCELLED)
    assert given_up.sequence == 3


def test_the_position_is_told_only_where_the_place_may_be() -> None:
    secret = course(access=Access.INVITATION)
    assert session_entry(sitting(secret), SITE).position is None
    assert session_entry(sitting(secret), SITE, SEAT).position is not None
    assert session_entry(sitting(course(mode=Mode.ONLINE)), SITE).position is None
    assert session_entry(sitting(course(latitude=None)), SITE).position is None


def test_the_record_of_a_draft_is_linked_nowhere() -> None:
    event = course()
    event.initiative.is_public = False
    assert session_entry(sitting(event), SITE).record is None


def test_topics_of_the_vocabulary_are_concepts_and_own_words_are_not() -> None:
    (known,) = session_entry(sitting(course(topics=topics())), SITE).concepts
    assert known.startswith(f"{SITE}/events?topic=")


def topics() -> list[EventTopic]:
    return [EventTopic(topic=KNOWN_TOPIC), EventTopic(topic="own words")]


def test_a_whole_course_is_one_entry_of_days_with_a_uid_of_its_own() -> None:
    event = course()
    entry = overview_entry(event, SITE)
    assert entry is not None
    assert UUID(entry.uid).version == 5
    assert entry.uid not in {event.calendar_uid, sitting(event).calendar_uid}
    assert entry.when == AllDay(date(2027, 3, 22), date(2027, 3, 31))
    assert (entry.sequence, entry.blocks_time) == (4, False)
    assert overview_entry(course(starts_on=None, ends_on=None, year=2027), SITE) is None


def test_an_overview_never_says_more_than_everybody_may_know() -> None:
    dates = overview_entry(course(access=Access.INVITATION), SITE)
    assert dates is not None
    assert (dates.location, dates.position, dates.concepts) == ("", None, ())
    assert "about" not in dates.description + dates.styled
    hidden = {"access": Access.INVITATION, "feed_detail": FeedDetail.NOTHING}
    assert overview_entry(course(**hidden), SITE) is None
    told = course(**hidden, told_before=FeedDetail.ALL, told_until=A_DAY)
    gone = overview_entry(told, SITE, FRENCH)
    assert gone is not None
    assert (gone.title, gone.language) == ("N’est plus annoncé", "fr")
    assert gone.status is EntryStatus.CANCELLED
    assert "Emissions" not in repr(gone)


def test_an_opening_begins_and_a_deadline_ends_at_its_instant_in_its_zone() -> None:
    opening, closing = deadline_entries(course(applications_zone="Asia/Bangkok"), SITE)
    assert isinstance(opening.when, Timed)
    assert isinstance(closing.when, Timed)
    assert opening.when.starts_at == OPENS
    assert closing.when.ends_at == CLOSES
    assert {opening.when.zone, closing.when.zone} == {"Asia/Bangkok"}
    assert opening.title == "Applications open: Emissions trading <course>"
    assert closing.title == "Applications close: Emissions trading <course>"
    assert "Applications close Thu 11 Feb 2027, 05:59 UTC+07:00." in closing.description
    assert not opening.blocks_time
    assert not closing.blocks_time
    assert len({opening.uid, closing.uid, overview_uid(course())}) == 3


def test_a_deadline_that_moved_counts_up_and_one_taken_back_stays_as_cancelled() -> None:
    def closing(event: Event, *stood: datetime) -> Any:
        found = deadline_entries(event, SITE, earlier={DeadlineKind.CLOSING: stood})
        return next(each for each in found if "close" in each.title)

    first = closing(course())
    moved = closing(course(applications_close_at=CLOSES + timedelta(days=7)), CLOSES)
    gone = closing(course(applications_close_at=None, applications_open_at=None), OPENS, CLOSES)
    again = closing(course(), OPENS, CLOSES)
    assert first.uid == moved.uid == gone.uid == again.uid
    assert first.sequence < moved.sequence < gone.sequence < again.sequence
    assert gone.status is EntryStatus.CANCELLED
    assert gone.when.ends_at == CLOSES


@pytest.mark.parametrize(
    ("changes", "statuses"),
    [
        ({"status": EventStatus.DRAFT}, []),
        ({"status": EventStatus.ANNOUNCED}, []),
        ({"access": Access.INVITATION}, []),
        ({"applications_close_at": None}, []),
        ({"applications_open_at": None}, [EntryStatus.CONFIRMED]),
        ({"status": EventStatus.CANCELLED}, [EntryStatus.CANCELLED] * 2),
        ({"status": EventStatus.POSTPONED}, [EntryStatus.TENTATIVE] * 2),
        (
            {"access": Access.INVITATION, "told_before": FeedDetail.ALL},
            [EntryStatus.CANCELLED] * 2,
        ),
    ],
)
def test_deadlines_are_told_as_the_event_stands(
    changes: dict[str, Any], statuses: list[EntryStatus]
) -> None:
    told = {DeadlineKind.OPENING: [OPENS], DeadlineKind.CLOSING: [CLOSES]}
    earlier = told if "told_before" in changes else {}
    found = deadline_entries(course(**changes), SITE, earlier=earlier)
    assert [each.status for each in found] == statuses


def test_each_run_of_a_session_that_is_held_again_is_an_entry_of_its_own() -> None:
    event = course()
    runs = [
        sitting(event, repeat_group="A", calendar_uid=str(UUID(int=number, version=4)))
        for number in (1, 2)
    ]
    assert len({session_entry(each, SITE).uid for each in runs}) == 2


def test_the_colour_of_an_initiative_is_for_ever() -> None:
    assert [colour_of(slug) for slug in ("icap", "a6ip", "cmp")] == COLOURS_OF_THREE


def test_a_strict_reader_finds_no_fault_in_what_is_built_of_an_event() -> None:
    event = course()
    whole = overview_entry(event, SITE, FRENCH)
    assert whole is not None
    entries = [
        session_entry(sitting(event), SITE, words=FRENCH),
        whole,
        *deadline_entries(event, SITE, FRENCH),
        withdrawn(replace(whole, uid=str(UUID(int=7, version=4))), event, FRENCH),
    ]
    octets = write_feed(feed(*entries, language="fr"))
    assert faults_of(octets) == []
    assert values(octets, "X-ALT-DESC")
    assert datetime.now(UTC).strftime("%Y%m%dT%H").encode() not in octets

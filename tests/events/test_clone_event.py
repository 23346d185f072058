"""The next edition, made from an earlier one: what moves, what comes along, what never does."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.core.ids import calendar_uid
from courseapp.events.models import (
    AgendaItem,
    Event,
    EventLanguage,
    EventOrganisation,
    EventSession,
    EventTopic,
    ExpectedCountry,
    Module,
    RepeatGroup,
    Room,
    Series,
    Speaker,
    Track,
)
from courseapp.events.moves.clone_steps import SESSION_FACTS, SETTINGS
from courseapp.events.moves.cloning import FACTS
from courseapp.events.rules import (
    AgendaKind,
    EventStatus,
    OrganisationRole,
    RepeatRule,
    SessionStatus,
)
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf
from tests.events.story import initiative, published, wall, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Value


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """The twelfth course of a series, with something of everything, two weeks across the change."""
    event = published(
        session,
        cast.icap_organiser,
        clock.now,
        title="Course 2027",
        applications_open_local=wall("2027-03-01T00:00"),
        decisions_on=date(2027, 3, 15),
    )
    series = Series(initiative_id=event.initiative_id, slug="courses", title="Courses")
    session.add(series)
    session.flush()
    event.series_id, event.edition = series.id, 12
    event.organisations = [EventOrganisation(position=1, role=OrganisationRole.HOST, name="EUI")]
    event.languages = [EventLanguage(position=1, language="fr", is_interpretation=True)]
    event.topics = [EventTopic(position=1, topic="ets")]
    event.expected = [ExpectedCountry(country="VN", people=4)]
    event.rooms = [Room(position=1, name="Sala Rossa", capacity=40)]
    event.tracks = [Track(position=1, name="Design")]
    event.modules = [
        Module(number=1, title="Caps", starts_on=date(2027, 3, 22), ends_on=date(2027, 3, 26))
    ]
    event.modules_min = event.modules_max = 1
    session.flush()
    fill(session, event, cast, clock)
    return event


def fill(session: Session, event: Event, cast: Cast, clock: FixedClock) -> None:
    """Give the course three sessions, one of them cancelled."""
    first = with_session(
        session,
        cast.icap_organiser,
        clock.now,
        event,
        room_id=event.rooms[0].id,
        track_id=event.tracks[0].id,
        module_id=event.modules[0].id,
        join_link="https://meet.example.org/ets",
        recording_link="https://video.example.org/ets",
        repeat_group="A",
        seats=20,
        language="fr",
    )
    first.agenda.append(AgendaItem(position=1, kind=AgendaKind.TALK, starts_after=0, minutes=30))
    session.flush()
    first.speakers.append(Speaker(position=9, name="Aïssa Diop", agenda_item_id=first.agenda[0].id))
    session.add(RepeatGroup(event_id=event.id, name="A", rule=RepeatRule.ONLY_ONE))
    second = {"starts_local": wall("2027-03-29T09:00"), "ends_local": wall("2027-03-29T10:30")}
    with_session(session, cast.icap_organiser, clock.now, event, title="Prices", **second)
    gone = with_session(session, cast.icap_organiser, clock.now, event, title="Fell out")
    gone.status = SessionStatus.CANCELLED
    session.commit()


def make(organiser: CheckingClient, course: Event, **typed: Value) -> str:
    """Make the next edition and return what the organiser reads then."""
    page = organiser.visit(f"/manage/events/{course.slug}/clone")
    return organiser.submit(page, typed, button="Make the draft").text


def newest(session: Session) -> Event:
    session.expire_all()
    return session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()


def test_a_draft_of_next_year_is_made_with_everything_that_was_ticked(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}")
    page = organiser.follow(page, "Next edition")
    assert (page.value("title"), page.value("starts_on")) == ("Course 2028", "2028-03-20")
    assert "Empty: the next number, now 13." in page.text
    assert "Fri 10 Mar 2028, 23:59 CET ten days before the start" in page.text
    assert "2 sessions, 1 room, 1 track" in page.text

    later: dict[str, Value] = {"starts_on": "2028-03-29", "keep_weekdays": True}
    page = organiser.submit(page, later, button="Show the new dates")
    assert "Mon 27 Mar – Fri 7 Apr 2028" in page.text
    assert session.scalar(select(func.count(Event.id)).where(Event.title == "Course 2028")) == 0

    page = organiser.submit(page, button="Make the draft")
    assert "The draft is made, with all dates moved. Only organisers see it." in page.text
    draft = newest(session)
    assert (draft.slug, draft.status, draft.edition) == ("course-2028", EventStatus.DRAFT, 13)
    assert draft.series_id == course.series_id
    assert (draft.starts_on, draft.ends_on) == (date(2028, 3, 27), date(2028, 4, 7))
    assert draft.decisions_on == date(2028, 3, 20)
    assert draft.applications_open_local == wall("2028-03-06T00:00")
    assert draft.applications_close_at == datetime(2028, 3, 17, 22, 59, tzinfo=UTC)
    assert (draft.seats, draft.seats_taken, draft.venue) == (30, 0, "Badia Fiesolana")
    assert [(o.role, o.name) for o in draft.organisations] == [(OrganisationRole.HOST, "EUI")]
    assert [(each.language, each.is_interpretation) for each in draft.languages] == [("fr", True)]
    assert [each.topic for each in draft.topics] == ["ets"]
    assert [(each.country, each.people) for each in draft.expected] == [("VN", 4)]
    assert [(m.title, m.starts_on, m.ends_on) for m in draft.modules] == [
        ("Caps", date(2028, 3, 27), date(2028, 3, 31))
    ]
    assert (draft.modules_min, draft.modules_max) == (1, 1)
    assert (
        "Made the draft from “Course 2027”"
        in organiser.visit(f"/manage/events/{draft.slug}/history").text
    )


def test_sessions_come_with_what_is_in_them_and_without_links(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    make(organiser, course, starts_on="2028-03-27")
    draft = newest(session)
    first, second = draft.sessions
    assert [each.title for each in draft.sessions] == ["Set the cap", "Prices"]
    assert (first.starts_local, first.starts_at) == (
        wall("2028-03-27T09:00"),
        datetime(2028, 3, 27, 7, tzinfo=UTC),
    )
    assert second.starts_at == datetime(2028, 4, 3, 7, tzinfo=UTC)
    assert (first.join_link, first.recording_link) == ("", "")
    assert first.calendar_uid not in {each.calendar_uid for each in course.sessions}
    assert first.room in draft.rooms
    assert first.track in draft.tracks
    assert first.module in draft.modules
    assert (first.seats, first.language, first.repeat_group) == (20, "fr", "A")
    rule = session.scalars(select(RepeatGroup.rule).where(RepeatGroup.event_id == draft.id)).one()
    assert rule is RepeatRule.ONLY_ONE
    assert [(item.kind, item.minutes) for item in first.agenda] == [(AgendaKind.TALK, 30)]
    spoken = {each.name: each.agenda_item_id for each in first.speakers}
    assert spoken == {"Mai Trần": None, "José García": None, "Aïssa Diop": first.agenda[0].id}
    assert draft.published_sessions == []
    mine = select(func.count(Application.id)).where(Application.event_id == draft.id)
    assert session.scalar(mine) == 0
    session.refresh(course)
    assert len(course.sessions) == 3
    assert len(course.rooms) == 1


def test_what_is_not_ticked_stays_behind_and_a_new_zone_keeps_the_clocks(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    make(organiser, course, steps=["sessions"], zone="Asia/Bangkok", title="Course in Bangkok")
    draft = newest(session)
    assert draft.zone == "Asia/Bangkok"
    first = draft.sessions[0]
    assert (first.zone, first.starts_local) == ("Asia/Bangkok", wall("2028-03-20T09:00"))
    assert first.starts_at == datetime(2028, 3, 20, 2, tzinfo=UTC)
    assert (first.speakers, first.module, draft.modules, draft.topics) == ([], None, [], [])
    assert (draft.seats, draft.applications_close_at, draft.decisions_on) == (None, None, None)
    make(organiser, course, steps=["speakers"])  # which needs sessions
    assert newest(session).sessions == []


def test_twice_in_a_row_makes_two_drafts_and_says_so(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/clone")
    organiser.submit(page, button="Make the draft")
    second = organiser.submit(page, button="Make the draft")
    assert "There is another draft with this title and first day: course-2028 ." in second.text
    assert second.link("course-2028") == "/manage/events/course-2028"
    drafts = session.scalars(
        select(Event).where(Event.title == "Course 2028").order_by(Event.id)
    ).all()
    assert [(each.slug, each.edition) for each in drafts] == [
        ("course-2028", 13),
        ("course-2028-2", 14),
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title": " "}, "Enter a title."),
        ({"starts_on": ""}, "Enter the first day."),
        ({"starts_on": "1812-01-01"}, "The year 1812 cannot be right."),
        ({"edition": "12"}, "Edition 12 is “Course 2027” already."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_lost(
    organiser: CheckingClient,
    session: Session,
    course: Event,
    typed: dict[str, str],
    message: str,
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/clone")
    ticked = {"steps": ["modules"], **typed}
    page = organiser.submit(page, ticked, button="Make the draft", status=422)
    assert message in page.text
    assert page.value("steps") == "modules"
    assert newest(session).title == "Course 2027"


def test_an_edition_of_which_only_the_year_is_known_can_be_cloned(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    rough = Event(
        slug="rough",
        initiative_id=initiative(session).id,
        title="Dialogue",
        kind="dialogue",
        year=2026,
        calendar_uid=calendar_uid(),
        created_at=clock.now,
        changed_at=clock.now,
    )
    session.add(rough)
    session.commit()
    page = organiser.visit("/manage/events/rough/clone")
    assert page.value("starts_on") == "2028-02-28"
    assert "No day of this edition is known." in page.text
    make(organiser, rough, starts_on="2028-02-29")
    draft = newest(session)
    assert (draft.starts_on, draft.ends_on) == (date(2028, 2, 29), date(2028, 2, 29))


def test_the_page_costs_the_same_for_few_sessions_and_for_many(
    organiser: CheckingClient,
    session: Session,
    course: Event,
    cast: Cast,
    clock: FixedClock,
    cost_of: CostOf,
) -> None:
    address = f"/manage/events/{course.slug}/clone"
    few = cost_of(organiser, address)
    for hour in range(8, 18):
        times = {
            "starts_local": wall(f"2027-03-24T{hour:02}:00"),
            "ends_local": wall(f"2027-03-24T{hour:02}:30"),
        }
        with_session(session, cast.icap_organiser, clock.now, course, **times)
    assert cost_of(organiser, address) == few


MOVED_OR_NEW = {
    *("id", "slug", "edition", "title", "status", "zone", "starts_on", "ends_on", "decisions_on"),
    *("applications_zone", "applications_open_local", "applications_close_local"),
    *("applications_open_at", "applications_close_at", "modules_min", "modules_max"),
    *("calendar_uid", "sequence", "created_at", "changed_at", "shown_at", "search_text", "link"),
}
OF_ITS_OWN_YEAR = {
    *("year", "month", "year_inferred", "earlier_starts_on", "earlier_ends_on", "seats_taken"),
    "seats_above",
    *("participants_stated", "participant_countries_stated", "source"),
    *("programme_starts_on", "programme_ends_on"),
    *("published_at", "cancelled_at", "told_before", "told_until"),
}
OF_A_SESSION_NEW = {
    *("id", "event_id", "calendar_uid", "status", "zone", "starts_local", "ends_local"),
    *("starts_at", "ends_at", "room_id", "track_id", "module_id", "created_at", "changed_at"),
}
OF_A_SESSION_NEVER = {"join_link", "recording_link", "recording_is_public"}


def test_of_each_column_somebody_has_decided_whether_it_comes_along() -> None:
    """Whoever adds a column says here, or among the facts, what becomes of it in a clone."""
    kept = {*FACTS, *SETTINGS}
    assert set(Event.__table__.columns.keys()) == kept | MOVED_OR_NEW | OF_ITS_OWN_YEAR
    new = OF_A_SESSION_NEW | OF_A_SESSION_NEVER
    assert set(EventSession.__table__.columns.keys()) == {*SESSION_FACTS, *new}

"""An event moves into another time zone: asked what stays, shown before, done at once."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.moves.rezoning import ZoneWish, change_zone, zone_timetable
from courseapp.events.moves.timetables import state_of
from courseapp.events.moves.zone_moves import Keep
from courseapp.events.published.versions import publish_programme, unpublished_changes
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf
from tests.events.story import draft, published, wall, with_public_session, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

BANGKOK = "Asia/Bangkok"


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A public course in Rome with a session there and one in the zone of Lima."""
    about = (session, cast.icap_organiser, clock.now)
    event = published(*about)
    with_session(*about, event, title="Lima", zone="America/Lima")
    with_public_session(*about, event)
    return event


def test_clock_times_are_kept_and_people_see_it_with_the_next_version(
    organiser: CheckingClient, session: Session, cast: Cast, course: Event, clock: FixedClock
) -> None:
    address = f"/manage/events/{course.slug}/zone"
    page = organiser.visit(address)
    assert page.value("new_zone") == "Europe/Rome"
    page = organiser.submit(page, {"new_zone": BANGKOK}, button="Show what changes")
    assert "Mon 22 Mar 2027, 09:00 – 10:30 UTC+07:00" in page.text
    assert "Mon 22 Mar, 08:00 → 02:00" in page.text
    assert "1 session has a zone of its own and stays as it is." in page.text
    session.refresh(course)
    assert course.zone == "Europe/Rome"

    page = organiser.submit(page, button="Change the zone")
    assert "The event is in the zone of Bangkok now." in page.text
    session.expire_all()
    rome = next(each for each in course.sessions if each.title == "Set the cap")
    lima = next(each for each in course.sessions if each.title == "Lima")
    assert (rome.zone, rome.starts_local) == (BANGKOK, wall("2027-03-22T09:00"))
    assert rome.starts_at == datetime(2027, 3, 22, 2, tzinfo=UTC)
    assert (lima.zone, lima.starts_local) == ("America/Lima", wall("2027-03-22T09:00"))
    assert (course.zone, course.applications_zone) == (BANGKOK, BANGKOK)
    assert course.applications_close_at == datetime(2027, 3, 12, 16, 59, tzinfo=UTC)
    assert [change.uid for change in unpublished_changes(course)] == [rome.calendar_uid]
    assert rome.published is not None
    assert rome.published.starts_at == datetime(2027, 3, 22, 8, tzinfo=UTC)
    log = organiser.visit(f"/manage/events/{course.slug}/history").text
    assert "Changed the time zone from Europe/Rome to Asia/Bangkok. Clock times stay" in log

    publish_programme(session, cast.icap_organiser, clock.now, course)
    assert (rome.published.sequence, unpublished_changes(course)) == (2, ())


def test_moments_are_kept_where_the_event_only_speaks_another_zone(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    before = course.applications_close_at
    page = organiser.visit(f"/manage/events/{course.slug}/zone?new_zone={BANGKOK}&keep=instants")
    organiser.submit(page, button="Change the zone")
    session.expire_all()
    rome = next(each for each in course.sessions if each.title == "Set the cap")
    assert (rome.starts_local, rome.starts_at) == (
        wall("2027-03-22T15:00"),
        datetime(2027, 3, 22, 8, tzinfo=UTC),
    )
    assert course.applications_close_at == before
    assert course.applications_close_local == wall("2027-03-13T05:59")


def test_an_event_of_one_sitting_moves_its_own_times(
    session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = draft(session, cast.icap_organiser, clock.now, ends_on=date(2027, 3, 22))
    event.starts_time, event.ends_time = time(20), time(23, 30)
    seen, wish = state_of(zone_timetable(event)), ZoneWish(BANGKOK, Keep.INSTANTS)
    change_zone(session, cast.icap_organiser, clock.now, event, wish, seen)
    assert (event.starts_on, event.starts_time) == (date(2027, 3, 23), time(2))
    assert (event.ends_on, event.ends_time) == (date(2027, 3, 23), time(5, 30))
    assert event.sequence == 1


def test_who_saw_other_dates_is_told_and_nothing_changes(
    organiser: CheckingClient, session: Session, cast: Cast, course: Event, clock: FixedClock
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/zone?new_zone={BANGKOK}&keep=local")
    with_session(session, cast.icap_organiser, clock.now, course, title="Added meanwhile")
    page = organiser.submit(page, button="Change the zone", status=422)
    assert "Somebody else changed a date meanwhile." in page.text
    assert page.value("new_zone") == BANGKOK
    session.refresh(course)
    assert course.zone == "Europe/Rome"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("new_zone=&keep=local", "Choose a zone."),
        ("new_zone=Mars/Olympus&keep=local", "We know no time zone “Mars/Olympus”."),
        ("new_zone=Europe/Rome&keep=local", "The event is in this zone already."),
        ("new_zone=Asia/Bangkok&keep=both", "Not a valid choice."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    organiser: CheckingClient, course: Event, query: str, message: str
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/zone?{query}")
    assert message in page.text
    assert "What changes" not in page.text


def test_a_deadline_is_never_over_by_a_change_of_the_zone(
    organiser: CheckingClient, course: Event, clock: FixedClock
) -> None:
    clock.set(datetime(2027, 3, 12, 20, tzinfo=UTC))  # in Bangkok it is the next day
    page = organiser.visit(f"/manage/events/{course.slug}/zone?new_zone={BANGKOK}&keep=local")
    assert "The deadline would be over already: Fri 12 Mar 2027, 23:59 UTC+07:00." in page.text
    page = organiser.visit(f"/manage/events/{course.slug}/zone?new_zone={BANGKOK}&keep=instants")
    assert "Sat 13 Mar 2027, 05:59 UTC+07:00" in page.text


def test_the_form_of_facts_leads_here_and_never_leaves_sessions_behind(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/edit")
    assert page.link("Change the time zone") == f"/manage/events/{course.slug}/zone"
    page = organiser.submit(page, {"zone": BANGKOK}, button="Save", status=422)
    assert "Its sessions are in the zone of Rome. Change the zone on its own page" in page.text
    session.refresh(course)
    assert course.zone == "Europe/Rome"


def test_the_page_costs_the_same_for_few_sessions_and_for_many(
    organiser: CheckingClient,
    session: Session,
    course: Event,
    cast: Cast,
    clock: FixedClock,
    cost_of: CostOf,
) -> None:
    address = f"/manage/events/{course.slug}/zone?new_zone={BANGKOK}&keep=local"
    few = cost_of(organiser, address)
    for hour in range(8, 18):
        times = {
            "starts_local": wall(f"2027-03-24T{hour:02}:00"),
            "ends_local": wall(f"2027-03-24T{hour:02}:30"),
        }
        with_session(session, cast.icap_organiser, clock.now, course, **times)
    assert cost_of(organiser, address) == few

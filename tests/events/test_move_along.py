"""A postponed event takes its sessions, modules and deadline along: shown before, done at once."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import ChangedMeanwhile
from courseapp.events.facts.modules import ModulePlan, add_module
from courseapp.events.models import Event
from courseapp.events.published.versions import unpublished_changes
from courseapp.events.rules import EventStatus
from courseapp.events.standing.along import Along, mark_of, planned_along
from courseapp.events.standing.moving_along import Days, days_of
from courseapp.events.standing.postponing import NewDates, postpone_event
from courseapp.events.standing.publishing import publish_event
from courseapp.scenarios.cast import Cast
from tests.events.story import as_published, published, wall, with_public_session, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

LATER = datetime(2027, 3, 13, 9, tzinfo=UTC)  # the deadline of the earlier days is over
AUTUMN = NewDates(date(2027, 10, 25), date(2027, 11, 5))  # 31 weeks later, two clocks further


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """Two weeks from 22 March with two public sessions, a module and a day of decisions."""
    about = (session, cast.icap_organiser, clock.now)
    event = published(*about, decisions_on=date(2027, 3, 15))
    week = ModulePlan("Caps", starts_on=date(2027, 3, 29), ends_on=date(2027, 4, 2))
    add_module(*about, event, week)
    with_session(
        *(*about, event),
        title="Second week",
        starts_local=wall("2027-03-29T14:00"),
        ends_local=wall("2027-03-29T15:30"),
    )
    with_public_session(*about, event)
    return event


def shown(
    event: Event, days: Days | None, now: datetime = LATER, *, weekdays: bool = False
) -> Along:
    """Return the choice of somebody who was shown what it does."""
    result = planned_along(event, days, now, weekdays=weekdays)
    return Along(weekdays, mark_of(result) if result else "")


def starts(event: Event) -> dict[str, datetime]:
    return {each.title: each.starts_local for each in event.sessions}


def test_postponed_to_known_days_the_plan_goes_along_and_the_public_waits(
    session: Session, cast: Cast, course: Event
) -> None:
    now = datetime(2027, 3, 2, 9, tzinfo=UTC)
    about = (session, cast.icap_organiser, now, course)
    postpone_event(*about, AUTUMN, along=shown(course, AUTUMN.days))

    assert starts(course) == {
        "Set the cap": wall("2027-10-25T09:00"),
        "Second week": wall("2027-11-01T14:00"),
    }
    first, second = course.sessions
    assert first.starts_at == datetime(2027, 10, 25, 7, tzinfo=UTC)
    assert second.starts_at == datetime(2027, 11, 1, 13, tzinfo=UTC)  # winter time again
    assert course.applications_close_local == wall("2027-10-15T23:59")  # ten days before, as ever
    assert course.applications_close_at == datetime(2027, 10, 15, 21, 59, tzinfo=UTC)
    assert course.decisions_on == date(2027, 10, 18)
    assert course.modules[0].starts_on == date(2027, 11, 1)
    assert course.modules[0].ends_on == date(2027, 11, 5)
    public = as_published(first)
    assert public.starts_local == wall("2027-03-22T09:00")
    before = public.sequence
    entries = history(session, [f"event/{course.id}"])
    moved = next(each for each in entries if each.verb == "move along")
    assert moved.summary == (
        "Moved along: 2 sessions, 1 module, the deadline, the day of decisions, 217 days later."
    )
    assert moved.after is not None
    assert moved.after["Deadline"] == "Fri 15 Oct 2027, 23:59 CEST"

    # They stand on the new days: taken up again, nothing moves a second time.
    days = days_of(course.starts_on, course.ends_on)
    assert planned_along(course, days, now, weekdays=False) is None
    publish_event(*about, along=Along())
    assert public.starts_local == wall("2027-10-25T09:00")
    assert public.sequence == before + 2  # it moved, and is tentative no longer
    assert unpublished_changes(course) == ()
    assert (course.programme_starts_on, course.programme_ends_on) == (None, None)


@pytest.mark.parametrize(
    ("opens", "stays"), [("2027-03-01T09:00", True), ("2027-03-05T09:00", False)]
)
def test_applications_that_have_opened_stay_open_and_others_open_later(
    session: Session, cast: Cast, course: Event, opens: str, stays: bool
) -> None:
    now = datetime(2027, 3, 2, 9, tzinfo=UTC)
    course.applications_open_local = wall(opens)
    course.applications_open_at = wall(opens).replace(tzinfo=UTC)
    session.flush()
    postpone_event(
        session, cast.icap_organiser, now, course, AUTUMN, along=shown(course, AUTUMN.days, now)
    )
    assert (course.applications_open_local == wall(opens)) is stays


def test_taken_up_again_the_sessions_follow_and_the_next_version_is_published(
    session: Session, cast: Cast, course: Event
) -> None:
    about = (session, cast.icap_organiser, LATER, course)
    extra = with_public_session(
        *about,
        title="Alumni",
        starts_local=wall("2027-10-26T18:00"),
        ends_local=wall("2027-10-26T19:00"),
    )
    postpone_event(*about)
    course.starts_on, course.ends_on = AUTUMN.starts_on, AUTUMN.ends_on
    numbers = {each.session.title: each.sequence for each in course.published_sessions}
    versions = len(course.versions)

    with pytest.raises(Problem, match="The deadline has passed"):
        publish_event(*about)
    publish_event(*about, along=shown(course, AUTUMN.days))

    assert course.status is EventStatus.PUBLISHED
    assert starts(course)["Second week"] == wall("2027-11-01T14:00")
    assert extra.starts_local == wall("2027-10-26T18:00")  # there already, by hand
    raised = {
        each.session.title: each.sequence - numbers[each.session.title]
        for each in course.published_sessions
    }
    assert raised == {"Set the cap": 2, "Second week": 2, "Alumni": 1}
    assert len(course.versions) == versions + 1


def test_with_weekdays_kept_a_monday_stays_a_monday(
    session: Session, cast: Cast, course: Event
) -> None:
    wednesday = NewDates(date(2027, 10, 27), date(2027, 11, 7))
    about = (session, cast.icap_organiser, LATER, course)
    postpone_event(*about, wednesday, along=shown(course, wednesday.days, weekdays=True))

    assert course.starts_on == date(2027, 10, 27)
    assert starts(course)["Set the cap"] == wall("2027-10-25T09:00")
    assert course.programme_starts_on == date(2027, 10, 25)


def test_without_the_choice_everything_stays_where_it_is(
    session: Session, cast: Cast, course: Event
) -> None:
    before = starts(course)
    deadline = course.applications_close_at
    postpone_event(session, cast.icap_organiser, LATER, course, AUTUMN)

    assert starts(course) == before
    assert course.applications_close_at == deadline
    assert course.programme_starts_on == date(2027, 3, 22)


def test_who_saw_other_dates_is_told_and_nothing_is_done(
    session: Session, cast: Cast, course: Event
) -> None:
    about = (session, cast.icap_organiser, LATER, course)
    choice = shown(course, AUTUMN.days)
    with_session(*about, title="Added meanwhile")

    with (
        pytest.raises(ChangedMeanwhile, match="somebody changed one meanwhile"),
        session.begin_nested(),
    ):
        postpone_event(*about, AUTUMN, along=choice)
    session.refresh(course)
    assert course.status is EventStatus.PUBLISHED

    postpone_event(*about, AUTUMN, along=shown(course, AUTUMN.days))
    with pytest.raises(Problem, match="postponed, so it cannot be postponed"):
        postpone_event(*about, AUTUMN, along=choice)


def test_a_deadline_is_never_over_by_an_event_that_comes_sooner(
    session: Session, cast: Cast, course: Event
) -> None:
    now = datetime(2027, 3, 9, 9, tzinfo=UTC)
    sooner = NewDates(date(2027, 3, 17), date(2027, 3, 28))
    with pytest.raises(Problem, match="The deadline would be over already") as refused:
        postpone_event(
            session, cast.icap_organiser, now, course, sooner, along=shown(course, sooner.days)
        )
    assert refused.value.field == "along"


def test_the_organiser_sees_the_new_dates_before_anything_moves(
    organiser: CheckingClient,
    client: CheckingClient,
    session: Session,
    course: Event,
    clock: FixedClock,
) -> None:
    clock.set(LATER)
    page = organiser.visit(f"/manage/events/{course.slug}/postpone")
    assert page.value("along") == "y"
    typed = {"starts_on": "2027-10-30", "ends_on": "2027-11-10"}
    page = organiser.submit(page, typed, button="Postpone the event")
    assert "Nothing is changed yet." in page.text  # it had not been shown
    assert "Mon 22 Mar 2027 Sat 30 Oct 2027 1 ⋯ Weekend" in page.text
    assert "ten days before the start" in page.text
    assert "Applications open again" in page.text
    page = organiser.submit(page, {"weekdays": True}, button="Show the new dates")
    assert "Mon 22 Mar 2027 Mon 1 Nov 2027 1 ⋯ All Saints' Day" in page.text
    session.refresh(course)
    assert course.status is EventStatus.PUBLISHED

    page = organiser.submit(page, {"along": False}, button="Postpone the event")
    assert "The event is postponed." in page.text
    session.expire_all()
    assert starts(course)["Set the cap"] == wall("2027-03-22T09:00")

    page = organiser.visit(f"/manage/events/{course.slug}/publish")
    assert page.value("along") == "y"
    assert "People can apply until Wed 20 Oct 2027, 23:59 CEST." in page.text
    page = organiser.submit(page, {"weekdays": True}, button="Show the new dates")
    organiser.submit(page, button="Publish")
    session.expire_all()
    assert course.status is EventStatus.PUBLISHED
    assert starts(course)["Set the cap"] == wall("2027-11-01T09:00")
    assert "Mon 1 Nov" in client.visit(f"/events/{course.slug}").text

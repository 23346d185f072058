"""The example events, on whatever day they are loaded."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.events.shipped.catalogue import EventLine
from courseapp.events.shipped.examples import (
    COURSE,
    course_dates,
    dialogue_dates,
    example_events,
    training_dates,
    webinar_dates,
)
from courseapp.events.shipped.programme_lines import SessionLine, SpeakerLine

load_days = st.dates(date(2026, 11, 1), date(2036, 12, 31))
TODAY = date(2026, 11, 23)


def speakers_of(session: SessionLine) -> Iterator[SpeakerLine]:
    """Everybody who speaks in the whole session, or in a part of it."""
    yield from session.speakers
    for item in session.agenda:
        yield from item.speakers


def example(slug: str, today: date = TODAY) -> EventLine:
    return next(event for event in example_events(today) if event.slug == slug)


def test_the_course_of_2027_meets_the_change_to_summer_time_in_its_middle() -> None:
    days = course_dates(TODAY).days
    assert (days[0], days[-1]) == (date(2027, 3, 22), date(2027, 4, 2))


@given(load_days)
def test_the_course_is_two_weeks_with_a_change_of_clocks_between(today: date) -> None:
    dates = course_dates(today)
    assert [day.weekday() for day in dates.days] == [0, 1, 2, 3, 4] * 2
    assert dates.days[-1] - dates.days[0] == timedelta(days=11)
    noons = [
        datetime(d.year, d.month, d.day, 12, tzinfo=ZoneInfo("Europe/Rome")) for d in dates.days
    ]
    offsets = [noon.utcoffset() for noon in noons]
    assert len(set(offsets[:5])) == len(set(offsets[5:])) == 1
    assert offsets[4] != offsets[5]
    assert timedelta(weeks=16) <= dates.days[0] - today <= timedelta(days=365)


@given(load_days)
def test_applications_are_open_on_the_day_of_loading_and_for_weeks(today: date) -> None:
    for call in (course_dates(today).call, training_dates(today).call):
        assert call is not None
        assert call.opens is not None
        assert call.opens.date() < today < call.closes.date() - timedelta(weeks=3)


@given(load_days)
def test_webinar_training_and_dialogue_fall_on_days_of_work(today: date) -> None:
    webinar = webinar_dates(today).days[0]
    assert webinar.weekday() == 3
    assert not (webinar.month == 12 and webinar.day >= 18)
    assert today + timedelta(weeks=4) <= webinar <= today + timedelta(weeks=9)
    assert [day.weekday() for day in training_dates(today).days] == [1, 2, 3]
    assert [day.weekday() for day in dialogue_dates(today).days] == [3, 4]
    assert dialogue_dates(today).days[0].month == 6
    assert dialogue_dates(today).days[0] >= today + timedelta(weeks=8)


def test_where_clocks_never_change_the_course_is_as_soon_as_allowed() -> None:
    start = course_dates(TODAY, "Asia/Bangkok").days[0]
    assert start == date(2027, 3, 15)


def test_the_course_is_held_two_or_three_times_a_day_and_twice_in_parallel_groups() -> None:
    course = example(COURSE)
    times = {(session.starts, session.ends) for session in course.sessions}
    days = [starts.date() for starts, _ends in times]
    assert {days.count(day) for day in days} == {2, 3}
    groups = Counter(session.starts for session in course.sessions if session.track)
    assert [*groups.values()] == [2, 2]
    assert sorted(set(days)) == list(course_dates(TODAY).days)
    assert course.seats == 30


def test_a_webinar_is_held_twice_for_two_halves_of_the_world() -> None:
    east, west = example("icap-webinar-example").sessions
    assert east.repeat_group == west.repeat_group != ""
    hours = [
        session.starts.replace(tzinfo=ZoneInfo(session.zone or "")).astimezone(UTC).hour
        for session in (east, west)
    ]
    assert hours == [3, 15]
    names = [{speaker.name for speaker in speakers_of(session)} for session in (east, west)]
    assert all(names)
    assert names[0].isdisjoint(names[1])


@pytest.mark.parametrize("event", example_events(TODAY), ids=lambda event: event.slug)
def test_every_example_is_marked_as_one(event: EventLine) -> None:
    assert event.is_example
    assert "example" in event.slug
    speakers = [speaker for session in event.sessions for speaker in speakers_of(session)]
    assert all(speaker.organisation.startswith("Example ") for speaker in speakers)


@pytest.mark.parametrize("event", example_events(TODAY), ids=lambda event: event.slug)
def test_every_agenda_fills_its_session_and_every_group_has_room(event: EventLine) -> None:
    capacities = {room.name: room.capacity or 0 for room in event.rooms}
    for session in event.sessions:
        minutes = sum(item.minutes for item in session.agenda)
        assert minutes in {0, (session.ends - session.starts) / timedelta(minutes=1)}
        assert not session.room or (session.seats or event.seats or 0) <= capacities[session.room]

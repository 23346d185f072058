"""A message is due on its side of the occasion, by day where its reader is, in every zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.countries.zones import zones_of
from courseapp.reminders.day_time import EVENING, MORNING, by_day, due_at, is_night
from courseapp.reminders.rules import NATURES, Kind, Timing, Unit

# Half hours, quarters, a change of half an hour, a day that was skipped, both ends of the world.
ZONES = (
    *("Asia/Kathmandu", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia"),
    *("Pacific/Kiritimati", "Pacific/Niue", "Europe/Rome", "America/Santiago", "Africa/Cairo"),
    *("America/St_Johns", "Asia/Tehran", "Africa/Casablanca", "Asia/Gaza", "America/Havana"),
)
QUARTER = timedelta(minutes=15)
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
instants = st.integers(0, 40 * 366 * 24 * 4).map(lambda quarter: BEGINNING + quarter * QUARTER)
timings = st.builds(
    Timing,
    st.integers(0, 30),
    st.sampled_from(Unit),
    st.times(MORNING, EVENING).map(lambda each: each.replace(microsecond=0)),
)


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@settings(max_examples=400)
@given(st.sampled_from(Kind), timings, instants, st.sampled_from(ZONES))
def test_it_is_due_by_day_and_on_its_side_of_the_occasion(
    kind: Kind, timing: Timing, occasion: datetime, zone: str
) -> None:
    due = due_at(kind, timing, occasion, zone)

    assert MORNING <= due.astimezone(ZoneInfo(zone)).time() <= EVENING
    assert not is_night(due, zone)
    assert due > occasion if NATURES[kind].after else due < occasion


@settings(max_examples=400)
@given(instants, st.sampled_from(ZONES), st.booleans())
def test_night_moves_to_the_nearest_day_on_the_side_asked_for(
    instant: datetime, zone: str, early: bool
) -> None:
    moved = by_day(instant, zone, early=early)

    assert moved <= instant if early else moved >= instant
    assert abs(moved - instant) < timedelta(hours=36)
    assert by_day(moved, zone, early=early) == moved


@pytest.mark.parametrize(
    ("occasion", "zone", "due"),
    [
        # Across the change to summer time the clock on her wall shows the same.
        ("2027-03-29T17:00", "Europe/Rome", "2027-03-22T10:00"),
        ("2027-04-15T23:59", "Asia/Kathmandu", "2027-04-08T10:00"),
    ],
)
def test_days_count_by_her_calendar(occasion: str, zone: str, due: str) -> None:
    found = due_at(Kind.DEADLINE, Timing(7), at(occasion, zone), zone)
    assert found.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat()[:16] == due


def test_a_deadline_is_reminded_of_the_evening_before_and_travel_the_morning_after() -> None:
    night = Timing(10, Unit.HOURS)
    occasion = at("2027-05-10T14:00", "Asia/Tokyo")  # ten hours before, it is 04:00
    assert due_at(Kind.LAST_DAY, night, occasion, "Asia/Tokyo") == at(
        "2027-05-09T20:30", "Asia/Tokyo"
    )
    assert due_at(Kind.TRAVEL, night, occasion, "Asia/Tokyo") == at(
        "2027-05-10T08:00", "Asia/Tokyo"
    )


def test_who_joins_at_night_gets_the_link_in_the_evening() -> None:
    session = at("2027-05-10T10:00", "Europe/Rome")  # 20:00 on the day in Auckland, 04:00 in Lima
    hour = Timing(1, Unit.HOURS)
    assert due_at(Kind.JOIN_LINK, hour, session, "Pacific/Auckland") == session - timedelta(hours=1)
    assert due_at(Kind.JOIN_LINK, hour, session, "America/Lima") == at(
        "2027-05-09T20:30", "America/Lima"
    )


def test_the_morning_after_is_never_after_the_occasion() -> None:
    early = at("2027-05-10T07:00", "Europe/Rome")
    due = due_at(Kind.DAY_BEFORE, Timing(3, Unit.HOURS), early, "Europe/Rome")
    assert due == at("2027-05-09T20:30", "Europe/Rome")


def test_on_the_day_skipped_in_samoa_nothing_is_due() -> None:
    after = at("2011-12-31T05:00", "Pacific/Apia")  # there was no 30 December
    assert by_day(after, "Pacific/Apia", early=True) == at("2011-12-29T20:30", "Pacific/Apia")


@pytest.mark.parametrize(("clock", "night"), [(7, True), (8, False), (20, False), (21, True)])
def test_night_is_from_nine_to_eight(clock: int, night: bool) -> None:
    (zone,) = zones_of("NP")
    told = datetime.combine(date(2027, 5, 10), time(clock), ZoneInfo(zone))
    assert is_night(told, zone) is night

"""Dates that move to another year, across changes of the clocks, into another zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseapp.events.clock.local_time import moment
from courseapp.events.moves.moving import (
    Landing,
    Moved,
    SittingTimes,
    Timetable,
    landing,
    landing_at,
    moved,
    next_edition_day,
    same_weekday,
)

wall = datetime.fromisoformat
ROME = "Europe/Rome"
FIRST, LAST = wall("1999-01-01"), wall("2040-01-01")
ZONES = (
    *(ROME, "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Auckland"),
    *("Asia/Kathmandu", "Africa/Casablanca", "Asia/Beirut", "America/Santiago", "UTC"),
    *("Pacific/Apia", "America/Havana"),  # a day that never was; a change at midnight
)
zones = st.sampled_from(ZONES)
locals_ = st.datetimes(FIRST, LAST).map(lambda at: at.replace(second=0, microsecond=0, fold=0))
shifts = st.integers(-800, 800)


def sitting(key: int, starts: str, ends: str, zone: str = ROME) -> SittingTimes:
    return planned(key, wall(starts), wall(ends), zone)


def planned(key: int, starts: datetime, ends: datetime, zone: str) -> SittingTimes:
    first, last = landing(starts, zone), landing(ends, zone)
    return SittingTimes(key, f"S{key}", zone, first.local, last.local, first.at, last.at)


@st.composite
def programmes(draw: st.DrawFn) -> Timetable:
    """A course of up to two weeks with sessions of a quarter of an hour to nine hours."""
    zone, first = draw(zones), draw(st.dates(date(2000, 1, 1), date(2035, 1, 1)))
    quarters = st.integers(0, 14 * 96)
    starts = sorted(draw(st.lists(quarters, min_size=1, max_size=6)))
    length = timedelta(minutes=15 * draw(st.integers(1, 36)))
    begin = [datetime.combine(first, time()) + timedelta(minutes=15 * each) for each in starts]
    sittings = tuple(planned(key, at, at + length, zone) for key, at in enumerate(begin))
    assume(all(each.starts_at < each.ends_at for each in sittings))
    assume(all(each.starts_local < each.ends_local for each in sittings))
    return Timetable(
        zone,
        first,
        first + timedelta(days=14),
        decisions_on=first - timedelta(weeks=6),
        applications_zone=zone,
        closes_local=landing(
            datetime.combine(first - timedelta(days=56), time(23, 59)), zone
        ).local,
        sittings=sittings,
    )


def landings(result: Moved) -> list[Landing]:
    return [each for pair in result.sittings for each in (pair.starts, pair.ends)]


@given(programmes(), shifts)
def test_days_keep_their_distance_and_clocks_what_they_showed(plan: Timetable, days: int) -> None:
    result, by = moved(plan, days), timedelta(days=days)
    assert plan.starts_on is not None
    assert plan.closes_local is not None
    assert result.starts_on == plan.starts_on + by
    assert result.day(plan.decisions_on) == plan.starts_on + by - timedelta(weeks=6)
    assert result.closes is not None
    if not result.closes.was_skipped:
        assert result.closes.local == plan.closes_local + by
    for pair in result.sittings:
        if not pair.starts.was_skipped:
            assert pair.starts.local == pair.before.starts_local + by
            assert pair.ends.wanted == pair.before.ends_local + by


@given(programmes(), shifts)
def test_the_order_of_sessions_is_kept_and_each_lasts(plan: Timetable, days: int) -> None:
    result = moved(plan, days)
    starts = [pair.starts.at for pair in result.sittings]
    assert starts == sorted(starts)
    assert all(pair.starts.at < pair.ends.at for pair in result.sittings)


@given(programmes(), shifts, zones)
def test_local_times_and_instants_always_agree(plan: Timetable, days: int, zone: str) -> None:
    for each in landings(moved(plan, days, zone)):
        assert each.zone == zone
        assert each.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == each.local


@given(programmes(), shifts)
def test_moving_there_and_back_changes_nothing_where_no_clock_changed(
    plan: Timetable, days: int
) -> None:
    there = moved(plan, days)
    assume(not any(each.was_skipped for each in landings(there)))
    sittings = tuple(
        SittingTimes(
            p.before.key,
            p.before.title,
            p.starts.zone,
            p.starts.local,
            p.ends.local,
            p.starts.at,
            p.ends.at,
        )
        for p in there.sittings
    )
    back = moved(replace(plan, starts_on=there.starts_on, sittings=sittings), -days)
    assert back.starts_on == plan.starts_on
    assert [(p.starts.local, p.ends.local) for p in back.sittings] == [
        (each.starts_local, each.ends_local) for each in plan.sittings
    ]


@given(locals_, zones)
def test_a_time_that_exists_stays_and_one_that_is_skipped_becomes_the_next(
    local: datetime, zone: str
) -> None:
    found = landing(local, zone)
    assert found.local >= local
    assert moment(found.local, zone).at == found.at
    if found.was_skipped:
        before = found.at - timedelta(minutes=1)
        assert before.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < local


@given(locals_, locals_, zones)
def test_who_is_earlier_on_the_wall_is_never_later_in_time_but_in_an_hour_shown_twice(
    one: datetime, two: datetime, zone: str
) -> None:
    first, second = (landing(each, zone) for each in sorted((one, two)))
    assert first.local <= second.local
    assert first.at <= second.at


@given(st.datetimes(FIRST, LAST, timezones=st.just(UTC)), zones)
def test_an_instant_is_kept_whatever_the_clocks_show(at: datetime, zone: str) -> None:
    found = landing_at(at, zone)
    assert found.at == at
    assert found.is_second == (at.astimezone(ZoneInfo(zone)).fold == 1)


COURSE = Timetable(
    ROME,
    date(2027, 3, 22),
    date(2027, 4, 2),
    decisions_on=date(2027, 2, 8),
    applications_zone=ROME,
    closes_local=wall("2027-01-25T23:59"),
    sittings=(
        sitting(1, "2027-03-22T09:00", "2027-03-22T10:30"),
        sitting(2, "2027-03-29T09:00", "2027-03-29T10:30"),
        sitting(3, "2027-03-30T15:00", "2027-03-30T16:30", "America/Lima"),
    ),
)


def test_the_ten_day_course_moves_across_the_change_to_summer_time() -> None:
    """In 2027 the clocks changed between its weeks; in 2028 before its first day."""
    result = moved(COURSE, 371)
    assert (result.starts_on, result.ends_on) == (date(2028, 3, 27), date(2028, 4, 7))
    assert result.day(COURSE.decisions_on) == date(2028, 2, 14)
    first, second, lima = result.sittings
    assert (first.before.starts_at, first.starts.at) == (
        datetime(2027, 3, 22, 8, tzinfo=UTC),
        datetime(2028, 3, 27, 7, tzinfo=UTC),
    )
    assert second.starts.local == wall("2028-04-03T09:00")
    assert (lima.starts.zone, lima.starts.local) == ("America/Lima", wall("2028-04-04T15:00"))
    assert result.closes is not None
    assert result.closes.at == datetime(2028, 1, 31, 22, 59, tzinfo=UTC)


def test_into_another_zone_the_clocks_on_the_wall_show_the_same() -> None:
    result = moved(COURSE, 0, "Asia/Bangkok")
    first, _, lima = result.sittings
    assert (first.starts.zone, first.starts.local) == ("Asia/Bangkok", wall("2027-03-22T09:00"))
    assert first.starts.at == datetime(2027, 3, 22, 2, tzinfo=UTC)
    assert lima.starts.at == lima.before.starts_at
    assert result.applications_zone == "Asia/Bangkok"


@pytest.mark.parametrize(
    ("starts", "ends", "becomes"),
    [
        ("02:30", "03:15", ("03:00", "03:45")),  # begins in the gap: it lasts as long as planned
        ("02:15", "02:45", ("03:00", "03:30")),
        ("01:30", "02:30", ("01:30", "03:00")),  # ends in the gap
        ("01:30", "03:30", ("01:30", "03:30")),  # spans it
    ],
)
def test_a_session_in_the_gap_of_a_spring_night(
    starts: str, ends: str, becomes: tuple[str, str]
) -> None:
    plan = replace(COURSE, sittings=(sitting(1, f"2027-03-21T{starts}", f"2027-03-21T{ends}"),))
    (pair,) = moved(plan, 7).sittings  # to the night of 28 March 2027
    assert (f"{pair.starts.local:%H:%M}", f"{pair.ends.local:%H:%M}") == becomes


def test_of_an_hour_shown_twice_the_first_is_meant() -> None:
    plan = replace(COURSE, sittings=(sitting(1, "2027-10-24T02:30", "2027-10-24T03:30"),))
    (pair,) = moved(plan, 7).sittings
    assert pair.starts.at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert pair.starts.comes_twice
    assert not pair.starts.is_second
    assert not pair.ends.comes_twice


def test_a_session_that_ended_in_the_second_such_hour_lasts_as_long() -> None:
    starts, ends = (datetime(2027, 10, 31, 0, each, tzinfo=UTC) for each in (50, 59))
    ends += timedelta(minutes=21)  # 02:50 summer time until 02:20 winter time
    odd = SittingTimes(
        1, "S", ROME, wall("2027-10-31T02:50"), wall("2027-10-31T02:20"), starts, ends
    )
    (pair,) = moved(replace(COURSE, sittings=(odd,)), 1).sittings
    assert (pair.starts.local, pair.ends.local) == (
        wall("2027-11-01T02:50"),
        wall("2027-11-01T03:20"),
    )


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_the_nearest_same_weekday_is_at_most_three_days_off(first: date, wanted: date) -> None:
    found = same_weekday(first, wanted)
    assert found.weekday() == first.weekday()
    assert abs((found - wanted).days) <= 3


@pytest.mark.parametrize(
    ("first", "today", "proposed"),
    [
        (date(2027, 3, 22), date(2027, 6, 1), date(2028, 3, 20)),
        (date(2028, 2, 29), date(2028, 6, 1), date(2029, 2, 27)),  # there is no 29 February 2029
        (date(2027, 12, 31), date(2028, 1, 1), date(2028, 12, 29)),
        (date(2019, 5, 6), date(2027, 3, 1), date(2027, 4, 26)),
    ],
)
def test_what_is_proposed_is_the_same_weekday_of_a_coming_year(
    first: date, today: date, proposed: date
) -> None:
    assert next_edition_day(first, today) == proposed
    assert proposed.weekday() == first.weekday()

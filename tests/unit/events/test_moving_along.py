"""What follows a postponed event to its new days, and what somebody has moved already."""

from dataclasses import replace
from datetime import date

import pytest

from courseapp.events.moves.moving import ModuleDays, Moved, Timetable
from courseapp.events.standing.moving_along import (
    Days,
    days_of,
    has_dates,
    moved_along,
    outside,
    stands_already,
)
from tests.unit.events.test_moving import ROME, sitting, wall

STOOD = Days(date(2027, 3, 22), date(2027, 4, 2))
AUTUMN = Days(date(2027, 9, 8), date(2027, 9, 19))  # a Wednesday, as 22 March is a Monday
MONDAY = sitting(1, "2027-03-22T09:00", "2027-03-22T10:30")
AFTER_THE_CHANGE = sitting(2, "2027-03-29T09:00", "2027-03-29T10:30")
COURSE = Timetable(
    ROME,
    STOOD.first,
    STOOD.last,
    decisions_on=date(2027, 2, 8),
    applications_zone=ROME,
    closes_local=wall("2027-01-25T23:59"),
    modules=(ModuleDays(1, "Caps", date(2027, 3, 22), date(2027, 3, 26)),),
    sittings=(MONDAY, AFTER_THE_CHANGE),
)


def along(plan: Timetable, new: Days = AUTUMN, *, weekdays: bool = False) -> Moved:
    result = moved_along(plan, STOOD, new, weekdays=weekdays)
    assert result is not None
    return result


def test_everything_keeps_its_distance_from_the_first_day_and_its_time_on_the_wall() -> None:
    result = along(COURSE)

    assert result.days == 170
    assert [pair.starts.local for pair in result.sittings] == [
        wall("2027-09-08T09:00"),
        wall("2027-09-15T09:00"),
    ]
    # The first was in winter time, 8 UTC; on the wall it is nine as before.
    assert [pair.starts.at.hour for pair in result.sittings] == [7, 7]
    assert result.closes is not None
    assert result.closes.local == wall("2027-07-14T23:59")
    assert result.day(date(2027, 2, 8)) == date(2027, 7, 28)


def test_a_monday_stays_a_monday_where_that_is_wished() -> None:
    result = along(COURSE, weekdays=True)

    assert result.days == 168
    assert {pair.starts.local.weekday() for pair in result.sittings} == {0}
    assert outside(result, AUTUMN) == ("S1",)
    assert outside(along(COURSE), AUTUMN) == ()


def test_a_time_that_the_clocks_skip_on_the_new_day_is_told() -> None:
    night = sitting(1, "2027-03-22T02:30", "2027-03-22T03:30")
    result = along(replace(COURSE, sittings=(night,)), Days(date(2027, 3, 28), date(2027, 4, 8)))

    (pair,) = result.sittings
    assert pair.starts.was_skipped
    assert pair.starts.local == wall("2027-03-28T03:00")
    assert pair.ends.at - pair.starts.at == night.ends_at - night.starts_at


def test_what_was_moved_by_hand_stays_there() -> None:
    by_hand = sitting(3, "2027-09-10T09:00", "2027-09-10T10:30")
    anew = ModuleDays(2, "Prices", date(2027, 9, 13), None)
    undated = ModuleDays(3, "Links", None, None)
    plan = replace(
        COURSE,
        sittings=(*COURSE.sittings, by_hand),
        modules=(*COURSE.modules, anew, undated),
        closes_local=wall("2027-07-30T23:59"),
        decisions_on=date(2027, 8, 6),
    )
    before = along(plan).before

    assert [each.key for each in before.sittings] == [1, 2]
    assert [each.key for each in before.modules] == [1]
    assert (before.closes_local, before.decisions_on) == (None, None)


@pytest.mark.parametrize(
    ("plan", "new"),
    [
        (COURSE, Days(STOOD.first, date(2027, 4, 9))),  # it only lasts longer
        (replace(COURSE, sittings=(), modules=(), closes_local=None, decisions_on=None), AUTUMN),
    ],
)
def test_where_nothing_moves_nothing_is_offered(plan: Timetable, new: Days) -> None:
    assert moved_along(plan, STOOD, new, weekdays=False) is None


def test_a_shift_of_three_days_is_none_where_weekdays_are_kept() -> None:
    new = Days(date(2027, 3, 25), date(2027, 4, 5))
    assert moved_along(COURSE, STOOD, new, weekdays=True) is None
    assert along(COURSE, new).days == 3


def test_where_the_days_overlap_it_is_told_that_all_might_stand_already() -> None:
    a_week_later = Days(date(2027, 3, 29), date(2027, 4, 9))
    bare = replace(COURSE, modules=())

    assert not stands_already(along(bare, a_week_later), a_week_later)
    late = replace(bare, sittings=(AFTER_THE_CHANGE,))
    assert stands_already(along(late, a_week_later), a_week_later)
    only_deadline = replace(bare, sittings=())
    assert not stands_already(along(only_deadline, a_week_later), a_week_later)


def test_days_of_an_event_of_one_day_are_that_day() -> None:
    assert days_of(None, None) is None
    assert days_of(STOOD.first, None) == Days(STOOD.first, STOOD.first)
    assert has_dates(COURSE)
    undated = (ModuleDays(3, "Links", None, None),)
    assert not has_dates(Timetable(ROME, STOOD.first, STOOD.last, modules=undated))

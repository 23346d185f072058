"""What an organiser reads before the dates of an edition move."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from courseapp.core.errors import Problem
from courseapp.events.moves.clone_forms import title_of_next
from courseapp.events.moves.cloning import CloneWish
from courseapp.events.moves.move_preview import distance_words, preview
from courseapp.events.moves.moving import ModuleDays, Timetable, moved
from tests.unit.events.test_moving import COURSE, ROME, sitting, wall

NOW = datetime(2027, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-42, "six weeks before the start"),
        (-7, "one week before the start"),
        (-10, "ten days before the start"),
        (-1, "one day before the start"),
        (0, "on the first day"),
        (1, "one day after the start"),
        (14, "two weeks after the start"),
        (-91, "13 weeks before the start"),
        (-83, "83 days before the start"),
    ],
)
def test_a_distance_reads_as_people_say_it(days: int, words: str) -> None:
    assert distance_words(days) == words


def test_deadlines_stay_relative_and_that_is_said() -> None:
    modules = (ModuleDays(1, "Caps", date(2027, 3, 22), date(2027, 3, 26)),)
    plan = replace(COURSE, opens_local=wall("2026-12-01T00:00"), modules=modules)
    told = [
        (d.what, d.before, d.after, d.distance) for d in preview(moved(plan, 364), "", NOW).dates
    ]
    assert told == [
        (
            "Applications open",
            "Tue 1 Dec 2026, 00:00",
            "Tue 30 Nov 2027, 00:00 CET",
            "111 days before the start",
        ),
        (
            "Deadline",
            "Mon 25 Jan 2027, 23:59",
            "Mon 24 Jan 2028, 23:59 CET",
            "eight weeks before the start",
        ),
        (
            "Decisions are told by",
            "Mon 8 Feb 2027",
            "Mon 7 Feb 2028",
            "six weeks before the start",
        ),
        (
            "Module “Caps”",
            "Mon 22 Mar – Fri 26 Mar 2027",
            "Mon 20 Mar – Fri 24 Mar 2028",
            "on the first day",
        ),
    ]


def test_a_deadline_that_would_be_over_says_so() -> None:
    (deadline, _decisions) = preview(moved(COURSE, 0), None, NOW).dates
    assert deadline.note == "That is over already."


def test_weekends_and_holidays_at_the_venue_are_told_day_by_day() -> None:
    shown = preview(moved(COURSE, 367), "IT", NOW)  # to Thu 23 March 2028
    told = [(d.after, d.sessions, d.is_weekend, d.holiday, d.weekday_changes) for d in shown.days]
    assert told == [
        (date(2028, 3, 23), 1, False, "", True),
        (date(2028, 3, 30), 1, False, "", True),
        (date(2028, 3, 31), 1, False, "", True),
        (date(2028, 4, 3), 0, False, "", True),
    ]
    assert shown.weekdays_change
    easter = preview(moved(COURSE, 392), "IT", NOW)
    assert [d.holiday for d in easter.days if d.holiday] == [
        "Easter Monday",
        "Liberation Day",
    ]
    assert easter.days[0].after == date(2028, 4, 17)
    assert not easter.weekdays_change
    assert easter.dates_of_event == "Mon 17 Apr – Fri 28 Apr 2028"


def test_the_weekend_is_that_of_the_country() -> None:
    plan = Timetable("Asia/Riyadh", date(2027, 3, 22), date(2027, 3, 28))
    days = preview(moved(plan, 0), "SA", NOW).days
    assert [f"{day.after:%a}" for day in days if day.is_weekend] == ["Fri", "Sat"]


def test_times_that_clocks_skip_or_show_twice_are_told() -> None:
    plan = replace(COURSE, sittings=(sitting(1, "2027-03-21T02:30", "2027-03-21T03:30"),))
    assert preview(moved(plan, 7), "IT", NOW).odd_times == (
        "“S1”: the clocks in Rome skip 02:30 on Sun 28 Mar 2027. It becomes 03:00.",
    )
    assert preview(moved(plan, 224), "IT", NOW).odd_times == (
        "“S1”: on Sun 31 Oct 2027 the clocks in Rome show 02:30 twice. The first is meant.",
    )


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("Course 2027", "Course 2028"),
        ("Course 12027", "Course 12027"),
        ("ETS Academy 2027: 2027 edition", "ETS Academy 2028: 2028 edition"),
        ("Course", "Course"),
    ],
)
def test_the_year_in_a_title_follows(title: str, becomes: str) -> None:
    assert title_of_next(title, date(2027, 3, 22), date(2028, 3, 20)) == becomes


def test_keeping_weekdays_moves_by_whole_weeks() -> None:
    wish = CloneWish("Course", date(2028, 3, 22), keep_weekdays=True)
    assert wish.moved(COURSE).starts_on == date(2028, 3, 20)
    assert replace(wish, keep_weekdays=False).moved(COURSE).starts_on == date(2028, 3, 22)


def test_without_any_day_there_is_no_deadline_to_move() -> None:
    plan = Timetable(
        ROME, None, None, applications_zone=ROME, closes_local=wall("2027-01-01T00:00")
    )
    result = CloneWish("Course", date(2028, 3, 22)).moved(plan)
    assert (result.closes, result.starts_on) == (None, None)


@pytest.mark.parametrize(
    ("first", "zone", "field"),
    [
        (date(1890, 1, 1), None, "starts_on"),
        (date(2100, 12, 25), None, "starts_on"),
        (date(1990, 1, 1), None, "starts_on"),  # its deadline would lie in the year before
        (date(2028, 1, 1), "Mars/Olympus", "zone"),
    ],
)
def test_a_day_or_a_zone_that_cannot_be_is_refused(
    first: date, zone: str | None, field: str
) -> None:
    with pytest.raises(Problem) as refused:
        CloneWish("Course", first, zone=zone).moved(COURSE)
    assert refused.value.field == field

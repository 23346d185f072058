"""An event in another zone: clock times kept, or moments kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given

from courseapp.events.moves.moving import Timetable, landing
from courseapp.events.moves.rezoned_rows import rows_of
from courseapp.events.moves.zone_moves import Keep, left_alone, rezoned
from tests.unit.events.test_moving import COURSE, ROME, programmes, sitting, wall, zones

EARLY = datetime(1990, 1, 1, tzinfo=UTC)
LATE = datetime(2090, 1, 1, tzinfo=UTC)


@given(programmes(), zones)
def test_kept_moments_are_the_same_whatever_clocks_show(plan: Timetable, zone: str) -> None:
    result = rezoned(plan, zone, Keep.INSTANTS, EARLY)
    for pair in result.sittings:
        assert (pair.starts.at, pair.ends.at) == (pair.before.starts_at, pair.before.ends_at)
        shown = pair.starts.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert pair.starts.local == shown
    assert plan.closes_local is not None
    assert plan.zone is not None
    assert result.closes is not None
    assert result.closes.at == landing(plan.closes_local, plan.zone).at


@given(programmes(), zones)
def test_kept_clock_times_are_the_same_but_where_clocks_skip_them(
    plan: Timetable, zone: str
) -> None:
    for pair in rezoned(plan, zone, Keep.LOCAL, EARLY).sittings:
        assert pair.starts.zone == zone
        assert pair.starts.at < pair.ends.at
        if not pair.starts.was_skipped:
            assert pair.starts.local == pair.before.starts_local
            if not pair.ends.was_skipped:
                assert pair.ends.local == pair.before.ends_local


@given(programmes(), zones)
def test_moments_kept_there_and_back_change_nothing(plan: Timetable, zone: str) -> None:
    assert plan.zone is not None
    there = rezoned(plan, zone, Keep.INSTANTS, EARLY)
    moved = tuple(
        replace(p.before, zone=zone, starts_local=p.starts.local, ends_local=p.ends.local)
        for p in there.sittings
    )
    back = rezoned(replace(plan, zone=zone, sittings=moved), plan.zone, Keep.INSTANTS, EARLY)
    assert [(p.starts.local, p.ends.local) for p in back.sittings] == [
        (each.starts_local, each.ends_local) for each in plan.sittings
    ]


@given(programmes(), zones)
def test_a_deadline_that_is_over_stays_the_moment_it_was(plan: Timetable, zone: str) -> None:
    result = rezoned(plan, zone, Keep.LOCAL, LATE)
    assert plan.closes_local is not None
    assert plan.zone is not None
    assert result.closes is not None
    assert result.closes.at == landing(plan.closes_local, plan.zone).at


def test_what_has_a_zone_of_its_own_stays_as_it_is() -> None:
    plan = replace(COURSE, applications_zone="UTC")
    result = rezoned(plan, "Asia/Bangkok", Keep.LOCAL, EARLY)
    assert [pair.before.key for pair in result.sittings] == [1, 2]
    assert [each.key for each in left_alone(plan)] == [3]
    assert (result.closes, result.applications_zone) == (None, "UTC")


def test_the_rows_tell_both_clocks_and_utc() -> None:
    plan = replace(COURSE, sittings=(sitting(1, "2027-03-22T23:00", "2027-03-23T00:30"),))
    deadline, row = rows_of(rezoned(plan, "Asia/Bangkok", Keep.LOCAL, EARLY))
    assert deadline.what == "Deadline"
    assert row.before == "Mon 22 Mar 2027, 23:00 – Tue 23 Mar, 00:30 CET"
    assert row.after == "Mon 22 Mar 2027, 23:00 – Tue 23 Mar, 00:30 UTC+07:00"
    assert row.in_utc == "Mon 22 Mar, 22:00 → 16:00"
    kept = rows_of(rezoned(plan, "America/Lima", Keep.INSTANTS, EARLY))[1]
    assert kept.after == "Mon 22 Mar 2027, 17:00 – 18:30 UTC-05:00"
    assert (kept.in_utc, kept.moves) == ("Mon 22 Mar, 22:00, as before", False)


def test_a_session_that_leaves_the_days_of_the_event_is_marked() -> None:
    plan = replace(COURSE, sittings=(sitting(1, "2027-03-22T01:00", "2027-03-22T02:30"),))
    row = rows_of(rezoned(plan, "America/Lima", Keep.INSTANTS, EARLY))[1]
    assert row.after.startswith("Sun 21 Mar 2027, 19:00")
    assert row.note == "Outside the days of the event"


def test_a_moment_may_be_the_second_of_two_hours_of_one_name() -> None:
    lima = sitting(1, "2027-10-30T20:10", "2027-10-30T20:40", "America/Lima")
    plan = replace(COURSE, zone="America/Lima", sittings=(lima,))
    (pair,) = rezoned(plan, ROME, Keep.INSTANTS, EARLY).sittings
    assert pair.starts.local == wall("2027-10-31T02:10")
    assert pair.starts.is_second
    assert pair.starts.at + timedelta(minutes=30) == pair.ends.at

"""Many at once, as people count: by the clock on the wall, in every zone and on every date."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.core.ids import calendar_uid
from courseapp.events.clock.local_time import moment
from courseapp.events.models import Event, EventSession, Room
from courseapp.events.rules import SessionStatus
from courseapp.planner.bulk import Many, Wish, propose
from courseapp.planner.placements import (
    Placement,
    kept,
    kept_from_plain,
    kept_to_plain,
    placement_of,
)

wall = datetime.fromisoformat
ZONES = ("Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")


def sitting(
    starts: datetime, minutes: int = 60, zone: str = "Europe/Rome", number: int = 1
) -> EventSession:
    ends = starts + timedelta(minutes=minutes)
    return EventSession(
        id=number,
        calendar_uid=calendar_uid(),
        status=SessionStatus.SCHEDULED,
        title=f"Session {number}",
        zone=zone,
        starts_local=starts,
        ends_local=ends,
        starts_at=moment(starts, zone).at,
        ends_at=moment(ends, zone).at,
        changed_at=datetime(2027, 1, 1, tzinfo=UTC),
    )


def event_of(*sittings: EventSession, zone: str = "Europe/Rome") -> Event:
    rooms = [Room(id=number, name=f"Room {number}") for number in (1, 2, 3)]
    return Event(sessions=list(sittings), rooms=rooms, tracks=[], zone=zone)


mornings = st.dates(date(2026, 1, 1), date(2030, 12, 31)).map(
    lambda day: datetime.combine(day, time(9, 30))
)


@given(st.sampled_from(ZONES), mornings, st.integers(-400, 400))
def test_half_past_nine_stays_half_past_nine_on_every_other_day(
    zone: str, starts: datetime, days: int
) -> None:
    event = event_of(sitting(starts, zone=zone), zone=zone)
    to_day = starts.date() + timedelta(days=days or 1)
    (move,) = propose(event, Many.SHIFT_DAY, Wish(day=starts.date(), to_day=to_day)).moves
    assert move.to.starts_local == datetime.combine(to_day, time(9, 30))
    begins, ends = move.to.times()
    assert ends.at - begins.at == timedelta(hours=1)


@given(st.sampled_from(ZONES), mornings, st.sampled_from(ZONES))
def test_an_instant_is_the_same_by_another_clock_and_back(
    zone: str, starts: datetime, other: str
) -> None:
    placed = Placement(zone, starts, starts + timedelta(hours=1))
    there = placed.read_in(other)
    assert [each.at for each in there.times()] == [each.at for each in placed.times()]
    assert there.read_in(zone) == placed


def test_what_a_step_keeps_survives_being_written() -> None:
    state = kept(sitting(wall("2027-03-28T03:30")))
    assert kept_from_plain(kept_to_plain(state)) == state


def test_a_session_that_would_begin_in_the_skipped_hour_is_named() -> None:
    event = event_of(sitting(wall("2027-03-27T02:15"), number=1))
    with pytest.raises(Problem, match="“Session 1”: On Sun 28 Mar 2027 the clocks in Rome"):
        propose(event, Many.SHIFT_DAY, Wish(day=date(2027, 3, 27), to_day=date(2027, 3, 28)))


def test_a_day_is_that_of_the_events_clock_and_each_session_keeps_its_own() -> None:
    tokyo = sitting(wall("2027-03-23T07:00"), zone="Asia/Tokyo")  # 23:00 of the 22nd in Rome
    event = event_of(tokyo)
    (move,) = propose(event, Many.SHIFT_DAY, Wish(day=date(2027, 3, 22), minutes=-60)).moves
    assert move.to == Placement("Asia/Tokyo", wall("2027-03-23T06:00"), wall("2027-03-23T07:00"))


def test_a_cancelled_session_stays_and_alone_is_nothing_to_move() -> None:
    gone = sitting(wall("2027-03-22T09:00"))
    gone.status = SessionStatus.CANCELLED
    with pytest.raises(Problem, match="no session that this would change"):
        propose(event_of(gone), Many.SHIFT_DAY, Wish(day=date(2027, 3, 22), minutes=5))


@given(st.lists(st.integers(0, 22 * 60), min_size=1, max_size=12), st.integers(0, 22 * 60))
def test_a_break_moves_exactly_what_begins_from_then_on(starts: list[int], at: int) -> None:
    midnight = wall("2027-03-22T00:00")
    sittings = [
        sitting(midnight + timedelta(minutes=each), number=number)
        for number, each in enumerate(starts, 1)
    ]
    clock = (midnight + timedelta(minutes=at)).time()
    wish = Wish(day=midnight.date(), at=clock, minutes=20, title="Break")
    found = propose(event_of(*sittings), Many.INSERT_BREAK, wish)
    assert {move.sitting.id for move in found.moves} == {
        each.id for each in sittings if each.starts_local.time() >= clock
    }
    for move in found.moves:
        assert move.to == placement_of(move.sitting).later(timedelta(minutes=20))
    (added,) = found.additions
    assert added.placement.ends_local - added.placement.starts_local == timedelta(minutes=20)


def test_a_break_in_one_room_is_there_and_for_all_rooms_it_is_in_none() -> None:
    event = event_of(sitting(wall("2027-03-22T09:00")))
    wish = Wish(day=date(2027, 3, 22), at=time(9), minutes=20, title="Break")
    (everywhere,) = propose(event, Many.INSERT_BREAK, wish).additions
    assert everywhere.placement.room_id is None
    here = Wish(**{**wish.__dict__, "room_ids": frozenset({2})})
    (there,) = propose(event, Many.INSERT_BREAK, here).additions
    assert there.placement.room_id == 2


def test_the_mark_of_a_preview_changes_with_what_would_be_done() -> None:
    event = event_of(sitting(wall("2027-03-22T09:00")))
    wish = Wish(day=date(2027, 3, 22), minutes=5)
    first = propose(event, Many.SHIFT_DAY, wish).mark
    assert first == propose(event, Many.SHIFT_DAY, wish).mark
    event.sessions[0].changed_at += timedelta(seconds=1)
    assert first != propose(event, Many.SHIFT_DAY, wish).mark

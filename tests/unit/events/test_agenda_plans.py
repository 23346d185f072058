"""An agenda fits into its session: starts that follow, no two items at once, the sum, the rest."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import moment
from courseapp.events.rules import AgendaKind
from courseapp.events.sessions.agenda_plans import (
    MOST_ITEMS,
    Frame,
    ItemPlan,
    agenda_faults,
    local_start,
    placed,
    refuse_faults,
    total,
    with_rest,
    without_needless_starts,
)

ROME = "Europe/Rome"
wall = datetime.fromisoformat


def frame(starts: str, ends: str, zone: str = ROME) -> Frame:
    first, last = moment(wall(starts), zone), moment(wall(ends), zone)
    return Frame(first.local, first.at, last.at, zone)


MORNING = frame("2027-03-22T09:00", "2027-03-22T10:30")


def talk(minutes: int, starts_after: int | None = None) -> ItemPlan:
    return ItemPlan(AgendaKind.TALK, minutes, starts_after)


lengths = st.lists(st.integers(1, 120), max_size=12)


@given(lengths)
def test_items_without_a_start_follow_each_other_and_never_overlap(minutes: list[int]) -> None:
    items = [talk(each) for each in minutes]
    starts = [each.starts for each in placed(items)]
    assert starts == [sum(minutes[:index]) for index in range(len(minutes))]
    assert total(items, 90).planned == total(items, 90).ends == sum(minutes)
    long = Frame(
        MORNING.starts_local, MORNING.starts_at, MORNING.starts_at + timedelta(days=2), ROME
    )
    assert list(agenda_faults(items, long)) == []


@given(st.lists(st.tuples(st.integers(1, 60), st.none() | st.integers(0, 200)), max_size=8))
def test_leaving_out_the_needless_starts_moves_nothing(rows: list[tuple[int, int | None]]) -> None:
    items = [talk(*each) for each in rows]
    in_order = [each.plan for each in placed(items)]
    with_starts = [talk(each.plan.minutes, each.starts) for each in placed(items)]
    again = without_needless_starts(with_starts)
    assert [each.starts for each in placed(again)] == [each.starts for each in placed(items)]
    assert [each.minutes for each in again] == [each.minutes for each in in_order]


@given(st.lists(st.tuples(st.integers(1, 60), st.none() | st.integers(0, 89)), max_size=8))
def test_what_has_no_fault_fits_minute_by_minute_and_only_that(
    rows: list[tuple[int, int | None]],
) -> None:
    items = [talk(*each) for each in rows]
    taken = [at for each in placed(items) for at in range(each.starts, each.ends)]
    fits = len(taken) == len(set(taken)) and all(0 <= at < 90 for at in taken)
    assert (list(agenda_faults(items, MORNING)) == []) is fits


@given(lengths, st.integers(1, 300))
def test_the_rest_fills_a_session_exactly_and_never_beyond(minutes: list[int], length: int) -> None:
    items = [talk(each) for each in minutes]
    filled = with_rest(items, length)
    assert filled[: len(items)] == tuple(items)
    found = total(filled, length)
    assert found.ends == max(length, sum(minutes))
    assert found.rest == 0
    assert with_rest(filled, length) == filled


def test_the_sum_tells_gaps_and_what_is_too_long() -> None:
    found = total([talk(30), talk(15, 60)], 90)
    assert (found.planned, found.free, found.rest, found.too_long) == (45, 45, 15, 0)
    assert total([talk(100)], 90).too_long == 10
    assert total([], 90).free == 90


@pytest.mark.parametrize(
    ("items", "row", "field", "told"),
    [
        ([talk(60), talk(40)], 1, "minutes", "would end at 10:40, after the session"),
        ([talk(30, 95)], 0, "starts", "within the session, from 09:00 to 10:30"),
        ([talk(30, -5)], 0, "starts", "within the session"),
        ([talk(30), talk(30, 20)], 1, "starts", "one from 09:00 to 09:30, one from 09:20"),
        ([talk(20, 30), talk(31, 0)], 1, "starts", "one from 09:00 to 09:31, one from 09:30"),
    ],
)
def test_a_fault_stands_in_the_row_that_was_entered_last(
    items: list[ItemPlan], row: int, field: str, told: str
) -> None:
    faults = list(agenda_faults(items, MORNING))
    assert [(each.row, each.field) for each in faults] == [(row, field)]
    assert told in faults[0].message
    with pytest.raises(Problem):
        refuse_faults(items, MORNING)


def test_an_agenda_ends_somewhere() -> None:
    day = Frame(wall("2027-03-22T00:00"), datetime(2027, 3, 21, 23, tzinfo=UTC),
                datetime(2027, 3, 22, 23, tzinfo=UTC), ROME)  # fmt: skip
    refuse_faults([talk(1)] * MOST_ITEMS, day)
    with pytest.raises(Problem, match="at most 60 items"):
        refuse_faults([talk(1)] * (MOST_ITEMS + 1), day)


def test_a_time_of_the_clock_is_found_after_midnight_and_over_a_change_of_the_clocks() -> None:
    night = frame("2027-03-27T23:00", "2027-03-28T04:00")  # the clocks skip 02:00 to 03:00
    assert night.minutes == 240
    assert local_start(night, wall("2027-03-27T23:30")) == 30
    assert local_start(night, wall("2027-03-27T01:30")) == 150
    assert local_start(night, wall("2027-03-27T03:30")) == 210
    assert night.clock(210) == "03:30"
    with pytest.raises(Problem, match="does not exist"):
        local_start(night, wall("2027-03-27T02:30"))


@given(st.integers(0, 239))
def test_each_minute_of_a_session_reads_back_from_its_clock(after: int) -> None:
    evening = frame("2027-03-22T21:30", "2027-03-23T01:30", "Asia/Kathmandu")
    clock = datetime.combine(
        evening.starts_local.date(), wall(f"2027-01-01T{evening.clock(after)}").time()
    )
    assert local_start(evening, clock) == after

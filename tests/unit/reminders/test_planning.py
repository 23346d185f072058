"""What should exist beside what does: created, planned anew, cancelled, or left alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.reminders.planning import (
    Change,
    Key,
    Occasions,
    Planned,
    Reader,
    Sitting,
    Wanted,
    changes,
    days_told,
    wanted,
)
from courseapp.reminders.rules import NATURES, SHIPPED, Deed, Kind, State, step

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
START = datetime(2027, 4, 5, 8, tzinfo=UTC)
KEY = Key(1, Kind.LAST_DAY)
ROME = "Europe/Rome"


def sitting(number: int, day: int, *, link: bool = False) -> Sitting:
    begins = START + timedelta(days=day)
    return Sitting(number, begins.date(), begins, begins + timedelta(hours=2), link)


def kinds(occasions: Occasions, reader: Reader) -> list[tuple[Kind, str]]:
    return [(key.kind, key.subject) for key in wanted(occasions, SHIPPED, [reader])]


COURSE = Occasions(START, START + timedelta(days=4), (sitting(1, 0), sitting(2, 1, link=True)))
SEATED = Reader(1, ROME, has_seat=True)


def test_who_has_a_draft_hears_of_the_deadline_and_of_nothing_that_needs_a_seat() -> None:
    assert kinds(COURSE, Reader(1, ROME, deadline=START)) == [
        (Kind.DEADLINE, ""),
        (Kind.LAST_DAY, ""),
    ]


def test_who_has_neither_a_draft_nor_a_seat_hears_nothing() -> None:
    assert kinds(COURSE, Reader(1, ROME)) == []


def test_who_has_a_seat_hears_of_her_sessions_and_of_each_link_to_join() -> None:
    assert kinds(COURSE, SEATED) == [
        (Kind.DAY_BEFORE, "day/2027-04-05"),
        (Kind.JOIN_LINK, "session/2"),
        (Kind.THANKS, ""),
    ]
    other_run = replace(SEATED, left_out=frozenset({2}))
    assert (Kind.JOIN_LINK, "session/2") not in kinds(COURSE, other_run)


def test_what_another_letter_has_just_told_is_not_told_again() -> None:
    deadline = NOW + timedelta(days=7, hours=4)
    begun = Reader(1, ROME, deadline=deadline, begun_at=NOW)
    assert kinds(COURSE, begun) == [(Kind.LAST_DAY, "")]
    asked = replace(SEATED, misses_travel=True, asked_for_travel_at=START - timedelta(days=22))
    assert (Kind.TRAVEL, "") not in kinds(COURSE, asked)
    assert (Kind.TRAVEL, "") in kinds(COURSE, replace(asked, asked_for_travel_at=None))
    assert (Kind.THANKS, "") not in kinds(COURSE, replace(SEATED, is_thanked=True))


def test_a_message_that_is_switched_off_is_not_planned() -> None:
    rules = {**SHIPPED, Kind.THANKS: replace(SHIPPED[Kind.THANKS], is_on=False)}
    assert Kind.THANKS not in {key.kind for key in wanted(COURSE, rules, [SEATED])}


@pytest.mark.parametrize(
    ("days", "every_day", "told"),
    [([0, 1, 2], False, [0]), ([0, 1, 2], True, [0, 1, 2]), ([0, 3, 7, 8], False, [0, 7])],
)
def test_the_first_day_is_told_and_each_one_after_a_pause(
    days: Sequence[int], every_day: bool, told: Sequence[int]
) -> None:
    sittings = [sitting(number, day) for number, day in enumerate(days)]
    first = date(2027, 4, 5)
    found = [(each.day - first).days for each in days_told(sittings, every_day=every_day)]
    assert found == told


def planned(state: State, due: timedelta, occasion: datetime = START) -> Planned:
    sent = NOW + due if state is State.SENT else None
    return Planned(KEY, 1, state, occasion, NOW + due, sent)


def todo(want: Wanted | None, found: Planned | None) -> list[tuple[Deed, int]]:
    should = {KEY: want} if want else {}
    exists = {KEY: found} if found else {}
    return [(each.deed, each.round) for each in changes(should, exists, NOW)]


SOON, PAST = Wanted(START, NOW + timedelta(days=1)), Wanted(START, NOW - timedelta(days=1))
MOVED = Wanted(START + timedelta(days=9), NOW + timedelta(days=9))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("want", "found", "told"),
    [
        (SOON, None, [(Deed.REPLAN, 1)]),
        (PAST, None, []),
        (SOON, planned(State.PLANNED, DAY), []),
        (PAST, planned(State.PLANNED, -DAY), []),  # the worker stood still: it still goes out
        (MOVED, planned(State.PLANNED, DAY), [(Deed.REPLAN, 1)]),
        (PAST, planned(State.PLANNED, DAY), [(Deed.CANCEL, 1)]),
        (None, planned(State.PLANNED, DAY), [(Deed.CANCEL, 1)]),
        (SOON, planned(State.CANCELLED, DAY), [(Deed.REPLAN, 1)]),
        (SOON, planned(State.SKIPPED, DAY), []),
        (MOVED, planned(State.SKIPPED, DAY), [(Deed.REPLAN, 1)]),
        (SOON, planned(State.SENT, -DAY), []),
        (MOVED, planned(State.SENT, -DAY), [(Deed.REPLAN, 2)]),
        (None, planned(State.SENT, -DAY), []),
    ],
)
def test_each_of_the_cases(
    want: Wanted | None, found: Planned | None, told: list[tuple[Deed, int]]
) -> None:
    assert todo(want, found) == told


def applied(exists: dict[Key, Planned], change: Change, now: datetime) -> Planned:
    if change.wanted is None or change.deed is Deed.CANCEL:
        found = exists[change.key]
        return replace(found, state=step(found.state, change.deed))
    occasion, due = change.wanted.occasion, change.wanted.due_at
    assert due >= now
    return Planned(change.key, change.round, State.PLANNED, occasion, due)


@settings(max_examples=150)
@given(
    st.sampled_from([Kind.LAST_DAY, Kind.JOIN_LINK, Kind.THANKS]),
    st.lists(
        st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 24 * 40))), max_size=14
    ),
)
def test_however_an_event_moves_nobody_is_told_the_same_twice(
    kind: Kind, moves: list[tuple[int, int | None]]
) -> None:
    """Hours pass, and the occasion moves, or there is none: planned, sent when due, planned."""
    now, exists, sent = NOW, dict[Key, Planned](), list[tuple[datetime, datetime]]()
    for hours, ahead in moves:
        now += timedelta(hours=hours)
        for key, row in exists.items():
            if row.state is State.PLANNED and row.due_at <= now:
                exists[key] = replace(row, state=State.SENT, sent_at=now)
                sent.append((now, row.occasion))
        reader = _reader(kind, None if ahead is None else now + timedelta(hours=ahead))
        should = {
            key: want
            for key, want in wanted(reader[0], SHIPPED, [reader[1]]).items()
            if key.kind is kind
        }
        for change in list(changes(should, exists, now)):
            exists[change.key] = applied(exists, change, now)
        assert not list(changes(should, exists, now))  # a second look finds nothing to do

    assert len({occasion for _, occasion in sent}) == len(sent)
    rest = NATURES[kind].rest
    assert all(b - a >= rest for (a, _), (b, _) in pairwise(sent))


def _reader(kind: Kind, occasion: datetime | None) -> tuple[Occasions, Reader]:
    if occasion is None:
        return Occasions(), Reader(1, ROME)
    if kind is Kind.LAST_DAY:
        return Occasions(), Reader(1, "Asia/Kathmandu", deadline=occasion)
    end = occasion + timedelta(hours=1)
    session = Sitting(7, occasion.date(), occasion, end, has_link=True)
    return Occasions(occasion, occasion, (session,)), Reader(1, "America/Lima", has_seat=True)


def test_what_was_sent_stays_sent() -> None:
    for deed in Deed:
        with pytest.raises(ValueError, match="does not apply"):
            step(State.SENT, deed)

"""Overlaps are exactly those that trying all pairs finds."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from courseapp.warnings.clashing import rooms_taken_twice, speakers_at_once, tracks_at_once
from courseapp.warnings.looking import findings
from courseapp.warnings.overlaps import overlapping
from courseapp.warnings.programme import Item, Programme, Span
from courseapp.warnings.rules import Kind
from tests.unit.warnings.programmes import COURSE, from_dice

START = datetime(2027, 3, 22, tzinfo=UTC)
Pairs = set[frozenset[int]]

SPANS = some.lists(
    some.builds(
        lambda begins, lasts: Span(
            START + timedelta(minutes=begins), START + timedelta(minutes=begins + lasts)
        ),
        some.integers(0, 12),
        some.integers(1, 8),
    ),
    max_size=14,
)


def tried(items: Iterable[Item], shared: Callable[[Item, Item], object]) -> Pairs:
    """The oracle: look at every pair of sessions."""
    return {
        frozenset({one.id, two.id})
        for one, two in combinations(items, 2)
        if one.starts_at < two.ends_at and two.starts_at < one.ends_at and shared(one, two)
    }


def told(items: list[Item], kind: Kind) -> Pairs:
    found = [each for each in findings(Programme(COURSE, items)) if each.kind is kind]
    pairs = {frozenset(item.id for item in each.items) for each in found}
    if kind is not Kind.SPEAKER_OVERLAP:  # two people may speak in the same two sessions
        assert len(pairs) == len(found)
    return pairs


@given(SPANS)
def test_each_overlapping_pair_is_found_once(spans: list[Span]) -> None:
    found = sorted((a.starts_at, a.ends_at, b.starts_at, b.ends_at) for a, b in overlapping(spans))

    pairs = [sorted(pair, key=lambda each: each.starts_at) for pair in combinations(spans, 2)]
    wanted = [(a, b) for a, b in pairs if a.starts_at < b.ends_at and b.starts_at < a.ends_at]
    assert len(found) == len(wanted)
    assert {frozenset((f[:2], f[2:])) for f in found} == {
        frozenset(((a.starts_at, a.ends_at), (b.starts_at, b.ends_at))) for a, b in wanted
    }


@pytest.mark.parametrize("seed", range(4))
def test_of_500_sessions_in_20_rooms_over_3_days_exactly_the_overlapping_pairs_are_found(
    seed: int,
) -> None:
    items = from_dice(Random(seed), sessions=500, rooms=20, days=3)
    assert any(each.starts_local.date() != each.ends_local.date() for each in items)

    rooms = tried(items, lambda one, two: one.place == two.place)
    tracks = tried(items, lambda one, two: one.track and one.track == two.track)
    speakers = tried(
        items, lambda one, two: {t.person for t in one.turns} & {t.person for t in two.turns}
    )
    assert rooms
    assert speakers
    assert told(items, Kind.ROOM_OVERLAP) == rooms
    assert told(items, Kind.TRACK_OVERLAP) == tracks
    assert told(items, Kind.SPEAKER_OVERLAP) == speakers


def test_all_pairs_of_such_a_programme_are_found_in_under_200_ms() -> None:
    programme = Programme(COURSE, from_dice(Random(1), sessions=500, rooms=20, days=3))
    times = []
    for _ in range(3):  # the best one: others may use the machine meanwhile
        began = process_time()
        for check in (rooms_taken_twice, tracks_at_once, speakers_at_once):
            assert len(list(check(programme))) > 10
        times.append(process_time() - began)
    assert min(times) < 0.2


def test_what_is_wrong_grows_with_what_is_found_and_not_with_all_pairs() -> None:
    """Back to back in one room nothing overlaps: ten times the sessions take no hundred times."""
    times = []
    for sessions in (400, 4_000):
        row = [
            Span(START + timedelta(hours=hour), START + timedelta(hours=hour + 1))
            for hour in range(sessions)
        ]
        began = process_time()
        assert list(overlapping(row)) == []
        times.append(process_time() - began)
    assert times[1] < 40 * times[0]

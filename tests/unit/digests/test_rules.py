"""What is news of an event, when a digest is due, and whom an event concerns."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.digests.gathering import gist
from courseapp.digests.matching import Told, Wish, concerns
from courseapp.digests.rules import NewsKind, Rhythm, Seen, Stand, is_due, news, period

PLANNED = Seen(Stand.PLANNED, date(2027, 5, 3), date(2027, 5, 7), None, None, is_open=False)
OPEN = Seen(Stand.PLANNED, date(2027, 5, 3), date(2027, 5, 7), None, None, is_open=True)
LATER = Seen(Stand.PLANNED, date(2027, 6, 3), date(2027, 6, 7), None, None, is_open=False)
POSTPONED = Seen(Stand.POSTPONED, None, None, None, None, is_open=False)
CANCELLED = Seen(Stand.CANCELLED, date(2027, 5, 3), date(2027, 5, 7), None, None, is_open=False)
K = NewsKind


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, PLANNED, [K.ANNOUNCED]),
        (None, OPEN, [K.ANNOUNCED, K.OPENED]),
        (None, CANCELLED, []),
        (PLANNED, PLANNED, []),
        (PLANNED, OPEN, [K.OPENED]),
        (OPEN, PLANNED, []),
        (PLANNED, LATER, [K.MOVED]),
        (PLANNED, POSTPONED, [K.POSTPONED]),
        (POSTPONED, LATER, [K.MOVED]),
        (OPEN, CANCELLED, [K.CANCELLED]),
        (CANCELLED, CANCELLED, []),
    ],
)
def test_what_is_new(before: Seen | None, after: Seen, told: list[NewsKind]) -> None:
    assert list(news(before, after)) == told


@pytest.mark.parametrize(
    ("kinds", "stands", "told"),
    [
        ({K.ANNOUNCED, K.OPENED}, OPEN, K.OPENED),
        ({K.ANNOUNCED, K.OPENED}, PLANNED, K.ANNOUNCED),
        ({K.OPENED}, PLANNED, None),
        ({K.ANNOUNCED, K.CANCELLED}, CANCELLED, None),
        ({K.MOVED, K.CANCELLED}, CANCELLED, K.CANCELLED),
        ({K.CANCELLED}, PLANNED, None),
        ({K.POSTPONED, K.MOVED}, LATER, K.MOVED),
        ({K.POSTPONED}, POSTPONED, K.POSTPONED),
        (set(), PLANNED, None),
    ],
)
def test_of_an_event_one_thing_is_told(
    kinds: set[NewsKind], stands: Seen, told: NewsKind | None
) -> None:
    assert gist(kinds, stands) is told


instants = st.integers(0, 3 * 366 * 48).map(
    lambda half_hours: datetime(2026, 1, 1, tzinfo=UTC) + half_hours * timedelta(minutes=30)
)


@settings(max_examples=100)
@given(
    st.sampled_from(Rhythm),
    st.sampled_from(["Africa/Lome", "Asia/Kathmandu", "Pacific/Apia", "America/Lima"]),
    instants,
    st.lists(st.integers(1, 24 * 40), max_size=30),
)
def test_it_comes_in_the_morning_and_once_a_week_or_month(
    rhythm: Rhythm, zone: str, start: datetime, steps: list[int]
) -> None:
    now, last, told = start, "", list[datetime]()
    for hours in steps:
        now += timedelta(hours=hours)
        if is_due(rhythm, last, now, zone):
            last = period(rhythm, now, zone)
            told.append(now)
    assert all(8 <= each.astimezone(ZoneInfo(zone)).hour < 12 for each in told)
    assert len({period(rhythm, each, zone) for each in told}) == len(told)


def event(**other: object) -> Told:
    known = {
        "country": None, "focus": "", "is_online": False, "initiative_id": 1,
        "topics": frozenset({"mrv"}), "eligible": None,
    }  # fmt: skip
    return Told(**{**known, **other})  # type: ignore[arg-type]  # names of its own fields


TOGO = Wish(country="TG")


@pytest.mark.parametrize(
    ("wish", "told", "yes"),
    [
        (TOGO, event(country="GH"), True),  # Western Africa is around Togo
        (TOGO, event(country="IT"), False),
        (TOGO, event(country="IT", eligible=frozenset({"TG", "NP"})), True),
        (TOGO, event(country="IT", eligible=frozenset({"NP"})), False),
        (TOGO, event(focus="Africa"), True),
        (TOGO, event(focus="French-speaking Western Africa"), True),
        (TOGO, event(focus="Asia", is_online=True), False),
        (TOGO, event(is_online=True), True),
        (TOGO, event(is_online=True, eligible=frozenset({"NP"})), False),
        (Wish(region="Asia"), event(country="NP"), True),
        (Wish(region="Asia"), event(country="IT", eligible=frozenset({"NP"})), True),
        (Wish(region="Asia"), event(country="GH"), False),
        (Wish(), event(country="IT"), True),
        (Wish(country="TG", topic="mrv"), event(country="GH"), True),
        (Wish(country="TG", topic="other"), event(country="GH"), False),
        (Wish(initiative_id=2), event(country="GH"), False),
    ],
)
def test_whom_an_event_concerns(wish: Wish, told: Told, yes: bool) -> None:
    assert concerns(wish, told) is yes

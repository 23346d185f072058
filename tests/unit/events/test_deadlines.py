"""Where an event's application window stands, and in which words that is said."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.formats import ANYWHERE
from courseapp.events.clock.closing import Closing
from courseapp.events.clock.deadlines import (
    Window,
    accepts,
    closing_of,
    explain,
    last_moment,
    told_in_zones,
    window,
)
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventStatus

OPENS = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
CLOSES = datetime(2027, 3, 12, 22, 59, tzinfo=UTC)


def event(**changes: Any) -> Event:
    values: dict[str, Any] = {
        "slug": "course",
        "status": EventStatus.PUBLISHED,
        "access": Access.APPLICATION,
        "zone": "Europe/Rome",
        "applications_zone": "Europe/Rome",
        "applications_open_at": OPENS,
        "applications_close_at": CLOSES,
        "grace_minutes": 15,
    }
    return Event(**values | changes)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (OPENS - timedelta(seconds=1), Window.NOT_YET),
        (OPENS, Window.OPEN),
        (CLOSES, Window.OPEN),
        (CLOSES + timedelta(seconds=1), Window.GRACE),
        (CLOSES + timedelta(minutes=15), Window.GRACE),
        (CLOSES + timedelta(minutes=15, seconds=1), Window.CLOSED),
    ],
)
def test_the_window_has_exact_edges(now: datetime, state: Window) -> None:
    assert window(event(), now) is state
    assert accepts(event(), now) == (state in {Window.OPEN, Window.GRACE})


@pytest.mark.parametrize(
    "changes",
    [
        {"status": EventStatus.DRAFT},
        {"status": EventStatus.ANNOUNCED},
        {"access": Access.INVITATION},
        {"applications_close_at": None, "applications_open_at": None},
    ],
)
def test_such_events_take_no_applications(changes: dict[str, Any]) -> None:
    assert window(event(**changes), OPENS) is Window.NONE
    assert explain(event(**changes), OPENS) == ""


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.HELD])
def test_what_is_cancelled_or_over_is_closed_at_once(status: EventStatus) -> None:
    assert window(event(status=status), OPENS) is Window.CLOSED


def test_without_an_opening_it_is_open_from_publication_on() -> None:
    assert window(event(applications_open_at=None), OPENS - timedelta(days=99)) is Window.OPEN


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (
            OPENS - timedelta(days=1),
            "Applications open on Mon 1 Mar 2027, 09:00 CET and close on "
            "Fri 12 Mar 2027, 23:59 CET.",
        ),
        (OPENS, "Apply by Fri 12 Mar 2027, 23:59 CET: 11 days left."),
        (
            CLOSES + timedelta(minutes=1),
            "The deadline was Fri 12 Mar 2027, 23:59 CET. What you have begun is still taken "
            "until Sat 13 Mar 2027, 00:14 CET.",
        ),
        (CLOSES + timedelta(days=1), "Applications closed on Fri 12 Mar 2027, 23:59 CET."),
    ],
)
def test_the_state_is_said_in_words(now: datetime, text: str) -> None:
    assert explain(event(), now) == text


def test_a_cancelled_event_says_so_first() -> None:
    assert "cancelled" in explain(event(status=EventStatus.CANCELLED), OPENS)


def test_one_instant_is_told_in_each_zone_and_last_in_utc() -> None:
    assert told_in_zones(CLOSES, "Europe/Rome", "Asia/Kathmandu", None) == (
        "Fri 12 Mar 2027, 23:59 CET",
        "Sat 13 Mar 2027, 04:44 UTC+05:45",
        "Fri 12 Mar 2027, 22:59 UTC",
    )
    assert told_in_zones(CLOSES, "UTC") == ("Fri 12 Mar 2027, 22:59 UTC",)


def test_anywhere_on_earth_is_told_in_her_zone_and_in_utc_too() -> None:
    closes = datetime(2027, 3, 13, 11, 59, tzinfo=UTC)
    course = event(applications_zone=ANYWHERE, applications_close_at=closes)
    assert explain(course, OPENS) == (
        "Apply by Fri 12 Mar 2027, 23:59 anywhere on Earth (AoE, UTC−12): 12 days left."
    )
    assert told_in_zones(closes, ANYWHERE, "Pacific/Tongatapu") == (
        "Fri 12 Mar 2027, 23:59 anywhere on Earth (AoE, UTC−12)",
        "Sun 14 Mar 2027, 00:59 UTC+13:00",
        "Sat 13 Mar 2027, 11:59 UTC",
    )


def test_the_two_instants_of_an_hour_that_comes_twice_are_told_apart() -> None:
    first = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    told = told_in_zones(first, "Europe/Rome")
    again = told_in_zones(first + timedelta(hours=1), "Europe/Rome")
    assert told == ("Sun 31 Oct 2027, 02:30 CEST", "Sun 31 Oct 2027, 00:30 UTC")
    assert again == ("Sun 31 Oct 2027, 02:30 CET", "Sun 31 Oct 2027, 01:30 UTC")


def test_somebody_may_have_a_deadline_of_her_own() -> None:
    own = Closing(CLOSES + timedelta(days=3), "UTC", timedelta(minutes=15))
    late = CLOSES + timedelta(days=1)
    assert window(event(), late) is Window.CLOSED
    assert window(event(), late, own) is Window.OPEN
    assert accepts(event(), own.last_moment, own)
    assert not accepts(event(), own.last_moment + timedelta(microseconds=1), own)
    assert explain(event(), late, own) == "Apply by Mon 15 Mar 2027, 22:59 UTC: 2 days left."
    assert window(event(status=EventStatus.CANCELLED), late, own) is Window.CLOSED
    assert window(event(access=Access.INVITATION), late, own) is Window.NONE


def test_the_closing_of_an_event_is_in_the_zone_of_its_deadline() -> None:
    assert closing_of(event()) == Closing(CLOSES, "Europe/Rome", timedelta(minutes=15))
    assert closing_of(event(applications_close_at=None)) is None


def test_an_event_without_a_deadline_has_no_last_moment() -> None:
    with pytest.raises(ValueError, match="course has no deadline"):
        last_moment(event(applications_close_at=None))


@given(st.integers(0, 1440), st.timedeltas(timedelta(days=-30), timedelta(days=30)))
def test_applications_are_taken_from_the_opening_to_the_end_of_the_grace(
    grace: int, after: timedelta
) -> None:
    now = CLOSES + after
    inside = OPENS <= now <= CLOSES + timedelta(minutes=grace)

    assert accepts(event(grace_minutes=grace), now) == inside

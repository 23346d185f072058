"""When one can register: decided by one instant, from the window or from the event itself."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from courseapp.events.clock.registration import (
    Entrance,
    closes_at,
    ends_at,
    entrance,
    registers,
    seats_move_up,
)
from courseapp.events.models import Event, PublishedSession
from courseapp.events.rules import Access, EventStatus, Selection, SessionStatus

FIRST = datetime(2027, 3, 15, 11, 0, tzinfo=UTC)
SECOND = datetime(2027, 3, 16, 23, 0, tzinfo=UTC)
HOUR, SECOND_OF_TIME = timedelta(hours=1), timedelta(seconds=1)


def webinar(*sessions: PublishedSession, **changes: Any) -> Event:
    facts: dict[str, Any] = {
        "access": Access.REGISTRATION,
        "status": EventStatus.PUBLISHED,
        "zone": "Asia/Tokyo",
        "starts_on": date(2027, 3, 15),
        "ends_on": date(2027, 3, 17),
        "grace_minutes": 0,
        "published_sessions": list(sessions),
    }
    return Event(**{**facts, **changes})


def sitting(starts_at: datetime, **changes: Any) -> PublishedSession:
    facts: dict[str, Any] = {"status": SessionStatus.SCHEDULED, "repeat_group": ""}
    return PublishedSession(starts_at=starts_at, ends_at=starts_at + HOUR, **{**facts, **changes})


def runs() -> list[PublishedSession]:
    return [sitting(FIRST, repeat_group="a"), sitting(SECOND, repeat_group="a")]


@pytest.mark.parametrize(
    ("access", "selection", "expected"),
    [
        (Access.REGISTRATION, None, True),
        (Access.REGISTRATION, Selection.NONE, True),
        (Access.REGISTRATION, Selection.FIRST_COME, True),
        (Access.REGISTRATION, Selection.COMMITTEE, False),
        (Access.APPLICATION, Selection.FIRST_COME, False),
        (Access.OPEN, Selection.NONE, False),
        (Access.INVITATION, None, False),
        (None, None, False),
    ],
)
def test_people_register_where_nobody_selects(
    access: Access | None, selection: Selection | None, expected: bool
) -> None:
    assert registers(webinar(access=access, selection=selection)) is expected


@pytest.mark.parametrize(
    ("event", "closes"),
    [
        (webinar(sitting(SECOND), sitting(FIRST)), FIRST),
        (webinar(*runs()), SECOND + HOUR),
        (webinar(sitting(FIRST, status=SessionStatus.CANCELLED), sitting(SECOND)), SECOND),
        (webinar(starts_time=time(20), ends_time=time(22)), FIRST),
        (webinar(), datetime(2027, 3, 15, 15, 0, tzinfo=UTC)),  # midnight in Tokyo
        (webinar(*runs(), applications_close_at=FIRST - HOUR), FIRST - HOUR),
        (webinar(starts_on=None, ends_on=None, year=2027), None),
    ],
)
def test_it_closes_with_its_window_or_with_its_beginning(
    event: Event, closes: datetime | None
) -> None:
    assert closes_at(event) == closes
    if closes is None:
        assert entrance(event, FIRST) is Entrance.OPEN
        return
    assert entrance(event, closes - SECOND_OF_TIME) is Entrance.OPEN
    assert entrance(event, closes + SECOND_OF_TIME) in {Entrance.CLOSED, Entrance.OVER}


def test_the_deadline_itself_and_its_grace_are_in_time() -> None:
    event = webinar(applications_close_at=FIRST - HOUR, grace_minutes=10)
    last = FIRST - HOUR + timedelta(minutes=10)
    assert entrance(event, last) is Entrance.OPEN
    assert entrance(event, last + SECOND_OF_TIME) is Entrance.CLOSED


def test_before_the_window_it_is_not_open_and_after_the_event_it_is_over() -> None:
    event = webinar(sitting(FIRST), applications_open_at=FIRST - 2 * HOUR)
    assert entrance(event, FIRST - 3 * HOUR) is Entrance.NOT_YET
    assert entrance(event, FIRST - HOUR) is Entrance.OPEN
    assert entrance(event, FIRST + HOUR / 2) is Entrance.CLOSED
    assert entrance(event, FIRST + HOUR) is Entrance.OVER
    assert ends_at(event) == FIRST + HOUR


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (EventStatus.DRAFT, Entrance.PLANNED),
        (EventStatus.ANNOUNCED, Entrance.PLANNED),
        (EventStatus.POSTPONED, Entrance.POSTPONED),
        (EventStatus.CANCELLED, Entrance.CANCELLED),
        (EventStatus.HELD, Entrance.OVER),
    ],
)
def test_how_the_event_stands_says_it_first(status: EventStatus, expected: Entrance) -> None:
    assert entrance(webinar(status=status), FIRST - HOUR) is expected
    moves = status is EventStatus.POSTPONED
    assert seats_move_up(webinar(status=status), FIRST - HOUR) is moves


def test_a_seat_moves_up_until_it_begins_and_where_it_is_held_again_until_its_end() -> None:
    once, twice = webinar(sitting(FIRST)), webinar(*runs())
    assert seats_move_up(once, FIRST - SECOND_OF_TIME)
    assert not seats_move_up(once, FIRST + SECOND_OF_TIME)
    assert seats_move_up(twice, SECOND)
    assert not seats_move_up(twice, SECOND + HOUR)


def test_while_one_can_register_a_seat_moves_up_too() -> None:
    late = webinar(sitting(FIRST), sitting(SECOND), applications_close_at=SECOND)
    assert seats_move_up(late, FIRST + HOUR)
    assert not seats_move_up(late, SECOND + SECOND_OF_TIME)

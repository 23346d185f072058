"""Programs that people have subscribe to a feed of the running product and follow its changes."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from courseapp.events.models import Event
from courseapp.events.published.versions import publish_programme
from courseapp.events.sessions.scheduling import cancel_session, change_session
from courseapp.events.sessions.sittings import SessionPlan
from courseapp.scenarios.cast import create_cast
from tests.calendars.story import DAYS, FEED, SLUG, new_course
from tests.subscribers.programs_that_subscribe import Held, Khal, Subscriber, Thunderbird
from tests.support.live_server import LiveServer

NINE_IN_FLORENCE = {day: 8 if day < 28 else 7 for day in DAYS}  # in UTC: summer begins on 28 March


@pytest.mark.parametrize("program", [Khal, Thunderbird])
def test_it_sees_a_move_and_a_cancellation_and_holds_nothing_twice(
    program: type[Subscriber], live_server: LiveServer, tmp_path: Path
) -> None:
    with live_server.session() as session:
        create_cast(session, live_server.clock.now)
        new_course(session, live_server.clock.now)
    subscriber = program(tmp_path / "home", live_server.url + FEED)

    held = subscriber.synchronise(until=holds_all)
    assert [each.starts_at for each in held] == [
        datetime(2027, 3, day, hour, tzinfo=UTC) for day, hour in NINE_IN_FLORENCE.items()
    ]
    assert {each.status for each in held} == {"CONFIRMED"}

    move_the_first_and_cancel_the_second(live_server)
    after = subscriber.synchronise(until=lambda now: holds_all(now) and now != held)
    assert [each.starts_at for each in after] == [
        datetime(2027, 3, 22, 13, tzinfo=UTC),
        *(each.starts_at for each in held[1:]),
    ]
    assert [each.status for each in after] == [
        "CONFIRMED",
        "CANCELLED",
        *(each.status for each in held[2:]),
    ]
    assert after[1].title.startswith("Cancelled: ")


def holds_all(held: list[Held]) -> bool:
    return len(held) >= len(DAYS)  # one too many is found when they are compared


def move_the_first_and_cancel_the_second(live_server: LiveServer) -> None:
    later = live_server.clock.advance(hours=1)
    with live_server.session() as session:
        course = session.scalars(select(Event).filter_by(slug=SLUG)).one()
        first, second = course.sessions[:2]
        starts = datetime.combine(date(2027, 3, 22), time(14))
        ends = starts + timedelta(hours=2)
        change_session(
            session, None, later, first, SessionPlan("Opening", first.zone, starts, ends)
        )
        cancel_session(session, None, later, second)
        publish_programme(session, None, later, course)

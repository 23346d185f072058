"""A hundred readers at once, on a database with real commits: one of them builds."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from courseapp.calendars.copies.models import FeedCopy
from courseapp.calendars.copies.refreshing import freshen
from courseapp.calendars.copies.standing import A_BUILD
from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.public import Site, feed_at
from courseapp.core.heartbeat import beat
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.extensions import db
from courseapp.initiatives.models import Initiative
from tests.calendars.story import ALL, FEED, new_event
from tests.support.clock import FixedClock

pytestmark = pytest.mark.both_databases

FEED_AT = "courseapp.calendars.copies.building.feed_at"
ANOTHER = "Villa Salviati"

CROWD, HANDS = 100, 16
ANFEED_AT = "courseapp.calendars.copies.building.feed_at"
OTHER = "Villa Salviati"


@pytest.fixture
def event_id(committed_app: Flask, clock: FixedClock) -> int:
    """A published event, and a worker that beats but has its hands full."""
    with committed_app.app_context(), Session(db.engine) as session:
        session.add(
            Initiative(
                slug="icap",
                name="International Carbon Action Partnership",
                short_name="ICAP",
                summary="Carbon markets",
                is_public=True,
                changed_at=clock.now,
            )
        )
        session.flush()
        event = new_event(session, clock.now, slug="course-2027")
        beat(session, "worker", clock.now)
        session.commit()
        return event.id


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The feeds that were built, each slowly enough for all to come meanwhile."""
    found: list[str] = []

    def slowly(session: Session, now: datetime, address: Address, site: Site) -> object:
        found.append(address.name)
        threading.Event().wait(0.2)
        return feed_at(session, now, address, site)

    monkeypatch.setattr(FEED_AT, slowly)
    return found


def crowd(app: Flask, address: str = ALL) -> list[tuple[int, bytes]]:
    """Return what each of a hundred readers got."""
    gate = threading.Barrier(HANDS)

    def read(number: int) -> tuple[int, bytes]:
        if number < HANDS:
            gate.wait(timeout=30)
        answer = app.test_client().get(address)
        return answer.status_code, answer.data

    with ThreadPoolExecutor(HANDS) as threads:
        return list(threads.map(read, range(CROWD)))


def change(app: Flask, clock: FixedClock, event_id: int, **values: object) -> None:
    with app.app_context(), Session(db.engine) as session:
        event = session.get_one(Event, event_id)
        for name, value in values.items():
            setattr(event, name, value)
        event.changed_at = clock.advance(seconds=3)
        session.commit()


def test_of_a_hundred_first_readers_one_builds_and_the_others_wait_for_it(
    committed_app: Flask, event_id: int, built: list[str]
) -> None:
    answers = crowd(committed_app)
    assert built == ["all"]
    assert {status for status, _ in answers} == {200}
    assert len({octets for _, octets in answers}) == 1


def test_after_a_change_a_hundred_readers_get_what_was_and_the_worker_builds_once(
    committed_app: Flask, event_id: int, built: list[str], clock: FixedClock
) -> None:
    before = crowd(committed_app)[0]
    change(committed_app, clock, event_id, venue=ANOTHER)
    assert set(crowd(committed_app)) == {before}
    assert built == ["all"]
    work(committed_app, clock)
    clock.advance(seconds=2)
    (status, octets) = set(crowd(committed_app)).pop()
    assert (status, ANOTHER.encode() in octets) == (200, True)
    assert built == ["all", "all"]


def test_where_the_worker_is_dead_one_of_a_hundred_builds_the_change(
    committed_app: Flask, event_id: int, built: list[str], clock: FixedClock
) -> None:
    before = crowd(committed_app)[0]
    change(committed_app, clock, event_id, venue=ANOTHER)
    clock.advance(minutes=5)
    answers = set(crowd(committed_app))
    assert built == ["all", "all"]
    assert before in answers
    assert [ANOTHER.encode() in octets for _, octets in answers - {before}] == [True]


def test_nobody_of_a_hundred_sees_what_was_withdrawn(
    committed_app: Flask, event_id: int, built: list[str], clock: FixedClock
) -> None:
    for address in (ALL, FEED):
        crowd(committed_app, address)
    change(committed_app, clock, event_id, status=EventStatus.DRAFT)
    assert {status for status, _ in crowd(committed_app, FEED)} == {404}
    octets = {octets for _, octets in crowd(committed_app)}
    assert len(octets) == 1
    assert b"Badia" not in octets.pop()
    assert built.count("all") == 2


def test_a_change_while_a_feed_is_built_is_not_forgotten(
    committed_app: Flask, event_id: int, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_meanwhile(session: Session, now: datetime, address: Address, site: Site) -> object:
        was = feed_at(session, now, address, site)
        monkeypatch.setattr(FEED_AT, feed_at)
        change(committed_app, clock, event_id, venue=ANOTHER)
        assert work(committed_app, clock) == 0  # it is claimed; but what was heard is noted
        return was

    monkeypatch.setattr(FEED_AT, change_meanwhile)
    assert ANOTHER.encode() not in committed_app.test_client().get(ALL).data
    assert work(committed_app, clock) == 1
    clock.advance(seconds=2)
    assert ANOTHER.encode() in committed_app.test_client().get(ALL).data


def test_who_was_killed_while_building_keeps_nobody_waiting_for_long(
    committed_app: Flask, event_id: int, built: list[str], clock: FixedClock
) -> None:
    crowd(committed_app)
    with committed_app.app_context(), Session(db.engine) as session:
        killed = {"builder": "killed", "claimed_at": clock.now, "tag": None, "built_at": None}
        session.execute(update(FeedCopy).values(**killed))
        session.commit()
    clock.advance(seconds=A_BUILD.total_seconds())
    assert {status for status, _ in crowd(committed_app)} == {200}
    assert built == ["all", "all"]
    with committed_app.app_context(), Session(db.engine) as session:
        assert session.scalars(select(FeedCopy.builder)).all() == [None]


def work(app: Flask, clock: FixedClock) -> int:
    """Do what the worker does once it has its hands free."""
    with app.app_context():
        return freshen(db.engine, clock.now, Site("courseapp", "http://courseapp.test"))

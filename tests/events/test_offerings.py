"""What the initiatives' pages are told of events."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event as database_event
from sqlalchemy.orm import Session

from courseapp.core.ids import calendar_uid
from courseapp.events.lists.offerings import EventOfferings
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventKind, EventStatus
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.offerings import OfferingCounts, OfferingRow
from tests.support.clock import FixedClock

AddEvent = Callable[..., Event]


@pytest.fixture
def initiative(session: Session, clock: FixedClock) -> Initiative:
    return _initiative(session, clock, "club")


@pytest.fixture
def add_event(session: Session, clock: FixedClock, initiative: Initiative) -> AddEvent:
    """Add an event that begins so many days from now."""

    def added(days: int, status: EventStatus = EventStatus.PUBLISHED, **more: object) -> Event:
        day = clock.now.date() + timedelta(days=days)
        values: dict[str, object] = {
            "initiative_id": initiative.id,
            "title": f"Event in {days} days",
            "cancelled_at": clock.now if status is EventStatus.CANCELLED else None,
        }
        made = Event(
            slug=calendar_uid(),
            kind=EventKind.COURSE,
            status=status,
            starts_on=day,
            ends_on=day,
            calendar_uid=calendar_uid(),
            created_at=clock.now,
            changed_at=clock.now,
            **values | more,
        )
        session.add(made)
        session.flush()
        return made

    return added


def _initiative(session: Session, clock: FixedClock, slug: str) -> Initiative:
    made = Initiative(
        slug=slug, name=slug.title(), short_name=slug, summary="", changed_at=clock.now
    )
    session.add(made)
    session.flush()
    return made


def titles(rows: object) -> list[str]:
    assert isinstance(rows, list)
    assert all(isinstance(row, OfferingRow) for row in rows)
    return [row.title for row in rows]


def test_each_event_counts_where_it_belongs_and_a_cancelled_one_nowhere(
    session: Session, clock: FixedClock, initiative: Initiative, add_event: AddEvent
) -> None:
    add_event(10)
    add_event(10, EventStatus.ANNOUNCED)
    add_event(10, is_example=True)
    add_event(10, EventStatus.DRAFT)
    add_event(10, EventStatus.CANCELLED)
    add_event(-10, EventStatus.HELD)
    add_event(-10)
    add_event(-10, EventStatus.CANCELLED)
    add_event(-10, EventStatus.DRAFT)
    add_event(-10, is_example=True)
    add_event(-10, EventStatus.ANNOUNCED)
    counts = EventOfferings().counts(session, clock.now, [initiative.id, 0])
    assert counts == {initiative.id: OfferingCounts(coming=3, held=2, unconfirmed=1)}


def test_the_next_events_of_each_initiative_are_told_the_soonest_first(
    session: Session, clock: FixedClock, initiative: Initiative, add_event: AddEvent
) -> None:
    other = _initiative(session, clock, "other")
    for days in (30, 10, 20, -5):
        add_event(days)
    add_event(5, EventStatus.CANCELLED)
    add_event(40, initiative_id=other.id)
    rows = EventOfferings().next_of(session, clock.now, [initiative.id, other.id], 2)
    assert titles(rows[initiative.id]) == ["Event in 10 days", "Event in 20 days"]
    assert titles(rows[other.id]) == ["Event in 40 days"]


def test_a_country_is_told_its_own_public_events(
    session: Session, clock: FixedClock, add_event: AddEvent
) -> None:
    secret = _initiative(session, clock, "secret")
    secret.is_public = False
    add_event(10, country="IT")
    add_event(11, country="FR")
    add_event(12, EventStatus.DRAFT, country="IT")
    add_event(13, country="IT", initiative_id=secret.id)
    add_event(-1, EventStatus.HELD, country="IT")
    add_event(-2, EventStatus.ANNOUNCED, country="IT")
    found = EventOfferings().in_country(session, clock.now, "IT")
    assert titles(found.coming) == ["Event in 10 days"]
    assert titles(found.held) == ["Event in -1 days"]
    assert titles(found.unconfirmed) == ["Event in -2 days"]
    assert found.coming[0].labels[0] == "club"


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ({"access": None}, True),
        ({"access": Access.PARTNERS}, True),
        ({"access": Access.INVITATION}, False),
        ({"access": Access.INVITATION, "source": "A public page"}, True),
        ({"access": Access.INVITATION, "source": "A public page", "is_example": True}, False),
    ],
)
def test_where_the_invited_meet_is_told_only_if_a_public_source_says_so(
    session: Session,
    clock: FixedClock,
    add_event: AddEvent,
    more: dict[str, object],
    is_told: bool,
) -> None:
    add_event(10, country="IT", city="Rome", **more)
    found = EventOfferings().in_country(session, clock.now, "IT")
    assert bool(found.coming) is is_told


def test_members_are_told_what_is_for_them_only(
    session: Session, clock: FixedClock, initiative: Initiative, add_event: AddEvent
) -> None:
    other = _initiative(session, clock, "other")
    add_event(10, access=Access.PARTNERS)
    add_event(11, access=Access.APPLICATION)
    add_event(12, access=Access.PARTNERS, initiative_id=other.id)
    found = EventOfferings().for_members(session, clock.now, [initiative.id])
    assert titles(found.coming) == ["Event in 10 days"]
    assert EventOfferings().for_members(session, clock.now, []).coming == []


def test_each_answer_costs_one_statement_or_two_whatever_the_number(
    session: Session, clock: FixedClock, initiative: Initiative, add_event: AddEvent
) -> None:
    for days in range(30):
        add_event(days, access=Access.PARTNERS, country="IT")
    source, ids = EventOfferings(), [initiative.id]
    session.expunge_all()
    noted: list[str] = []

    def note(*call: object) -> None:
        noted.append(str(call[2]))

    database_event.listen(session.get_bind(), "before_cursor_execute", note)
    source.counts(session, clock.now, ids)
    source.next_of(session, clock.now, ids, 3)
    source.in_country(session, clock.now, "IT")
    source.for_members(session, clock.now, ids)
    database_event.remove(session.get_bind(), "before_cursor_execute", note)
    assert sum(statement.startswith("SELECT") for statement in noted) == 1 + 1 + 2 + 2

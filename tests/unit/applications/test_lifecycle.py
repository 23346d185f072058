"""Whatever people, organisers and the clock do in whatever order, no seat is given twice."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT, STEPS, Action, Status, Who
from courseapp.applications.signals import application_submitted, seat_freed
from courseapp.core.audit import AuditEntry
from courseapp.core.database import Base
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventKind, EventStatus
from courseapp.initiatives.models import Initiative

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
PEOPLE = 4
SEATS = 2
WHOSE = {action: step.who for (_, action), step in STEPS.items()}


@cache
def engine() -> Engine:
    """Return one database in memory; nothing in it is ever committed."""
    made = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(made)
    return made


def new_session() -> Session:
    return Session(engine())


def new_event(session: Session, seats: int | None = SEATS) -> Event:
    initiative = Initiative(slug="icap", name="ICAP", short_name="ICAP", summary="", changed_at=NOW)
    event = Event(
        slug="course",
        initiative=initiative,
        title="Course",
        kind=EventKind.COURSE,
        status=EventStatus.PUBLISHED,
        access=Access.APPLICATION,
        starts_on=date(2027, 8, 23),
        ends_on=date(2027, 9, 3),
        zone="Europe/Rome",
        seats=seats,
        calendar_uid="uid",
        created_at=NOW,
        changed_at=NOW,
    )
    session.add(event)
    session.flush()
    return event


def new_application(session: Session, event: Event, number: int = 0) -> Application:
    person = Person(email=f"person{number}@example.org", created_at=NOW)
    application = Application(
        reference=f"R{number}",
        event=event,
        person=person,
        status=Status.DRAFT,
        status_since=NOW,
        created_at=NOW,
        saved_at=NOW,
    )
    session.add(application)
    session.flush()
    return application


def take(session: Session, application: Application, *actions: Action) -> None:
    """Take the steps one after the other, each by whoever may."""
    for action in actions:
        by_her = WHOSE[action] is Who.APPLICANT
        late = NOW + timedelta(days=8) if action is Action.LAPSE else NOW
        reply_by = NOW + timedelta(days=7) if action is Action.OFFER else None
        actor = application.person if by_her else None
        move(session, application, action, actor, late, reply_by=reply_by)


class Season(RuleBasedStateMachine):
    """An event with two seats, four people, and every action at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.nobody_listens = seat_freed.muted()
        self.nobody_listens.__enter__()
        self.session = new_session()
        self.event = new_event(self.session)
        self.applications = [new_application(self.session, self.event, n) for n in range(PEOPLE)]

    @rule(number=st.integers(0, PEOPLE - 1), action=st.sampled_from(Action))
    def somebody_does_something(self, number: int, action: Action) -> None:
        application = self.applications[number]
        before, taken = application.status, self.event.seats_taken
        step = STEPS.get((before, action))
        try:
            take(self.session, application, action)
        except Problem:
            full = taken == SEATS and step is not None and step.leads_to in HOLDS_A_SEAT
            assert step is None or full
            assert (application.status, self.event.seats_taken) == (before, taken)
        else:
            assert step is not None
            assert application.status is step.leads_to

    @invariant()
    def no_seat_is_given_twice(self) -> None:
        holding = self.session.scalar(
            select(func.count()).where(Application.status.in_(HOLDS_A_SEAT))
        )
        assert holding == self.event.seats_taken
        assert self.event.seats_taken <= SEATS

    def teardown(self) -> None:
        self.session.close()
        self.nobody_listens.__exit__(None, None, None)


TestSeason = Season.TestCase
TestSeason.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)


@pytest.fixture
def session() -> Iterator[Session]:
    with new_session() as session:
        yield session


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
def test_every_pair_is_in_the_table_or_refused_in_words(
    session: Session, status: Status, action: Action
) -> None:
    application = new_application(session, new_event(session, seats=None))
    for column in ("submitted_at", "waiting_since", "confirmed_at"):
        setattr(application, column, NOW)
    application.status, application.reply_by = status, NOW + timedelta(days=7)
    if (status, action) in STEPS:
        application.event.seats_taken = 1
        take(session, application, action)
        assert application.status is STEPS[status, action].leads_to
    else:
        with pytest.raises(Problem, match=r"^This application .*, so it cannot be .*\.$"):
            take(session, application, action)


def test_when_no_seat_is_left_it_says_so_and_changes_nothing(session: Session) -> None:
    event = new_event(session, seats=1)
    first, second = (new_application(session, event, number) for number in range(2))
    take(session, first, Action.SUBMIT, Action.OFFER)
    take(session, second, Action.SUBMIT)
    with pytest.raises(Problem, match="No seat is left: 1 of 1 are taken"):
        take(session, second, Action.OFFER)
    assert (second.status, event.seats_taken) == (Status.SUBMITTED, 1)


def test_an_event_without_a_limit_still_counts_who_comes(session: Session) -> None:
    application = new_application(session, new_event(session, seats=None))
    take(session, application, Action.SUBMIT, Action.OFFER, Action.CONFIRM)
    assert application.event.seats_taken == 1


def test_an_offer_cannot_be_confirmed_after_its_time(session: Session) -> None:
    application = new_application(session, new_event(session))
    take(session, application, Action.SUBMIT, Action.OFFER)
    late = NOW + timedelta(days=7, seconds=1)
    with pytest.raises(Problem, match="until Mon 8 Mar 2027, 10:00 CET"):
        move(session, application, Action.CONFIRM, application.person, late)


def test_an_offer_does_not_lapse_before_its_time(session: Session) -> None:
    application = new_application(session, new_event(session))
    take(session, application, Action.SUBMIT, Action.OFFER)
    with pytest.raises(Problem, match="not over yet"):
        move(session, application, Action.LAPSE, None, NOW + timedelta(days=7))


@pytest.mark.parametrize("action", [Action.OFFER, Action.CONFIRM])
def test_a_cancelled_event_gives_no_seats(session: Session, action: Action) -> None:
    application = new_application(session, new_event(session))
    take(session, application, Action.SUBMIT)
    if action is Action.CONFIRM:
        take(session, application, Action.OFFER)
    application.event.status = EventStatus.CANCELLED
    application.event.cancelled_at = NOW
    with pytest.raises(Problem, match="cancelled"):
        take(session, application, action)


def test_nobody_else_takes_the_applicants_step(session: Session) -> None:
    application = new_application(session, new_event(session))
    stranger = Person(id=99, email="stranger@example.org", created_at=NOW)
    assert STEPS[Status.DRAFT, Action.SUBMIT].who is Who.APPLICANT
    with pytest.raises(ValueError, match="not for stranger"):
        move(session, application, Action.SUBMIT, stranger, NOW)


def test_each_step_leaves_a_trace_and_raises_the_version(session: Session) -> None:
    application = new_application(session, new_event(session))
    take(session, application, Action.SUBMIT, Action.WAIT)
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.verb for entry in entries] == ["submit", "wait"]
    assert [entry.actor for entry in entries] == ["person0@example.org", "system"]
    assert entries[1].after == {"status": "waiting"}
    assert application.version == 2


def test_news_is_announced_in_the_same_transaction(session: Session) -> None:
    heard: list[str] = []

    def submitted(application: Application, **_news: object) -> None:
        heard.append(f"submitted {application.reference}")

    def freed(event: Event, **_news: object) -> None:
        heard.append(f"freed at {event.slug}, {event.seats_taken} taken")

    application = new_application(session, new_event(session))
    with application_submitted.connected_to(submitted), seat_freed.connected_to(freed):
        take(session, application, Action.SUBMIT, Action.OFFER, Action.CONFIRM, Action.WITHDRAW)
    assert heard == ["submitted R0", "freed at course, 0 taken"]


def test_opening_again_takes_the_application_back_to_a_draft(session: Session) -> None:
    application = new_application(session, new_event(session))
    take(session, application, Action.SUBMIT, Action.WITHDRAW, Action.REOPEN)
    assert (application.status, application.submitted_at) == (Status.DRAFT, None)

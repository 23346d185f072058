"""Whatever people and organisers do, the queue is as a list on paper would be."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.applications.signals import seat_freed
from courseapp.core.database import Base
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventKind, EventStatus, Selection
from courseapp.initiatives.models import Initiative
from courseapp.registrations.queue import enter
from courseapp.selection.filling import turns_by_order
from courseapp.selection.queries import place_in_line

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
PEOPLE = 7


@cache
def engine() -> Engine:
    """Return one database in memory; nothing in it is ever committed."""
    made = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(made)
    return made


class Queue(RuleBasedStateMachine):
    """Seven people, an event by registration, and beside it two lists on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.nobody_listens = seat_freed.muted()
        self.nobody_listens.__enter__()
        self.session = Session(engine())
        self.now = NOW
        self.seated: list[int] = []
        self.waiting: list[int] = []

    @initialize(seats=st.none() | st.integers(1, 4))
    def an_event(self, seats: int | None) -> None:
        owner = Initiative(slug="i", name="I", short_name="I", summary="", changed_at=NOW)
        self.seats = seats
        self.event = Event(
            slug="webinar",
            initiative=owner,
            title="Webinar",
            kind=EventKind.WEBINAR,
            status=EventStatus.PUBLISHED,
            access=Access.REGISTRATION,
            selection=Selection.FIRST_COME,
            starts_on=date(2027, 8, 23),
            zone="Europe/Rome",
            seats=seats,
            calendar_uid="uid",
            created_at=NOW,
            changed_at=NOW,
        )
        people = [
            Person(email=f"p{number}@example.org", created_at=NOW) for number in range(PEOPLE)
        ]
        self.applications = [
            Application(
                reference=f"R{number}",
                event=self.event,
                person=person,
                status_since=NOW,
                created_at=NOW,
                saved_at=NOW,
            )
            for number, person in enumerate(people)
        ]
        self.session.add_all(self.applications)
        self.session.flush()

    @rule(number=st.integers(0, PEOPLE - 1))
    def somebody_registers(self, number: int) -> None:
        if number in self.seated + self.waiting:
            return
        self.now += timedelta(seconds=1)
        enter(self.session, self.now, self.applications[number])
        has_seat = self.seats is None or len(self.seated) < self.seats
        (self.seated if has_seat else self.waiting).append(number)

    @precondition(lambda self: self.seated or self.waiting)
    @rule(chosen=st.data())
    def somebody_cancels(self, chosen: st.DataObject) -> None:
        number = chosen.draw(st.sampled_from(self.seated + self.waiting))
        application = self.applications[number]
        move(self.session, application, Action.WITHDRAW, application.person, self.now)
        (self.seated if number in self.seated else self.waiting).remove(number)
        self.fill_up()

    @rule(more=st.none() | st.integers(1, 3))
    def there_are_more_seats(self, more: int | None) -> None:
        self.seats = None if more is None or self.seats is None else self.seats + more
        self.event.seats = self.seats
        self.session.flush()
        self.fill_up()

    def fill_up(self) -> None:
        """Let who waits move up; on paper the first of the one list goes to the other."""
        turns = turns_by_order(self.session, self.event, self.now)
        moved = [self.session.get_one(Application, each.application_id) for each in turns]
        for application in moved:
            move(self.session, application, Action.MOVE_UP, None, self.now)
        on_paper = []
        while self.waiting and (self.seats is None or len(self.seated) < self.seats):
            on_paper.append(self.waiting.pop(0))
            self.seated.append(on_paper[-1])
        assert [each.reference for each in moved] == [f"R{number}" for number in on_paper]

    @invariant()
    def it_is_as_on_paper(self) -> None:
        if not hasattr(self, "event"):
            return
        rows = self.session.scalars(select(Application).order_by(Application.id)).all()
        standing = {number: row.status for number, row in enumerate(rows)}
        assert {n for n, s in standing.items() if s is Status.CONFIRMED} == set(self.seated)
        assert {n for n, s in standing.items() if s is Status.WAITING} == set(self.waiting)
        places = [place_in_line(self.session, self.applications[n]) for n in self.waiting]
        assert places == list(range(1, len(self.waiting) + 1))
        assert self.event.seats_taken == len(self.seated)
        assert not self.waiting or len(self.seated) == self.seats

    def teardown(self) -> None:
        self.session.close()
        self.nobody_listens.__exit__(None, None, None)


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)

"""Many at once on one database, with real commits and a connection for each."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Barrier
from typing import TypeVar

from flask import Flask
from sqlalchemy import ColumnElement, Engine, create_engine, func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT, Status
from courseapp.core.database import Base, prepare_engine
from courseapp.events.models import Event
from courseapp.initiatives.models import Initiative
from courseapp.selection.deciding import Intent, decide
from courseapp.selection.people import Verdict
from courseapp.selection.rules import Choice
from tests.applications.story import new_course
from tests.selection.story import applied
from tests.support.clock import FixedClock

Result = TypeVar("Result")
CROWD = 50


@dataclass
class Arena:
    """One database, an organiser, and as many courses as a test wants."""

    app: Flask
    engine: Engine
    clock: FixedClock
    organiser_id: int = 0
    courses: int = 0

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction of its own, with what letters need."""
        with self.app.app_context(), Session(self.engine) as session:
            yield session
            session.commit()

    def at_once(self, *jobs: Callable[[], Result]) -> list[Result]:
        """Start all jobs in the same moment, each in its own thread; return what they return."""
        gate = Barrier(len(jobs))

        def run(job: Callable[[], Result]) -> Result:
            gate.wait(timeout=30)
            return job()

        with ThreadPoolExecutor(len(jobs)) as threads:
            return list(threads.map(run, jobs))

    def decide(self, event_id: int, choice: Choice, *references: str) -> Verdict:
        """Let the organiser decide in a transaction of her own."""
        reply_by = self.clock.now + timedelta(days=7) if choice is Choice.OFFER else None
        with self.session() as session:
            return decide(
                session,
                session.get_one(Person, self.organiser_id),
                self.clock.now,
                session.get_one(Event, event_id),
                Intent(choice, tuple(references), reply_by=reply_by),
            )

    def course(self, seats: int, applicants: int) -> tuple[int, Sequence[str]]:
        """Return a new course with that many seats, and the references of who applied for it."""
        self.courses += 1
        first = self.courses * 1000
        with self.session() as session:
            course = new_course(session, self.clock.now, slug=f"course-{self.courses}")
            course.seats = seats
            sent = [
                applied(session, course, self.clock.now, first + number)
                for number in range(applicants)
            ]
            session.flush()
            return course.id, [each.reference for each in sent]

    def standing(self, event_id: int) -> dict[Status, list[str]]:
        """Return who stands where, and make sure that the seats were counted right."""
        with self.session() as session:
            event = session.get_one(Event, event_id)
            rows = session.execute(
                select(Application.status, Application.reference)
                .where(Application.event_id == event_id)
                .order_by(Application.id)
            ).all()
            held = sum(status in HOLDS_A_SEAT for status, _ in rows)
            assert event.seats_taken == held <= (event.seats or 0)
        found: dict[Status, list[str]] = {}
        for status, reference in rows:
            found.setdefault(status, []).append(reference)
        return found

    def count(self, rows: type[Base], *conditions: ColumnElement[bool]) -> int:
        """Return how many rows meet the conditions."""
        with self.session() as session:
            counted = select(func.count()).select_from(rows).where(*conditions)
            return session.scalar(counted) or 0


def open_arena(app: Flask, url: str, clock: FixedClock) -> Arena:
    """Return an arena on the app's database, with the initiative and its organiser."""
    engine = create_engine(url, pool_size=CROWD, max_overflow=5)
    prepare_engine(engine)
    arena = Arena(app, engine, clock)
    with arena.session() as session:
        initiative = _initiative(clock.now)
        organiser = Person(email="o@example.org", full_name="Mariana Costa", created_at=clock.now)
        session.add_all((initiative, organiser))
        session.flush()
        session.add(Role(person=organiser, initiative_id=initiative.id, kind=RoleKind.ORGANISER))
        session.flush()
        arena.organiser_id = organiser.id
    return arena


def _initiative(at: datetime) -> Initiative:
    return Initiative(
        slug="icap",
        name="International Carbon Action Partnership",
        short_name="ICAP",
        summary="A partnership.",
        changed_at=at,
    )

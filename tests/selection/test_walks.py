"""Whatever organisers, applicants and the clock do in whatever order: what must hold, holds."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT, Status
from courseapp.applications.submitting import withdraw_application
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.events.rules import Mode
from courseapp.events.signals import seats_changed
from courseapp.mail.models import Message
from courseapp.selection.giving_up import give_up_seat
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import Offer, TimeRequest
from courseapp.selection.more_time import Reply, ask_for_time, reply_to_wish
from courseapp.selection.overbooking import overbook
from courseapp.selection.releasing import cancel_release, release_under_way
from courseapp.selection.rules import Answer, AskState, Choice
from courseapp.selection.tasks import end_waits_due, lapse_overdue, remind_due
from tests.selection.story import Round

pytestmark = pytest.mark.both_databases

STEPS = 60
SECRET = {"decide_privately", "take_back", "plan", "cancel_plan"}


class Walk:
    """Somebody does something, at random but the same again for the same seed."""

    def __init__(self, selection: Round, seed: int) -> None:
        self.selection, self.random = selection, Random(seed)
        self.session, self.clock = selection.session, selection.clock
        self.done: set[str] = set()
        self.course, self.organiser = selection.course, selection.cast.icap_organiser

    def somebody(self) -> Application:
        return self.random.choice(self.selection.applications)

    def decide_privately(self) -> None:
        choice = self.random.choice(list(Choice))
        chosen = self.random.sample(list(self.selection.applications), 2)
        self.selection.privately(choice, *chosen, rank=self.random.choice([None, 1, 2]))

    def take_back(self) -> None:
        self.selection.privately(None, self.somebody())

    def decide(self) -> None:
        self.selection.decide(self.random.choice(list(Choice)), self.somebody())

    def plan(self) -> None:
        self.selection.release(days=self.random.choice([0, 1, 2]))

    def cancel_plan(self) -> None:
        release = release_under_way(self.session, self.course.id)
        if release is not None:
            cancel_release(self.session, self.organiser, self.clock.now, release)

    def work(self) -> None:
        self.selection.work()
        with self.selection.app.app_context():
            lapse_overdue()
            remind_due()
            end_waits_due()

    def wait(self) -> None:
        self.clock.advance(hours=self.random.choice([1, 20, 80, 200]))

    def answer(self) -> None:
        offers = self.session.scalars(select(Offer).order_by(Offer.id)).all()
        if offers:
            application = self.random.choice(offers).application
            self.selection.answer(application, self.random.choice(list(Answer)), "Because.")

    def withdraw(self) -> None:
        one = self.somebody()
        withdraw_application(self.session, one.person, self.clock.now, one)

    def give_up(self) -> None:
        about = (self.session, self.organiser, self.clock.now, self.somebody())
        give_up_seat(*about, "You do not answer.")

    def ask(self) -> None:
        offers = self.selection.offers(self.somebody())
        if offers:
            ask_for_time(self.session, self.clock.now, offers[-1], "Please.")

    def reply(self) -> None:
        wanted = select(TimeRequest).filter_by(state=AskState.ASKED)
        for wish in self.session.scalars(wanted.limit(1)):
            until = wish.offer.reply_by + timedelta(days=2)
            said = Reply(self.random.choice([None, until]))
            reply_to_wish(self.session, self.organiser, self.clock.now, wish, said)

    def more_or_fewer_seats(self) -> None:
        lock(self.session, Event, self.course.id)
        self.course.seats = self.random.choice([1, 2, 3])
        self.course.count_seats_above()
        self.session.flush()
        seats_changed.send(self.course, session=self.session, now=self.clock.now)

    def overbook(self) -> None:
        percent = self.random.choice([0, 50, 100])
        overbook(self.session, self.organiser, self.clock.now, self.course, percent)

    def steps(self) -> tuple[Callable[[], None], ...]:
        """Return what may happen; what happens more often stands there more often."""
        return (
            *(self.decide_privately,) * 3, *(self.answer,) * 3, *(self.work,) * 2, self.take_back,
            self.decide, self.plan, self.cancel_plan, self.wait, self.withdraw, self.give_up,
            self.ask, self.reply, self.more_or_fewer_seats, self.overbook,
        )  # fmt: skip

    def take(self) -> str:
        """Take one step, and return its name; what a rule refuses leaves everything as it was."""
        chosen = self.random.choice(self.steps())
        with self.selection.app.test_request_context():
            try:
                with self.session.begin_nested():
                    chosen()
                    self.done.add(chosen.__name__)
            except Problem:
                self.session.expire_all()
            self.session.commit()
        return chosen.__name__


@pytest.mark.parametrize("seed", [6, 600])
def test_no_walk_breaks_what_must_hold(selection: Round, seed: int) -> None:
    walk = Walk(selection, seed)
    selection.course.mode = Mode.ONLINE
    selection.session.commit()
    statuses, taken = selection.statuses(), []
    for _ in range(STEPS):
        letters = selection.session.scalar(select(func.count()).select_from(Message))
        taken.append(walk.take())
        now = selection.statuses()
        assert broken_invariants(selection.session) == [], taken
        if taken[-1] in SECRET:
            assert now == statuses, taken
            assert letters == selection.session.scalar(select(func.count()).select_from(Message))
        lost = [(old, new) for old, new in zip(statuses, now, strict=True)
                if old in HOLDS_A_SEAT and new not in HOLDS_A_SEAT]  # fmt: skip
        allowed = {Status.TURNED_DOWN, Status.LAPSED, Status.WITHDRAWN, Status.GIVEN_UP}
        assert {new for _, new in lost} <= allowed, taken
        places = selection.course.places
        assert places is not None
        held, before = (sum(each in HOLDS_A_SEAT for each in all_) for all_ in (now, statuses))
        assert held <= max(places, before), taken
        statuses = now
    assert len(walk.done) > 10, sorted(walk.done)

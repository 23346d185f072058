"""From review to refilling in whatever order: what `flask check invariants` looks at, holds."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from courseapp.applications.rules import HOLDS_A_SEAT
from courseapp.cli import INVARIANTS
from courseapp.cohorts import adjusting
from courseapp.cohorts.approving import approve
from courseapp.cohorts.limits import LimitPlan, add_limit
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.model.wording.names import NO_NAMES
from courseapp.cohorts.models import Cohort, CohortLimit
from courseapp.cohorts.names_read import Calling, calling
from courseapp.cohorts.proposing import propose, read
from courseapp.core.errors import Problem
from courseapp.events.rules import Mode
from courseapp.review.assigning.by_hand import assign_one
from courseapp.review.conflicts import deciding
from courseapp.review.conflicts.models import ConflictOfInterest
from courseapp.review.conflicts.people import colleague_of
from courseapp.review.models import Assignment
from courseapp.review.rules import Round as ReviewRound
from courseapp.review.seeing import sees
from courseapp.review.writing import save_review, submit_review
from tests.cohorts.story import second_organiser
from tests.review.story import Committee, reviewer, rubric
from tests.selection.story import Round
from tests.selection.test_walks import Walk

pytestmark = pytest.mark.both_databases

STEPS = 90


class WholeWalk(Walk):
    """Everybody at once: reviewers, two organisers, applicants and the clock."""

    def __init__(self, selection: Round, seed: int) -> None:
        super().__init__(selection, seed)
        session, now, course = self.session, self.clock.now, self.course
        self.second = second_organiser(session, course, now)
        self.bela = reviewer(session, course, "Bela Kiss", now)
        criteria = rubric(session, self.organiser, now, course)
        people, about = [self.bela], (session, selection.clock, selection.cast, course)
        applications = selection.applications
        self.committee = Committee(selection.app, *about, applications, people, criteria)
        self.committee.phases(discussion_in=timedelta(days=400))

    def assign(self) -> None:
        about = (self.course, ReviewRound.READING, self.somebody().reference, self.bela.id)
        assign_one(self.session, self.organiser, self.clock.now, *about)

    def review(self) -> None:
        """Write as her page would let her: only what she sees."""
        given = self.session.scalars(select(Assignment).order_by(Assignment.id)).all()
        seen = [each for each in given if sees(self.session, self.bela, each.id)]
        if not seen:
            raise Problem("Nothing is hers to read.")
        points = (self.random.choice([1, 3, 5]), self.random.choice([0, 7, 10]))
        written, about = self.committee.written(points), (self.session, self.bela, self.clock.now)
        submit_review(*about, save_review(*about, self.random.choice(seen), written))

    def conflict(self) -> None:
        colleague = colleague_of(self.session, self.course, self.bela.id)
        about = (self.course, self.somebody().reference, colleague, "Friends.")
        deciding.set_conflict(self.session, self.organiser, self.clock.now, *about)

    def no_conflict(self) -> None:
        stands = select(ConflictOfInterest).filter_by(removed_at=None).limit(1)
        for each in self.session.scalars(stands).all():
            about = (self.session, self.organiser, self.clock.now, self.course)
            deciding.remove_conflict(*about, each.id, "They are none.")

    def limit(self) -> None:
        if self.session.scalar(select(func.count(CohortLimit.id))) == 0:
            plan = LimitPlan(LimitKind.AT_MOST, 1, "organisation_type", ("national_government",))
            add_limit(self.session, self.organiser, self.clock.now, self.course, plan, NO_NAMES)

    def propose(self) -> None:
        about = (self.session, self.organiser, self.clock.now, self.course)
        whole = read(propose(*about))
        if whole.result is not None:
            adjusting.adopt(*about, whole)

    def cohort(self) -> Cohort | None:
        newest = select(Cohort).order_by(Cohort.id.desc()).limit(1)
        return self.session.scalars(newest).one_or_none()

    def tick(self) -> None:
        row = self.cohort()
        if row is not None:
            shown = [each.reference for each in self.selection.applications]
            ticked = self.random.sample(shown, 2)
            ticks = adjusting.Ticks(shown, ticked, "They suit us.", row.version)
            adjusting.tick(self.session, self.organiser, self.clock.now, row, ticks)

    def lock(self) -> None:
        row = self.cohort()
        if row is not None:
            about = (self.session, self.organiser, self.clock.now, row, row.version)
            adjusting.lock_cohort(*about, 2, self.called())

    def unlock(self) -> None:
        row = self.cohort()
        if row is not None:
            about = (self.session, self.organiser, self.clock.now)
            adjusting.unlock_cohort(*about, row, row.version)

    def approve(self) -> None:
        row = self.cohort()
        if row is not None:
            about = (self.session, self.second, self.clock.now)
            approve(*about, row, row.version, self.called())

    def called(self) -> Calling:
        return calling(self.session, self.course)

    def steps(self) -> tuple[Callable[[], None], ...]:
        return (
            *super().steps(), *(self.assign, self.review) * 3, self.conflict, self.no_conflict,
            *(self.propose, self.lock, self.approve) * 2, self.limit, self.tick, self.unlock,
        )  # fmt: skip


@pytest.mark.parametrize("seed", [6, 55])
def test_no_walk_through_all_of_it_breaks_what_must_hold(selection: Round, seed: int) -> None:
    walk = WholeWalk(selection, seed)
    selection.course.mode = Mode.ONLINE
    selection.session.commit()
    statuses, taken = selection.statuses(), []
    for _ in range(STEPS):
        taken.append(walk.take())
        now = selection.statuses()
        assert [each for find in INVARIANTS for each in find(selection.session)] == [], taken
        held, before = (sum(each in HOLDS_A_SEAT for each in all_) for all_ in (now, statuses))
        places = selection.course.places
        assert places is not None
        assert held <= max(places, before), taken
        statuses = now
    assert {"propose", "lock", "approve", "review", "conflict"} <= walk.done

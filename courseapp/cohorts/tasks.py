"""The worker's part: it answers proposals that take long, at once and again each minute."""

from datetime import timedelta

from flask import Flask, current_app, has_app_context
from huey import Huey, crontab
from sqlalchemy import event, or_, select, update
from sqlalchemy.orm import Session

from courseapp.cohorts.models import CohortProposal
from courseapp.cohorts.proposing import WAITS, answer, explain_in_steps, read
from courseapp.cohorts.rules import UNFINISHED, ProposalState
from courseapp.core.database import rows_changed
from courseapp.core.request import session
from courseapp.extensions import db
from courseapp.optima.highs import SolverFailed

WAKE = "wake_cohorts"
CLAIM = timedelta(minutes=10)  # after which another worker may go on with it


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to propose cohorts, and let the app wake it."""

    def work() -> None:
        with app.app_context():
            work_on_proposals()

    jobs.periodic_task(crontab(minute="*"), name="work_on_cohorts_each_minute")(work)
    app.extensions[WAKE] = jobs.task(name="work_on_cohorts")(work)


def work_on_proposals() -> int:
    """Answer and explain what waits; return how many were taken up here.

    Nothing is held while the solver thinks: each step is a transaction of its own. Needs an
    application context.
    """
    waiting = (
        session()
        .scalars(
            select(CohortProposal.id)
            .where(CohortProposal.state.in_(UNFINISHED))
            .order_by(CohortProposal.id)
        )
        .all()
    )
    session().rollback()
    return sum(_work_on(each) for each in waiting)


def _work_on(proposal_id: int) -> bool:
    if not _claim(proposal_id):
        return False
    found = session().get_one(CohortProposal, proposal_id)
    row = _apart(found)
    session().rollback()
    try:
        if row.state is ProposalState.WAITING:
            answer(row, read(row).task)
            _keep(row)
        for _ in explain_in_steps(row):
            _keep(row)
    except SolverFailed:
        row.state = ProposalState.FAILED
        _keep(row)
    return True


def _claim(proposal_id: int) -> bool:
    """Take the proposal, if nobody works on it; of two workers one gets it."""
    now = current_app.extensions["clock"]()
    free = or_(CohortProposal.claimed_until.is_(None), CohortProposal.claimed_until < now)
    taken = rows_changed(
        session(),
        update(CohortProposal)
        .where(CohortProposal.id == proposal_id, CohortProposal.state.in_(UNFINISHED), free)
        .values(claimed_until=now + CLAIM)
        .execution_options(synchronize_session=False),
    )
    session().commit()
    return taken == 1


def _apart(found: CohortProposal) -> CohortProposal:
    """Return a copy that belongs to no session: what is worked out is written at once, later."""
    names = (each.key for each in CohortProposal.__mapper__.column_attrs)
    return CohortProposal(**{name: getattr(found, name) for name in names})


def _keep(row: CohortProposal) -> None:
    """Write what is worked out so far, and keep the claim; a short transaction."""
    now = current_app.extensions["clock"]()
    session().execute(
        update(CohortProposal)
        .where(CohortProposal.id == row.id)
        .values(
            state=row.state,
            result=row.result,
            result_digest=row.result_digest or "",
            explained=row.explained,
            milliseconds=row.milliseconds,
            solver=row.solver,
            claimed_until=now + CLAIM,
        )
        .execution_options(synchronize_session=False)
    )
    session().commit()


@event.listens_for(db.session, "after_commit")
def _wake_the_worker(done: Session) -> None:
    """Only after the commit: a job that runs before it would find nothing to work on."""
    if done.in_nested_transaction():
        return  # only a savepoint was released
    if done.info.pop(WAITS, False) and has_app_context():
        current_app.extensions[WAKE]()

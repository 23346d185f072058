"""Proposals: what the solver makes of an event's limits, kept whole, explained step by step.

A small one is answered at once. The worker takes the others: it solves, and then works out what
each limit cost and why each person is in or out, with a commit after each step, so that pages show
how far it is and nobody waits for its transaction.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from time import monotonic
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.cohorts.explanations import (
    cost_to_plain,
    costs_of,
    equals_to_plain,
    reason_to_plain,
    thing_to_plain,
    way_to_plain,
)
from courseapp.cohorts.gathering import Gathered, gather
from courseapp.cohorts.model.document import (
    digest,
    result_from_json,
    result_to_json,
    task_from_json,
    task_to_json,
)
from courseapp.cohorts.model.equals import equals_of
from courseapp.cohorts.model.explaining import explain
from courseapp.cohorts.model.record import Impossible, Result, Task
from courseapp.cohorts.model.relaxing import conflict, ways_out, ways_to_fill
from courseapp.cohorts.model.solving import solve
from courseapp.cohorts.models import CohortProposal
from courseapp.cohorts.planning import note
from courseapp.cohorts.rules import HAS_RESULT, ProposalState
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event

AT_ONCE = 60 * 12  # people times limits that are answered within about a second
PEOPLE_AT_ONCE = 80
STEP_SECONDS = 2.0  # of explaining between two commits
MOST_EQUALS = 20
MOST_OUT = 400  # people who are out, of whom it is worked out why without anybody asking
MOST_ASKED = 50  # of whom organisers ask at once
WAITS = "cohort_proposals_wait"  # in the session's notes: the worker is woken after the commit
NOBODY = "Nobody can be chosen yet: no application was sent, or all are decided."


@dataclass(frozen=True)
class Whole:
    """A proposal read back: the task, and the result where there is one."""

    row: CohortProposal
    task: Task
    result: Result | None


def propose(session: Session, actor: Person, now: datetime, event: Event) -> CohortProposal:
    """Keep what is asked now as a proposal; answer it at once, or let the worker do so.

    Raises Problem where nobody can be chosen or nobody said how many seats there are.
    """
    lock(session, Event, event.id)
    gathered = gather(session, event, now)
    if not gathered.task.candidates:
        raise Problem(NOBODY)
    row = _kept(session, actor, now, event, gathered)
    if is_small(gathered.task):
        answer(row, gathered.task)
        for _ in explain_in_steps(row):
            continue
    else:
        session.info[WAITS] = True
    session.flush()
    note(session, actor, now, event, f"Proposal {row.number} was asked for")
    return row


def is_small(task: Task) -> bool:
    """Return whether solving and explaining take about a second at most."""
    people = len(task.candidates)
    return people <= PEOPLE_AT_ONCE and people * (len(task.limits) + 1) <= AT_ONCE


def answer(row: CohortProposal, task: Task) -> None:
    """Solve the task of a proposal and keep the result, or the ways out where there is none.

    Where seats stay empty, the ways to fill them are kept with it.
    """
    begun = monotonic()
    try:
        result = solve(task)
    except Impossible:
        row.state = ProposalState.IMPOSSIBLE
        row.explained = {
            "conflict": [thing_to_plain(each) for each in conflict(task)],
            "ways": [way_to_plain(each) for each in ways_out(task)],
        }
    else:
        row.result = result_to_json(result)
        row.result_digest = digest(row.result)
        row.state = ProposalState.SOLVED
        if result.empty_seats:
            row.explained = {"ways": [way_to_plain(each) for each in ways_to_fill(task)]}
    row.milliseconds = round((monotonic() - begun) * 1000)
    row.solver = solver_name()


def explain_in_steps(row: CohortProposal) -> Iterator[None]:
    """Work out costs, equals and reasons; what is told so far is in the row at each step.

    What an earlier worker has told already is not worked out again.
    """
    whole = read(row)
    if row.state is not ProposalState.SOLVED or whole.result is None:
        return
    told: dict[str, Any] = {"costs": [], "reasons": {}, **row.explained}
    until = monotonic() + STEP_SECONDS
    for _ in _explained(whole.task, whole.result, told):
        if monotonic() > until:
            row.explained = dict(told)
            yield
            until = monotonic() + STEP_SECONDS
    row.explained, row.state = dict(told), ProposalState.EXPLAINED
    yield


def _explained(task: Task, result: Result, told: dict[str, Any]) -> Iterator[None]:
    explanation = explain(task, result, costs_of(told))
    for limit in task.limits[len(told["costs"]) :]:
        told["costs"] = [*told["costs"], cost_to_plain(explanation.cost(limit.key))]
        yield
    if "equals" not in told:
        told["equals"] = equals_to_plain(equals_of(task, MOST_EQUALS))
        yield
    for reference in asked_why(task, result, told.get("asked", ())):
        if reference not in told["reasons"]:
            reason = reason_to_plain(explanation.why(reference))
            told["reasons"] = {**told["reasons"], reference: reason}
            yield


def asked_why(task: Task, result: Result, also: Sequence[str] = ()) -> Sequence[str]:
    """Return of whom it is worked out why: everybody chosen, who came nearest to it, and `also`."""
    chosen = set(result.chosen)
    others = [each for each in task.candidates if each.reference not in chosen]
    nearest = sorted(others, key=lambda each: (-each.points, each.reference))
    usual = [*result.chosen, *(each.reference for each in nearest)][: len(chosen) + MOST_OUT]
    return list(dict.fromkeys([*usual, *also]))


def ask_why(session: Session, row: CohortProposal, references: Collection[str]) -> int:
    """Let the worker find out why these people are in or out too; return how many it is asked of.

    Raises Problem while it works on the proposal.
    """
    held = lock(session, CohortProposal, row.id)
    if held.state is not ProposalState.EXPLAINED:
        raise Problem("This proposal is being worked out. Ask again when that is done.")
    told = held.explained
    known = {each.reference for each in read(held).task.candidates} - told["reasons"].keys()
    wanted = sorted(known & set(references))[:MOST_ASKED]
    if wanted:
        held.explained = {**told, "asked": [*told.get("asked", ()), *wanted]}
        held.state, held.claimed_until = ProposalState.SOLVED, None
        session.info[WAITS] = True
        session.flush()
    return len(wanted)


def read(row: CohortProposal) -> Whole:
    """Return a proposal as values."""
    result = result_from_json(row.result) if row.result is not None else None
    return Whole(row, task_from_json(row.task), result)


def proposal_of(session: Session, event: Event, number: int) -> CohortProposal:
    """Return the event's proposal with the number. Raises NotFound."""
    found = session.scalars(
        select(CohortProposal).where(
            CohortProposal.event_id == event.id, CohortProposal.number == number
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def solved(session: Session, event: Event, number: int) -> Whole:
    """Return a proposal that has a result. Raises NotFound for others."""
    found = proposal_of(session, event, number)
    if found.state not in HAS_RESULT:
        raise NotFound
    return read(found)


def solver_name() -> str:
    """Return the solver with its version: ``HiGHS (highspy 1.15.1)``."""
    return f"HiGHS (highspy {version('highspy')})"


def _kept(
    session: Session, actor: Person, now: datetime, event: Event, gathered: Gathered
) -> CohortProposal:
    highest = select(func.max(CohortProposal.number)).where(CohortProposal.event_id == event.id)
    document = task_to_json(gathered.task)
    row = CohortProposal(
        event_id=event.id,
        number=(session.scalar(highest) or 0) + 1,
        state=ProposalState.WAITING,
        task=document,
        task_digest=digest(document),
        raw=dict(gathered.raw),
        about={
            "unscored": list(gathered.unscored),
            "setting": str(gathered.settings.unscored),
            "by_nationality": gathered.settings.by_nationality,
            "lists": dict(gathered.lists),
        },
        explained={},
        lists_on=gathered.lists_on,
        made_by_id=actor.id,
        made_by=actor.display_name,
        made_at=now,
    )
    session.add(row)
    session.flush()
    return row

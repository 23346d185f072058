"""The one way by which assignments are made and taken away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, tuple_
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.bonds import Bond, watched
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.review.assigning.model import Pair
from courseapp.review.assigning.situation import Situation
from courseapp.review.models import Assignment
from courseapp.review.rounds import phase_of, round_of
from courseapp.review.rules import Phase, Round, Source

AT_ONCE = 400  # rows in one statement
NO_ROUND = "This round is not planned yet. Plan the review first."
OVER = "This round is closed, so nobody can be assigned in it. Change its dates first."


@dataclass(frozen=True)
class Step:
    """What is assigned and taken away by one press, and how it came about."""

    source: Source
    add: Collection[Pair] = ()
    remove: Collection[Pair] = ()


def refuse_round(session: Session, now: datetime, event: Event, which: Round) -> None:
    """Raise Problem where nobody can be assigned in the round."""
    row = round_of(session, event.id, which)
    if row is None:
        raise Problem(NO_ROUND)
    if phase_of(row, now) is Phase.CLOSED:
        raise Problem(OVER)


def write_assignments(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    which: Round,
    situation: Situation,
    step: Step,
) -> None:
    """Make and take away assignments at once, and log it in one line.

    The caller holds the event, has made sure that the round is open, and knows the situation as
    it is now. Of what is begun nothing is taken away, and nothing in conflict is made.
    """
    new = sorted(set(step.add) - {each.pair for each in situation.given} - situation.conflicts)
    gone = sorted(set(step.remove) & situation.not_begun)
    usual = {"round": which, "source": step.source, "assigned_at": now}
    usual |= {"assigned_by": actor.display_name}
    if new or gone:
        with watched(session, now, Bond.REVIEWS, event.id):
            for start in range(0, len(gone), AT_ONCE):
                _remove(session, which, gone[start : start + AT_ONCE])
            _add(session, new, usual)
    _log(session, actor, now, event, which, len(new), len(gone))


def _add(session: Session, pairs: Collection[Pair], usual: Mapping[str, Any]) -> None:
    rows = [
        {"application_id": pair.application, "reviewer_id": pair.reviewer, **usual}
        for pair in pairs
    ]
    if rows:
        session.execute(insert(Assignment), rows)


def _remove(session: Session, which: Round, pairs: Collection[Pair]) -> None:
    columns = tuple_(Assignment.application_id, Assignment.reviewer_id)
    session.execute(
        delete(Assignment)
        .where(Assignment.round == which, columns.in_(list(pairs)))
        .execution_options(synchronize_session="fetch")
    )


def _log(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    which: Round,
    new: int,
    gone: int,
) -> None:
    if new or gone:
        record(
            session,
            at=now,
            actor=actor.display_name,
            verb="assign",
            subject=f"event/{event.id}",
            summary=f"Assigned reviewers ({which}): {new} new, {gone} taken away",
        )
    session.flush()

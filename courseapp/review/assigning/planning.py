"""The proposal who reviews what: as a dry run, and taken by a press."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.review.assigning.comparing import Difference, difference
from courseapp.review.assigning.model import Impossible
from courseapp.review.assigning.situation import Situation, situation_of, tagged_with, task_of
from courseapp.review.assigning.solving import best_plan
from courseapp.review.assigning.writing import NO_ROUND, Step, refuse_round, write_assignments
from courseapp.review.conflicts.running import detect_conflicts
from courseapp.review.rounds import round_of
from courseapp.review.rules import Round, Source

MOST_EACH, MOST_MOST = 20, 1000
SPARE = 1.25  # times what each would have if all had the same
CHANGED = (
    "Something has changed since this was proposed: applications, assignments or conflicts. "
    "Nothing was assigned. Look at the new proposal."
)


@dataclass(frozen=True)
class Wish:
    """What an organiser asks for: reviews of each application, and the limit of each reviewer.

    `tag_id` names the tag of the applications that are meant; 0 means all of the round.
    """

    each: int
    most: int
    tag_id: int = 0


@dataclass(frozen=True)
class DryRun:
    """What would be assigned; without a change, `refusal` says why there is no plan."""

    situation: Situation
    applications: int
    change: Difference | None = None
    refusal: str = ""


def usual_wish(session: Session, event: Event, which: Round, situation: Situation) -> Wish:
    """Return what one would ask for: the reviews that are wanted, and a limit with some room."""
    row = round_of(session, event.id, which)
    each = row.wanted if row else 1
    reviewers = sum(colleague.is_reviewer for colleague in situation.colleagues)
    number = len(_of_round(which, situation) or situation.references)
    return Wish(each, min(MOST_MOST, max(1, ceil(SPARE * each * number / max(1, reviewers)))))


def dry_run(
    session: Session, event: Event, which: Round, wish: Wish, situation: Situation | None = None
) -> DryRun:
    """Return what would become of the wish. Nothing is changed."""
    there = situation or situation_of(session, event, which)
    only = tagged_with(session, wish.tag_id) if wish.tag_id else _of_round(which, there)
    task = task_of(session, event, there, each=wish.each, most=wish.most, only=only)
    try:
        change = difference(task, best_plan(task))
    except Impossible as impossible:
        return DryRun(there, len(task.papers), refusal=impossible.sentence)
    return DryRun(there, len(task.papers), change)


def take_plan(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    which: Round,
    wish: Wish,
    digest: str,
) -> Difference:
    """Assign what was proposed, and note how many reviews are wanted from now on.

    Conflicts are detected anew first. Raises Problem where the proposal would be another one now,
    as it is too where somebody else was faster.
    """
    lock(session, Event, event.id)
    refuse_round(session, now, event, which)
    detect_conflicts(session, actor, now, event)
    run = dry_run(session, event, which, wish)
    if run.change is None or run.change.digest != digest:
        raise Problem(CHANGED)
    step = Step(Source.PLAN, run.change.added, run.change.removed)
    write_assignments(session, actor, now, event, which, run.situation, step)
    row = round_of(session, event.id, which)
    if row is None:
        raise Problem(NO_ROUND)
    if not wish.tag_id:
        row.wanted = wish.each
    session.flush()
    return run.change


def _of_round(which: Round, situation: Situation) -> frozenset[int] | None:
    """All are read; interviewed is who was given an interviewer already."""
    if which is Round.READING:
        return None
    return frozenset(each.pair.application for each in situation.given)

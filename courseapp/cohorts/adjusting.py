"""A cohort of the organisers' own: begun from a proposal, ticked by hand, locked, approved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT
from courseapp.cohorts.conflicts_hidden import conflicted_references, refuse_conflicted
from courseapp.cohorts.gathering import CAN_BE_CHOSEN
from courseapp.cohorts.model.checking import verify
from courseapp.cohorts.model.lottery import drawing_order
from courseapp.cohorts.model.record import LimitKind, Task
from courseapp.cohorts.model.wording.limits import fault_words
from courseapp.cohorts.model.wording.names import joined
from courseapp.cohorts.models import Cohort, CohortChange
from courseapp.cohorts.names_read import Calling
from courseapp.cohorts.planning import note
from courseapp.cohorts.proposing import Whole, read
from courseapp.cohorts.rules import CohortAction, CohortState, leads_to
from courseapp.cohorts.sealing import allotted, seal
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event

CHANGED = "Somebody else changed this cohort meanwhile. Look at it again."
TICKED = (
    "Somebody else changed this cohort meanwhile. The boxes are as you ticked them, and “Now” says "
    "who is in. Look again, then save."
)
NOT_NOW = "This cohort is {state}, so that cannot be done. Make a new one from a proposal."


@dataclass(frozen=True)
class Ticks:
    """What was ticked of the people who were shown, and why; `version` is that of the page."""

    shown: Collection[str]
    ticked: Collection[str]
    reason: str
    version: int


def adopt(session: Session, actor: Person, now: datetime, event: Event, whole: Whole) -> Cohort:
    """Begin a cohort with the people of a proposal."""
    if whole.result is None:
        raise NotFound
    lock(session, Event, event.id)
    highest = select(func.max(Cohort.number)).where(Cohort.event_id == event.id)
    row = Cohort(
        event_id=event.id,
        number=(session.scalar(highest) or 0) + 1,
        proposal_id=whole.row.id,
        state=CohortState.OPEN,
        version=1,
        chosen=sorted(whole.result.chosen),
        made_by_id=actor.id,
        made_by=actor.display_name,
        made_at=now,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    said = f"Cohort {row.number} was begun from proposal {whole.row.number}"
    note(session, actor, now, event, said)
    return row


def cohort_of(session: Session, event: Event, number: int) -> Cohort:
    """Return the event's cohort with the number. Raises NotFound."""
    found = session.scalars(
        select(Cohort).where(Cohort.event_id == event.id, Cohort.number == number)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def tick(
    session: Session, actor: Person, now: datetime, row: Cohort, ticks: Ticks
) -> Sequence[CohortChange]:
    """Put in who is ticked and take out who is not, among those shown; return what changed.

    Raises Problem where somebody was faster, where the reason is missing, or where somebody
    would be taken out who holds a seat.
    """
    held = _held(session, row, ticks.version, CohortAction.ADJUST, TICKED)
    task = read(held.proposal).task
    shown = set(ticks.shown) & task.by_reference.keys()
    before, ticked = set(held.chosen), set(ticks.ticked) & shown
    after = (before - shown) | ticked | {each.reference for each in task.fixed}
    changed = sorted(before ^ after)
    if not changed:
        return ()
    refuse_conflicted(changed, conflicted_references(session, row.event, actor))
    if not ticks.reason:
        raise Problem("Say why, for the minutes.", "reason")
    made = [_change(held, actor, now, each, ticks.reason, after) for each in changed]
    session.add_all(made)
    held.chosen = sorted(after)
    _touch(held, now)
    session.flush()
    return made


def lock_cohort(
    session: Session,
    actor: Person,
    now: datetime,
    row: Cohort,
    version: int,
    reserve: int,
    called: Calling,
) -> None:
    """End the ticking: order people, allot modules, put so many on the reserve, seal it all.

    Raises Problem where a hard limit does not hold, or somebody can no longer be chosen.
    """
    held = _held(session, row, version, CohortAction.LOCK)
    whole = read(held.proposal)
    refuse_broken(whole.task, held.chosen, called)
    refuse_gone(session, held, called)
    held.chosen = list(in_order(whole.task, held.chosen))
    held.reserve = list(reserves(whole.task, held.chosen)[:reserve])
    held.modules = {key: list(had) for key, had in allotted(whole.task, held.chosen).items()}
    held.locked_by_id, held.locked_by, held.locked_at = actor.id, actor.display_name, now
    held.state = CohortState.LOCKED
    _touch(held, now)
    held.digest = seal(held)
    session.flush()
    note(session, actor, now, held.event, f"Cohort {held.number} was locked")


def unlock_cohort(
    session: Session, actor: Person, now: datetime, row: Cohort, version: int
) -> None:
    """Let people be ticked again, as long as nobody approved."""
    held = _held(session, row, version, CohortAction.UNLOCK)
    held.state, held.digest, held.reserve, held.modules = CohortState.OPEN, "", [], {}
    held.locked_by_id, held.locked_by, held.locked_at = None, "", None
    _touch(held, now)
    session.flush()
    note(session, actor, now, held.event, f"Cohort {held.number} was unlocked")


def refuse_broken(task: Task, chosen: Sequence[str], called: Calling) -> None:
    """Raise Problem with every hard limit that the people break."""
    faults = verify(task, chosen)
    if faults:
        told = " ".join(fault_words(task, each, called.names) for each in faults)
        raise Problem(f"{told} Tick others, or make that limit a wish and propose again.")


def refuse_gone(session: Session, row: Cohort, called: Calling) -> None:
    """Raise Problem where somebody chosen has withdrawn or was declined since. One statement."""
    gone = [called.person(each).name for each in gone_of(session, row, row.chosen)]
    if gone:
        raise Problem(
            f"{joined(gone)} can no longer be chosen: withdrawn, declined or asked for more "
            "since the proposal. Make a new proposal, or take them out."
        )


def gone_of(session: Session, row: Cohort, references: Sequence[str]) -> Sequence[str]:
    """Return who of these can no longer be chosen and holds no seat. One statement."""
    wanted = select(Application.reference).where(
        Application.event_id == row.event_id,
        Application.status.in_(CAN_BE_CHOSEN | HOLDS_A_SEAT),
    )
    there = set(session.scalars(wanted))
    return [each for each in references if each not in there]


def in_order(task: Task, references: Collection[str]) -> Sequence[str]:
    """Return the references by points, equals in the order of the lottery."""
    drawn = {each: place for place, each in enumerate(drawing_order(task.seed, references))}
    return sorted(references, key=lambda each: (-task.by_reference[each].points, drawn[each]))


def reserves(task: Task, chosen: Collection[str]) -> Sequence[str]:
    """Return who can be on the reserve, in order: all others, but for those who must be out."""
    out = {
        reference
        for limit in task.limits
        if limit.kind is LimitKind.MUST_OUT and limit.is_hard
        for reference in limit.people
    }
    left = task.by_reference.keys() - set(chosen) - out
    return in_order(task, left)


def hands_of(session: Session, row: Cohort) -> frozenset[int]:
    """Return the ids of all who made, changed or locked the cohort. One statement."""
    changed = session.scalars(
        select(CohortChange.made_by_id).where(CohortChange.cohort_id == row.id).distinct()
    )
    named = {row.made_by_id, row.locked_by_id}
    return frozenset({*changed, *(each for each in named if each is not None)})


def _held(
    session: Session, row: Cohort, version: int, action: CohortAction, changed: str = CHANGED
) -> Cohort:
    held = lock(session, Cohort, row.id)
    if leads_to(held.state, action) is None:
        raise Problem(NOT_NOW.format(state=held.state))
    if held.version != version:
        raise Problem(changed)
    return held


def _touch(row: Cohort, now: datetime) -> None:
    row.version += 1
    row.changed_at = now


def _change(
    row: Cohort, actor: Person, now: datetime, reference: str, reason: str, after: set[str]
) -> CohortChange:
    return CohortChange(
        cohort_id=row.id,
        reference=reference,
        is_in=reference in after,
        reason=reason,
        made_by_id=actor.id,
        made_by=actor.display_name,
        made_at=now,
    )

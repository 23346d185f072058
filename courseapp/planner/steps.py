"""The steps of the planner: written for each change, read for undo and for who changed what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import AuditEntry
from courseapp.core.errors import NotFound
from courseapp.events.facts.changing import SYSTEM, log
from courseapp.events.facts.describing import Difference
from courseapp.events.models import Event, EventSession
from courseapp.planner.models import PlanStep
from courseapp.planner.placements import Kept, Names, kept_from_plain, kept_to_plain

KEPT_STEPS = 100
Places = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Trace:
    """Sessions as a step found and left them, by id, and the rooms or tracks it removed."""

    before: Mapping[int, Kept]
    after: Mapping[int, Kept]
    removed: Places = ()

    @property
    def created(self) -> frozenset[int]:
        """The ids of sessions that the step brought into being."""
        return frozenset(self.after.keys() - self.before.keys())


@dataclass(frozen=True)
class LastChange:
    """Who changed a session last, and what she did, in words."""

    actor: str
    summary: str


def name_of(actor: Person | None) -> str:
    """Return what a step calls a person; None is the system."""
    return actor.display_name if actor else SYSTEM


def write_step(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    trace: Trace,
    summary: str,
    names: Names,
) -> PlanStep:
    """Keep what was done to an event that the caller holds, and log it. Old steps are forgotten."""
    number = (session.scalar(_highest(event)) or 0) + 1
    step = PlanStep(
        event_id=event.id,
        number=number,
        at=now,
        actor=name_of(actor),
        summary=summary,
        before={"sessions": _plain(trace.before), "removed": list(trace.removed)},
        after={"sessions": _plain(trace.after)},
    )
    session.add(step)
    old = PlanStep.number <= number - KEPT_STEPS
    session.execute(delete(PlanStep).where(PlanStep.event_id == event.id, old))
    log(session, event, actor, now, "plan sessions", f"{summary}.", _in_words(trace, names))
    session.flush()
    return step


def trace_of(step: PlanStep) -> Trace:
    """Return what the step did."""
    return Trace(
        _read(step.before["sessions"]), _read(step.after["sessions"]), step.before["removed"]
    )


def step_to_undo(session: Session, event: Event) -> PlanStep | None:
    """Return the newest step that nobody took back, None where there is none. One statement."""
    standing = _steps(event).where(PlanStep.undone_at.is_(None))
    return session.scalars(standing.order_by(PlanStep.number.desc()).limit(1)).one_or_none()


def numbered_step(session: Session, event: Event, number: int) -> PlanStep:
    """Return one step of the event. Raises NotFound."""
    step = session.scalars(_steps(event).where(PlanStep.number == number)).one_or_none()
    if step is None:
        raise NotFound
    return step


def steps_since(session: Session, step: PlanStep) -> Sequence[PlanStep]:
    """Return the later steps of the event that nobody took back. One statement."""
    later = PlanStep.event_id == step.event_id, PlanStep.number > step.number
    return session.scalars(select(PlanStep).where(*later, PlanStep.undone_at.is_(None))).all()


def last_change(session: Session, event: Event, sitting: EventSession) -> LastChange:
    """Return who changed the session last: in the planner, or in its form."""
    at = sitting.changed_at
    at_once = or_(PlanStep.at == at, PlanStep.undone_at == at)
    steps = session.scalars(_steps(event).where(at_once).order_by(PlanStep.number.desc()))
    for step in steps:
        if str(sitting.id) in step.after["sessions"]:
            if step.undone_at == at:
                return LastChange(step.undone_by, f"Took back: {step.summary}")
            return LastChange(step.actor, step.summary)
    return _from_the_log(session, event, sitting)


def _from_the_log(session: Session, event: Event, sitting: EventSession) -> LastChange:
    about = AuditEntry.subject == f"event/{event.id}", AuditEntry.at == sitting.changed_at
    entries = session.scalars(select(AuditEntry).where(*about).order_by(AuditEntry.id.desc())).all()
    named = [each for each in entries if f"“{sitting.title}”" in each.summary] or entries
    if not named:
        return LastChange("Somebody", f"Changed “{sitting.title}”")
    return LastChange(named[0].actor, named[0].summary.rstrip("."))


def _steps(event: Event) -> Select[PlanStep]:
    return select(PlanStep).where(PlanStep.event_id == event.id)


def _highest(event: Event) -> Select[int | None]:
    return select(func.max(PlanStep.number)).where(PlanStep.event_id == event.id)


def _plain(states: Mapping[int, Kept]) -> dict[str, Any]:
    return {str(number): kept_to_plain(state) for number, state in states.items()}


def _read(plain: Mapping[str, Any]) -> dict[int, Kept]:
    return {int(number): kept_from_plain(state) for number, state in plain.items()}


def _in_words(trace: Trace, names: Names) -> Difference:
    return Difference(
        {each.title: names.told(each.placement) for each in trace.before.values()},
        {each.title: names.told(each.placement) for each in trace.after.values()},
    )

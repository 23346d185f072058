"""Tagging many applications at once, and undoing the last time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.database import lock, rows_changed
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event
from courseapp.intake.models import ApplicationTag, Tagging, TagStep
from courseapp.intake.queries import is_sent
from courseapp.intake.rules import UNDO_FOR, Change

_DONE = {
    Change.ADD: "Tagged “{name}”: {people}",
    Change.REMOVE: "Tag “{name}” taken away from {people}",
}
TOO_LATE = "This cannot be undone any more."


def change_tags(
    session: Session,
    actor: Person,
    now: datetime,
    tag: ApplicationTag,
    change: Change,
    references: Sequence[str],
) -> TagStep:
    """Put the tag on these applications of its event, or take it away; others are passed over.

    Only what changes is counted and can be undone. Two at once come one after the other: the
    event is held. A fixed number of statements, whatever the number of applications.
    """
    lock(session, Event, tag.event_id)
    ids = _to_change(session, tag, change, references)
    step = TagStep(
        event_id=tag.event_id,
        tag=tag,
        person_id=actor.id,
        change=change,
        number=len(ids),
        removed=ids if change is Change.REMOVE else [],
        at=now,
    )
    session.add(step)
    session.flush()
    _CHANGES[change](session, step, ids)
    _log(session, actor, now, step)
    return step


def undo(session: Session, actor: Person, now: datetime, event: Event, step_id: int) -> TagStep:
    """Undo what the person did last with tags of the event.

    Whoever was tagged by that press loses the tag, unless somebody has changed it since; whoever
    lost it gets it back. Raises NotFound for other people's steps, Problem where it is too late.
    """
    lock(session, Event, event.id)
    step = session.get(TagStep, step_id)
    if step is None or step.event_id != event.id or step.person_id != actor.id:
        raise NotFound
    if step.undone_at is not None or step.at <= now - UNDO_FOR or _later(session, step):
        raise Problem(TOO_LATE)
    step.undone_at = now
    if step.change is Change.ADD:
        _drop(session, Tagging.step_id == step.id)
    else:
        _put(session, step, _without_tag(session, step))
    said = f"Undone: {done_in_words(step)}"
    record(session, at=now, actor=actor.display_name, verb="undo tagging",
           subject=f"event/{event.id}", summary=said)  # fmt: skip
    session.flush()
    return step


def done_in_words(step: TagStep) -> str:
    """Return what a step did: ``Tagged “strong”: 12 applications``."""
    people = "1 application" if step.number == 1 else f"{step.number} applications"
    return _DONE[step.change].format(name=step.tag.name, people=people)


def _to_change(
    session: Session, tag: ApplicationTag, change: Change, references: Sequence[str]
) -> list[int]:
    carried = select(Tagging.application_id).where(Tagging.tag_id == tag.id)
    has_it = Application.id.in_(carried)
    return list(
        session.scalars(
            select(Application.id)
            .where(
                is_sent(tag.event_id),
                Application.reference.in_(references),
                has_it if change is Change.REMOVE else ~has_it,
            )
            .order_by(Application.id)
        )
    )


def _put(session: Session, step: TagStep, ids: Sequence[int]) -> None:
    rows = [{"application_id": each, "tag_id": step.tag_id, "step_id": step.id} for each in ids]
    if rows:
        session.execute(insert(Tagging), rows)


def _take_away(session: Session, step: TagStep, ids: Sequence[int]) -> None:
    _drop(session, Tagging.tag_id == step.tag_id, Tagging.application_id.in_(ids))


def _drop(session: Session, *which: object) -> int:
    dropped = delete(Tagging).where(*which)  # type: ignore[arg-type]
    return rows_changed(session, dropped.execution_options(synchronize_session=False))


def _without_tag(session: Session, step: TagStep) -> Sequence[int]:
    """Those that lost it by the step, are still there, and have not got it again since."""
    carried = select(Tagging.application_id).where(Tagging.tag_id == step.tag_id)
    return session.scalars(
        select(Application.id)
        .where(Application.id.in_(step.removed), Application.id.not_in(carried))
        .order_by(Application.id)
    ).all()


def _later(session: Session, step: TagStep) -> bool:
    later = select(TagStep.id).where(
        TagStep.event_id == step.event_id,
        TagStep.person_id == step.person_id,
        TagStep.id > step.id,
    )
    return session.scalars(later.limit(1)).first() is not None


def _log(session: Session, actor: Person, now: datetime, step: TagStep) -> None:
    if step.number:
        record(session, at=now, actor=actor.display_name, verb="tag",
               subject=f"event/{step.event_id}", summary=done_in_words(step))  # fmt: skip
    session.flush()


_CHANGES = {Change.ADD: _put, Change.REMOVE: _take_away}

"""The agenda of a session: what happens in it, part by part, and who speaks in which.

It is planned like everything of a session and becomes public with the next version.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.bonds import Bond, watched
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import hold, log, require_alive, require_unchanged
from courseapp.events.facts.describing import Facts, difference
from courseapp.events.models import AgendaItem, EventSession, Speaker
from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.agenda_plans import (
    Frame,
    ItemPlan,
    Placed,
    Total,
    placed,
    refuse_faults,
    total,
)
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.events.words import AGENDA_KINDS


def frame_of(sitting: EventSession) -> Frame:
    """Return the session as its agenda must fit into it."""
    return Frame(sitting.starts_local, sitting.starts_at, sitting.ends_at, sitting.zone)


def agenda_of(sitting: EventSession) -> tuple[ItemPlan, ...]:
    """Return the agenda as the plan that it was made from, each item with its start."""
    return tuple(
        ItemPlan(item.kind, item.minutes, item.starts_after, item.title, _speakers(sitting, item))
        for item in sitting.agenda
    )


def total_of(sitting: EventSession) -> Total:
    """Return how much of the session its agenda takes."""
    return total(agenda_of(sitting), frame_of(sitting).minutes)


def too_long_in_words(sitting: EventSession) -> str:
    """Return what to tell where the session is shorter than its agenda, else ""."""
    beyond = total_of(sitting).too_long
    minutes = "1 minute" if beyond == 1 else f"{beyond} minutes"
    if not beyond:
        return ""
    return f"The agenda of “{sitting.title}” ends {minutes} after the session. Change one of them."


def write_agenda(
    session: Session,
    actor: Person | None,
    now: datetime,
    sitting: EventSession,
    items: Sequence[ItemPlan],
    seen: datetime | None = None,
) -> bool:
    """Let the session have exactly these items, and return whether anything changed.

    `seen` is the session's `changed_at` when the form was opened. Raises ChangedMeanwhile if
    somebody else saved the session or its agenda since then, and Problem where an item does not
    fit or the session is cancelled.
    """
    event = hold(session, sitting.event)
    session.refresh(sitting)
    require_alive(event)
    if sitting.status is SessionStatus.CANCELLED:
        raise Problem("This session is cancelled, so it cannot be changed any more.")
    require_unchanged(sitting, seen)
    refuse_faults(items, frame_of(sitting))
    changed = difference(agenda_facts(sitting, agenda_of(sitting)), agenda_facts(sitting, items))
    if not changed:
        return False
    with watched(session, now, Bond.SPEAKS, event.id):
        _replace(session, sitting, placed(items))
        sitting.changed_at = now
        session.flush()
    summary = f"Changed the agenda of “{sitting.title}”."
    log(session, event, actor, now, "change agenda", summary, changed)
    session.flush()
    return True


def agenda_facts(sitting: EventSession, items: Sequence[ItemPlan]) -> Facts:
    """Return an agenda as text, one item on a line, for the history and for two editors."""
    frame = frame_of(sitting)
    return {"Agenda": "\n".join(_told(each, frame) for each in placed(items))}


def _told(item: Placed, frame: Frame) -> str:
    plan = item.plan
    title = f": {plan.title}" if plan.title else ""
    speakers = f" ({'; '.join(map(str, plan.speakers))})" if plan.speakers else ""
    when = f"{frame.clock(item.starts)}, {plan.minutes} min"
    return f"{when} {AGENDA_KINDS[plan.kind]}{title}{speakers}"


def _speakers(sitting: EventSession, item: AgendaItem) -> tuple[SpeakerPlan, ...]:
    return tuple(
        SpeakerPlan(each.name, each.organisation, each.presence)
        for each in sitting.speakers
        if each.agenda_item_id == item.id
    )


def _replace(session: Session, sitting: EventSession, items: Sequence[Placed]) -> None:
    """Write all items anew: nothing refers to one, and a position is never in use twice."""
    for each in [each for each in sitting.speakers if each.agenda_item_id is not None]:
        sitting.speakers.remove(each)
    session.flush()
    sitting.agenda.clear()
    session.flush()
    rows = [_row(number, each) for number, each in enumerate(items, 1)]
    sitting.agenda.extend(rows)
    session.flush()
    highest = max((each.position for each in sitting.speakers), default=0)
    for row, item in zip(rows, items, strict=True):
        for plan in item.plan.speakers:
            highest += 1
            sitting.speakers.append(_speaker(row, plan, highest))


def _row(number: int, item: Placed) -> AgendaItem:
    plan = item.plan
    return AgendaItem(
        position=number,
        kind=plan.kind,
        title=plan.title,
        starts_after=item.starts,
        minutes=plan.minutes,
    )


def _speaker(row: AgendaItem, plan: SpeakerPlan, position: int) -> Speaker:
    return Speaker(
        agenda_item_id=row.id,
        position=position,
        name=plan.name,
        organisation=plan.organisation,
        presence=plan.presence,
    )

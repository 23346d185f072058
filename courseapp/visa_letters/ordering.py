"""Many letters at once: few are made in the request, more of them by the worker, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.permissions import is_organiser
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.database import rows_changed
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import local_date
from courseapp.events.models import Event
from courseapp.visa_letters.gathering import missing_of, settings_of
from courseapp.visa_letters.issuing import issue_letter
from courseapp.visa_letters.models import LetterOrder
from courseapp.visa_letters.queries import standing_of, valid_letter
from courseapp.visa_letters.rules import AT_ONCE, LetterKind, Standing

WAITS = "letters_wait"  # in the session's notes: the worker is woken after the commit
NOT_ANY_MORE = "Who asked for this letter is no organiser any more."


@dataclass(frozen=True)
class Done:
    """What became of many: `refused` are names, each with the reason."""

    issued: int = 0
    ordered: int = 0
    had_one: int = 0
    refused: tuple[tuple[str, str], ...] = ()


def issue_many(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    people: Sequence[Application],
    kind: LetterKind,
) -> Done:
    """Issue a letter of the kind to each who holds none that is right; the others keep theirs.

    Over `AT_ONCE` letters the worker makes them, as soon as this is committed. Raises Problem
    where no letter of the event can be issued.
    """
    today = local_date(now, event.zone or "UTC")
    if reason := missing_of(event, settings_of(session, event), today):
        raise Problem(reason)
    due = [each for each in people if not _has_one(session, each, kind)]
    kept = len(people) - len(due)
    if len(due) > AT_ONCE:
        _order(session, actor, now, event, due, kind)
        return Done(ordered=len(due), had_one=kept)
    tried = [(each.full_name, _try(session, actor, now, each, kind)) for each in due]
    refused = tuple((name, problem) for name, problem in tried if problem)
    return Done(issued=len(due) - len(refused), had_one=kept, refused=refused)


def work_off(session: Session, order_id: int, now: datetime) -> bool:
    """Make one letter that was asked for; False where another worker was faster.

    What cannot be made waits with its reason, for an organiser.
    """
    order = session.get(LetterOrder, order_id)
    if order is None or order.problem:
        return False
    application, kind, actor = order.application, order.kind, order.asked_by
    again = {
        "application_id": order.application_id,
        "event_id": order.event_id,
        "kind": kind,
        "asked_by_id": order.asked_by_id,
        "asked_at": order.asked_at,
    }
    session.expunge(order)
    if not rows_changed(session, delete(LetterOrder).where(LetterOrder.id == order_id)):
        return False
    if not is_organiser(actor, application.event.initiative_id):
        problem = NOT_ANY_MORE
    elif _has_one(session, application, kind):
        problem = ""
    else:
        problem = _try(session, actor, now, application, kind)
    if problem:
        session.add(LetterOrder(**again, problem=problem))
        session.flush()
    return not problem


def dismiss_orders(session: Session, event: Event) -> int:
    """Forget what could not be made, once an organiser has read it; return how many."""
    unread = delete(LetterOrder).where(LetterOrder.event_id == event.id, LetterOrder.problem != "")
    return rows_changed(session, unread)


def _order(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    people: Sequence[Application],
    kind: LetterKind,
) -> None:
    ids = [each.id for each in people]
    session.execute(
        delete(LetterOrder).where(LetterOrder.application_id.in_(ids), LetterOrder.kind == kind)
    )
    session.add_all(
        LetterOrder(
            application_id=each,
            event_id=event.id,
            kind=kind,
            asked_by_id=actor.id,
            asked_at=now,
        )
        for each in ids
    )
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="ask for letters",
        subject=f"event/{event.id}",
        summary=f"{len(ids)} letters are to be made",
    )
    session.info[WAITS] = True
    session.flush()


def _has_one(session: Session, application: Application, kind: LetterKind) -> bool:
    letter = valid_letter(session, application, kind)
    return letter is not None and standing_of(letter) is Standing.VALID


def _try(
    session: Session, actor: Person, now: datetime, application: Application, kind: LetterKind
) -> str:
    """Issue it whole or not at all; return what was wrong, or ""."""
    held = valid_letter(session, application, kind)
    try:
        with session.begin_nested():
            issue_letter(session, actor, now, application, kind, held.id if held else None)
    except Problem as problem:
        return problem.message
    return ""

"""Inviting a delegation and taking its answer; each step is in the table of `rules`."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.asking.letters import send
from courseapp.asking.links import new_link, require_writable
from courseapp.asking.rules import Party
from courseapp.asking.stepping import step_to
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.delegations import letters
from courseapp.delegations.models import Delegation
from courseapp.delegations.queries import to_write_to
from courseapp.delegations.rules import (
    ANSWERED,
    STEPS,
    DelegationAction,
    letter_to_write,
)
from courseapp.delegations.words import LOGGED, STATUS_LABELS
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus


def invite(
    session: Session,
    actor: Person,
    now: datetime,
    delegation: Delegation,
    note: str = "",
    seen: datetime | None = None,
) -> None:
    """Write to the focal point, with a new link; one that was sent before stops working.

    `seen` is the row's `changed_at` when the letter was shown, so that two presses are one
    letter. Raises Problem without an address, for a cancelled event, or where something changed
    meanwhile.
    """
    lock(session, Delegation, delegation.id)
    require_alive(delegation.event)
    require_writable(delegation.name, delegation.contact_email, delegation.changed_at, seen)
    _write(session, actor, now, delegation, note)
    session.flush()


def invite_all(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    action: DelegationAction,
    note: str = "",
    seen: datetime | None = None,
) -> int:
    """Write to all whom the action is for, and return how many letters these are.

    `seen` is when the page that offered it was opened: whoever got a letter or changed since
    then is left out, so that two presses are one letter each. Raises Problem for a cancelled
    event.
    """
    hold(session, event)
    require_alive(event)
    chosen = [each for each in to_write_to(session, event, action) if not _later(each, seen)]
    for each in chosen:
        _write(session, actor, now, each, note)
    session.flush()
    return len(chosen)


def _later(delegation: Delegation, seen: datetime | None) -> bool:
    return seen is not None and delegation.changed_at > seen


def _write(
    session: Session, actor: Person, now: datetime, delegation: Delegation, note: str
) -> None:
    action = letter_to_write(delegation.status)
    contact = letters.contact_of(actor)
    path = letters.path_of(new_link(delegation, now, reminds=action is DelegationAction.REMIND))
    facts = letters.facts_for(delegation, now, contact, note=note, path=path)
    _move(session, actor, now, delegation, action, Party.ORGANISER)
    to = delegation.contact_email
    send(session, now, letters.KINDS[action], to, delegation.event, facts)


def mark(
    session: Session,
    actor: Person,
    now: datetime,
    delegation: Delegation,
    action: DelegationAction,
) -> None:
    """Write down what organisers were told by telephone. Raises Problem where it does not apply."""
    lock(session, Delegation, delegation.id)
    require_alive(delegation.event)
    _move(session, actor, now, delegation, action, Party.ORGANISER)
    session.flush()


def answer(
    session: Session, now: datetime, delegation: Delegation, *, accepts: bool, remark: str
) -> None:
    """Take the answer of the delegation; the same answer again only updates the remark.

    Who declines keeps the names it entered: they count again once it accepts after all.
    Raises Problem where there is nothing to answer.
    """
    lock(session, Delegation, delegation.id)
    if delegation.event.status is EventStatus.CANCELLED:
        raise Problem("This event is cancelled, so there is nothing to answer.")
    action = DelegationAction.ACCEPT if accepts else DelegationAction.DECLINE
    _move(session, None, now, delegation, action, Party.ASKED)
    delegation.answered_at = delegation.changed_at = now
    delegation.remark = remark
    session.flush()


def _move(
    session: Session,
    actor: Person | None,
    now: datetime,
    delegation: Delegation,
    action: DelegationAction,
    party: Party,
) -> None:
    """Take the step of the table. Pressed twice, the second press finds it taken."""
    name, stands = delegation.name, STATUS_LABELS[delegation.status].text
    to = step_to(STEPS, delegation.status, action, party, name=name, stands=stands)
    if to is None:
        return
    delegation.status, delegation.changed_at = to, now
    if to in ANSWERED and action is not DelegationAction.REMIND:
        delegation.answered_at = now
    told = f"{name} {LOGGED[action]}."
    log(session, delegation.event, actor, now, f"delegation {action}", told)

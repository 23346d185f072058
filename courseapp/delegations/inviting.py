"""Inviting a delegation and taking its answer; each step is in the table of `rules`."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.ids import random_token, token_hash
from courseapp.delegations import letters
from courseapp.delegations.models import Delegation
from courseapp.delegations.queries import to_write_to
from courseapp.delegations.rules import (
    ANSWERED,
    DelegationAction,
    DelegationStatus,
    Party,
    letter_to_write,
    next_step,
)
from courseapp.delegations.words import LOGGED, STATUS_LABELS
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus

_DONE = {
    DelegationAction.ACCEPT: DelegationStatus.ACCEPTED,
    DelegationAction.DECLINE: DelegationStatus.DECLINED,
}


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
    if not delegation.contact_email:
        raise Problem(f"We have no e-mail address of {delegation.name}. Enter it first.")
    if seen is not None and delegation.changed_at != seen:
        raise Problem("This changed a moment ago. Read how it stands, then write if need be.")
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
    token = random_token()
    path = letters.path_of(token)
    facts = letters.facts_for(delegation, now, contact, note=note, path=path)
    _move(session, actor, now, delegation, action, Party.ORGANISER)
    if action is DelegationAction.REMIND:
        delegation.reminded_at = now
    if action is DelegationAction.INVITE or delegation.invited_at is None:
        delegation.invited_at = now
    delegation.token_hash = token_hash(token)
    letters.send(session, now, letters.KINDS[action], delegation, facts)


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
    _move(session, None, now, delegation, action, Party.DELEGATION)
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
    step = next_step(delegation.status, action, party)
    if step is None:
        if delegation.status is _DONE.get(action):
            return
        stands = STATUS_LABELS[delegation.status].text.lower()
        raise Problem(f"{delegation.name} stands as “{stands}”, so this cannot be done.")
    delegation.status, delegation.changed_at = step.to, now
    if step.to in ANSWERED and action is not DelegationAction.REMIND:
        delegation.answered_at = now
    told = f"{delegation.name} {LOGGED[action]}."
    log(session, delegation.event, actor, now, f"delegation {action}", told)

"""A delegation says who comes: naming, changing, withdrawing, asking for a substitute.

All of it waits on the row of the delegation, so that two who name at once never exceed its size
and exactly one of its people is the head.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.plans import PersonPlan
from courseapp.delegations.rules import (
    DELEGATE_STEPS,
    ON_LIST,
    DelegateAction,
    DelegateState,
    DelegationStatus,
    has_begun,
)
from courseapp.delegations.words import STATE_LABELS
from courseapp.events.facts.changing import log
from courseapp.events.names import stored_name
from courseapp.events.rules import EventStatus

HEAD_FIRST = "Make somebody else the head of the delegation first."


def name_person(
    session: Session, now: datetime, delegation: Delegation, plan: PersonPlan
) -> Delegate:
    """Return a person who comes; the first is the head until another is.

    Sent twice, the second finds her. Raises Problem where all seats are taken, the invitation is
    not accepted, or the event has begun.
    """
    _hold(session, now, delegation)
    known = _on_list(delegation, plan.full_name)
    if known is not None:
        return _found_again(known, plan)
    coming = [each for each in delegation.people if each.comes]
    if len(coming) >= delegation.size:
        taken = "seat is" if delegation.size == 1 else f"{delegation.size} seats are"
        raise Problem(f"Your {taken} taken. Withdraw somebody first, or ask for a substitute.")
    person = Delegate(delegation=delegation, named_at=now, is_head=False)
    _write(person, plan, now)
    session.add(person)
    session.flush()
    if plan.is_head or not coming:
        _make_head(session, delegation, person)
    _log(session, now, delegation, "name delegate", f"{delegation.name} named {plan.full_name}.")
    return person


def change_person(
    session: Session,
    now: datetime,
    delegation: Delegation,
    person: Delegate,
    plan: PersonPlan,
    seen: datetime | None = None,
) -> None:
    """Write what was entered. `seen` is her `changed_at` when the form was opened.

    Raises Problem where she changed meanwhile, stands on the list twice, or is the head and
    would not be any more.
    """
    _hold(session, now, delegation)
    _require_on_list(person)
    if seen is not None and person.changed_at != seen:
        raise Problem(
            f"Somebody else changed {person.full_name} after you had opened this page. What you "
            "typed is kept below and is not saved yet. Save again to replace what is there.",
            "changed_at",
        )
    other = _on_list(delegation, plan.full_name)
    if other is not None and other is not person:
        raise Problem(f"{other.full_name} is on your list already.", "full_name")
    if person.is_head and not plan.is_head:
        raise Problem(HEAD_FIRST, "is_head")
    _write(person, plan, now)
    session.flush()
    if plan.is_head and person.comes:
        _make_head(session, delegation, person)
    told = f"{delegation.name} changed {plan.full_name}."
    _log(session, now, delegation, "change delegate", told)


def withdraw_person(
    session: Session, now: datetime, delegation: Delegation, person: Delegate
) -> None:
    """Take her off the list, and a request for somebody in her place; twice is once.

    Raises Problem for the head as long as others come.
    """
    _hold(session, now, delegation)
    state = DELEGATE_STEPS.get((person.state, DelegateAction.WITHDRAW))
    if state is None:
        return
    others = [each for each in delegation.people if each.comes and each is not person]
    if person.is_head and others:
        raise Problem(HEAD_FIRST)
    for each in (person, *_asked_for(delegation, person)):
        each.state, each.is_head, each.changed_at = state, False, now
    told = f"{delegation.name} withdrew {person.full_name}."
    _log(session, now, delegation, "withdraw delegate", told)


def ask_substitute(
    session: Session, now: datetime, delegation: Delegation, person: Delegate, plan: PersonPlan
) -> Delegate:
    """Return a person who is to come for another; until it is approved, the other one comes.

    Sent twice, the second finds her. Raises Problem where somebody is asked for already.
    """
    _hold(session, now, delegation)
    known = _on_list(delegation, plan.full_name)
    if known is not None and known.replaces_id == person.id:
        return known
    if known is not None:
        raise Problem(f"{known.full_name} is on your list already.", "full_name")
    if not person.comes:
        raise Problem(f"{person.full_name} is not on your list any more.")
    for each in _asked_for(delegation, person):
        raise Problem(f"You have asked for {each.full_name} already. Withdraw this first.")
    substitute = Delegate(
        delegation=delegation, named_at=now, is_head=False, state=DelegateState.ASKED
    )
    substitute.replaces = person
    _write(substitute, plan, now)
    session.add(substitute)
    told = f"{delegation.name} asked that {plan.full_name} come for {person.full_name}."
    _log(session, now, delegation, "ask substitute", told)
    return substitute


def may_name(delegation: Delegation, now: datetime) -> bool:
    """Return whether the delegation can name and change people now."""
    return not _refusal(delegation, now)


def person_of(delegation: Delegation, person_id: int) -> Delegate:
    """Return a person of the delegation. Raises NotFound for that of another one."""
    for each in delegation.people:
        if each.id == person_id:
            return each
    raise NotFound


def _hold(session: Session, now: datetime, delegation: Delegation) -> None:
    lock(session, Delegation, delegation.id)
    own = select(Delegate).where(Delegate.delegation_id == delegation.id)
    session.scalars(own.execution_options(populate_existing=True)).all()
    session.refresh(delegation, ["people"])
    refusal = _refusal(delegation, now)
    if refusal:
        raise Problem(refusal)


def _refusal(delegation: Delegation, now: datetime) -> str:
    event = delegation.event
    if event.status is EventStatus.CANCELLED:
        return "This event is cancelled, so nobody can be named any more."
    if delegation.status is not DelegationStatus.ACCEPTED:
        return "Accept the invitation first, then name the people who come."
    if has_begun(event.starts_on, event.zone or "UTC", now):
        return "The event has begun. Please write to the organisers about any change."
    return ""


def _on_list(delegation: Delegation, name: str) -> Delegate | None:
    folded = stored_name(name)
    found = (each for each in delegation.people if each.state in ON_LIST)
    return next((each for each in found if each.folded_name == folded), None)


def _found_again(known: Delegate, plan: PersonPlan) -> Delegate:
    if (known.position, known.email) == (plan.position, plan.email):
        return known
    raise Problem(f"{known.full_name} is on your list already.", "full_name")


def _require_on_list(person: Delegate) -> None:
    if person.state not in ON_LIST:
        stands = STATE_LABELS[person.state].text.lower()
        raise Problem(f"{person.full_name} stands as “{stands}”. Name the person anew if need be.")


def _asked_for(delegation: Delegation, person: Delegate) -> list[Delegate]:
    asked = (each for each in delegation.people if each.state is DelegateState.ASKED)
    return [each for each in asked if each.replaces_id == person.id]


def _make_head(session: Session, delegation: Delegation, person: Delegate) -> None:
    """Let her be the head and nobody else; the database wants the other to step down first."""
    for each in delegation.people:
        if each.is_head and each is not person:
            each.is_head = False
    session.flush()
    person.is_head = True
    session.flush()


def _write(person: Delegate, plan: PersonPlan, now: datetime) -> None:
    person.full_name, person.folded_name = plan.full_name, stored_name(plan.full_name)
    person.position, person.email = plan.position, plan.email
    person.changed_at = now


def _log(session: Session, now: datetime, delegation: Delegation, verb: str, told: str) -> None:
    log(session, delegation.event, None, now, verb, told)
    session.flush()

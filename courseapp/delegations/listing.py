"""Which delegations an event has: adding one or all members, changing one, taking one out."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.delegations.models import Delegation
from courseapp.delegations.plans import DelegationPlan
from courseapp.delegations.words import people_in_words
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import Event
from courseapp.events.names import stored_name


class ChangedMeanwhile(Problem):
    """Somebody else saved the same delegation after the form was opened; nothing is overwritten."""


def add_delegation(
    session: Session, actor: Person, now: datetime, event: Event, plan: DelegationPlan
) -> Delegation:
    """Return a new delegation of the event, not invited yet.

    Raises Problem where the event is cancelled or has one of that name already.
    """
    _hold(session, event)
    if _named(session, event, plan.name) is not None:
        raise Problem(f"{plan.name} is on the list already.", "name")
    delegation = _new(event, now, plan)
    session.add(delegation)
    log(session, event, actor, now, "add delegation", f"Put {plan.name} on the list.")
    session.flush()
    return delegation


def add_all(
    session: Session, actor: Person, now: datetime, event: Event, plans: Sequence[DelegationPlan]
) -> int:
    """Add those that are not on the list yet, and return how many these were; twice is once.

    Raises Problem where the event is cancelled.
    """
    _hold(session, event)
    names = select(Delegation.folded_name).where(Delegation.event_id == event.id)
    known, added = set(session.scalars(names)), []
    for plan in plans:
        if stored_name(plan.name) not in known:
            known.add(stored_name(plan.name))
            added.append(_new(event, now, plan))
    session.add_all(added)
    if added:
        told = f"Put {len(added)} members of the initiative on the list of delegations."
        log(session, event, actor, now, "add delegations", told)
    session.flush()
    return len(added)


def change_delegation(
    session: Session,
    actor: Person,
    now: datetime,
    delegation: Delegation,
    plan: DelegationPlan,
    seen: datetime | None = None,
) -> None:
    """Write what was entered. `seen` is the row's `changed_at` when the form was opened.

    Raises ChangedMeanwhile if somebody else saved since then, and Problem for a size below the
    number of people who are named, or a name that another delegation has.
    """
    _hold(session, delegation.event)
    lock(session, Delegation, delegation.id)
    _require_unchanged(delegation, seen)
    other = _named(session, delegation.event, plan.name)
    if other is not None and other is not delegation:
        raise Problem(f"{plan.name} is on the list already.", "name")
    coming = sum(each.comes for each in delegation.people)
    if plan.size < coming:
        raise Problem(
            f"{people_in_words(coming)} are named already. Enter {coming} or more, "
            "or ask the delegation to withdraw somebody first.",
            "size",
        )
    _write(delegation, plan, now)
    log(session, delegation.event, actor, now, "change delegation", f"Changed {plan.name}.")
    session.flush()


def remove_delegation(
    session: Session, actor: Person, now: datetime, delegation: Delegation
) -> None:
    """Take it off the list with the people it named; its link stops working. No letter is sent."""
    hold(session, delegation.event)
    event, name = delegation.event, delegation.name
    number = sum(each.comes for each in delegation.people)
    session.delete(delegation)
    told = f"Took {name} off the list of delegations, with {people_in_words(number)}."
    log(session, event, actor, now, "remove delegation", told)
    session.flush()


def _hold(session: Session, event: Event) -> None:
    hold(session, event)
    require_alive(event)


def _named(session: Session, event: Event, name: str) -> Delegation | None:
    wanted = select(Delegation).where(
        Delegation.event_id == event.id, Delegation.folded_name == stored_name(name)
    )
    return session.scalars(wanted).one_or_none()


def _new(event: Event, now: datetime, plan: DelegationPlan) -> Delegation:
    delegation = Delegation(event_id=event.id, created_at=now)
    _write(delegation, plan, now)
    return delegation


def _write(delegation: Delegation, plan: DelegationPlan, now: datetime) -> None:
    delegation.name, delegation.folded_name = plan.name, stored_name(plan.name)
    delegation.country, delegation.subdivision = plan.country, plan.subdivision
    delegation.size, delegation.note = plan.size, plan.note
    delegation.contact_name = plan.contact_name
    delegation.contact_email = plan.contact_email
    delegation.changed_at = now


def _require_unchanged(delegation: Delegation, seen: datetime | None) -> None:
    if seen is not None and delegation.changed_at != seen:
        zone = delegation.event.zone or "UTC"
        raise ChangedMeanwhile(
            f"Somebody else saved this on {instant(delegation.changed_at, zone)}, after you had "
            "opened it. What you typed is kept below and is not saved yet. Compare, then save "
            "again.",
            "changed_at",
        )

"""Who may nominate for an event: adding a jurisdiction or all members, changing, taking out."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.asking.members import Member, members_besides
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.events.facts.changing import ChangedMeanwhile, hold, log, require_alive
from courseapp.events.models import Event
from courseapp.events.names import stored_name
from courseapp.nominations.models import Quota
from courseapp.nominations.plans import QuotaPlan
from courseapp.nominations.timing import require_last_day
from courseapp.nominations.words import people_in_words


def add_quota(
    session: Session, actor: Person, now: datetime, event: Event, plan: QuotaPlan
) -> Quota:
    """Let a jurisdiction nominate people for the event; nobody is written to.

    Raises Problem where the event is cancelled, the last day cannot be, or the event has a
    jurisdiction of that name already.
    """
    _hold(session, event)
    require_last_day(event, now, plan.until_on)
    if _named(session, event, plan.name) is not None:
        raise Problem(f"{plan.name} is on the list already.", "name")
    quota = _new(event, now, plan)
    session.add(quota)
    told = f"{plan.name} may nominate {people_in_words(plan.size)}."
    log(session, event, actor, now, "add quota", told)
    session.flush()
    return quota


def add_all(
    session: Session, actor: Person, now: datetime, event: Event, plans: Sequence[QuotaPlan]
) -> int:
    """Add those that are not on the list yet, and return how many these were; twice is once.

    Raises Problem where the event is cancelled or the last day cannot be.
    """
    _hold(session, event)
    names = select(Quota.folded_name).where(Quota.event_id == event.id)
    known, added = set(session.scalars(names)), []
    for plan in plans:
        require_last_day(event, now, plan.until_on)
        if stored_name(plan.name) not in known:
            known.add(stored_name(plan.name))
            added.append(_new(event, now, plan))
    session.add_all(added)
    if added:
        told = f"Let {len(added)} members of the initiative nominate people."
        log(session, event, actor, now, "add quotas", told)
    session.flush()
    return len(added)


def missing_members(session: Session, event: Event, now: datetime) -> Sequence[Member]:
    """Return the members of the initiative that are not on the event's list, by name.

    Two statements.
    """
    rows = session.execute(
        select(Quota.name, Quota.country, Quota.subdivision).where(Quota.event_id == event.id)
    )
    on_list = [Member(*row) for row in rows]
    return members_besides(session, event.initiative_id, now.date(), on_list)


def change_quota(
    session: Session,
    actor: Person,
    now: datetime,
    quota: Quota,
    plan: QuotaPlan,
    seen: datetime | None = None,
) -> None:
    """Write what was entered. `seen` is the row's `changed_at` when the form was opened.

    Raises ChangedMeanwhile if somebody else saved since then, and Problem for a number below that
    of the people who are named, a last day that cannot be, or a name that is on the list.
    """
    _hold(session, quota.event)
    lock(session, Quota, quota.id)
    _require_unchanged(quota, seen)
    require_last_day(quota.event, now, plan.until_on, quota.until_on)
    other = _named(session, quota.event, plan.name)
    if other is not None and other is not quota:
        raise Problem(f"{plan.name} is on the list already.", "name")
    if plan.size < quota.used:
        raise Problem(
            f"{people_in_words(quota.used)} are named already. Enter {quota.used} or more, "
            "or withdraw somebody first.",
            "size",
        )
    _write(quota, plan, now)
    told = f"Changed {plan.name}: {people_in_words(plan.size)}, until {plan.until_on}."
    log(session, quota.event, actor, now, "change quota", told)
    session.flush()


def remove_quota(session: Session, actor: Person, now: datetime, quota: Quota) -> None:
    """Take it off the list with its focal points and nominations; no letter is sent.

    Links and invitations stop working; applications stay.
    """
    hold(session, quota.event)
    event, name, used = quota.event, quota.name, lock(session, Quota, quota.id).used
    session.delete(quota)
    told = f"Took {name} off the list, with {people_in_words(used)}."
    log(session, event, actor, now, "remove quota", told)
    session.flush()


def _hold(session: Session, event: Event) -> None:
    hold(session, event)
    require_alive(event)


def _named(session: Session, event: Event, name: str) -> Quota | None:
    wanted = select(Quota).where(Quota.event_id == event.id, Quota.folded_name == stored_name(name))
    return session.scalars(wanted).one_or_none()


def _new(event: Event, now: datetime, plan: QuotaPlan) -> Quota:
    quota = Quota(event_id=event.id, used=0, created_at=now)
    _write(quota, plan, now)
    return quota


def _write(quota: Quota, plan: QuotaPlan, now: datetime) -> None:
    quota.name, quota.folded_name = plan.name, stored_name(plan.name)
    quota.country, quota.subdivision = plan.country, plan.subdivision
    quota.size, quota.until_on, quota.note = plan.size, plan.until_on, plan.note
    quota.changed_at = now


def _require_unchanged(quota: Quota, seen: datetime | None) -> None:
    if seen is not None and quota.changed_at != seen:
        zone = quota.event.zone or "UTC"
        raise ChangedMeanwhile(
            f"Somebody else saved this on {instant(quota.changed_at, zone)}, after you had opened "
            "it. What you typed is kept below and is not saved yet. Compare, then save again.",
            "changed_at",
        )

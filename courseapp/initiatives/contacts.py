"""Whom to write to about an initiative: other people's data, internal unless marked public.

No version of the record and no line of the audit log holds it. When its time is over it is
deleted for good.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.initiatives.models import Contact, Initiative
from courseapp.initiatives.saving import THE_PRODUCT

KEPT_FOR = timedelta(days=2 * 365)
CHANGED_MEANWHILE = (
    "Somebody else changed this contact after you had opened it. What you typed is below and is "
    "not saved yet. Compare it with what is saved now, then save again."
)


@dataclass(frozen=True)
class ContactPlan:
    """What is to be known of a contact. `keep_until` is the last day on which it is kept."""

    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    source: str = ""
    is_public: bool = False
    keep_until: date | None = None


def contacts_of(session: Session, initiative_id: int) -> Sequence[Contact]:
    """Return all contacts of an initiative, for its editors. One statement."""
    return session.scalars(_contacts(initiative_id)).all()


def public_contacts(session: Session, initiative_id: int) -> Sequence[Contact]:
    """Return the contacts that everybody may see. One statement."""
    return session.scalars(_contacts(initiative_id).where(Contact.is_public)).all()


def contact_of(session: Session, initiative: Initiative, contact_id: int) -> Contact:
    """Return a contact of the initiative. Raises NotFound, for another initiative's too."""
    contact = session.get(Contact, contact_id)
    if contact is None or contact.initiative_id != initiative.id:
        raise NotFound
    return contact


def plan_of(contact: Contact) -> ContactPlan:
    """Return what is known of a contact."""
    return ContactPlan(**{name: getattr(contact, name) for name in ContactPlan.__annotations__})


def seen_of(contact: Contact) -> str:
    """Return a short proof of what a form showed of the contact; it tells nothing of it."""
    said = json.dumps(asdict(plan_of(contact)), default=str, sort_keys=True)
    return sha256(said.encode()).hexdigest()[:16]


def add_contact(
    session: Session, actor: Person, now: datetime, initiative: Initiative, plan: ContactPlan
) -> Contact:
    """Add a contact. Raises Problem where it is nobody, or its time is over already."""
    _check(plan, now)
    contact = Contact(initiative_id=initiative.id, added_at=now, **asdict(plan))
    session.add(contact)
    shown = "that everybody can see" if plan.is_public else "for editors only"
    _note(session, actor, now, initiative, "add contact", f"Added a contact {shown}.")
    session.flush()
    return contact


def change_contact(
    session: Session,
    actor: Person,
    now: datetime,
    contact: Contact,
    plan: ContactPlan,
    seen: str,
) -> None:
    """Change a contact that is still as it was `seen`. Raises Problem."""
    lock(session, Contact, contact.id)
    if seen != seen_of(contact):
        raise Problem(CHANGED_MEANWHILE, "seen")
    _check(plan, now)
    became = _became(contact.is_public, plan.is_public)
    for name, value in asdict(plan).items():
        setattr(contact, name, value)
    initiative = session.get_one(Initiative, contact.initiative_id)
    _note(session, actor, now, initiative, "change contact", f"Changed a contact{became}.")
    session.flush()


def delete_contact(session: Session, actor: Person, now: datetime, contact: Contact) -> None:
    """Delete a contact for good."""
    initiative = session.get_one(Initiative, contact.initiative_id)
    session.delete(contact)
    _note(session, actor, now, initiative, "delete contact", "Deleted a contact.")
    session.flush()


def delete_outdated_contacts(session: Session, now: datetime) -> int:
    """Delete every contact whose last day is over and return how many; the log tells no names."""
    is_over = Contact.keep_until < now.date()
    counted = session.execute(
        select(Contact.initiative_id, func.count()).where(is_over).group_by(Contact.initiative_id)
    ).all()
    session.execute(delete(Contact).where(is_over))
    for initiative_id, count in counted:
        what = "1 contact" if count == 1 else f"{count} contacts"
        record(
            session,
            at=now,
            actor=THE_PRODUCT,
            verb="delete contact",
            subject=f"initiative/{initiative_id}",
            summary=f"Deleted {what}: the time to keep them is over.",
        )
    session.flush()
    return sum(count for _, count in counted)


def _contacts(initiative_id: int) -> Select[Contact]:
    by_name = (Contact.name == "", func.lower(Contact.name), Contact.id)
    return select(Contact).where(Contact.initiative_id == initiative_id).order_by(*by_name)


def _check(plan: ContactPlan, now: datetime) -> None:
    if not (plan.name or plan.role or plan.email):
        raise Problem("Enter a name, a role or an e-mail address.", "name")
    if plan.keep_until is None:
        raise Problem("Enter until when it is kept, for example two years from now.", "keep_until")
    if plan.keep_until < now.date():
        raise Problem("This day is over. Enter a day to come.", "keep_until")


def _became(before: bool, after: bool) -> str:
    if before == after:
        return ""
    return " and showed it to everybody" if after else " and hid it from the public"


def _note(
    session: Session, actor: Person, now: datetime, initiative: Initiative, verb: str, summary: str
) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=verb,
        subject=f"initiative/{initiative.id}",
        summary=summary,
    )

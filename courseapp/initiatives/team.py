"""Who organises and who reviews for an initiative: giving a role, and taking it away."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.accounts.signing_in import find_or_make_person
from courseapp.core.audit import record
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.initiatives.emails import send_role
from courseapp.initiatives.models import Initiative


def give_role(
    session: Session,
    actor: Person,
    now: datetime,
    initiative: Initiative,
    email: str,
    kind: RoleKind,
) -> Role:
    """Let whoever has the address organise or review for the initiative, and write to her.

    An address that is new gets an account, not yet verified, and a link to sign in once.
    Raises Problem where the person has the role already or her account is closed.
    """
    lock(session, Initiative, initiative.id)  # the same person is not added twice at once
    person = find_or_make_person(session, now, email)
    if person.disabled_at:
        raise Problem(f"The account {person.email} is closed. Open it again first.", "email")
    if _role_of(session, initiative, person, kind) is not None:
        raise Problem(f"{person.email} is {kind} of {initiative.short_name} already.", "email")
    with watched(session, now, Bond.ROLES, person.id):
        role = Role(person=person, initiative_id=initiative.id, kind=kind)
        session.add(role)
        session.flush()
    send_role(session, now, role, initiative, actor)
    summary = f"{_named(person)} became {kind} of {initiative.short_name}."
    _note(session, actor, now, initiative, "add to team", summary)
    return role


def find_role(session: Session, initiative: Initiative, role_id: int) -> Role | None:
    """Return a role of the initiative; None for one that is gone or another initiative's."""
    role = session.get(Role, role_id)
    return role if role is not None and role.initiative_id == initiative.id else None


def end_role(
    session: Session, actor: Person, now: datetime, initiative: Initiative, role: Role
) -> None:
    """Take the role away: the next page that the person opens knows it.

    Organisers give up their own role only, and the last of them cannot: somebody must see to
    the applications. Raises NotFound or Problem.
    """
    lock(session, Initiative, initiative.id)  # the last two organisers do not leave at once
    if not may_end(actor, role):
        raise NotFound
    if not actor.is_administrator and is_last_organiser(session, role):
        raise Problem(
            f"You are the last organiser of {initiative.short_name}. "
            "Ask an administrator to add somebody else first."
        )
    with watched(session, now, Bond.ROLES, role.person_id):
        session.delete(role)
        session.flush()
    summary = f"{_named(role.person)} is no longer {role.kind} of {initiative.short_name}."
    _note(session, actor, now, initiative, "take from team", summary)
    session.flush()
    session.expire(role.person, ["roles"])


def may_end(actor: Person, role: Role) -> bool:
    """Return whether the role is the actor's to take away: administrators any, others their own."""
    return actor.is_administrator or role.person_id == actor.id


def is_last_organiser(session: Session, role: Role) -> bool:
    """Return whether nobody but this person, and administrators, organises for the initiative."""
    if role.kind is not RoleKind.ORGANISER:
        return False
    others = (
        select(func.count())
        .select_from(Role)
        .join(Role.person)
        .where(
            Role.initiative_id == role.initiative_id,
            Role.kind == RoleKind.ORGANISER,
            Role.id != role.id,
            Person.disabled_at.is_(None),
        )
    )
    return session.scalar(others) == 0


def subject_of(initiative: Initiative) -> str:
    """Return what the audit log calls the initiative."""
    return f"initiative/{initiative.id}"


def _role_of(
    session: Session, initiative: Initiative, person: Person, kind: RoleKind
) -> Role | None:
    return session.scalars(
        select(Role).where(
            Role.person_id == person.id,
            Role.initiative_id == initiative.id,
            Role.kind == kind,
        )
    ).one_or_none()


def _named(person: Person) -> str:
    return f"{person.full_name} ({person.email})" if person.full_name else person.email


def _note(
    session: Session, actor: Person, now: datetime, initiative: Initiative, verb: str, summary: str
) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=verb,
        subject=subject_of(initiative),
        summary=summary,
    )

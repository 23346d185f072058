"""Reading accounts."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, lazyload

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.core.errors import NotFound


def accounts(search: str = "") -> Select[Person]:
    """Return the select of accounts whose name or address holds the text, by address."""
    found = or_(
        Person.email.icontains(search, autoescape=True),
        Person.full_name.icontains(search, autoescape=True),
    )
    return select(Person).where(found).order_by(Person.email)


def organisers_of(session: Session, initiative_id: int) -> Sequence[Person]:
    """Return who organises for the initiative, the longest-serving first. One statement."""
    return session.scalars(
        select(Person)
        .join(Role)
        .where(Role.initiative_id == initiative_id, Role.kind == RoleKind.ORGANISER)
        .where(Person.disabled_at.is_(None))
        .order_by(Role.id)
        .options(lazyload(Person.roles))
    ).all()


def account(session: Session, person_id: int) -> Person:
    """Return the account. Raises NotFound."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person

"""Reading accounts."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import NotFound


def accounts(search: str = "") -> Select[Person]:
    """Return the select of accounts whose name or address holds the text, by address."""
    found = or_(
        Person.email.icontains(search, autoescape=True),
        Person.full_name.icontains(search, autoescape=True),
    )
    return select(Person).where(found).order_by(Person.email)


def account(session: Session, person_id: int) -> Person:
    """Return the account. Raises NotFound."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person

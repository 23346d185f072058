"""Reading the records, each page in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from courseapp.accounts.models import Person, Role
from courseapp.core.errors import NotFound
from courseapp.initiatives.models import Initiative, Membership
from courseapp.initiatives.rules import MembershipKind

MOST_IN_A_LIST = 500  # more than any public directory of climate initiatives holds


@dataclass(frozen=True)
class Bond:
    """How one initiative belongs to another, by slug."""

    kind: MembershipKind
    slug: str
    name: str
    short_name: str


def initiatives_matching(text: str) -> Select[Initiative]:
    """Return the select of initiatives by name; with a text, of those that have it anywhere."""
    chosen = select(Initiative).order_by(func.lower(Initiative.name), Initiative.id)
    if not text.strip():
        return chosen
    fields = (Initiative.name, Initiative.short_name, Initiative.summary, Initiative.description)
    wanted = text.strip()
    return chosen.where(or_(*(field.icontains(wanted, autoescape=True) for field in fields)))


def all_initiatives(session: Session) -> Sequence[Initiative]:
    """Return every initiative by name. One statement."""
    return session.scalars(initiatives_matching("").limit(MOST_IN_A_LIST)).all()


def initiative_record(session: Session, slug: str) -> Initiative:
    """Return an initiative with every list of its record. Raises NotFound. Seven statements."""
    if not slug.isprintable():  # PostgreSQL refuses to compare with NUL; no slug of ours has one
        raise NotFound
    wanted = select(Initiative).where(Initiative.slug == slug).options(*_lists())
    initiative = session.scalars(wanted).one_or_none()
    if initiative is None:
        raise NotFound
    return initiative


def bonds_of(session: Session, initiative_id: int) -> Sequence[Bond]:
    """Return where this initiative is a partner of others. One statement."""
    statement = (
        select(Membership.kind, Initiative.slug, Initiative.name, Initiative.short_name)
        .join(Initiative, Initiative.id == Membership.initiative_id)
        .where(Membership.other_initiative_id == initiative_id)
        .order_by(Initiative.name)
    )
    return [Bond(*row) for row in session.execute(statement)]


def partners_of(session: Session, initiative_id: int) -> dict[int, Bond]:
    """Return the initiatives that are partners of this one, by membership. One statement."""
    statement = (
        select(
            Membership.id,
            Membership.kind,
            Initiative.slug,
            Initiative.name,
            Initiative.short_name,
        )
        .join(Initiative, Initiative.id == Membership.other_initiative_id)
        .where(Membership.initiative_id == initiative_id)
    )
    return {row[0]: Bond(*row[1:]) for row in session.execute(statement)}


def initiative_named(session: Session, slug: str) -> Initiative:
    """Return an initiative without the lists of its record. Raises NotFound. One statement."""
    found = session.scalars(select(Initiative).where(Initiative.slug == slug)).one_or_none()
    if found is None:
        raise NotFound
    return found


def team_of(initiative_id: int) -> Select[Role]:
    """Return the select of who organises, then who reviews, each with the person."""
    return (
        select(Role)
        .join(Role.person)
        .where(Role.initiative_id == initiative_id)
        .options(contains_eager(Role.person).lazyload(Person.roles))
        .order_by(Role.kind, Role.id)
    )


def _lists() -> Sequence[Any]:
    lists = (
        Initiative.sources,
        Initiative.passages,
        Initiative.memberships,
        Initiative.counts,
        Initiative.publications,
        Initiative.statements,
    )
    return [selectinload(each) for each in lists]

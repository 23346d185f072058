"""Reading the records, each page in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, contains_eager

from courseapp.accounts.models import Person, Role
from courseapp.accounts.permissions import organised_initiative_ids
from courseapp.core.errors import NotFound
from courseapp.countries.names import folded
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.models import Initiative, RecordMembership, RecordVersion
from courseapp.initiatives.rules import MembershipKind

MOST_IN_A_LIST = 500  # for pages without paging, such as the first one


@dataclass(frozen=True)
class Bond:
    """How one initiative belongs to another, by slug; `until` is empty while it does."""

    kind: MembershipKind
    slug: str
    name: str
    short_name: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class HeldRecord:
    """An initiative with the newest version of its record."""

    initiative: Initiative
    record: Record
    version: RecordVersion


def seen_by(person: Person | None) -> ColumnElement[bool]:
    """Return the condition that a record is public, or one of the person's own."""
    own = organised_initiative_ids(person)
    if own is None:
        return Initiative.id.is_not(None)
    return or_(Initiative.is_public, Initiative.id.in_(own))


def initiatives_matching(text: str) -> Select[Initiative]:
    """Return the select of public initiatives by name; with a text, of those that have each word.

    Case and accents make no difference: ``quebec`` finds Québec.
    """
    chosen = select(Initiative).where(Initiative.is_public, has_words(text))
    return chosen.order_by(func.lower(Initiative.name), Initiative.id)


def has_words(text: str) -> ColumnElement[bool]:
    """Return the condition that a record has each word of a text somewhere."""
    words = (Initiative.search_text.contains(word, autoescape=True) for word in words_of(text))
    return and_(true(), *words)


def words_of(text: str) -> Sequence[str]:
    """Return the words to search for, folded as the searched texts are."""
    return folded(text).split()


def all_initiatives(session: Session) -> Sequence[Initiative]:
    """Return the public initiatives by name. One statement."""
    return session.scalars(initiatives_matching("").limit(MOST_IN_A_LIST)).all()


def held_record(session: Session, slug: str, person: Person | None) -> HeldRecord:
    """Return a record that the person may see. Raises NotFound. One statement."""
    return _held(session, slug, seen_by(person))


def record_of(session: Session, initiative: Initiative) -> HeldRecord:
    """Return the newest version of an initiative's record. One statement."""
    return _held(session, initiative.slug)


def _held(session: Session, slug: str, *conditions: ColumnElement[bool]) -> HeldRecord:
    if not slug.isprintable():  # PostgreSQL refuses to compare with NUL; no slug of ours has one
        raise NotFound
    wanted = (
        select(Initiative, RecordVersion)
        .join(RecordVersion, RecordVersion.initiative_id == Initiative.id)
        .where(Initiative.slug == slug, *conditions)
        .order_by(RecordVersion.number.desc())
        .limit(1)
    )
    row = session.execute(wanted).first()
    if row is None:
        raise NotFound
    return HeldRecord(row[0], from_plain(row[1].document), row[1])


def bonds_of(session: Session, initiative: Initiative) -> Sequence[Bond]:
    """Return where this initiative belongs to public others. One statement."""
    statement = (
        select(
            RecordMembership.kind,
            Initiative.slug,
            Initiative.name,
            Initiative.short_name,
            RecordMembership.since,
            RecordMembership.until,
        )
        .join(Initiative, Initiative.id == RecordMembership.initiative_id)
        .where(RecordMembership.other_slug == initiative.slug, Initiative.is_public)
        .order_by(Initiative.name, RecordMembership.id)
    )
    return [Bond(*row) for row in session.execute(statement)]


def names_of(session: Session, slugs: Sequence[str]) -> Mapping[str, str]:
    """Return the names of those slugs that are public records. One statement."""
    named = select(Initiative.slug, Initiative.name).where(
        Initiative.slug.in_(slugs), Initiative.is_public
    )
    return dict(session.execute(named).all())


def initiative_named(session: Session, slug: str) -> Initiative:
    """Return an initiative without its record. Raises NotFound. One statement."""
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

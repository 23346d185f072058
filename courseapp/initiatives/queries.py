"""Reading the records, each page in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, contains_eager

from courseapp.accounts.models import Person, Role
from courseapp.accounts.permissions import organised_initiative_ids
from courseapp.core.errors import NotFound
from courseapp.countries.names import folded
from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.models import Initiative, RecordMembership, RecordVersion
from courseapp.initiatives.rules import IS_RELATION, MembershipKind

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
class NamedRecord:
    """A public record that another one names."""

    slug: str
    name: str


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
    by_name = and_(
        RecordMembership.kind.in_(IS_RELATION),
        RecordMembership.other_slug.is_(None),
        func.lower(RecordMembership.printed).in_(_names_of(initiative)),
    )
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
        .where(
            or_(RecordMembership.other_slug == initiative.slug, by_name),
            Initiative.is_public,
            Initiative.id != initiative.id,
        )
        .order_by(Initiative.name, RecordMembership.id)
    )
    return [Bond(*row) for row in session.execute(statement)]


def records_of(session: Session, lines: Sequence[Membership]) -> Mapping[str, NamedRecord]:
    """Return the public record that each line names, by the line's key. One statement.

    A line names a record by its slug; a related initiative also by its name or short name.
    """
    named = {line.key: _wordings(line.printed) for line in lines if line.kind in IS_RELATION}
    wanted = {each for wordings in named.values() for each in wordings}
    slugs = {line.initiative for line in lines if line.initiative}
    found = session.execute(
        select(Initiative.slug, Initiative.name, Initiative.short_name).where(
            Initiative.is_public,
            or_(
                Initiative.slug.in_(slugs),
                func.lower(Initiative.name).in_(wanted),
                func.lower(Initiative.short_name).in_(wanted),
            ),
        )
    )
    known: dict[str, NamedRecord] = {}
    for slug, name, short_name in found:
        keys = (f"/{slug}", *_lowered(name), *_lowered(short_name))
        known |= dict.fromkeys(keys, NamedRecord(slug, name))
    sought = ((line.key, (f"/{line.initiative}", *named.get(line.key, ()))) for line in lines)
    hits = ((key, next(filter(None, map(known.get, each)), None)) for key, each in sought)
    return {key: record for key, record in hits if record is not None}


def _names_of(initiative: Initiative) -> set[str]:
    full = f"{initiative.name} ({initiative.short_name})"
    return {*_lowered(initiative.name), *_lowered(initiative.short_name), *_lowered(full)} - {""}


def _wordings(printed: str) -> tuple[str, ...]:
    """A printed name, and the same without an abbreviation in brackets behind it."""
    bare = printed.rpartition(" (")[0] if printed.endswith(")") else printed
    return (*_lowered(printed), *_lowered(bare))


def _lowered(text: str) -> tuple[str, ...]:
    """As PostgreSQL lowers a text, and as SQLite does: ASCII alone."""
    return text.lower(), "".join(c.lower() if c.isascii() else c for c in text)


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

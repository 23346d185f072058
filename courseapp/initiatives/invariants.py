"""What must be true of every record: for operators and for tests."""

from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from courseapp.initiatives.document.relations import relations_of
from courseapp.initiatives.document.writing import Unreadable, from_plain
from courseapp.initiatives.models import (
    Initiative,
    RecordMembership,
    RecordPublication,
    RecordVersion,
)

AT_ONCE = 200  # records whose newest version is read in one go


def broken_records(session: Session) -> Sequence[str]:
    """Return a sentence for each record that is not as it must be; nothing means all is well."""
    broken = [
        f"The record {slug} has no version, or one is missing between others."
        for slug in session.scalars(_with_gaps())
    ]
    newest = select(RecordVersion).where(RecordVersion.id.in_(_newest()))
    rows = session.scalars(newest.options(joinedload(RecordVersion.initiative)))
    for version in rows.yield_per(AT_ONCE):
        broken += _out_of_step(session, version)
    return broken


def _with_gaps() -> Select[str]:
    versions = func.count(RecordVersion.id)
    return (
        select(Initiative.slug)
        .outerjoin(RecordVersion, RecordVersion.initiative_id == Initiative.id)
        .group_by(Initiative.id)
        .having(or_(versions == 0, func.max(RecordVersion.number) != versions))
    )


def _newest() -> Select[int]:
    return select(func.max(RecordVersion.id)).group_by(RecordVersion.initiative_id)


def _out_of_step(session: Session, version: RecordVersion) -> Sequence[str]:
    """What is searched for must be what the newest version says."""
    slug = version.initiative.slug
    try:
        record = from_plain(version.document)
    except Unreadable as error:
        return [f"Version {version.number} of the record {slug} cannot be read: {error}"]
    members = select(RecordMembership.key).where(
        RecordMembership.initiative_id == version.initiative_id
    )
    listed = select(RecordPublication.key).where(
        RecordPublication.initiative_id == version.initiative_id, RecordPublication.is_listed
    )
    told = (*record.memberships, *relations_of(record))
    pairs = (
        (set(session.scalars(members)), {each.key for each in told}, "members"),
        (set(session.scalars(listed)), {each.key for each in record.publications}, "publications"),
        ({version.initiative.name}, {record.name}, "name"),
    )
    return [
        f"The {what} of {slug} are searched for otherwise than its newest version says."
        for found, told, what in pairs
        if found != told
    ]

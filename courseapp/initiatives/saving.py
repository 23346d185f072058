"""Saves a record as a new version, and keeps what is searched for in step with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import audit
from courseapp.core.database import lock
from courseapp.core.errors import NotFound
from courseapp.initiatives.document.merging import Change, differences, in_order, merge
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain, to_plain
from courseapp.initiatives.indexing import index_record
from courseapp.initiatives.models import Initiative, RecordVersion

THE_PRODUCT = "system"  # who loads what comes with the product

Edit = Callable[[Record], Record]


@dataclass(frozen=True)
class Saved:
    """What became of a change. `version` is the newest one, whether or not it is ours.

    With `clashes` nothing was saved: somebody changed the same thing meanwhile. `theirs` are the
    changes that others made since the version that ours began with.
    """

    version: RecordVersion
    record: Record
    is_new: bool = False
    theirs: tuple[Change, ...] = ()
    clashes: tuple[Change, ...] = ()


def add_initiative(
    session: Session,
    actor: Person | None,
    now: datetime,
    record: Record,
    note: str,
    is_public: bool = True,
) -> Initiative:
    """Add an initiative with the first version of its record. The slug must be free."""
    initiative = Initiative(
        slug=record.slug,
        name=record.name,
        short_name=record.short_name,
        summary=record.summary,
        is_public=is_public,
        changed_at=now,
    )
    session.add(initiative)
    session.flush()
    _add_version(session, actor, now, initiative, 1, in_order(record), note)
    return initiative


def change_record(
    session: Session,
    actor: Person | None,
    now: datetime,
    initiative: Initiative,
    edit: Edit,
    note: str = "",
    base_number: int | None = None,
) -> Saved:
    """Save what `edit` makes of version `base_number` (None: the newest) as a new version.

    What others saved since then is merged in. Where they changed the same piece otherwise, nothing
    is saved and the clashes are returned. An edit that changes nothing makes no version.
    Raises NotFound for a version that is not there, and what `edit` raises.
    """
    lock(session, Initiative, initiative.id)
    newest = newest_version(session, initiative.id)
    base = newest if base_number is None else version_of(session, initiative.id, base_number)
    began, held = from_plain(base.document), from_plain(newest.document)
    merged = merge(began, in_order(edit(began)), held)
    if merged.clashes:
        return Saved(newest, held, theirs=merged.theirs, clashes=merged.clashes)
    if not differences(held, merged.record):
        return Saved(newest, held, theirs=merged.theirs)
    made = _add_version(session, actor, now, initiative, newest.number + 1, merged.record, note)
    return Saved(made, merged.record, is_new=True, theirs=merged.theirs)


def newest_version(session: Session, initiative_id: int) -> RecordVersion:
    """Return the present version of a record. One statement."""
    wanted = (
        select(RecordVersion)
        .where(RecordVersion.initiative_id == initiative_id)
        .order_by(RecordVersion.number.desc())
        .limit(1)
    )
    return session.scalars(wanted).one()


def version_of(session: Session, initiative_id: int, number: int) -> RecordVersion:
    """Return a version by its number. Raises NotFound. One statement."""
    found = session.scalars(
        select(RecordVersion).where(
            RecordVersion.initiative_id == initiative_id, RecordVersion.number == number
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def number_of_versions(session: Session, initiative_id: int) -> int:
    """Return the number of the newest version."""
    counted = select(func.max(RecordVersion.number)).where(
        RecordVersion.initiative_id == initiative_id
    )
    return session.scalar(counted) or 0


def _add_version(
    session: Session,
    actor: Person | None,
    now: datetime,
    initiative: Initiative,
    number: int,
    record: Record,
    note: str,
) -> RecordVersion:
    author = actor.display_name if actor else THE_PRODUCT
    version = RecordVersion(
        initiative_id=initiative.id,
        number=number,
        author_id=actor.id if actor else None,
        author=author,
        note=note,
        saved_at=now,
        document=to_plain(record),
    )
    session.add(version)
    index_record(session, now, initiative, record)
    audit.record(
        session,
        at=now,
        actor=author,
        verb="saved record",
        subject=f"initiative/{initiative.id}",
        summary=f"Version {number} of the record of {initiative.called} was saved. {note}".strip(),
    )
    session.flush()
    return version

"""The versions of a record: listing them, what differs between two, going back to one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.paging import Page, paginate
from courseapp.initiatives.document.merging import FACTS, Change, differences
from courseapp.initiatives.document.record import Statement
from courseapp.initiatives.document.writing import LISTS, Plain, from_plain
from courseapp.initiatives.editing.kinds import Thing
from courseapp.initiatives.editing.statements import mark_of, mark_of_plain
from courseapp.initiatives.editing.things import thing_of
from courseapp.initiatives.models import Initiative, RecordVersion
from courseapp.initiatives.saving import (
    THE_PRODUCT,
    Saved,
    change_record,
    newest_version,
    version_of,
)

READ_AT_ONCE = 20  # versions, where most often the first few are enough


@dataclass(frozen=True)
class ListedVersion:
    """A version with what it changed of the one before. The first has changed nothing."""

    version: RecordVersion
    changes: tuple[Change, ...]

    @property
    def is_first(self) -> bool:
        return self.version.number == 1


@dataclass(frozen=True)
class Entered:
    """Who entered a statement: the version in which it first stands."""

    author: str
    at: datetime
    number: int


@dataclass(frozen=True)
class Meanwhile:
    """Who saved a version between two others."""

    number: int
    author: str


def author_words(author: str) -> str:
    """Return who saved a version, for editors."""
    return "the product" if author == THE_PRODUCT else author


def public_author(author: str) -> str:
    """Return who saved a version, for everybody: no names of editors."""
    return "the product" if author == THE_PRODUCT else "the editors"


def listed_versions(
    session: Session, initiative_id: int, number: int, size: int
) -> Page[ListedVersion]:
    """Return a page of versions, the newest first, each with its changes. Three statements."""
    page = paginate(session, _newest_first(initiative_id), number, size)
    before = _documents(session, initiative_id, [each.number - 1 for each in page.items])
    listed = [
        ListedVersion(each, changes_between(before.get(each.number - 1), each.document))
        for each in page.items
    ]
    return Page(listed, page.number, page.size, page.total)


def changes_between(old: Plain | None, new: Plain) -> tuple[Change, ...]:
    """Return what differs between two stored documents; without an old one nothing does.

    Only what is not the same to the letter is read at all: a record may have hundreds of members.
    """
    if old is None:
        return ()
    one, other = _without_common_things(old, new)
    return differences(from_plain(one), from_plain(other))


def entered_by(
    session: Session, initiative_id: int, statements: Collection[Statement]
) -> Mapping[str, Entered]:
    """Return who entered each statement, by its mark. One statement.

    Versions are read from the first on, until each was found.
    """
    wanted = {mark_of(each) for each in statements}
    versions = session.execute(
        select(
            RecordVersion.author,
            RecordVersion.saved_at,
            RecordVersion.number,
            RecordVersion.document[FACTS],
        )
        .where(RecordVersion.initiative_id == initiative_id)
        .order_by(RecordVersion.number)
        .execution_options(yield_per=READ_AT_ONCE)
    )
    found: dict[str, Entered] = {}
    for author, at, number, stated in versions:
        marks = wanted.intersection(map(mark_of_plain, stated or ()))
        found |= {mark: Entered(author, at, number) for mark in marks - found.keys()}
        if len(found) == len(wanted):
            break
    versions.close()
    return found


def last_known(session: Session, initiative_id: int, part: str, key: str) -> Thing | None:
    """Return a thing as it stood last, in whatever version; None where it never did.

    One statement.
    """
    versions = session.execute(
        select(RecordVersion.document["sources"], RecordVersion.document[part])
        .where(RecordVersion.initiative_id == initiative_id)
        .order_by(RecordVersion.number.desc())
        .execution_options(yield_per=READ_AT_ONCE)
    )
    for sources, things in versions:
        own = [plain for plain in things or () if plain["key"] == key]
        if own:
            versions.close()
            record = from_plain({"name": "-", "sources": sources or (), part: own})
            return thing_of(record, part, key)
    return None


def saved_meanwhile(
    session: Session, initiative_id: int, after: int, before: int
) -> Sequence[Meanwhile]:
    """Return the versions between two numbers, both left out, in their order. One statement."""
    rows = session.execute(
        select(RecordVersion.number, RecordVersion.author)
        .where(
            RecordVersion.initiative_id == initiative_id,
            RecordVersion.number > after,
            RecordVersion.number < before,
        )
        .order_by(RecordVersion.number)
    )
    return [Meanwhile(*row) for row in rows]


def restore_version(
    session: Session,
    actor: Person,
    now: datetime,
    initiative: Initiative,
    number: int,
    seen: int | None,
) -> Saved | None:
    """Save an old version again as the newest one; None where `seen` is not the newest any more.

    Nothing is merged: what was saved since then is not in the record afterwards, but stays among
    the versions. Raises NotFound for a version that is not there.
    """
    lock(session, Initiative, initiative.id)
    if newest_version(session, initiative.id).number != seen:
        return None
    wanted = from_plain(version_of(session, initiative.id, number).document)
    note = f"Restored from version {number}."
    return change_record(session, actor, now, initiative, lambda _held: wanted, note)


def _newest_first(initiative_id: int) -> Select[RecordVersion]:
    return (
        select(RecordVersion)
        .where(RecordVersion.initiative_id == initiative_id)
        .order_by(RecordVersion.number.desc())
    )


def _documents(
    session: Session, initiative_id: int, numbers: Sequence[int]
) -> Mapping[int, dict[str, Any]]:
    rows = session.execute(
        select(RecordVersion.number, RecordVersion.document).where(
            RecordVersion.initiative_id == initiative_id, RecordVersion.number.in_(numbers)
        )
    )
    return dict(rows.all())


def _without_common_things(old: Plain, new: Plain) -> tuple[Plain, Plain]:
    """Leave out of both what both say alike; sources stay, for things name them."""
    one, other = dict(old), dict(new)
    for part in LISTS:
        if part != "sources":
            one[part], other[part] = _apart(part, old.get(part, ()), new.get(part, ()))
    return one, other


def _apart(
    part: str, old: Sequence[Plain], new: Sequence[Plain]
) -> tuple[list[Plain], list[Plain]]:
    name = "field" if part == FACTS else "key"
    before, after = _grouped(old, name), _grouped(new, name)
    return (
        [each for key, own in before.items() if after.get(key) != own for each in own],
        [each for key, own in after.items() if before.get(key) != own for each in own],
    )


def _grouped(things: Sequence[Plain], name: str) -> dict[str, list[Plain]]:
    found: dict[str, list[Plain]] = {}
    for thing in things:
        found.setdefault(thing[name], []).append(thing)
    return found

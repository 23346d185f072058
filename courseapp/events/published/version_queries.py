"""Reading versions of a programme. A document holds every session, so few are read at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer, lazyload

from courseapp.core.errors import NotFound
from courseapp.core.paging import Page, paginate
from courseapp.events.models import Event, ProgrammeVersion
from courseapp.events.published.changes import Change, ChangeKind, changes_between
from courseapp.events.published.states import States

VERSIONS_TOLD = 5  # with all their changes, on one page


@dataclass(frozen=True)
class ToldVersion:
    """A version with what it changed; `changes` are empty for the first, which began it all."""

    number: int
    published_at: datetime
    author: str
    note: str
    sessions: int
    changes: tuple[Change, ...]

    @property
    def is_first(self) -> bool:
        return self.number == 1


def versions_of(session: Session, event: Event, number: int) -> Page[ProgrammeVersion]:
    """Return a page of the event's versions, the newest first, without their documents."""
    return paginate(session, _newest_first(event).options(defer(ProgrammeVersion.document)), number)


def version_of(session: Session, event: Event, number: int) -> ProgrammeVersion:
    """Return one version of the event. Raises NotFound. One statement."""
    wanted = _newest_first(event).where(ProgrammeVersion.number == number)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def told_versions(session: Session, event: Event, number: int) -> Page[ToldVersion]:
    """Return a page of versions with their changes, the newest first. Three statements."""
    page = paginate(session, _newest_first(event), number, VERSIONS_TOLD)
    oldest = page.items[-1].number if page.items else 0
    before = _newest_first(event).where(ProgrammeVersion.number < oldest).limit(1)
    return replace(page, items=_told([*page.items, *session.scalars(before)])[: len(page.items)])


def newest_version(session: Session, event: Event) -> ToldVersion | None:
    """Return the newest version with its changes; None before the first. One statement."""
    rows = session.scalars(_newest_first(event).limit(2)).all()
    return next(iter(_told(rows)), None)


def marks_of(version: ToldVersion | None) -> Mapping[str, ChangeKind]:
    """Return by UID what the newest version says of a session: that it is new, or moved."""
    marked = {ChangeKind.NEW, ChangeKind.MOVED, ChangeKind.RESTORED}
    changes = version.changes if version else ()
    return {each.uid: each.kind for each in changes if each.kind in marked}


def _newest_first(event: Event) -> Select[ProgrammeVersion]:
    return (
        select(ProgrammeVersion)
        .where(ProgrammeVersion.event_id == event.id)
        .options(lazyload(ProgrammeVersion.event))
        .order_by(ProgrammeVersion.number.desc())
    )


def _told(rows: Sequence[ProgrammeVersion]) -> list[ToldVersion]:
    """Return each version against the one after it in the list, which came before it."""
    states: list[States] = [each.states for each in rows]
    return [
        ToldVersion(
            row.number,
            row.published_at,
            row.author,
            row.note,
            len(states[place]),
            changes_between(states[place + 1], states[place]) if place + 1 < len(rows) else (),
        )
        for place, row in enumerate(rows)
    ]

"""Reading tags, each list in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.core.errors import NotFound
from courseapp.intake.models import ApplicationTag, Tagging, TagStep
from courseapp.intake.rules import UNDO_FOR


@dataclass(frozen=True)
class CountedTag:
    """A tag with how many applications carry it."""

    id: int
    name: str
    number: int


def tags_of(session: Session, event_id: int) -> Mapping[int, str]:
    """Return the names of the event's tags by id, in the order of their names."""
    rows = session.execute(
        select(ApplicationTag.id, ApplicationTag.name)
        .where(ApplicationTag.event_id == event_id)
        .order_by(ApplicationTag.folded_name)
    )
    return dict(rows.all())


def counted_tags(session: Session, event_id: int) -> Sequence[CountedTag]:
    """Return the event's tags by name, with their numbers."""
    rows = session.execute(
        select(ApplicationTag.id, ApplicationTag.name, func.count(Tagging.application_id))
        .outerjoin(Tagging, Tagging.tag_id == ApplicationTag.id)
        .where(ApplicationTag.event_id == event_id)
        .group_by(ApplicationTag.id, ApplicationTag.name, ApplicationTag.folded_name)
        .order_by(ApplicationTag.folded_name)
    )
    return [CountedTag(*row) for row in rows]


def tag_of(session: Session, event_id: int, tag_id: int) -> ApplicationTag:
    """Return a tag of the event. Raises NotFound for another event's."""
    found = session.get(ApplicationTag, tag_id)
    if found is None or found.event_id != event_id:
        raise NotFound
    return found


def tags_by_application(
    session: Session, event_id: int, ids: Sequence[int] | None = None
) -> Mapping[int, tuple[str, ...]]:
    """Return the names of the tags of applications: of these, or of all of the event."""
    wanted = (
        select(Tagging.application_id, ApplicationTag.name)
        .join(ApplicationTag, ApplicationTag.id == Tagging.tag_id)
        .where(ApplicationTag.event_id == event_id)
        .order_by(ApplicationTag.folded_name)
    )
    if ids is not None:
        wanted = wanted.where(Tagging.application_id.in_(ids))
    found: dict[int, tuple[str, ...]] = {}
    for application_id, name in session.execute(wanted):
        found[application_id] = (*found.get(application_id, ()), name)
    return found


def tag_ids_on(session: Session, application_id: int) -> frozenset[int]:
    """Return the ids of the tags that an application carries."""
    carried = select(Tagging.tag_id).where(Tagging.application_id == application_id)
    return frozenset(session.scalars(carried))


def step_to_undo(session: Session, event_id: int, person_id: int, now: datetime) -> TagStep | None:
    """Return what the person did last with tags of the event, if it can still be undone."""
    newest = session.scalars(
        select(TagStep)
        .where(TagStep.event_id == event_id, TagStep.person_id == person_id)
        .order_by(TagStep.id.desc())
        .limit(1)
    ).first()
    fits = newest and newest.undone_at is None and newest.number and newest.at > now - UNDO_FOR
    return newest if fits else None

"""Making, renaming, merging and removing the tags of an event."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.intake.models import ApplicationTag, Tagging
from courseapp.intake.names import tidy_name, told_apart
from courseapp.intake.rules import MOST_TAGS
from courseapp.intake.tagging.reading import tag_of

NAME = "name"


def find_or_make_tag(
    session: Session, actor: Person, now: datetime, event: Event, name: str
) -> ApplicationTag:
    """Return the event's tag that is called so, a new one where there is none.

    Two at once make one: the event is held. Raises Problem for no name, or too many tags.
    """
    tidy = tidy_name(name, NAME)
    lock(session, Event, event.id)
    found = _called(session, event.id, tidy)
    if found is not None:
        return found
    counted = select(func.count()).where(ApplicationTag.event_id == event.id)
    if (session.scalar(counted) or 0) >= MOST_TAGS:
        raise Problem(f"An event has at most {MOST_TAGS} tags. Remove or merge some first.", NAME)
    tag = ApplicationTag(event_id=event.id, name=tidy, folded_name=told_apart(tidy), created_at=now)
    session.add(tag)
    session.flush()
    _log(session, actor, now, event, "make tag", f"Made the tag “{tidy}” for applications")
    return tag


def rename_tag(
    session: Session, actor: Person, now: datetime, event: Event, tag_id: int, name: str
) -> ApplicationTag:
    """Give a tag another name. Raises Problem where another tag is called so: merge them."""
    tidy = tidy_name(name, NAME)
    lock(session, Event, event.id)
    tag = tag_of(session, event.id, tag_id)
    other = _called(session, event.id, tidy)
    if other is not None and other.id != tag.id:
        raise Problem(f"There is a tag “{other.name}” already. Merge this one into it.", NAME)
    before, tag.name, tag.folded_name = tag.name, tidy, told_apart(tidy)
    session.flush()
    if before != tidy:
        said = f"Renamed the tag “{before}” to “{tidy}”"
        _log(session, actor, now, event, "rename tag", said)
    return tag


def merge_tags(
    session: Session, actor: Person, now: datetime, event: Event, tag_id: int, into_id: int
) -> ApplicationTag:
    """Put one tag in place of another, which is removed. Raises Problem for one and the same."""
    lock(session, Event, event.id)
    tag, into = tag_of(session, event.id, tag_id), tag_of(session, event.id, into_id)
    if tag.id == into.id:
        raise Problem("Choose another tag to merge this one into.", "into")
    carry_both = select(Tagging.application_id).where(Tagging.tag_id == into.id)
    session.execute(
        update(Tagging)
        .where(Tagging.tag_id == tag.id, Tagging.application_id.not_in(carry_both))
        .values(tag_id=into.id, step_id=None)
        .execution_options(synchronize_session=False)
    )
    said = f"Merged the tag “{tag.name}” into “{into.name}”"
    _remove(session, tag)
    _log(session, actor, now, event, "merge tags", said)
    return into


def remove_tag(session: Session, actor: Person, now: datetime, event: Event, tag_id: int) -> str:
    """Remove a tag from the event and from all that carry it, and return what it was called."""
    lock(session, Event, event.id)
    tag = tag_of(session, event.id, tag_id)
    carried = select(func.count()).where(Tagging.tag_id == tag.id)
    number, name = session.scalar(carried) or 0, tag.name
    _remove(session, tag)
    said = f"Removed the tag “{name}”, which {number} applications carried"
    _log(session, actor, now, event, "remove tag", said)
    return name


def _called(session: Session, event_id: int, name: str) -> ApplicationTag | None:
    return session.scalars(
        select(ApplicationTag).where(
            ApplicationTag.event_id == event_id, ApplicationTag.folded_name == told_apart(name)
        )
    ).one_or_none()


def _remove(session: Session, tag: ApplicationTag) -> None:
    """What carries it, and the steps that could be undone, go along."""
    session.execute(
        delete(ApplicationTag)
        .where(ApplicationTag.id == tag.id)
        .execution_options(synchronize_session=False)
    )
    session.expunge(tag)


def _log(
    session: Session, actor: Person, now: datetime, event: Event, verb: str, summary: str
) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=verb,
        subject=f"event/{event.id}",
        summary=summary,
    )
    session.flush()

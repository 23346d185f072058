"""What participants read for a session: publications of the record of its initiative."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.models import Event, EventSession, PublishedSession, session_readings
from courseapp.events.published.publicity import listed, programme_is_public
from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.programme import anchor_of
from courseapp.events.sessions.sittings import ReadingPlan
from courseapp.initiatives.models import RecordPublication
from courseapp.initiatives.offerings import ReadingRow
from courseapp.initiatives.publications import Listed, with_files

# A cancelled session reads nothing.
_IN_PUBLIC_PROGRAMMES = (
    listed(),
    programme_is_public(),
    PublishedSession.status == SessionStatus.SCHEDULED,
)


def sessions_reading(
    session: Session, publication_ids: Sequence[int]
) -> Mapping[int, Sequence[ReadingRow]]:
    """Return by publication the sessions of public programmes that read it, the latest first.

    One statement.
    """
    publication = session_readings.c.publication_id
    wanted = (
        select(publication, PublishedSession, Event)
        .join(PublishedSession, PublishedSession.session_id == session_readings.c.session_id)
        .join(Event, Event.id == PublishedSession.event_id)
        .where(publication.in_(publication_ids), *_IN_PUBLIC_PROGRAMMES)
        .order_by(PublishedSession.starts_at.desc(), PublishedSession.id)
    )
    found: dict[int, list[ReadingRow]] = defaultdict(list)
    for number, sitting, event in session.execute(wanted):
        found[number].append(_row(sitting, event))
    return dict(found)


def readings_of(session: Session, event: Event) -> Mapping[int, Sequence[Listed]]:
    """Return by the id of a planned session what is read for it, by title. One statement."""
    wanted = (
        with_files()
        .add_columns(session_readings.c.session_id)
        .join(session_readings, session_readings.c.publication_id == RecordPublication.id)
        .join(EventSession, EventSession.id == session_readings.c.session_id)
        .where(EventSession.event_id == event.id)
        .order_by(RecordPublication.title, RecordPublication.id)
    )
    found: dict[int, list[Listed]] = defaultdict(list)
    for publication, file, session_id in session.execute(wanted):
        found[session_id].append(Listed(publication, file))
    return dict(found)


def publications_to_read(
    session: Session, initiative_id: int, chosen: Sequence[RecordPublication] = ()
) -> Sequence[RecordPublication]:
    """Return what sessions of the initiative may have as reading, the newest first.

    What is chosen already and has left the record since stays to be chosen. One statement.
    """
    held = [each.id for each in chosen]
    may_be_read = (
        select(RecordPublication)
        .where(
            RecordPublication.initiative_id == initiative_id,
            or_(RecordPublication.is_listed, RecordPublication.id.in_(held)),
        )
        .order_by(
            RecordPublication.year.is_(None),
            RecordPublication.year.desc(),
            RecordPublication.search_text,
            RecordPublication.id,
        )
    )
    return session.scalars(may_be_read).all()


def chosen_publications(
    session: Session,
    event: Event,
    plans: Sequence[ReadingPlan],
    before: Sequence[RecordPublication] = (),
) -> list[RecordPublication]:
    """Return the publications that a plan names; `before` is what the session has already.

    Raises Problem for one that is not, or no longer, in the record of the event's initiative.
    """
    if not plans:
        return []
    offered = {each.id: each for each in publications_to_read(session, event.initiative_id, before)}
    gone = [each.title for each in plans if each.id not in offered]
    if gone:
        raise Problem(f"“{gone[0]}” is no longer in the record. Choose again.", "readings")
    return [offered[each.id] for each in plans]


def _row(sitting: PublishedSession, event: Event) -> ReadingRow:
    day = sitting.starts_local.date()
    return ReadingRow(
        path=f"/events/{event.slug}#{anchor_of(day)}",
        session=sitting.title,
        event_path=f"/events/{event.slug}",
        event=event.title,
        when=formats.day(day),
        is_example=event.is_example,
    )

"""Reading materials: lists in a fixed number of statements, and one by its address."""

from collections import defaultdict
from collections.abc import Sequence, Set
from datetime import datetime

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from courseapp.accounts.models import Person
from courseapp.core.errors import NotFound
from courseapp.events.models import Event, EventSession, PublishedSession
from courseapp.events.ports.handouts import Handout, Handouts
from courseapp.events.published.publicity import is_listed
from courseapp.events.rules import PUBLIC_STATUSES, SessionStatus
from courseapp.materials.models import Material
from courseapp.materials.readers import audiences_of
from courseapp.materials.rows import handout, recording
from courseapp.materials.rules import Audience, may_read


def materials_for(session: Session, event: Event, now: datetime, person: Person | None) -> Handouts:
    """Return what the reader may open now, by the id of the planned session, None for the event.

    Recordings of sessions come first. Nothing tells of what she may not open. Two statements, and
    those of `audiences_of`.
    """
    return materials_told(session, event, now, audiences_of(session, event, person))


def materials_told(
    session: Session, event: Event, now: datetime, reader: Set[Audience]
) -> Handouts:
    """Return the same for readers of these audiences, whoever they are. Two statements."""
    if not _is_told(event, reader):
        return {}
    found: dict[int | None, list[Handout]] = defaultdict(list)
    for sitting in session.scalars(_recorded(event.id)):
        if sitting.recording_is_public or Audience.PARTICIPANTS in reader:
            found[sitting.id].append(recording(sitting))
    for material in session.scalars(_seen_by_readers(event.id)):
        if may_read(material.visible_to, material.visible_from_at, now, reader):
            found[material.session_id].append(handout(material, now))
    return dict(found)


def readable_material(session: Session, now: datetime, key: str, person: Person | None) -> Material:
    """Return the material with the address if the reader may open it now. Raises NotFound.

    The answer is the same for what does not exist, is under embargo, or is for others.
    """
    wanted = select(Material).where(Material.key == key).options(joinedload(Material.event))
    material = session.scalars(wanted.options(joinedload(Material.file))).one_or_none()
    if material is None:
        raise NotFound
    reader = audiences_of(session, material.event, person)
    if Audience.ORGANISERS in reader:
        return material
    in_view = _is_told(material.event, reader) and _is_seen(session, material)
    if not in_view or not may_read(material.visible_to, material.visible_from_at, now, reader):
        raise NotFound
    return material


def material_for(
    session: Session, event: Event, now: datetime, key: str, reader: Set[Audience]
) -> Material | None:
    """Return the material of the event if readers of these audiences may open it now."""
    wanted = _seen_by_readers(event.id).where(Material.key == key)
    material = session.scalars(wanted).one_or_none() if _is_told(event, reader) else None
    if material is None:
        return None
    readable = may_read(material.visible_to, material.visible_from_at, now, reader)
    return material if readable else None


def materials_of(session: Session, event: Event) -> Sequence[Material]:
    """Return all materials of the event for its organisers, also those taken away, in order."""
    return session.scalars(_in_order(event.id)).all()


def material_of(session: Session, event: Event, material_id: int) -> Material:
    """Return a material of the event for its organisers. Raises NotFound for another event's."""
    wanted = _in_order(event.id).where(Material.id == material_id)
    material = session.scalars(wanted).one_or_none()
    if material is None:
        raise NotFound
    return material


def _in_order(event_id: int) -> Select[Material]:
    return (
        select(Material)
        .where(Material.event_id == event_id)
        .options(joinedload(Material.file))
        .order_by(Material.position, Material.id)
    )


def _recorded(event_id: int) -> Select[EventSession]:
    return (
        select(EventSession)
        .join(PublishedSession, PublishedSession.session_id == EventSession.id)
        .where(
            EventSession.event_id == event_id,
            EventSession.recording_link != "",
            PublishedSession.status == SessionStatus.SCHEDULED,
        )
        .order_by(EventSession.starts_at, EventSession.id)
    )


def _seen_by_readers(event_id: int) -> Select[Material]:
    """Return those that are not taken away, of sessions that everybody knows of."""
    is_published = exists().where(PublishedSession.session_id == Material.session_id)
    return _in_order(event_id).where(
        Material.removed_at.is_(None), or_(Material.session_id.is_(None), is_published)
    )


def _is_seen(session: Session, material: Material) -> bool:
    wanted = _seen_by_readers(material.event_id).where(Material.id == material.id)
    return session.scalars(wanted).one_or_none() is not None


def _is_told(event: Event, reader: Set[Audience]) -> bool:
    """Return whether these readers may know of the event at all."""
    if Audience.ORGANISERS in reader:
        return True
    takes_part = Audience.PARTICIPANTS in reader and event.status in PUBLIC_STATUSES
    return takes_part or is_listed(event)

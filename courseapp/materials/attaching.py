"""What happens to materials: attached, changed, ordered, taken away and put back.

Each change waits for the others of its event, is written into its history, and never commits.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.core.ids import random_token
from courseapp.events.facts.changing import ChangedMeanwhile, hold, log
from courseapp.events.facts.describing import difference
from courseapp.events.models import Event, EventSession
from courseapp.materials.describing import material_facts
from courseapp.materials.models import Material
from courseapp.materials.plans import MaterialPlan
from courseapp.materials.rules import Audience

SOMEBODY = "A speaker"
FIELDS = (
    *("title", "kind", "session_id", "file_id", "link", "language", "visible_to"),
    *("visible_from_local", "is_offered_by_speaker"),
)


def attach(
    session: Session, actor: Person | None, now: datetime, event: Event, plan: MaterialPlan
) -> Material:
    """Return a new material of the event, the last of its list, flushed.

    Keep an upload first: ``files.storing.store(session, now, folder, upload, HANDOUTS).id`` is the
    plan's `file_id`. `actor` is None for whoever has no account; then the plan's `added_by` says
    who it is. Raises Problem with the field that is wrong.
    """
    hold(session, event)
    _refuse_faults(session, event, plan)
    named = plan.added_by or (actor.display_name if actor else SOMEBODY)
    material = Material(
        key=random_token(),
        event_id=event.id,
        position=_next_position(session, event),
        added_by=named,
        created_at=now,
        changed_at=now,
    )
    _write(material, plan)
    session.add(material)
    log(session, event, actor, now, "add material", f"Added “{plan.title}”, by {named}.")
    session.flush()
    return material


def change(
    session: Session,
    actor: Person | None,
    now: datetime,
    material: Material,
    plan: MaterialPlan,
    seen: datetime | None = None,
) -> bool:
    """Write the plan into the material and return whether anything changed.

    `seen` is its `changed_at` when the form was opened. Raises ChangedMeanwhile if somebody else
    saved since then, and Problem with the field that is wrong. Its address stays the same.
    """
    event = hold(session, material.event)
    session.refresh(material)
    require_same(material, seen)
    _refuse_faults(session, event, plan)
    changed = difference(material_facts(material), material_facts(plan))
    if all(getattr(material, name) == getattr(plan, name) for name in FIELDS) and not changed:
        return False
    title = material.title
    _write(material, plan)
    material.changed_at = now
    log(session, event, actor, now, "change material", f"Changed “{title}”.", changed)
    session.flush()
    return True


def release(session: Session, actor: Person | None, now: datetime, material: Material) -> None:
    """Show to participants what a speaker offered. Raises Problem where it is shown already."""
    event = hold(session, material.event)
    session.refresh(material)
    if material.visible_to is not Audience.ORGANISERS:
        raise Problem("This is shown already.")
    material.visible_to, material.changed_at = Audience.PARTICIPANTS, now
    log(session, event, actor, now, "release material", f"Showed “{material.title}”.")
    session.flush()


def take_away(session: Session, actor: Person | None, now: datetime, material: Material) -> None:
    """Let nobody but organisers know of the material any more; it can be put back."""
    event = hold(session, material.event)
    session.refresh(material)
    if material.removed_at is not None:
        raise Problem("This is taken away already.")
    material.removed_at = material.changed_at = now
    log(session, event, actor, now, "remove material", f"Took “{material.title}” away.")
    session.flush()


def put_back(session: Session, actor: Person | None, now: datetime, material: Material) -> None:
    """Show a material again that was taken away, at the end of the list, to whom it was shown."""
    event = hold(session, material.event)
    session.refresh(material)
    if material.removed_at is None:
        raise Problem("This is in the list already.")
    material.removed_at, material.changed_at = None, now
    material.position = _next_position(session, event)
    log(session, event, actor, now, "restore material", f"Put “{material.title}” back.")
    session.flush()


def move_up(session: Session, actor: Person | None, now: datetime, material: Material) -> bool:
    """Let the material change places with the one before it, and return whether there is one."""
    event = hold(session, material.event)
    session.refresh(material)
    before = session.scalars(
        select(Material)
        .where(
            Material.event_id == event.id,
            Material.session_id == material.session_id,
            Material.removed_at.is_(None),
            Material.position < material.position,
        )
        .order_by(Material.position.desc(), Material.id.desc())
    ).first()
    if before is None:
        return False
    before.position, material.position = material.position, before.position
    summary = f"Moved “{material.title}” before “{before.title}”."
    log(session, event, actor, now, "order materials", summary)
    session.flush()
    return True


def require_same(material: Material, seen: datetime | None) -> None:
    """Raise ChangedMeanwhile unless the material is as it was when the form was opened."""
    if seen is not None and material.changed_at != seen:
        zone = material.event.zone or "UTC"
        raise ChangedMeanwhile(
            f"Somebody else saved this on {instant(material.changed_at, zone)}, after you had "
            "opened it. What you typed is kept below and is not saved yet. Compare, then save "
            "again.",
            "changed_at",
        )


def _refuse_faults(session: Session, event: Event, plan: MaterialPlan) -> None:
    plan.refuse_faults()
    if plan.session_id is not None and not _is_session_of(session, event, plan.session_id):
        raise Problem("Choose a session of this event.", "session_id")


def _is_session_of(session: Session, event: Event, session_id: int) -> bool:
    owner = select(EventSession.event_id).where(EventSession.id == session_id)
    return session.scalar(owner) == event.id


def _write(material: Material, plan: MaterialPlan) -> None:
    for name in FIELDS:
        setattr(material, name, getattr(plan, name))
    found = plan.visible_from
    material.visible_from_at = found.at if found else None
    material.visible_from_zone = found.zone if found else ""


def _next_position(session: Session, event: Event) -> int:
    last = select(func.max(Material.position)).where(Material.event_id == event.id)
    return (session.scalar(last) or 0) + 1

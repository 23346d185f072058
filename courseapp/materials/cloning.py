"""What of an edition's materials comes along into the next one: never a recording."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.ids import random_token
from courseapp.events.models import Event
from courseapp.events.moves.cloning import Clone
from courseapp.materials.models import Material
from courseapp.materials.rules import Audience, MaterialKind

COPIED = (
    *("position", "title", "kind", "file_id", "link", "language", "visible_to", "added_by"),
    "is_offered_by_speaker",
)


class MaterialsStep:
    """The `CloneStep` of materials.

    What is shown from a day of the earlier edition on, or was for its delegations, stays there:
    in the next one that day would come at once, or for other people.
    """

    key = "materials"
    label = "Materials, without recordings"
    default = False
    needs = ""

    def found(self, session: Session, event: Event) -> str:
        """Return ``3 files and links``; "" for nothing."""
        number = len(_brought(session, event))
        if not number:
            return ""
        return "1 file or link" if number == 1 else f"{number} files and links"

    def bring(self, session: Session, clone: Clone) -> None:
        """Add them to the draft; those of a session that stays behind stay with it."""
        for each in _brought(session, clone.source):
            sitting = clone.sessions.get(each.session_id or 0)
            if each.session_id is None or sitting is not None:
                session.add(_copy(each, clone.draft.id, sitting.id if sitting else None, clone.now))


def _brought(session: Session, event: Event) -> list[Material]:
    wanted = select(Material).where(
        Material.event_id == event.id,
        Material.removed_at.is_(None),
        Material.kind != MaterialKind.RECORDING,
        Material.visible_to != Audience.DELEGATIONS,
        Material.visible_from_at.is_(None),
    )
    return list(session.scalars(wanted.order_by(Material.position, Material.id)))


def _copy(row: Material, event_id: int, session_id: int | None, now: datetime) -> Material:
    return Material(
        **{name: getattr(row, name) for name in COPIED},
        key=random_token(),
        event_id=event_id,
        session_id=session_id,
        created_at=now,
        changed_at=now,
    )

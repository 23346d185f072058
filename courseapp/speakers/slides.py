"""Slides that a speaker uploads: materials of her session, which organisers release."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from werkzeug.datastructures import FileStorage

from courseapp.core.errors import NotFound, Problem
from courseapp.events.facts.changing import require_alive
from courseapp.events.models import EventSession
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.files.rules import HANDOUTS
from courseapp.files.storing import store
from courseapp.materials.attaching import attach
from courseapp.materials.models import Material
from courseapp.materials.plans import MaterialPlan
from courseapp.materials.rules import Audience, MaterialKind
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.programme import sessions_by_speaker

MOST_FILES = 20  # of one speaker at one session


def upload_slides(
    session: Session,
    now: datetime,
    folder: Folder,
    engagement: SpeakerEngagement,
    session_id: int,
    upload: FileStorage,
) -> Material:
    """Keep slides for one of her sessions; only organisers see them until they release them.

    The same file again is the one there is. Raises NotFound for a session that is not hers, and
    Problem as `store` does.
    """
    event = engagement.event
    require_alive(event)
    sitting = _her_session(engagement, session_id)
    file = store(session, now, folder, upload, HANDOUTS)
    before = slides_of(session, engagement).get(sitting.id, ())
    same = next((each for each in before if each.file and each.file.sha256 == file.sha256), None)
    if same is not None:
        session.delete(file)
        return same
    if len(before) >= MOST_FILES:
        raise Problem("These are many files. Write to the organisers about further ones.")
    return attach(session, None, now, event, _plan(engagement, sitting, file))


def slides_of(session: Session, engagement: SpeakerEngagement) -> Mapping[int, Sequence[Material]]:
    """Return the files that she uploaded for each of her sessions. One statement."""
    wanted = (
        select(Material)
        .where(
            Material.event_id == engagement.event_id,
            Material.is_offered_by_speaker.is_(True),
            Material.added_by == engagement.profile.name,
            Material.removed_at.is_(None),
            Material.session_id.is_not(None),
        )
        .options(joinedload(Material.file))
        .order_by(Material.position, Material.id)
    )
    found: dict[int, list[Material]] = {}
    for each in session.scalars(wanted):
        found.setdefault(each.session_id or 0, []).append(each)
    return found


def _her_session(engagement: SpeakerEngagement, session_id: int) -> EventSession:
    hers = sessions_by_speaker(engagement.event).get(engagement.profile.folded_name, ())
    found = next((each for each in hers if each.id == session_id), None)
    if found is None:
        raise NotFound
    return found


def _plan(engagement: SpeakerEngagement, sitting: EventSession, file: StoredFile) -> MaterialPlan:
    return MaterialPlan(
        title=file.name,
        kind=MaterialKind.SLIDES,
        session_id=sitting.id,
        file_id=file.id,
        visible_to=Audience.ORGANISERS,
        is_offered_by_speaker=True,
        added_by=engagement.profile.name,
    )

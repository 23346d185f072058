"""Reading speakers, each list in a fixed number of statements."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from courseapp.core.errors import NotFound
from courseapp.core.ids import token_hash
from courseapp.events.models import Event
from courseapp.events.names import folded_name
from courseapp.events.published.publicity import is_listed, may_read_programme
from courseapp.events.queries import whole_event
from courseapp.files.models import StoredFile
from courseapp.speakers.models import AvailableWindow, SpeakerEngagement, SpeakerProfile
from courseapp.speakers.rules import EngagementStatus, Window

MOST_EARLIER = 12
# What they said about their time does not bind a programme any more.
OUT = frozenset({EngagementStatus.DECLINED, EngagementStatus.WITHDRAWN})


def availability_of(session: Session, event: Event) -> Mapping[str, tuple[Window, ...]]:
    """Return when the speakers of the event can speak, by folded name. One statement.

    Who is not in it can always. See `rules.is_available` and `events.names`.
    """
    rows = session.execute(
        select(SpeakerProfile.name, AvailableWindow.starts_at, AvailableWindow.ends_at)
        .join(SpeakerEngagement, SpeakerEngagement.profile_id == SpeakerProfile.id)
        .join(AvailableWindow, AvailableWindow.engagement_id == SpeakerEngagement.id)
        .where(SpeakerEngagement.event_id == event.id, SpeakerEngagement.status.not_in(OUT))
        .order_by(AvailableWindow.starts_at, AvailableWindow.id)
    )
    found: dict[str, tuple[Window, ...]] = {}
    for name, starts_at, ends_at in rows:
        key = folded_name(name)
        found[key] = (*found.get(key, ()), Window(starts_at, ends_at))
    return found


def engagement_of(session: Session, event: Event, engagement_id: int) -> SpeakerEngagement:
    """Return an engagement of the event. Raises NotFound for that of another event."""
    found = session.get(SpeakerEngagement, engagement_id)
    if found is None or found.event_id != event.id:
        raise NotFound
    return found


def engagements_of(session: Session, event: Event) -> Sequence[SpeakerEngagement]:
    """Return all speakers of the event by name, with their biographies. Two statements."""
    return session.scalars(
        select(SpeakerEngagement)
        .join(SpeakerEngagement.profile)
        .where(SpeakerEngagement.event_id == event.id)
        .options(contains_eager(SpeakerEngagement.profile).selectinload(SpeakerProfile.biographies))
        .order_by(SpeakerProfile.folded_name, SpeakerEngagement.id)
    ).all()


def engagement_with_token(session: Session, token: str) -> SpeakerEngagement | None:
    """Return what the secret of a private link opens, with the whole event; None if nothing.

    A link that was replaced opens nothing. A fixed number of statements.
    """
    wanted = select(SpeakerEngagement).where(SpeakerEngagement.token_hash == token_hash(token))
    found = session.scalars(wanted).one_or_none()
    if found is not None:  # its event comes with all that her page shows
        session.scalars(
            select(Event).where(Event.id == found.event_id).options(*whole_event())
        ).one()
    return found


def earlier_speakers(
    session: Session, event: Event, search: str = "", limit: int = MOST_EARLIER
) -> Sequence[SpeakerProfile]:
    """Return speakers of the initiative who are not on the event's list, by name. One statement."""
    here = select(SpeakerEngagement.profile_id).where(SpeakerEngagement.event_id == event.id)
    wanted = select(SpeakerProfile).where(
        SpeakerProfile.initiative_id == event.initiative_id, SpeakerProfile.id.not_in(here)
    )
    for word in folded_name(search).split():
        wanted = wanted.where(SpeakerProfile.folded_name.contains(word, autoescape=True))
    ordered = wanted.order_by(SpeakerProfile.folded_name, SpeakerProfile.id)
    return session.scalars(ordered.limit(limit)).all()


def profile_of(session: Session, event: Event, profile_id: int) -> SpeakerProfile:
    """Return a speaker of the event's initiative. Raises NotFound for another initiative's."""
    found = session.get(SpeakerProfile, profile_id)
    if found is None or found.initiative_id != event.initiative_id:
        raise NotFound
    return found


def public_speakers(session: Session, event: Event) -> Sequence[SpeakerEngagement]:
    """Return who is shown on the event's page, by name: confirmed, willing, of a public programme.

    Two statements; none where the programme is not for everybody.
    """
    if not may_read_programme(event) or not is_listed(event):
        return ()
    return [each for each in engagements_of(session, event) if is_shown(each)]


def is_shown(engagement: SpeakerEngagement) -> bool:
    """Return whether everybody may see who she is, where the programme is public."""
    return engagement.status is EngagementStatus.CONFIRMED and engagement.is_public


def public_photo(session: Session, slug: str, engagement_id: int) -> StoredFile:
    """Return the photo of a speaker whom everybody may see. Raises NotFound."""
    found = session.get(SpeakerEngagement, engagement_id)
    event = found.event if found is not None else None
    if found is None or event is None or event.slug != slug or not is_shown(found):
        raise NotFound
    may_see = is_listed(event) and may_read_programme(event)
    if not may_see or found.profile.photo is None:
        raise NotFound
    return found.profile.photo

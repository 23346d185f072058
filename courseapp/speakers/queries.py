"""Reading speakers, each list in a fixed number of statements."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.speakers.models import AvailableWindow, SpeakerEngagement, SpeakerProfile
from courseapp.speakers.rules import EngagementStatus, Window, folded_name

# What they said about their time does not bind a programme any more.
OUT = frozenset({EngagementStatus.DECLINED, EngagementStatus.WITHDRAWN})


def availability_of(session: Session, event: Event) -> Mapping[str, tuple[Window, ...]]:
    """Return when the speakers of the event can speak, by folded name. One statement.

    Who is not in it can always. See `rules.is_available` and `rules.folded_name`.
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

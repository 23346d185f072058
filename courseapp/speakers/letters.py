"""The letters to speakers: what they are asked, when their sessions are, where they answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.core import formats
from courseapp.events.contacts import Contact
from courseapp.events.lists.rows import place_of
from courseapp.events.models import Event
from courseapp.events.rules import Mode
from courseapp.events.secret_links import link_ends
from courseapp.events.words import dates_of
from courseapp.mail.outbox import Letter, queue, render
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.programme import HerSession, sessions_of
from courseapp.speakers.rules import EngagementAction, EngagementStatus

KINDS = {
    EngagementAction.INVITE: "speaker_invitation",
    EngagementAction.REMIND: "speaker_reminder",
}
# Shown where her own secret link will stand.
SAMPLE_PATH = "/speak/…"


@dataclass(frozen=True)
class SessionLine:
    """One of her sessions: `times` is one time in her zone, the session's and UTC."""

    title: str
    times: tuple[str, ...]
    is_final: bool
    is_cancelled: bool = False


@dataclass(frozen=True)
class Facts:
    """All that a letter can say. `until` is the day after which the link ends."""

    name: str
    title: str
    initiative: str
    dates: str
    place: str
    sessions: tuple[SessionLine, ...]
    has_answered: bool
    contact: Contact
    path: str
    until: str
    note: str = ""


def facts_for(
    engagement: SpeakerEngagement,
    now: datetime,
    contact: Contact,
    *,
    note: str = "",
    path: str = SAMPLE_PATH,
) -> Facts:
    """Gather what a letter that is written `now` says."""
    event = engagement.event
    return Facts(
        name=engagement.profile.name,
        title=event.title,
        initiative=event.initiative.name,
        dates=dates_of(event),
        place="Online" if event.mode is Mode.ONLINE else place_of(event),
        sessions=_lines(sessions_of(event, engagement)),
        has_answered=engagement.status is EngagementStatus.CONFIRMED,
        contact=contact,
        path=path,
        until=formats.day(ends_of_link(event, now).date()),
        note=note.strip(),
    )


def ends_of_link(event: Event, sent_at: datetime) -> datetime:
    """Return until when a link that was sent at that instant works, as the event stands now."""
    return link_ends(event.ends_on or event.starts_on, event.zone or "UTC", sent_at)


def preview(action: EngagementAction, facts: Facts) -> Letter:
    """Return the letter as she will get it; nothing is stored or sent."""
    return render(KINDS[action], _context(facts))


def send(
    session: Session, now: datetime, action: EngagementAction, to: str, event: Event, facts: Facts
) -> None:
    """Put the letter into the outbox; its text is wiped once it is sent, for it holds a secret."""
    queue(
        session,
        now,
        kind=KINDS[action],
        to=to,
        about=f"event/{event.id}",
        context=_context(facts),
        holds_secret=True,
    )


def _lines(sittings: Sequence[HerSession]) -> tuple[SessionLine, ...]:
    return tuple(
        SessionLine(each.sitting.title, each.times, each.is_final, each.is_cancelled)
        for each in sittings
    )


def _context(facts: Facts) -> Mapping[str, Facts]:
    return {"letter": facts}

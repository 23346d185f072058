"""The letters to speakers: what they are asked, when their sessions are, where they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from courseapp.asking.letters import AskingFacts
from courseapp.events.contacts import Contact
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


@dataclass(frozen=True, kw_only=True)
class Facts(AskingFacts):
    """All that a letter can say."""

    sessions: tuple[SessionLine, ...]
    has_answered: bool


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
    return Facts.about(
        event,
        now,
        contact,
        note=note,
        path=path,
        name=engagement.profile.name,
        sessions=_lines(sessions_of(event, engagement)),
        has_answered=engagement.status is EngagementStatus.CONFIRMED,
    )


def _lines(sittings: Sequence[HerSession]) -> tuple[SessionLine, ...]:
    return tuple(
        SessionLine(each.sitting.title, each.times, each.is_final, each.is_cancelled)
        for each in sittings
    )

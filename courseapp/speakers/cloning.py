"""What of speakers can come along into the next edition: who they are, never what they answered."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.moves.clone_steps import Step, many
from courseapp.events.moves.cloning import Clone, CloneStep
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.rules import EngagementStatus

# Who said no, or was not wanted after all, is not asked again by a tick.
LEFT_BEHIND = frozenset({EngagementStatus.DECLINED, EngagementStatus.WITHDRAWN})


def _count(session: Session, event: Event) -> str:
    counted = (
        select(func.count())
        .select_from(SpeakerEngagement)
        .where(
            SpeakerEngagement.event_id == event.id,
            SpeakerEngagement.status.not_in(LEFT_BEHIND),
        )
    )
    return many(session.scalar(counted) or 0, "speaker")


def _bring(session: Session, clone: Clone) -> None:
    """Put them on the draft's list as not invited yet; their profiles are the initiative's own.

    How they take part, when they can, whether they are shown: that is asked anew.
    """
    wanted = (
        select(SpeakerEngagement)
        .where(
            SpeakerEngagement.event_id == clone.source.id,
            SpeakerEngagement.status.not_in(LEFT_BEHIND),
        )
        .order_by(SpeakerEngagement.id)
    )
    session.add_all(
        SpeakerEngagement(
            event_id=clone.draft.id,
            profile_id=each.profile_id,
            created_at=clone.now,
            changed_at=clone.now,
        )
        for each in session.scalars(wanted).all()
    )


CLONE_STEP: CloneStep = Step(
    "speakers_list",
    "The list of speakers, to be invited anew (not their answers)",
    _count,
    _bring,
)

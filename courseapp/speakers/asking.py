"""Asking a speaker and taking her answer; each step is in the table of `rules`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.asking.letters import send
from courseapp.asking.links import new_link, require_writable
from courseapp.asking.rules import Party
from courseapp.asking.stepping import step_to
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.contacts import contact_for
from courseapp.events.facts.changing import log, require_alive
from courseapp.events.rules import EventStatus, Presence
from courseapp.speakers import letters
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.rules import (
    ANSWERED,
    STEPS,
    EngagementAction,
    EngagementStatus,
)
from courseapp.speakers.words import LOGGED, STATUS_LABELS

AFTER_AN_INVITATION = frozenset({EngagementStatus.INVITED, EngagementStatus.CONFIRMED})


@dataclass(frozen=True)
class SpeakersAnswer:
    """What a speaker says. `is_public`: her name, photo and biography may be shown."""

    comes: bool
    presence: Presence = Presence.UNSAID
    is_public: bool = False
    remark: str = ""


def letter_to_write(status: EngagementStatus) -> EngagementAction:
    """Return whether the next letter invites her, or reminds her and brings a new link."""
    reminds = status in AFTER_AN_INVITATION
    return EngagementAction.REMIND if reminds else EngagementAction.INVITE


def invite(
    session: Session,
    actor: Person,
    now: datetime,
    engagement: SpeakerEngagement,
    note: str = "",
    seen: datetime | None = None,
) -> None:
    """Write to her, with a new link; one that she had stops working.

    `seen` is the engagement's `changed_at` when the letter was shown, so that two presses are
    one letter. Raises Problem without an address, for a cancelled event, or where something
    changed meanwhile.
    """
    lock(session, SpeakerEngagement, engagement.id)
    event, profile = engagement.event, engagement.profile
    require_alive(event)
    require_writable(profile.name, profile.email, engagement.changed_at, seen)
    action = letter_to_write(engagement.status)
    contact = contact_for(session, event, actor)
    token = new_link(engagement, now, reminds=action is EngagementAction.REMIND)
    facts = letters.facts_for(engagement, now, contact, note=note, path=f"/speak/{token}")
    _move(session, actor, now, engagement, action, Party.ORGANISER)
    send(session, now, letters.KINDS[action], profile.email, event, facts)
    session.flush()


def mark(
    session: Session,
    actor: Person | None,
    now: datetime,
    engagement: SpeakerEngagement,
    action: EngagementAction,
) -> bool:
    """Write down what organisers know from elsewhere; False where it stands so already.

    Raises Problem where the action does not apply.
    """
    lock(session, SpeakerEngagement, engagement.id)
    require_alive(engagement.event)
    return _move(session, actor, now, engagement, action, Party.ORGANISER)


def answer(
    session: Session, now: datetime, engagement: SpeakerEngagement, said: SpeakersAnswer
) -> None:
    """Take her own answer; the same answer again only updates what she wrote with it.

    Raises Problem where there is nothing to answer.
    """
    lock(session, SpeakerEngagement, engagement.id)
    if engagement.event.status is EventStatus.CANCELLED:
        raise Problem("This event is cancelled, so there is nothing to answer.")
    action = EngagementAction.CONFIRM if said.comes else EngagementAction.DECLINE
    _move(session, None, now, engagement, action, Party.ASKED)
    engagement.answered_at = engagement.changed_at = now
    engagement.remark = said.remark
    if said.comes:
        engagement.presence, engagement.is_public = said.presence, said.is_public
    else:
        engagement.is_public = False
    session.flush()


def _move(
    session: Session,
    actor: Person | None,
    now: datetime,
    engagement: SpeakerEngagement,
    action: EngagementAction,
    party: Party,
) -> bool:
    """Take the step of the table. Pressed twice, the second press finds it taken."""
    name, stands = engagement.profile.name, STATUS_LABELS[engagement.status].text
    to = step_to(STEPS, engagement.status, action, party, name=name, stands=stands)
    if to is None:
        return False
    engagement.status, engagement.changed_at = to, now
    if to in ANSWERED and action is not EngagementAction.REMIND:
        engagement.answered_at = now
    log(session, engagement.event, actor, now, f"speaker {action}", f"{name} {LOGGED[action]}.")
    return True

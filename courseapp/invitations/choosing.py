"""What an organiser decides about the invitations of an event."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.facts.changing import hold, log
from courseapp.events.models import Event
from courseapp.invitations.models import InvitationPlan
from courseapp.invitations.queries import plan_of
from courseapp.invitations.rules import Asking, Style
from courseapp.invitations.words import ASKED, STYLES


def choose(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    style: Style,
    asking: Asking,
) -> None:
    """Invite so from now on. What was sent stays in calendars, and is kept true."""
    plan = _own_plan(session, now, event)
    if (plan.style, plan.asking) == (style, asking):
        return
    plan.style, plan.asking, plan.changed_at = style, asking, now
    told = f"Invitations: {STYLES[style].label}. {ASKED[asking]}."
    log(session, event, actor, now, "choose invitations", told)
    session.flush()


def pause(
    session: Session, actor: Person | None, now: datetime, event: Event, *, paused: bool
) -> None:
    """Send no invitation, change or cancellation until it goes on; then what is due by then."""
    plan = _own_plan(session, now, event)
    if (plan.paused_at is not None) is paused:
        return
    plan.paused_at, plan.changed_at = now if paused else None, now
    told = "Paused the invitations." if paused else "Let the invitations go on."
    log(session, event, actor, now, "pause invitations", told)
    session.flush()


def _own_plan(session: Session, now: datetime, event: Event) -> InvitationPlan:
    hold(session, event)
    plan = plan_of(session, event)
    if plan not in session:
        plan.changed_at = now
        session.add(plan)
    return plan

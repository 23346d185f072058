"""What organisers decide about the messages of an event: how each is set, and what waits."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.reminders.gathering import rules_of
from courseapp.reminders.models import MessagePlan, MessageSetting, PlannedMessage
from courseapp.reminders.planning import Rules
from courseapp.reminders.replanning import replan
from courseapp.reminders.rules import SHIPPED, Kind, MessageRule, State
from courseapp.reminders.words import CALLED, rule_in_words

TWINS = {Kind.DEADLINE: Kind.LAST_DAY, Kind.LAST_DAY: Kind.DEADLINE}


def save_rule(
    session: Session, actor: Person, now: datetime, event: Event, rule: MessageRule
) -> None:
    """Set one message of the event, and plan it anew at once.

    Raises Problem where two reminders of the deadline would come at the same moment.
    """
    lock(session, Event, event.id)
    rules = rules_of(session, event.id)
    _refuse_twin(rule, rules)
    row = session.get(MessageSetting, (event.id, rule.kind))
    if row is None:
        row = MessageSetting(event_id=event.id, kind=rule.kind)
        session.add(row)
    row.is_on, row.every_day = rule.is_on, rule.every_day
    row.amount, row.unit, row.at = rule.timing.amount, rule.timing.unit, rule.timing.at
    row.note, row.link = rule.note, rule.link
    row.changed_at, row.changed_by = now, actor.display_name
    session.flush()
    how = rule_in_words(rule) if rule.is_on else "switched off"
    _log(session, actor, now, event, f"Message “{CALLED[rule.kind].name}”: {how}.")
    replan(session, now, event)


def use_shipped(session: Session, actor: Person, now: datetime, event: Event, kind: Kind) -> None:
    """Go back to the message as it comes; twice is once."""
    lock(session, Event, event.id)
    row = session.get(MessageSetting, (event.id, kind))
    if row is None:
        return
    session.delete(row)
    session.flush()
    how = rule_in_words(SHIPPED[kind])
    _log(session, actor, now, event, f"Message “{CALLED[kind].name}” as it comes: {how}.")
    replan(session, now, event)


def pause_all(session: Session, actor: Person, now: datetime, event: Event) -> None:
    """Let all messages of the event wait; twice is once."""
    lock(session, Event, event.id)
    plan = session.get(MessagePlan, event.id)
    if plan is None:
        plan = MessagePlan(event_id=event.id)
        session.add(plan)
    if plan.paused_at is None:
        plan.paused_at, plan.paused_by = now, actor.display_name
        _log(session, actor, now, event, "All messages of the event are paused.")


def resume_all(session: Session, actor: Person, now: datetime, event: Event) -> None:
    """Let them go out again. What is over by now is left out; the rest goes out soon."""
    lock(session, Event, event.id)
    plan = session.get(MessagePlan, event.id)
    if plan is not None and plan.paused_at is not None:
        plan.paused_at, plan.paused_by = None, ""
        _log(session, actor, now, event, "The messages of the event go out again.")
        replan(session, now, event)


def pause_one(session: Session, actor: Person, now: datetime, row: PlannedMessage) -> None:
    """Let one message wait. Raises Problem for one that is not planned any more."""
    _hold_planned(session, row)
    if row.paused_at is None:
        row.paused_at = now
        _log(session, actor, now, row.event, f"{_named(row)} is paused.")


def resume_one(session: Session, actor: Person, now: datetime, row: PlannedMessage) -> None:
    """Let it go out again. Raises Problem for one that is not planned any more."""
    _hold_planned(session, row)
    if row.paused_at is not None:
        row.paused_at = None
        _log(session, actor, now, row.event, f"{_named(row)} goes out again.")


def _refuse_twin(rule: MessageRule, rules: Rules) -> None:
    twin = rules[TWINS[rule.kind]] if rule.kind in TWINS else None
    if twin is None or not (twin.is_on and rule.is_on):
        return
    if (twin.timing.amount, twin.timing.unit) == (rule.timing.amount, rule.timing.unit):
        told = CALLED[twin.kind].name
        raise Problem(f"“{told}” comes at this time already. Choose another one.", "amount")


def _hold_planned(session: Session, row: PlannedMessage) -> None:
    lock(session, PlannedMessage, row.id)
    if row.state is State.SENT:
        raise Problem("This message was sent meanwhile.")
    if row.state is not State.PLANNED:
        raise Problem("This message is not needed any more, so it does not go out.")


def _named(row: PlannedMessage) -> str:
    who = row.application.full_name or row.application.person.display_name
    return f"Message “{CALLED[row.kind].name}” to {who}"


def _log(session: Session, actor: Person, now: datetime, event: Event, told: str) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="plan messages",
        subject=f"event/{event.id}",
        summary=told,
    )
    session.flush()

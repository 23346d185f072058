"""Every change to the rules of an event: held, checked, counted and written into its history."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.eligibility.composed.conditions import depth
from courseapp.eligibility.composed.rule_sets import (
    MOST_DEPTH,
    MOST_RULES,
    MOST_TESTS,
    RuleSet,
)
from courseapp.eligibility.composed.writing import to_plain
from courseapp.eligibility.models import EventRules
from courseapp.eligibility.queries import composed_rules
from courseapp.events.clock.local_time import refusal_of_year
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import Event

CHANGED = (
    "Somebody else changed these rules after you had opened the page. Nothing of yours is lost: "
    "look at them as they are now, then do it again."
)
NOT_THERE = "This part of the rule is no longer there."
Change = Callable[[RuleSet], RuleSet]


def change_rules(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    seen: int | None,
    change: Change,
    told: str,
) -> EventRules:
    """Change the rules that are being composed, and return them.

    `seen` is their revision when the page was opened; None skips the check. Raises Problem where
    somebody else changed them since, for a part that is gone, and for more than fits.
    """
    held = hold_rules(session, now, event, seen)
    try:
        changed = change(held.composed)
    except LookupError as error:
        raise Problem(NOT_THERE) from error
    if changed == held.composed:
        return held
    _refuse_too_much(changed)
    held.document = to_plain(changed)
    _close(session, actor, now, held, told)
    return held


def choose_reference(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    seen: int | None,
    on: date | None,
) -> EventRules:
    """Say as of which day people are judged; None is the day of the deadline."""
    held = hold_rules(session, now, event, seen)
    if on is not None and (refusal := refusal_of_year(on)):
        raise Problem(refusal, "reference_on")
    if held.reference_on != on:
        held.reference_on = on
        day = f"{on.day} {on:%B %Y}" if on else "the day of the deadline"
        _close(session, actor, now, held, f"People are judged as of {day}.")
    return held


def hold_rules(session: Session, now: datetime, event: Event, seen: int | None) -> EventRules:
    """Return the event's rules, begun where there are none, so that nobody else changes them.

    Raises Problem for a cancelled event, and where they are not as they were seen.
    """
    require_alive(hold(session, event))
    held = composed_rules(session, event)
    if held is None:
        held = EventRules(event_id=event.id, document=to_plain(RuleSet()), changed_at=now)
        held.revision = 0
        session.add(held)
        session.flush()
    session.refresh(held)
    if seen is not None and held.revision != seen:
        raise Problem(CHANGED)
    return held


def _refuse_too_much(rules: RuleSet) -> None:
    if len(rules.rules) > MOST_RULES:
        raise Problem(f"An event has {MOST_RULES} rules at most. Put several tests into one rule.")
    for rule in rules.rules:
        if len(rule.tests) > MOST_TESTS:
            raise Problem(f"A rule has {MOST_TESTS} tests at most. Begin another rule.")
        if depth(rule.condition) > MOST_DEPTH:
            raise Problem("Groups lie too deep in one another. Begin another rule instead.")


def _close(
    session: Session, actor: Person | None, now: datetime, held: EventRules, told: str
) -> None:
    held.revision += 1
    held.changed_at = now
    log(session, held.event, actor, now, "compose rules", told)
    session.flush()

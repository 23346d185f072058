"""From rules that are composed to rules that judge people: frozen as a version."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.composing.changing import hold_rules
from courseapp.eligibility.models import EventRules, RulesVersion
from courseapp.eligibility.rules import Severity
from courseapp.events.facts.changing import SYSTEM, log
from courseapp.events.models import Event


def put_in_force(
    session: Session, actor: Person | None, now: datetime, event: Event, seen: int | None
) -> int:
    """Freeze the composed rules as a version that judges people from now on; return its number.

    What is in force already stays. Raises Problem with the first fault, and without any rule.
    """
    held = hold_rules(session, now, event, seen)
    _refuse(held.composed)
    present = version_in_force(session, held)
    if present is not None and is_as_composed(held, present):
        return present.number
    number = (_highest(session, event) or 0) + 1
    session.add(
        RulesVersion(
            event_id=event.id,
            number=number,
            document=held.document,
            reference_on=held.reference_on,
            author=actor.display_name if actor else SYSTEM,
            put_in_force_at=now,
        )
    )
    _enforce(session, held, now, number)
    log(
        session,
        event,
        actor,
        now,
        "put rules in force",
        f"Put version {number} of the rules in force.",
    )
    session.flush()
    return number


def take_out_of_force(
    session: Session, actor: Person | None, now: datetime, event: Event, seen: int | None
) -> bool:
    """Let everybody apply again; return whether rules were in force. What was kept stays."""
    held = hold_rules(session, now, event, seen)
    if held.in_force is None:
        return False
    told = f"Took version {held.in_force} of the rules out of force: everybody may apply."
    _enforce(session, held, now, None)
    log(session, event, actor, now, "take rules out of force", told)
    session.flush()
    return True


def version_in_force(session: Session, held: EventRules) -> RulesVersion | None:
    """Return the version that judges people now. One statement, none where there is none."""
    if held.in_force is None:
        return None
    wanted = select(RulesVersion).where(
        RulesVersion.event_id == held.event_id, RulesVersion.number == held.in_force
    )
    return session.scalars(wanted).one()


def is_as_composed(held: EventRules, version: RulesVersion) -> bool:
    """Return whether nothing was changed since the version was put in force."""
    return (version.document, version.reference_on) == (held.document, held.reference_on)


def faults(rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Yield the key of each rule that cannot judge anybody, and why."""
    for number, rule in enumerate(rules.rules, 1):
        yield from ((rule.key, f"Rule {number}: {text}") for text in _faults_of(rule))


def _faults_of(rule: Rule) -> Iterator[str]:
    if not rule.tests:
        yield "it says nothing yet. Add a test, or remove the rule."
    if rule.severity is Severity.ASK and not rule.question:
        yield "it asks nothing yet. Enter the question."


def _refuse(rules: RuleSet) -> None:
    if not rules.rules:
        raise Problem("There is no rule yet. Add one, or begin with the usual ones.")
    if found := next(faults(rules), None):
        raise Problem(found[1])


def _enforce(session: Session, held: EventRules, now: datetime, number: int | None) -> None:
    held.in_force, held.changed_at = number, now
    held.revision += 1
    session.flush()


def _highest(session: Session, event: Event) -> int | None:
    wanted = select(func.max(RulesVersion.number)).where(RulesVersion.event_id == event.id)
    return session.scalar(wanted)

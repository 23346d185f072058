"""Reading rules and outcomes, each in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from courseapp.core.errors import NotFound
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.models import (
    DecisionTable,
    EligibilityOutcome,
    EventRules,
    RulesVersion,
)
from courseapp.eligibility.rules import Verdict
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.models import Event


@dataclass(frozen=True)
class InForce:
    """The rules that judge people now; `reference_on` is None for the day of the deadline."""

    rules: RuleSet
    version: int
    reference_on: date | None


def rules_in_force(session: Session, event: Event) -> InForce | None:
    """Return the rules of the event that are in force; None where everybody may apply."""
    wanted = (
        select(RulesVersion)
        .join(EventRules, EventRules.event_id == RulesVersion.event_id)
        .where(RulesVersion.event_id == event.id, RulesVersion.number == EventRules.in_force)
    )
    found = session.scalars(wanted).one_or_none()
    return InForce(found.rules, found.number, found.reference_on) if found else None


def composed_rules(session: Session, event: Event) -> EventRules | None:
    """Return the rules as they are being composed, if anybody began. One statement."""
    return session.scalars(select(EventRules).where(EventRules.event_id == event.id)).one_or_none()


def rule_versions(session: Session, event: Event) -> Sequence[RulesVersion]:
    """Return all versions of the event's rules, the newest first. One statement."""
    wanted = select(RulesVersion).where(RulesVersion.event_id == event.id)
    return session.scalars(wanted.order_by(RulesVersion.number.desc())).all()


def reference_date(event: Event, own: date | None, now: datetime) -> date:
    """Return the day as of which people are judged.

    That is the day that the organisers chose, else the local day of the deadline, else the first
    day of the event, else today where the event takes place.
    """
    if own is not None:
        return own
    if event.applications_close_local is not None:
        return event.applications_close_local.date()
    return event.starts_on or now.astimezone(ZoneInfo(zone_of_deadline(event))).date()


def current_outcome(session: Session, event: Event, subject: str) -> EligibilityOutcome | None:
    """Return what was last kept of the subject. One statement."""
    wanted = current_outcomes(event).where(EligibilityOutcome.subject == subject)
    return session.scalars(wanted).one_or_none()


def current_outcomes(event: Event, verdict: Verdict | None = None) -> Select[EligibilityOutcome]:
    """Return the select of what holds now of everybody who applied for the event."""
    wanted = select(EligibilityOutcome).where(
        EligibilityOutcome.event_id == event.id, EligibilityOutcome.superseded_at.is_(None)
    )
    return wanted if verdict is None else wanted.where(EligibilityOutcome.verdict == verdict)


def find_outcome(session: Session, event: Event, outcome_id: int) -> EligibilityOutcome:
    """Return an outcome that holds now. Raises NotFound for others and those of other events."""
    wanted = current_outcomes(event).where(EligibilityOutcome.id == outcome_id)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def earlier_outcomes(session: Session, kept: EligibilityOutcome) -> Sequence[EligibilityOutcome]:
    """Return what was kept of the same subject before, the latest first. One statement."""
    same = select(EligibilityOutcome).where(
        EligibilityOutcome.event_id == kept.event_id,
        EligibilityOutcome.subject == kept.subject,
        EligibilityOutcome.superseded_at.is_not(None),
    )
    return session.scalars(same.order_by(EligibilityOutcome.id.desc())).all()


def outcomes_of(
    session: Session, event: Event, subjects: Sequence[str]
) -> dict[str, EligibilityOutcome]:
    """Return what holds now, by subject, for a page of applications. One statement."""
    wanted = current_outcomes(event).where(EligibilityOutcome.subject.in_(subjects))
    return {each.subject: each for each in session.scalars(wanted)}


def count_by_verdict(session: Session, event: Event) -> dict[Verdict, int]:
    """Return how many people stand where. One statement."""
    current = current_outcomes(event).subquery()
    counted = select(current.c.verdict, func.count()).group_by(current.c.verdict)
    found: dict[Verdict, int] = dict(session.execute(counted).all())
    return {verdict: found.get(verdict, 0) for verdict in Verdict}


def decision_table(session: Session, event: Event) -> DecisionTable | None:
    """Return the table with which the event's rules are tested. One statement."""
    wanted = select(DecisionTable).where(DecisionTable.event_id == event.id)
    return session.scalars(wanted).one_or_none()

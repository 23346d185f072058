"""Keeping what the rules mean for somebody who applies, with what she was shown."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.country_lists.gathering import gather
from courseapp.eligibility.facts import Facts
from courseapp.eligibility.facts_records import facts_from_plain, facts_to_plain
from courseapp.eligibility.judging.evaluating import evaluate
from courseapp.eligibility.judging.known import Known
from courseapp.eligibility.judging.outcomes import (
    Outcome,
    findings_from_plain,
    findings_to_plain,
    lists_from_plain,
    lists_to_plain,
)
from courseapp.eligibility.models import EligibilityOutcome
from courseapp.eligibility.queries import current_outcome, reference_date, rules_in_force
from courseapp.eligibility.vocabulary import VERDICTS
from courseapp.events.facts.changing import SYSTEM, log
from courseapp.events.models import Event

LONGEST_SUBJECT = 80
RULING = ("ruling", "ruling_reason", "ruled_by", "ruled_at")


def foretell(session: Session, event: Event, facts: Facts, now: datetime) -> Outcome:
    """Return what the rules in force would mean for somebody; nothing is kept.

    Without rules everybody may apply. Six statements at most.
    """
    held = rules_in_force(session, event)
    if held is None:
        return evaluate(RuleSet(), facts, Known(), reference_date(event, None, now))
    known = gather(session, held.rules, event.initiative_id)
    on = reference_date(event, held.reference_on, now)
    return evaluate(held.rules, facts, known, on, held.version)


def record_outcome(
    session: Session,
    now: datetime,
    event: Event,
    subject: str,
    facts: Facts,
    actor: Person | None,
) -> Outcome:
    """Judge somebody by the rules in force, keep the outcome and return it.

    `subject` names what is judged, such as ``application/12``. What was kept of it before stays,
    as superseded; what an organiser ruled goes on to hold. Whoever calls this twice at once for
    the same subject must hold it.
    """
    outcome = foretell(session, event, facts, now)
    before = current_outcome(session, event, subject)
    kept = _row(now, event, subject, facts, actor, outcome)
    if before is not None:
        before.superseded_at = now
        for name in RULING:
            setattr(kept, name, getattr(before, name))
        session.flush()  # only one of a subject may be the current one
    session.add(kept)
    session.flush()
    return outcome


def evaluate_again(
    session: Session, actor: Person | None, now: datetime, event: Event, subject: str
) -> Outcome | None:
    """Judge what was kept of a subject by the present rules; None where nothing was kept.

    The earlier outcome stays. Both are named in the history of the event. Pressed twice at once,
    it happens once.
    """
    before = current_outcome(session, event, subject)
    if before is None or lock(session, EligibilityOutcome, before.id).superseded_at is not None:
        return None
    facts, was = facts_from_plain(before.facts), before.verdict
    outcome = record_outcome(session, now, event, subject, facts, actor)
    by = f"by version {outcome.version} of the rules" if outcome.version else "without rules"
    told = f"Judged {subject} again {by}: {VERDICTS[was]}, now {VERDICTS[outcome.verdict]}."
    log(session, event, actor, now, "judge again", told)
    session.flush()
    return outcome


def outcome_of(kept: EligibilityOutcome) -> Outcome:
    """Return a kept outcome as it was."""
    return Outcome(
        kept.verdict,
        findings_from_plain(kept.findings),
        lists_from_plain(kept.lists),
        kept.reference_on,
        kept.text,
        kept.version,
    )


def forget_outcomes(session: Session, subject: str) -> None:
    """Delete everything that was kept of a subject, when its application is deleted for good."""
    session.execute(delete(EligibilityOutcome).where(EligibilityOutcome.subject == subject))


def _row(
    now: datetime, event: Event, subject: str, facts: Facts, actor: Person | None, outcome: Outcome
) -> EligibilityOutcome:
    if not 0 < len(subject) <= LONGEST_SUBJECT:
        raise ValueError(f"no subject: {subject!r}")
    return EligibilityOutcome(
        event_id=event.id,
        subject=subject,
        at=now,
        actor=actor.display_name if actor else SYSTEM,
        reference_on=outcome.on,
        version=outcome.version,
        verdict=outcome.verdict,
        findings=findings_to_plain(outcome.findings),
        lists=lists_to_plain(outcome.lists),
        facts=facts_to_plain(facts),
        text=outcome.text,
    )

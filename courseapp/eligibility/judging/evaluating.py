"""Rules put to what is known of one person, as of a day. Nothing here reads a clock or a table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from courseapp.eligibility.composed.conditions import Condition, Group
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.composed.words import rule_in_words
from courseapp.eligibility.facts import Facts
from courseapp.eligibility.judging.answers import answer
from courseapp.eligibility.judging.known import Known
from courseapp.eligibility.judging.outcomes import Finding, ListUsed, Outcome
from courseapp.eligibility.judging.reasons import Reason, told
from courseapp.eligibility.rules import (
    Joint,
    Truth,
    Verdict,
    effect,
    gravest,
    joined,
    opposite,
)
from courseapp.eligibility.vocabulary import HEADLINES, NO_RULES


@dataclass(frozen=True)
class Judged:
    """Whether a condition is so, and the reasons that decide it."""

    truth: Truth
    reasons: tuple[Reason, ...]


def evaluate(
    rules: RuleSet, facts: Facts, known: Known, on: date, version: int | None = None
) -> Outcome:
    """Return what the rules mean for somebody as of the reference date."""
    findings = tuple(_finding(rule, facts, known, on) for rule in rules.rules)
    verdict = gravest(each.verdict for each in findings)
    used = tuple(ListUsed.of(known.lists[key]) for key in rules.lists if key in known.lists)
    outcome = Outcome(verdict, findings, used, on, "", version)
    return replace(outcome, text=text_of(outcome))


def judged(condition: Condition, facts: Facts, known: Known, on: date) -> Judged:
    """Return whether a condition is so, with the reasons that decide it."""
    if not isinstance(condition, Group):
        found = answer(condition, facts, known, on)
        return Judged(found.truth, found.reasons)
    members = [judged(each, facts, known, on) for each in condition.members]
    truth = joined(condition.joint, (each.truth for each in members))
    decides = opposite(truth) if condition.joint is Joint.NONE else truth
    reasons = (reason for each in members if each.truth is decides for reason in each.reasons)
    return Judged(truth, tuple(dict.fromkeys(reasons)))


def _finding(rule: Rule, facts: Facts, known: Known, on: date) -> Finding:
    found = judged(rule.condition, facts, known, on)
    verdict = effect(rule.severity, found.truth)
    asks = verdict is Verdict.ASKED
    return Finding(
        key=rule.key,
        title=rule.title,
        severity=rule.severity,
        truth=found.truth,
        verdict=verdict,
        rule=rule_in_words(rule, known.names),
        reasons=told(found.reasons),
        question=rule.question if asks else "",
        reply=facts.replies.get(rule.key, "") if asks else "",
    )


def text_of(outcome: Outcome) -> str:
    """Return what she reads: the headline, then the reasons of what decides."""
    if not outcome.findings:
        return NO_RULES
    return "\n".join((HEADLINES[outcome.verdict], *_reasons_of(outcome)))


def _reasons_of(outcome: Outcome) -> Iterator[str]:
    for each in outcome.deciding:
        yield from each.reasons
        if each.verdict is not Verdict.FITS:
            yield each.rule

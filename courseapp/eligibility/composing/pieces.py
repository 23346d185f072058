"""The changes that organisers make to rules, one press each; pure functions of the whole set.

Each returns a `Change` for `changing.change_rules`; one that finds no rule or no place raises
LookupError there.
"""

from dataclasses import dataclass, replace

from courseapp.eligibility.composed import shaping
from courseapp.eligibility.composed.conditions import Condition, Group
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.composing.changing import Change
from courseapp.eligibility.rules import Joint, Severity


@dataclass(frozen=True)
class RulePlan:
    """What an organiser enters of a rule besides its tests."""

    severity: Severity
    title: str = ""
    question: str = ""


def add_rule(plan: RulePlan, condition: Group | None = None) -> Change:
    """Put a rule behind the others; it says nothing until it has a test."""

    def change(rules: RuleSet) -> RuleSet:
        rule = Rule(
            rules.next_key(), plan.severity, condition or Group(), plan.title, plan.question
        )
        return RuleSet((*rules.rules, rule))

    return change


def change_rule(key: str, plan: RulePlan) -> Change:
    """Give a rule another severity, title or question."""

    def change(rules: RuleSet) -> RuleSet:
        rule = Rule(key, plan.severity, _rule(rules, key).condition, plan.title, plan.question)
        return _with(rules, key, rule)

    return change


def remove_rule(key: str) -> Change:
    """Take a rule out."""

    def change(rules: RuleSet) -> RuleSet:
        gone = _rule(rules, key)
        return RuleSet(tuple(each for each in rules.rules if each is not gone))

    return change


def move_rule(key: str, *, up: bool) -> Change:
    """Exchange a rule with its neighbour."""

    def change(rules: RuleSet) -> RuleSet:
        order = list(rules.rules)
        place = order.index(_rule(rules, key))
        other = place - 1 if up else place + 1
        if 0 <= other < len(order):
            order[place], order[other] = order[other], order[place]
        return RuleSet(tuple(order))

    return change


def add_condition(key: str, path: shaping.Path, condition: Condition) -> Change:
    """Put a test or a group behind the members of the group at the path."""
    return _reshape(key, lambda group: shaping.added(group, path, condition))


def replace_condition(key: str, path: shaping.Path, condition: Condition) -> Change:
    """Put a test in the place of another."""
    return _reshape(key, lambda group: shaping.replaced(group, path, condition))


def remove_condition(key: str, path: shaping.Path) -> Change:
    """Take a test or a group out."""
    return _reshape(key, lambda group: shaping.removed(group, path))


def move_condition(key: str, path: shaping.Path, *, up: bool) -> Change:
    """Exchange a test or a group with its neighbour."""
    return _reshape(key, lambda group: shaping.moved(group, path, up=up))


def rejoin(key: str, path: shaping.Path, joint: Joint) -> Change:
    """Let the members of a group belong together in another way."""
    return _reshape(key, lambda group: shaping.rejoined(group, path, joint))


def _reshape(key: str, shape: shaping.Shape) -> Change:
    def change(rules: RuleSet) -> RuleSet:
        rule = _rule(rules, key)
        return _with(rules, key, replace(rule, condition=shape(rule.condition)))

    return change


def _rule(rules: RuleSet, key: str) -> Rule:
    found = rules.rule(key)
    if found is None:
        raise LookupError(key)
    return found


def _with(rules: RuleSet, key: str, rule: Rule) -> RuleSet:
    return RuleSet(tuple(rule if each.key == key else each for each in rules.rules))

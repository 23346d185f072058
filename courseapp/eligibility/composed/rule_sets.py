"""The rules of an event in their order."""

from dataclasses import dataclass
from functools import cached_property

from courseapp.eligibility.composed.conditions import (
    Completed,
    Condition,
    Group,
    Scope,
    Test,
    TookPart,
    every_test,
    facts_for,
    list_for,
)
from courseapp.eligibility.facts import FactKind
from courseapp.eligibility.rules import Severity

MOST_RULES = 20
MOST_TESTS = 40  # in one rule
MOST_DEPTH = 4  # groups in groups
LONGEST_TITLE, LONGEST_QUESTION = 120, 500
NOTHING_YET = Group()


@dataclass(frozen=True)
class Rule:
    """What must be so, and what it means where it is not. `key` names the rule for good."""

    key: str
    severity: Severity
    condition: Group = NOTHING_YET
    title: str = ""
    question: str = ""  # what is asked where the severity is ASK

    @property
    def tests(self) -> tuple[Test, ...]:
        return tuple(every_test(self.condition))


@dataclass(frozen=True)
class RuleSet:
    """Rules in their order; without any, everybody may apply."""

    rules: tuple[Rule, ...] = ()

    @cached_property
    def tests(self) -> tuple[Test, ...]:
        return tuple(test for rule in self.rules for test in rule.tests)

    @property
    def needs(self) -> tuple[FactKind, ...]:
        """What the rules want to know of somebody, in the usual order of questions."""
        wanted = {kind for test in self.tests for kind in facts_for(test)}
        return tuple(kind for kind in FactKind if kind in wanted)

    @property
    def lists(self) -> tuple[str, ...]:
        """The keys of the lists that the rules look into, each once."""
        return tuple(dict.fromkeys(filter(None, map(list_for, self.tests))))

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The series and initiatives of which the rules look at earlier events."""
        found = (t.scope for t in self.tests if isinstance(t, Completed | TookPart))
        return tuple(dict.fromkeys(found))

    def rule(self, key: str) -> Rule | None:
        """Return the rule with the key, if there is one."""
        return next((rule for rule in self.rules if rule.key == key), None)

    def next_key(self) -> str:
        """Return a key that no rule of the set has."""
        numbers = [int(rule.key[1:]) for rule in self.rules if rule.key[1:].isdecimal()]
        return f"r{max(numbers, default=0) + 1}"


def is_about_countries_only(condition: Condition) -> bool:
    """Return whether nothing but lists of countries decides."""
    kinds = {kind for test in every_test(condition) for kind in facts_for(test)}
    countries = {FactKind.NATIONALITIES, FactKind.WORK_COUNTRY, FactKind.SEAT_COUNTRY}
    return bool(kinds) and kinds <= countries

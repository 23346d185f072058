"""Rule sets as plain JSON values, and back.

    {"rules": [{"key": "r1", "severity": "warn", "title": "", "question": "",
                "if": {"any": [{"test": "country", "whose": "work_country", "list": "dac-oda"}]}}]}

A group is an object with one of ``all``, ``any`` and ``none``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from courseapp.eligibility.composed.conditions import (
    Belongs,
    Completed,
    Condition,
    CountryOn,
    Experience,
    Group,
    Invited,
    OrganisationIs,
    Scope,
    ScopeKind,
    Speaks,
    Test,
    TookPart,
    Whose,
)
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.facts import Cefr
from courseapp.eligibility.rules import Joint, Severity
from courseapp.events.rules import Level

Plain = Mapping[str, Any]

KINDS: Mapping[type[object], str] = {
    CountryOn: "country",
    OrganisationIs: "organisation_type",
    Experience: "experience",
    Completed: "completed",
    TookPart: "took_part",
    Speaks: "speaks",
    Invited: "invited",
    Belongs: "belongs",
}
_WRITERS: Mapping[str, Callable[[Any], Plain]] = {
    "country": lambda test: {"whose": test.whose.value, "list": test.key},
    "organisation_type": lambda test: {"types": list(test.types)},
    "experience": lambda test: {"least": test.least, "most": test.most},
    "completed": lambda test: {"level": test.level.value, **_scope_written(test.scope)},
    "took_part": lambda test: {"years": test.years, **_scope_written(test.scope)},
    "speaks": lambda test: {"language": test.language, "level": test.level.value},
    "invited": lambda _test: {},
    "belongs": lambda test: {"initiative": test.initiative},
}
_READERS: Mapping[str, Callable[[Plain], Test]] = {
    "country": lambda plain: CountryOn(Whose(plain["whose"]), plain["list"]),
    "organisation_type": lambda plain: OrganisationIs(tuple(plain["types"])),
    "experience": lambda plain: Experience(plain["least"], plain["most"]),
    "completed": lambda plain: Completed(Level(plain["level"]), _scope_read(plain)),
    "took_part": lambda plain: TookPart(_scope_read(plain), plain["years"]),
    "speaks": lambda plain: Speaks(plain["language"], Cefr(plain["level"])),
    "invited": lambda _plain: Invited(),
    "belongs": lambda plain: Belongs(plain["initiative"]),
}


def to_plain(rules: RuleSet) -> dict[str, Any]:
    """Return the rules as values of JSON."""
    return {"rules": [_rule_written(rule) for rule in rules.rules]}


def from_plain(plain: Plain) -> RuleSet:
    """Return the rules that `to_plain` wrote. Raises KeyError or ValueError for anything else."""
    return RuleSet(tuple(_rule_read(rule) for rule in plain["rules"]))


def _rule_written(rule: Rule) -> dict[str, Any]:
    return {
        "key": rule.key,
        "severity": rule.severity.value,
        "title": rule.title,
        "question": rule.question,
        "if": _written(rule.condition),
    }


def _rule_read(plain: Plain) -> Rule:
    condition = _read(plain["if"])
    if not isinstance(condition, Group):
        raise ValueError("A rule begins with a group.")
    severity = Severity(plain["severity"])
    return Rule(plain["key"], severity, condition, plain["title"], plain["question"])


def _written(condition: Condition) -> dict[str, Any]:
    if isinstance(condition, Group):
        return {condition.joint.value: [_written(each) for each in condition.members]}
    kind = KINDS[type(condition)]
    return {"test": kind, **_WRITERS[kind](condition)}


def _read(plain: Plain) -> Condition:
    if "test" in plain:
        return _READERS[plain["test"]](plain)
    ((joint, members),) = plain.items()
    return Group(Joint(joint), tuple(_read(each) for each in members))


def _scope_written(scope: Scope) -> dict[str, str]:
    return {"in": scope.kind.value, "slug": scope.slug}


def _scope_read(plain: Plain) -> Scope:
    return Scope(ScopeKind(plain["in"]), plain["slug"])

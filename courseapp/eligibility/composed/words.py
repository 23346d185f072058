"""Rules in plain words, for organisers and for everybody else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from courseapp.countries.languages import language_name
from courseapp.countries.lists.dated import CountryList
from courseapp.eligibility.composed.conditions import (
    MEMBERS,
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
    TookPart,
    Whose,
)
from courseapp.eligibility.composed.rule_sets import Rule
from courseapp.eligibility.facts import Cefr
from courseapp.eligibility.rules import Joint, Severity
from courseapp.eligibility.vocabulary import ORGANISATION_TYPES
from courseapp.events.rules import Level

GONE = "on a list that is no longer there"
_LEVEL_WORDS = {
    Level.INTRODUCTORY: "an event of at least introductory level",
    Level.INTERMEDIATE: "an event of at least intermediate level",
    Level.ADVANCED: "an event of advanced level",
    Level.ALL: "an event",
}
_JOINING = {Joint.ALL: " and ", Joint.ANY: " or ", Joint.NONE: " or "}


@dataclass(frozen=True)
class Names:
    """What lists, series and initiatives are called: `lists` by key, the others by slug."""

    lists: Mapping[str, CountryList] = field(default_factory=dict)
    series: Mapping[str, str] = field(default_factory=dict)
    initiatives: Mapping[str, str] = field(default_factory=dict)

    def placed(self, key: str) -> str:
        """Return ``on the DAC list of ODA recipients``."""
        found = self.lists.get(key)
        return found.placed if found else GONE

    def initiative(self, slug: str) -> str:
        """Return the short name; the slug where there is no such initiative any more."""
        return self.initiatives.get(slug, slug)

    def scope(self, scope: Scope) -> str:
        """Return ``the series “ICAP training courses”`` or ``ICAP``."""
        if scope.kind is ScopeKind.INITIATIVE:
            return self.initiative(scope.slug)
        return f"the series “{self.series.get(scope.slug, scope.slug)}”"


def told_day(day: date) -> str:
    """Return ``30 April 2027``."""
    return f"{day.day} {day:%B %Y}"


def or_list(texts: list[str] | tuple[str, ...]) -> str:
    """Return ``a, b or c``."""
    return _listed(texts, "or")


def and_list(texts: list[str] | tuple[str, ...]) -> str:
    """Return ``a, b and c``."""
    return _listed(texts, "and")


def years_in_words(least: int | None, most: int | None) -> str:
    """Return ``3 to 10 years``, ``at least 3 years`` or ``at most 1 year``."""
    if least is not None and most is not None:
        return f"{least} to {_years(most)}"
    if least is not None:
        return f"at least {_years(least)}"
    return f"at most {_years(most or 0)}"


def speaking(language: str, level: Cefr) -> str:
    """Return ``French at level B2 or better``."""
    name = language_name(language)
    if level is Cefr.NATIVE:
        return f"{name} as a first language"
    return f"{name} at level {level} or better"


def who(condition: Condition, names: Names) -> str:
    """Return whom a condition means: ``who work in a country on the list of …``."""
    if isinstance(condition, Group):
        return _of_group(condition, names)
    return _WORDS[type(condition)](condition, names, True)


def rule_in_words(rule: Rule, names: Names) -> str:
    """Return what a rule asks for and what it means where that is not so, in one sentence."""
    if not rule.condition.members:
        return "This rule says nothing yet."
    meant = who(rule.condition, names)
    if rule.severity is Severity.BLOCK:
        return f"Only for people {meant}."
    if rule.severity is Severity.WARN:
        return f"For people {meant}. Others can apply, and the organisers decide."
    return f"For people {meant}. Others can apply, and are asked: “{rule.question}”"


def condition_in_words(condition: Condition, names: Names) -> str:
    """Return a single test as a line of a list: ``Work in a country on the list of …``."""
    text = who(condition, names).removeprefix("who ")
    return text[:1].upper() + text[1:]


def _of_group(group: Group, names: Names) -> str:
    parts = [_inside(each, names) for each in group.members]
    if merged := _same_country(group, names):
        return merged
    if group.joint is not Joint.NONE:
        return _JOINING[group.joint].join(parts)
    if len(parts) == 1 and not isinstance(group.members[0], Group):
        return _WORDS[type(group.members[0])](group.members[0], names, False)
    return f"of whom this is not so: {' or '.join(parts)}"


def _same_country(group: Group, names: Names) -> str:
    """One country on several lists is said once: ``who work in a country on a, on b or on c``."""
    tests = [each for each in group.members if isinstance(each, CountryOn)]
    is_one = len({test.whose for test in tests}) == 1 and len(tests) == len(group.members) > 1
    if group.joint is Joint.ALL or not is_one:
        return ""
    placed = or_list([names.placed(test.key) for test in tests])
    return _COUNTRY_WORDS[tests[0].whose][group.joint is Joint.ANY].format(placed=placed)


def _inside(condition: Condition, names: Names) -> str:
    """A group of several in a group stands in brackets."""
    text = who(condition, names)
    if not isinstance(condition, Group) or len(condition.members) < 2:
        return text
    return text if _same_country(condition, names) else f"({text})"


_COUNTRY_WORDS = {
    Whose.WORK: {
        True: "who work in a country {placed}",
        False: "who do not work in a country {placed}",
    },
    Whose.SEAT: {
        True: "whose organisation has its seat in a country {placed}",
        False: "whose organisation has its seat in a country not {placed}",
    },
    Whose.NATIONALITY: {
        True: "who are citizens of a country {placed}",
        False: "who are not citizens of a country {placed}",
    },
    Whose.EVERY_NATIONALITY: {
        True: "who are citizens only of countries {placed}",
        False: "who are not citizens only of countries {placed}",
    },
}


def _country(test: CountryOn, names: Names, so: bool) -> str:
    return _COUNTRY_WORDS[test.whose][so].format(placed=names.placed(test.key))


def _organisation(test: OrganisationIs, _names: Names, so: bool) -> str:
    types = or_list([ORGANISATION_TYPES.get(each, each) for each in test.types])
    return f"who {'' if so else 'do not '}work for {types}"


def _experience(test: Experience, _names: Names, so: bool) -> str:
    return (
        f"who {'' if so else 'do not '}have {years_in_words(test.least, test.most)} of experience"
    )


def _completed(test: Completed, names: Names, so: bool) -> str:
    what = f"{_LEVEL_WORDS[test.level]} of {names.scope(test.scope)}"
    return f"who have {'' if so else 'not '}completed {what}"


def _took_part(test: TookPart, names: Names, so: bool) -> str:
    lately = f" within the last {_years(test.years)}" if test.years is not None else ""
    scope = test.scope
    where = "an event of " if scope.kind is ScopeKind.INITIATIVE else ""
    return f"who have {'' if so else 'not '}taken part in {where}{names.scope(scope)}{lately}"


def _speaks(test: Speaks, _names: Names, so: bool) -> str:
    return f"who {'' if so else 'do not '}speak {speaking(test.language, test.level)}"


def _invited(_test: Invited, _names: Names, so: bool) -> str:
    return f"who are {'' if so else 'not '}invited"


def _belongs(test: Belongs, names: Names, so: bool) -> str:
    name = names.initiative(test.initiative)
    if so:
        return f"whose country or organisation belongs to {name}"
    return f"of whom neither country nor organisation belongs to {name}"


_WORDS: Mapping[type[object], Callable[[Any, Names, bool], str]] = {
    CountryOn: _country,
    OrganisationIs: _organisation,
    Experience: _experience,
    Completed: _completed,
    TookPart: _took_part,
    Speaks: _speaks,
    Invited: _invited,
    Belongs: _belongs,
}


def list_of_members(initiative: str) -> str:
    """Return the key of the list of an initiative's members."""
    return f"{MEMBERS}{initiative}"


def _years(number: int) -> str:
    return "1 year" if number == 1 else f"{number} years"


def _listed(texts: list[str] | tuple[str, ...], word: str) -> str:
    *first, last = texts or ("",)
    return f"{', '.join(first)} {word} {last}" if first else last

"""A small world for rules: lists with three countries, and everything that facts can say of it."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from functools import cache
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from courseapp.countries.lists.dated import CountryList, Entry, Family, Membership
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
from courseapp.eligibility.composed.words import Names
from courseapp.eligibility.facts import Cefr, Earlier, Facts
from courseapp.eligibility.judging.known import Known, MemberOrganisation
from courseapp.eligibility.rules import Joint, Severity
from courseapp.events.rules import Level

ON = date(2027, 4, 30)
TOGO, GERMANY, NEPAL = "TG", "DE", "NP"  # on the list, not on it, nobody knows
SERIES = Scope(ScopeKind.SERIES, "courses")
INITIATIVE = Scope(ScopeKind.INITIATIVE, "icap")
MEMBER = "Ministry of the Sea"


@cache
def world() -> Known:
    """Return lists in which Togo is, Germany is not, and nobody knows of Nepal."""
    entries = (Entry(TOGO), Entry(NEPAL, membership=Membership.UNKNOWN))
    lists = {
        key: CountryList(key, Family.OWN, key, placed, entries, version="1", source="us")
        for key, placed in (("aid", "on the aid list"), ("members:icap", "a member of ICAP"))
    }
    names = Names(lists, {"courses": "ICAP courses"}, {"icap": "ICAP"})
    return Known(names, {"icap": (MemberOrganisation("ministry of the sea"),)})


# What each fact can be when it is known; the first of a pair is what makes it unknown.
COUNTRIES = (TOGO, GERMANY, NEPAL)
BEFORE = (
    Earlier("a", "courses", "icap", Level.INTRODUCTORY, 2026, True),
    Earlier("b", "courses", "icap", Level.ADVANCED, 2020, False),
    Earlier("c", "", "other", Level.ADVANCED, 2026, True),
    Earlier("d", "courses", "icap", Level.ADVANCED, 2025, True),
)
VALUES: dict[str, tuple[Any, ...]] = {
    "nationalities": tuple(pair for n in (1, 2) for pair in combinations(COUNTRIES, n)),
    "work_country": COUNTRIES,
    "seat_country": COUNTRIES,
    "organisation": (MEMBER, "Another"),
    "organisation_type": ("national_government", "research"),
    "experience_years": (0, 2, 3, 10),
    "languages": ({"en": Cefr.A2}, {"en": Cefr.B2}, {"en-GB": Cefr.NATIVE}),
    "earlier": tuple(some for n in (0, 1, 2) for some in combinations(BEFORE, n)),
    "is_invited": (True, False),
}
NOBODY = Facts()
facts = st.builds(
    Facts,
    **{
        name: st.just(getattr(NOBODY, name)) | st.sampled_from(values)
        for name, values in VALUES.items()
    },
)

# One test for each fact, so that no two tests hang together.
READ_ONCE: tuple[tuple[Test, ...], ...] = (
    tuple(CountryOn(whose, "aid") for whose in Whose),  # they share what is not known of Nepal
    (OrganisationIs(("national_government",)), OrganisationIs(("research", "other"))),
    (Experience(3), Experience(None, 2), Experience(1, 3)),
    (
        Completed(Level.INTRODUCTORY, SERIES),
        Completed(Level.ADVANCED, INITIATIVE),
        TookPart(SERIES),
        TookPart(INITIATIVE, 3),
    ),
    (Speaks("en", Cefr.B1), Speaks("en", Cefr.NATIVE)),
    (Invited(),),
)
ALL_TESTS: tuple[Test, ...] = (*(t for some in READ_ONCE for t in some), Belongs("icap"))
tests = st.sampled_from(ALL_TESTS)
joints = st.sampled_from(Joint)


def groups_of(members: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    some = st.lists(members, max_size=4).map(tuple)
    return st.builds(Group, joints, some)


conditions: st.SearchStrategy[Condition] = st.recursive(tests, groups_of, max_leaves=8)
groups: st.SearchStrategy[Group] = st.builds(
    Group, joints, st.lists(conditions, max_size=3).map(tuple)
)
rules = st.builds(
    Rule,
    st.integers(1, 99).map(lambda number: f"r{number}"),
    st.sampled_from(Severity),
    groups,
    st.sampled_from(["", "Développement 李明 \N{RIGHT-TO-LEFT MARK}"]),
    st.sampled_from(["", "Why?"]),
)
rule_sets = st.lists(rules, max_size=4, unique_by=lambda rule: rule.key).map(
    lambda some: RuleSet(tuple(some))
)


@st.composite
def conditions_read_once(draw: st.DrawFn) -> Group:
    """A condition in which every fact is looked at by one test at most."""
    kinds = draw(st.lists(st.sampled_from(READ_ONCE), min_size=1, max_size=3, unique=True))
    found: list[Condition] = [draw(st.sampled_from(kind)) for kind in kinds]
    while len(found) > 1:
        number = draw(st.integers(2, len(found)))
        found = [Group(draw(joints), tuple(found[:number])), *found[number:]]
    return Group(draw(joints), tuple(found))


def completions(known: Facts, wanted: set[str]) -> Iterator[tuple[Facts, bool]]:
    """Yield everything that may be the truth of wanted facts, and whether Nepal is on the lists."""
    unknown = [
        field.name
        for field in fields(Facts)
        if field.name in wanted
        and getattr(known, field.name) == getattr(NOBODY, field.name)
        # An empty tuple of earlier events says that there were none.
        and not (field.name == "earlier" and known.earlier is not None)
    ]
    for values in product(*(VALUES[name] for name in unknown)):
        whole = replace(known, **dict(zip(unknown, values, strict=True)))
        yield from ((whole, nepal) for nepal in (True, False))

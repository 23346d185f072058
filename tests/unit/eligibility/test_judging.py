"""Rules against brute force: what is not known is tried out in every way it may be."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given

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
    TookPart,
    Whose,
    every_test,
    facts_for,
)
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.facts import Cefr, Earlier, Facts
from courseapp.eligibility.judging.evaluating import evaluate, judged
from courseapp.eligibility.judging.reasons import told
from courseapp.eligibility.rules import Joint, Severity, Truth, Verdict
from courseapp.events.rules import Level
from tests.unit.eligibility.samples import (
    GERMANY,
    INITIATIVE,
    MEMBER,
    NEPAL,
    ON,
    SERIES,
    TOGO,
    completions,
    conditions,
    conditions_read_once,
    facts,
    rule_sets,
    world,
)

HEIGHT = {Level.INTRODUCTORY: 1, Level.INTERMEDIATE: 2, Level.ADVANCED: 3, Level.ALL: 1}
WORK = CountryOn(Whose.WORK, "aid")


def are_on(*codes: str | None) -> list[bool]:
    """Return of each country whether it is on the lists, which are all the same here."""
    return [code in ON_THE_LISTS for code in codes]


ON_THE_LISTS = {TOGO}  # in the completion in hand
LANGUAGES = list(Cefr)
PLAINLY: dict[type[object], Callable[[Any, Any], bool]] = {
    CountryOn: lambda test, her: {
        Whose.WORK: lambda: all(are_on(her.work_country)),
        Whose.SEAT: lambda: all(are_on(her.seat_country)),
        Whose.NATIONALITY: lambda: any(are_on(*her.nationalities)),
        Whose.EVERY_NATIONALITY: lambda: all(are_on(*her.nationalities)),
    }[test.whose](),
    OrganisationIs: lambda test, her: her.organisation_type in test.types,
    Experience: lambda test, her: (
        (test.least or 0) <= her.experience_years <= (99 if test.most is None else test.most)
    ),
    Speaks: lambda test, her: any(
        LANGUAGES.index(level) >= LANGUAGES.index(test.level) for level in her.languages.values()
    ),
    Invited: lambda _test, her: her.is_invited,
    Belongs: lambda _test, her: all(are_on(her.work_country)) or her.organisation == MEMBER,
    Completed: lambda test, her: any(
        each.completed and HEIGHT[each.level] >= HEIGHT[test.level]
        for each in events_in(her, test.scope)
    ),
    TookPart: lambda test, her: any(
        test.years is None or each.year >= ON.year - test.years
        for each in events_in(her, test.scope)
    ),
}


def plainly(condition: Condition, her: Facts) -> bool:
    """Return whether a condition is so for somebody of whom everything is known: no unknowns."""
    if not isinstance(condition, Group):
        return PLAINLY[type(condition)](condition, her)
    members = [plainly(each, her) for each in condition.members]
    return {Joint.ALL: all(members), Joint.ANY: any(members), Joint.NONE: not any(members)}[
        condition.joint
    ]


def events_in(her: Facts, scope: Scope) -> list[Any]:
    of_series = scope.kind is ScopeKind.SERIES
    return [
        each
        for each in her.earlier or ()
        if (each.series == "courses" if of_series else each.initiative == "icap")
    ]


def truths_of(condition: Condition, her: Facts) -> set[bool]:
    """Return what a condition comes to in everything that may be the truth."""
    wanted = {str(kind) for test in every_test(condition) for kind in facts_for(test)}
    found = set()
    for whole, nepal in completions(her, wanted):
        (ON_THE_LISTS.add if nepal else ON_THE_LISTS.discard)(NEPAL)
        found.add(plainly(condition, whole))
    return found


@given(conditions_read_once(), facts)
def test_a_condition_is_unknown_exactly_where_the_truth_may_be_either(
    condition: Group, her: Facts
) -> None:
    found = judged(condition, her, world(), ON).truth
    possible = truths_of(condition, her)
    expected = {frozenset({True}): Truth.YES, frozenset({False}): Truth.NO}
    assert found is expected.get(frozenset(possible), Truth.UNKNOWN)


@given(conditions, facts)
def test_whatever_is_composed_never_passes_or_fails_on_what_is_not_known(
    condition: Condition, her: Facts
) -> None:
    wanted = {str(kind) for test in every_test(condition) for kind in facts_for(test)}
    assume(len(wanted) <= 3)
    found = judged(condition, her, world(), ON).truth
    if found is not Truth.UNKNOWN:
        assert truths_of(condition, her) == {found is Truth.YES}


@given(conditions, facts)
def test_every_answer_has_a_reason_that_decides_it(condition: Condition, her: Facts) -> None:
    found = judged(condition, her, world(), ON)
    tests = list(every_test(condition))
    alone = {reason for each in tests for reason in judged(each, her, world(), ON).reasons}
    assert set(found.reasons) <= alone
    if not isinstance(condition, Group):
        assert found.reasons
    assert all(text.endswith(".") for text in told(found.reasons))


@given(rule_sets, facts)
def test_a_verdict_is_that_of_the_gravest_rule(rules: RuleSet, her: Facts) -> None:
    outcome = evaluate(rules, her, world(), ON, 7)
    assert [each.key for each in outcome.findings] == [rule.key for rule in rules.rules]
    verdicts = {each.verdict for each in outcome.findings}
    assert (outcome.verdict is Verdict.BLOCKED) == (Verdict.BLOCKED in verdicts)
    assert (outcome.verdict is Verdict.FITS) == (verdicts <= {Verdict.FITS})
    if Verdict.UNDECIDED in verdicts:
        assert outcome.verdict in {Verdict.UNDECIDED, Verdict.BLOCKED}
    for each in outcome.findings:
        assert (each.verdict is Verdict.UNDECIDED) == (each.truth is Truth.UNKNOWN)
        assert (each.verdict is Verdict.BLOCKED) == (
            each.truth is Truth.NO and each.severity is Severity.BLOCK
        )
    assert {each.key for each in outcome.lists} <= set(rules.lists)


def reason(condition: Condition, her: Facts) -> str:
    return " ".join(told(judged(condition, her, world(), ON).reasons))


@pytest.mark.parametrize(
    ("condition", "her", "words"),
    [
        (
            WORK,
            Facts(work_country=TOGO),
            "You work in Togo, which is on the aid list as of 30 April 2027.",
        ),
        (
            WORK,
            Facts(work_country=GERMANY),
            "You work in Germany, which is not on the aid list as of 30 April 2027.",
        ),
        (
            WORK,
            Facts(work_country=NEPAL),
            "You work in Nepal. We cannot tell whether it is on the aid list as of 30 April 2027.",
        ),
        (WORK, Facts(), "We do not know yet in which country you work."),
        (
            CountryOn(Whose.EVERY_NATIONALITY, "aid"),
            Facts(nationalities=(TOGO, GERMANY)),
            "You are a citizen of Germany, which is not on the aid list as of 30 April 2027.",
        ),
        (
            CountryOn(Whose.SEAT, "gone"),
            Facts(seat_country=TOGO),
            "Your organisation has its seat in Togo. We cannot tell whether it is on a list that "
            "is no longer there as of 30 April 2027. This list is no longer there.",
        ),
        (
            OrganisationIs(("research",)),
            Facts(organisation_type="research"),
            "You work for a university or research institute.",
        ),
        (
            Experience(3, 10),
            Facts(experience_years=1),
            "You have 1 year of experience; 3 to 10 years are asked for.",
        ),
        (
            Speaks("fr", Cefr.B2),
            Facts(languages={"fr-CA": Cefr.B1, "en": Cefr.C2}),
            "You speak French at level B1; French at level B2 or better is asked for.",
        ),
        (
            TookPart(SERIES, 3),
            Facts(earlier=(Earlier("x", "courses", "icap", None, 2024),)),
            "You have taken part in the series “ICAP courses” since 2024.",
        ),
        (
            TookPart(INITIATIVE, 3),
            Facts(earlier=(Earlier("x", "courses", "icap", None, 2023),)),
            "You have not taken part in ICAP since 2024.",
        ),
        (
            TookPart(SERIES, 2),
            Facts(earlier=(Earlier("x", "courses", "icap"),)),
            "You have taken part in the series “ICAP courses”, but it is not noted when.",
        ),
        (
            Completed(Level.INTERMEDIATE, INITIATIVE),
            Facts(earlier=(Earlier("x", "", "icap", Level.ADVANCED, 2024),)),
            "You took part in ICAP, but it is not noted what you completed.",
        ),
        (Invited(), Facts(is_invited=False), "We have not invited you."),
        (
            Belongs("icap"),
            Facts(work_country=GERMANY, organisation="ministry of the SEA"),
            "ministry of the SEA belongs to ICAP as of 30 April 2027.",
        ),
        (
            Belongs("icap"),
            Facts(work_country=GERMANY, organisation="Acme"),
            "You work in Germany, which is not a member of ICAP as of 30 April 2027. "
            "We find no organisation called Acme among those of ICAP.",
        ),
    ],
)
def test_each_answer_is_told_to_her_in_words(condition: Condition, her: Facts, words: str) -> None:
    assert reason(condition, her) == words


def test_what_speaks_against_her_is_told_and_not_what_speaks_for_her() -> None:
    both = Group(Joint.ALL, (WORK, Experience(3)))
    her = Facts(work_country=TOGO, experience_years=1)
    assert reason(both, her) == "You have 1 year of experience; at least 3 years are asked for."
    either = Group(Joint.ANY, (WORK, Experience(3)))
    assert reason(either, her).startswith("You work in Togo")
    neither = Group(Joint.NONE, (WORK, Experience(3)))
    assert reason(neither, her).startswith("You work in Togo")


def test_one_country_on_several_lists_is_said_once() -> None:
    member = CountryOn(Whose.WORK, "members:icap")
    either = Group(Joint.ANY, (WORK, member))
    assert reason(either, Facts(work_country=TOGO)) == (
        "You work in Togo, which is on the aid list and a member of ICAP as of 30 April 2027."
    )
    assert reason(either, Facts(work_country=GERMANY)) == (
        "You work in Germany, which is not on the aid list or a member of ICAP as of 30 April 2027."
    )
    assert reason(either, Facts(work_country=NEPAL)) == (
        "You work in Nepal. We cannot tell whether it is on the aid list or a member of ICAP as of "
        "30 April 2027."
    )
    assert reason(either, Facts()) == "We do not know yet in which country you work."


def test_the_text_says_what_follows_and_why() -> None:
    warn = Rule("r1", Severity.WARN, Group(Joint.ANY, (WORK,)))
    ask = Rule("r2", Severity.ASK, Group(Joint.ALL, (Experience(3),)), question="What else?")
    her = Facts(work_country=GERMANY, experience_years=1, replies={"r2": "Much", "r1": "no"})
    outcome = evaluate(RuleSet((warn, ask)), her, world(), ON)
    assert outcome.verdict is Verdict.WARNED
    assert outcome.text.splitlines() == [
        "You can apply. Not everything fits, so the organisers decide whether you can take part.",
        "You work in Germany, which is not on the aid list as of 30 April 2027.",
        "For people who work in a country on the aid list. Others can apply, and the organisers "
        "decide.",
        "You have 1 year of experience; at least 3 years are asked for.",
        "For people who have at least 3 years of experience. Others can apply, and are asked: "
        "“What else?”",
    ]
    assert [(each.question, each.reply) for each in outcome.findings] == [
        ("", ""),
        ("What else?", "Much"),
    ]
    assert outcome.questions == outcome.findings[1:]
    fits = evaluate(RuleSet((warn,)), replace(her, work_country=TOGO), world(), ON)
    assert fits.text.startswith("This event is for you.\nYou work in Togo")


def test_without_rules_everybody_may_apply() -> None:
    outcome = evaluate(RuleSet(), Facts(), world(), ON)
    assert (outcome.verdict, outcome.text) == (Verdict.FITS, "Everybody may apply.")

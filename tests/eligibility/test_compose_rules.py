"""An organiser composes who may apply, without a script, and puts it in force."""

from collections.abc import Mapping

import pytest

from courseapp.core.errors import Problem
from courseapp.eligibility.composed.conditions import (
    CountryOn,
    Experience,
    Group,
    Scope,
    ScopeKind,
    Speaks,
    TookPart,
    Whose,
)
from courseapp.eligibility.composing.changing import change_rules
from courseapp.eligibility.composing.pieces import RulePlan, add_rule
from courseapp.eligibility.facts import Cefr
from courseapp.eligibility.invariants import broken_rules
from courseapp.eligibility.rules import Joint, Severity
from courseapp.events.standing.publishing import cancel_event
from tests.eligibility.story import THREE_YEARS, WORKS_ON_LDC, WORKS_ON_ODA, Stage, csv_file
from tests.events.conftest import CostOf
from tests.events.story import TYPED
from tests.support.checking_client import CheckingClient
from tests.support.pages import Value

COST = 30
ICAP = Scope(ScopeKind.INITIATIVE, "icap")


def test_an_organiser_composes_a_rule_piece_by_piece(
    stage: Stage, organiser: CheckingClient
) -> None:
    page = organiser.visit(stage.page)
    assert "Everybody may apply" in page.text
    page = organiser.follow(page, "Add a rule")
    asks = {"severity": "ask", "title": "Who learns something"}
    page = organiser.submit(page, asks, button="Next: what must be so", status=422)
    assert "Enter the question that is asked." in page.text
    assert page.value("title") == "Who learns something"
    page = organiser.submit(page, {"question": "Why?"}, button="Next: what must be so")
    assert page.heading == "What must be so?"
    page = organiser.follow(page, "A country on a list")
    page = organiser.submit(page, {"whose": "nationality"}, button="Add", status=422)
    assert "Choose a list." in page.text
    page = organiser.submit(page, {"listed": "ldc"}, button="Add")
    assert page.heading == "Who learns something"
    assert "citizens of a country on the list of least developed countries" in page.text
    page = organiser.submit(page, {"joint": "any"}, button="Change how they belong together")
    page = organiser.submit(page, button="Add a group")
    years = organiser.visit(f"{stage.page}/rules/r1/add/1/experience")
    page = organiser.submit(years, {"least": "5", "most": "2"}, button="Add", status=422)
    assert "Enter a number that is not below 5." in page.text
    page = organiser.submit(page, {"least": "2", "most": "5"}, button="Add")
    add = organiser.visit(f"{stage.page}/rules/r1/add/1/took_part")
    typed: Mapping[str, Value] = {"scope": "initiative:icap", "years": "3", "negated": True}
    page = organiser.submit(add, typed, button="Add")
    assert "Have not taken part in an event of ICAP within the last 3 years" in page.text
    change = organiser.visit(f"{stage.page}/rules/r1/tests/1.1")
    assert change.value("negated") == "y"
    organiser.submit(change, {"years": "4"}, button="Save")
    assert stage.rules().rules[0].condition == Group(
        Joint.ANY,
        (
            CountryOn(Whose.NATIONALITY, "ldc"),
            Group(Joint.ANY, (Experience(2, 5), Group(Joint.NONE, (TookPart(ICAP, 4),)))),
        ),
    )


def test_pieces_are_moved_and_removed_by_buttons(stage: Stage, organiser: CheckingClient) -> None:
    stage.composed(WORKS_ON_ODA, THREE_YEARS)
    stage.composed(Speaks("fr", Cefr.B2), severity=Severity.BLOCK)
    one = f"{stage.page}/rules/r1"
    organiser.submit(
        organiser.visit(one), button="Down Work in a country on the DAC list of ODA recipients"
    )
    assert stage.rules().rules[0].tests == (THREE_YEARS, WORKS_ON_ODA)
    organiser.submit(organiser.visit(one), button="Remove Have at least 3 years of experience")
    assert stage.rules().rules[0].tests == (WORKS_ON_ODA,)
    page = organiser.submit(organiser.visit(stage.page), button="Down rule 1")
    assert [rule.key for rule in stage.rules().rules] == ["r2", "r1"]
    page = organiser.submit(page, button="Remove rule 2")
    assert [rule.key for rule in stage.rules().rules] == ["r2"]
    assert "The rule is removed." in page.text
    change = organiser.visit(f"{stage.page}/rules/r2")
    organiser.submit(change, {"severity": "warn", "title": "French"}, button="Save")
    assert (stage.rules().rules[0].title, stage.rules().rules[0].severity) == (
        "French",
        Severity.WARN,
    )
    assert "Removed a rule." in stage.told()


def test_two_organisers_do_not_overwrite_each_other(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.composed(WORKS_ON_ODA)
    first = organiser.visit(f"{stage.page}/rules/r1/add/top/experience")
    overview, rule = organiser.visit(stage.page), organiser.visit(f"{stage.page}/rules/r1")
    stage.composed(THREE_YEARS)
    page = organiser.submit(first, {"least": "9"}, button="Add", status=422)
    assert "Somebody else changed these rules" in page.text
    assert page.value("least") == "9"
    organiser.submit(page, button="Add")  # looked at again, then done
    assert stage.rules().rules[0].tests == (WORKS_ON_ODA, Experience(9))
    for page, button in (
        (overview, "Remove rule 1"),
        (overview, "Put the rules in force"),
        (rule, "Add a group"),
    ):
        assert "Somebody else changed these rules" in organiser.submit(page, button=button).text
    assert len(stage.rules().rules) == 2
    assert stage.versions() == []


def test_usual_rules_are_there_with_one_press(stage: Stage, organiser: CheckingClient) -> None:
    lists = f"/manage/{stage.event.initiative.slug}/country-lists"
    new = organiser.visit(f"{lists}/new")
    organiser.submit(new, {"name": "Emerging economies"}, button="Begin the list")
    page = organiser.submit(organiser.visit(stage.page), button="Begin with the usual rules")
    assert (
        "For people who work in a country on the DAC list of ODA recipients, among the Parties "
        "outside Annex I to the UNFCCC or on the list “Emerging economies” of ICAP. Others can "
        "apply, and the organisers decide."
    ) in page.text
    assert "Not in force yet" in page.text
    assert [rule.severity for rule in stage.rules().rules] == [Severity.WARN]


def test_rules_come_along_into_the_next_edition_and_into_other_events(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.composed(WORKS_ON_LDC, severity=Severity.BLOCK)
    stage.in_force()
    table = organiser.visit(f"{stage.page}/table")
    rows = csv_file(["case,work_country,expected", "Togo,TG,fits"])
    organiser.submit(table, {"file": rows}, button="Upload and try")
    organiser.submit(
        organiser.visit(stage.page), {"reference_on": "2027-02-01"}, button="Save the day"
    )
    stage.in_force()
    clone = organiser.visit(f"/manage/events/{stage.event.slug}/clone")
    page = organiser.submit(clone, {"starts_on": "2028-03-20"}, button="Make the draft")
    page = organiser.follow(page, "Who may apply")
    assert "Version 1 is in force" in page.text
    assert page.value("reference_on") == "2028-01-31"  # moved like every other day
    assert "The row is as expected" in page.text
    assert [each.number for each in stage.versions()] == [1, 2, 1]
    new = organiser.visit("/manage/icap/events/new")
    organiser.submit(new, {**TYPED, "title": "Quite another"}, button="Save the draft")
    other = "/manage/events/quite-another-2027/eligibility"
    page = organiser.submit(organiser.visit(other), button="Begin with its rules", status=422)
    assert "Choose an event of the list." in page.text
    page = organiser.submit(page, {"source": str(stage.event.id)}, button="Begin with its rules")
    assert "Only for people who work in a country on the list of least developed" in page.text
    stale = organiser.visit(other)
    assert "Begin with" not in stale.text


def test_rules_are_put_in_force_as_versions(stage: Stage, organiser: CheckingClient) -> None:
    page = organiser.submit(
        organiser.visit(f"{stage.page}/rules/new"),
        {"severity": "warn"},
        button="Next: what must be so",
    )
    page = organiser.submit(organiser.visit(stage.page), button="Put the rules in force")
    assert "it says nothing yet. Add a test, or remove the rule." in page.text
    add = organiser.visit(f"{stage.page}/rules/r1/add/top/country")
    organiser.submit(add, {"listed": "ldc"}, button="Add")
    page = organiser.submit(organiser.visit(stage.page), button="Put the rules in force")
    assert "Version 1 is in force" in page.text
    organiser.submit(
        organiser.visit(stage.page), {"reference_on": "2027-01-31"}, button="Save the day"
    )
    page = organiser.visit(stage.page)
    assert "Version 1 is in force, and you have changed the rules since" in page.text
    page = organiser.submit(page, button="Put the changes in force")
    assert "Version 2 is in force" in page.text
    first, second = stage.versions()
    assert (first.reference_on, str(second.reference_on)) == (None, "2027-01-31")
    assert first.document == second.document
    told = organiser.follow(page, "All versions").text
    assert "For people who work in a country on the list of least developed countries." in told
    page = organiser.submit(page, button="Take the rules out of force")
    assert "everybody may apply" in page.text
    assert stage.held().in_force is None
    stage.in_force()
    assert [each.number for each in stage.versions()] == [1, 2, 3]


def test_an_organiser_is_warned_of_lists_that_change_near_the_day(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.composed(WORKS_ON_LDC, WORKS_ON_ODA, CountryOn(Whose.WORK, "own:999"))
    page = organiser.visit(stage.page)  # judged as of the deadline, 12 March 2027
    assert (
        "Least developed countries: on 24 November 2026 Lao People's Democratic Republic leaves, "
        "and of Bangladesh and Nepal it is not known any more. That counts already on the day as "
        "of which you judge."
    ) in page.text
    assert "DAC list of ODA recipients: a new list is due on 1 January 2027" in page.text
    assert "A rule looks into a list that is no longer there" in page.text
    stage.composed(CountryOn(Whose.SEAT, "wb-low"))
    organiser.submit(
        page := organiser.visit(stage.page), {"reference_on": "2027-08-01"}, button="Save the day"
    )
    page = organiser.visit(stage.page)
    assert "Low income (World Bank): nothing is known for 1 August 2027." in page.text
    wrong = organiser.submit(
        page, {"reference_on": "31.02.2027"}, button="Save the day", status=422
    )
    assert "Enter a day that exists" in wrong.text


def test_a_preview_counts_countries_and_draws_them(stage: Stage, organiser: CheckingClient) -> None:
    stage.composed(WORKS_ON_LDC, severity=Severity.BLOCK)
    stage.composed(THREE_YEARS)
    page = organiser.visit(stage.page)
    assert "Fits (41)" in page.text
    assert "Not known, you decide (2) Bangladesh Nepal" in page.text
    assert "1 rule looks at something else too" in page.text
    assert "41 countries, each marked where it lies." in page.text


def test_a_cancelled_event_keeps_its_rules_as_they_are(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.composed(WORKS_ON_LDC)
    with stage.app.test_request_context():
        cancel_event(stage.session, stage.organiser, stage.clock.now, stage.event)
        stage.session.commit()
    page = organiser.visit(stage.page)
    assert "Remove" not in page.text
    about = (stage.session, stage.organiser, stage.clock.now, stage.event)
    with pytest.raises(Problem, match="cancelled"):
        change_rules(*about, None, add_rule(RulePlan(Severity.WARN)), "")


def test_there_is_room_for_so_many_rules_tests_and_groups(stage: Stage) -> None:
    about = (stage.session, stage.organiser, stage.clock.now, stage.event)
    deep: Group = Group(Joint.ALL, (THREE_YEARS,))
    for _ in range(4):
        deep = Group(Joint.ANY, (deep,))
    wide = Group(Joint.ALL, (THREE_YEARS,) * 41)
    for condition, told in ((deep, "too deep"), (wide, "40 tests at most")):
        with pytest.raises(Problem, match=told):
            change_rules(*about, None, add_rule(RulePlan(Severity.WARN), condition), "")
    for _ in range(20):
        stage.composed(THREE_YEARS)
    with pytest.raises(Problem, match="20 rules at most"):
        stage.composed(THREE_YEARS)


def test_what_is_not_there_is_not_found(stage: Stage, organiser: CheckingClient) -> None:
    stage.composed(THREE_YEARS)
    addresses = (
        *("rules/r9", "rules/r1/add/9", "rules/r1/add/top/shoes", "rules/r1/tests/top"),
        *("rules/r1/tests/x", "rules/r9/add/top/country", "table/rows.csv", "people/999"),
    )
    found = [organiser.get(f"{stage.page}/{address}").status_code for address in addresses]
    assert set(found) == {404}


def test_the_page_costs_so_many_statements_whatever_the_rules_hold(
    stage: Stage, organiser: CheckingClient, cost_of: CostOf
) -> None:
    stage.composed(WORKS_ON_LDC, CountryOn(Whose.WORK, "members:icap"))
    few = cost_of(organiser, stage.page)
    for key in ("dac-oda", "sids", "members:a6ip", "m49-africa", "own:3"):
        stage.composed(CountryOn(Whose.SEAT, key), THREE_YEARS)
    assert cost_of(organiser, stage.page) <= few + 1 <= COST


def test_rules_that_are_not_as_they_must_be_are_told_to_operators(stage: Stage) -> None:
    stage.composed(WORKS_ON_LDC)
    for _ in range(2):
        stage.in_force()
        stage.composed(THREE_YEARS)
    assert broken_rules(stage.session) == []
    first, second = stage.versions()
    first.document = {"rules": "none"}
    second.number = 3
    stage.session.flush()
    slug = stage.event.slug
    assert broken_rules(stage.session) == [
        f"The rules of {slug} miss a version.",
        f"The rules in force of {slug} are not there.",
        f"Version 1 of the rules of {slug} cannot be read.",
    ]

"""Lists of countries as of any day, and lists that organisers keep."""

from datetime import date

from sqlalchemy import select

from courseapp.core.audit import history
from courseapp.countries.lists.dated import Membership
from courseapp.eligibility.composed.conditions import CountryOn, Group, Whose
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.country_lists.gathering import gather
from courseapp.eligibility.models import OwnListVersion
from courseapp.eligibility.rules import Severity
from courseapp.initiatives.models import Initiative
from tests.eligibility.story import Stage
from tests.events.conftest import CostOf
from tests.support.checking_client import CheckingClient
from tests.support.pages import Value

OWN = "/manage/icap/country-lists"


def test_everybody_reads_a_list_as_of_any_day(client: CheckingClient) -> None:
    page = client.visit("/countries/lists?on=2026-11-23")
    assert "Least developed countries 44 – 24 November 2026" in page.text
    page = client.follow(page, "Least developed countries")
    assert "44 countries on 23 November 2026" in page.text
    assert "What changes next 24 November 2026 Of Bangladesh it is not known any more." in page.text
    assert "Contents 2026-11-24" in page.text
    page = client.submit(page, {"on": "2026-11-24"}, button="Show")
    assert "41 countries on 24 November 2026" in page.text
    assert "Not known A blank in a source is not a “no”." in page.text
    assert "Lao People's Democratic Republic is no longer on it." in page.text
    old = client.visit("/countries/lists/ldc?on=2010-01-01")
    assert "On that day nobody is known to be on it." in old.text
    assert "What we have of the list begins on 4 December 2020." in old.text
    assert (
        "A newer list was due on 1 January 2027"
        in client.visit("/countries/lists/dac-oda?on=2027-04-30").text
    )


def test_a_search_finds_a_country_on_every_list_or_lists_by_name(client: CheckingClient) -> None:
    page = client.visit("/countries/lists?on=2026-11-01")
    page = client.submit(page, {"q": "turkey"}, button="Show")
    assert "Türkiye on 1 November 2026" in page.text
    assert "Annex I to the UNFCCC On the list" in page.text.replace("✓ ", "")
    page = client.submit(page, {"q": "income world"}, button="Show")
    assert "High income (World Bank)" in page.text
    assert "Annex I" not in page.text
    page = client.submit(page, {"q": "Atlantis <b>"}, button="Show")
    assert "No country and no list is called “Atlantis <b>”" in page.text
    assert "Least developed countries" in client.follow(page, "Show all lists").text
    client.expect_404("/countries/lists/nothing")


def test_a_day_that_is_none_is_today(client: CheckingClient) -> None:
    for on in ("", "tomorrow", "0001-01-01", "9999-12-31", "2026-02-30"):
        page = client.visit(f"/countries/lists/ldc?on={on}")
        assert "41 countries on 1 March 2027" in page.text  # the clock of tests


def test_an_organiser_keeps_a_list_with_dates_and_history(
    stage: Stage, organiser: CheckingClient
) -> None:
    page = organiser.visit(OWN)
    assert "No list of your own yet" in page.text
    page = organiser.follow(page, "Begin a list")
    page = organiser.submit(page, {"name": " "}, button="Begin the list", status=422)
    assert "Enter a name." in page.text
    page = organiser.submit(page, {"name": "Partners"}, button="Begin the list")
    wrong = {"names": "Togo\nGhanna\nAtlantis", "since": "2027-01-01", "until": "2026-01-01"}
    page = organiser.submit(page, wrong, button="Put on the list", status=422)
    assert "We know no country “Ghanna”. Did you mean Ghana" in page.text
    assert "Enter a day after the first one." in page.text
    right = {"names": "Togo\nGhana\nTOGO", "until": "", "note": "Decided in Lomé."}
    page = organiser.submit(page, right, button="Put on the list")
    kept = stage.own_list("Partners")
    key = f"own:{kept.id}"
    assert standing(stage, key, "TG", date(2026, 12, 31)) is Membership.OUT
    assert standing(stage, key, "TG", date(2027, 1, 1)) is Membership.IN
    again = organiser.submit(page, {"names": "Togo"}, button="Put on the list", status=422)
    assert "Togo is on the list twice at the same time." in again.text


def test_a_line_of_a_list_is_changed_and_taken_out(stage: Stage, organiser: CheckingClient) -> None:
    page = organiser.submit(
        organiser.visit(f"{OWN}/new"), {"name": "Partners"}, button="Begin the list"
    )
    typed = {"names": "Togo\nGhana", "since": "2027-01-01", "note": "Decided in Lomé."}
    page = organiser.submit(page, typed, button="Put on the list")
    kept = stage.own_list("Partners")
    key = f"own:{kept.id}"
    line = organiser.follow(page, "Togo")
    assert line.value("note") == "Decided in Lomé."
    organiser.submit(line, {"until": "2028-01-01", "is_unknown": True}, button="Save")
    assert standing(stage, key, "TG", date(2027, 1, 1)) is Membership.UNKNOWN
    assert standing(stage, key, "TG", date(2028, 1, 1)) is Membership.OUT
    page = organiser.visit(f"{OWN}/{kept.id}")
    page = organiser.submit(page, button="Remove Ghana")
    assert "Ghana is off the list." in page.text
    assert standing(stage, key, "GH", date(2027, 1, 1)) is Membership.OUT
    edit = organiser.follow(page, "Name and source")
    organiser.submit(edit, {"name": "Partner countries", "about": "Ours."}, button="Save")
    told = [e.summary for e in history(stage.session, [f"country-list/{kept.id}"])]
    assert told[-1] == "Began the list “Partners”."
    assert "Took the line of Ghana out." in told
    numbers = select(OwnListVersion.number).where(OwnListVersion.list_id == kept.id)
    assert list(stage.session.scalars(numbers.order_by(OwnListVersion.number))) == [1, 2, 3, 4, 5]
    assert "Changed name, text or source" in organiser.visit(f"{OWN}/{kept.id}").text


def standing(stage: Stage, key: str, code: str, on: date) -> Membership:
    """Return what rules of the initiative's events find on the list."""
    stage.session.expire_all()
    rules = RuleSet((Rule("r1", Severity.WARN, Group(members=(CountryOn(Whose.WORK, key),))),))
    known = gather(stage.session, rules, stage.event.initiative_id)
    return known.standing(key, code, on).membership


def test_a_copy_says_what_it_began_as_and_is_the_initiatives_own(
    stage: Stage, organiser: CheckingClient
) -> None:
    new = organiser.visit(f"{OWN}/new")
    page = organiser.submit(new, {"name": "Our LDC", "copied": "ldc"}, button="Begin the list")
    assert "Began as a copy of Least developed countries, stated on 24 November 2026" in page.text
    kept = stage.own_list("Our LDC")
    key = f"own:{kept.id}"
    assert standing(stage, key, "BD", date(2027, 1, 1)) is Membership.UNKNOWN
    line = organiser.visit(f"{OWN}/{kept.id}/lines/BD/2")
    decided: dict[str, Value] = {
        "is_unknown": False,
        "note": "The Assembly agreed to wait until 2029.",
    }
    organiser.submit(line, {**decided, "until": "2029-11-24"}, button="Save")
    assert standing(stage, key, "BD", date(2027, 1, 1)) is Membership.IN
    assert standing(stage, "ldc", "BD", date(2027, 1, 1)) is Membership.UNKNOWN
    stage.event.initiative_id = stage.session.scalars(
        select(Initiative.id).where(Initiative.slug == "a6ip")
    ).one()
    stage.session.flush()
    assert standing(stage, key, "BD", date(2027, 1, 1)) is Membership.UNKNOWN  # not theirs


def test_two_organisers_of_a_list_do_not_overwrite_each_other(
    stage: Stage, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"{OWN}/new")
    page = organiser.submit(page, {"name": "Partners"}, button="Begin the list")
    stale = organiser.visit(page.path)
    organiser.submit(page, {"names": "Togo"}, button="Put on the list")
    told = organiser.submit(stale, {"names": "Ghana"}, button="Put on the list", status=422)
    assert "Somebody else changed this list" in told.text
    assert told.value("names").strip() == "Ghana"
    organiser.submit(told, button="Put on the list")
    kept = stage.own_list("Partners")
    assert kept.number == 3
    twin = organiser.submit(
        organiser.visit(f"{OWN}/new"), {"name": "PARTNERS"}, button="Begin the list", status=422
    )
    assert "There is a list “Partners” already." in twin.text


def test_a_retired_list_is_offered_no_more_and_still_read(
    stage: Stage, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"{OWN}/new")
    page = organiser.submit(page, {"name": "Partners"}, button="Begin the list")
    page = organiser.submit(page, {"names": "Togo"}, button="Put on the list")
    kept = stage.own_list("Partners")
    page = organiser.submit(page, button="Offer it no longer")
    assert "This list is no longer offered" in page.text
    stage.composed(CountryOn(Whose.WORK, f"own:{kept.id}"))
    offered = organiser.visit(f"{stage.page}/rules/r1/add/top/country")
    assert f"own:{kept.id}" not in offered.html
    assert standing(stage, f"own:{kept.id}", "TG", date(2027, 1, 1)) is Membership.IN
    edit = organiser.visit(f"{stage.page}/rules/r1/tests/0")
    assert "The list as it is now" in edit.text
    page = organiser.submit(organiser.visit(f"{OWN}/{kept.id}"), button="Offer it again")
    assert "This list is no longer offered" not in page.text


def test_the_lists_cost_so_many_statements(
    stage: Stage, organiser: CheckingClient, cost_of: CostOf
) -> None:
    few = cost_of(organiser, OWN)
    for number in range(6):
        page = organiser.visit(f"{OWN}/new")
        organiser.submit(page, {"name": f"List {number}"}, button="Begin the list")
    assert cost_of(organiser, OWN) == few


def test_a_list_of_another_initiative_is_nobodys_here(
    stage: Stage, organiser: CheckingClient, neighbour: CheckingClient, stranger: CheckingClient
) -> None:
    page = organiser.visit(f"{OWN}/new")
    page = organiser.submit(page, {"name": "Partners"}, button="Begin the list")
    theirs = page.path.replace("icap", "a6ip")
    neighbour.expect_404(page.path)
    neighbour.expect_404(theirs)  # their own address with a list that is not theirs
    neighbour.expect_404(f"{stage.page}/people")
    stranger.expect_404(OWN)
    organiser.expect_404(theirs)

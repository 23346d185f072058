"""Before she fills anything in, a reader sees whether an event is for her, and why."""

import gzip

from courseapp.eligibility.composed.conditions import (
    Belongs,
    CountryOn,
    Invited,
    OrganisationIs,
    Speaks,
    Whose,
)
from courseapp.eligibility.facts import Cefr
from courseapp.eligibility.rules import Joint, Severity
from tests.eligibility.story import THREE_YEARS, WORKS_ON_LDC, WORKS_ON_ODA, Stage
from tests.events.conftest import CostOf
from tests.support.checking_client import CheckingClient


def test_a_reader_is_asked_only_what_the_rules_use(stage: Stage, client: CheckingClient) -> None:
    page = client.visit(f"/events/{stage.event.slug}")
    assert "Is it for you?" not in page.text
    stage.composed(WORKS_ON_ODA)
    assert "Is it for you?" not in client.visit(f"/events/{stage.event.slug}").text
    stage.in_force()
    page = client.visit(f"/events/{stage.event.slug}")
    assert "For people who work in a country on the DAC list of ODA recipients." in page.text
    page = client.follow(page, "See whether it is for you")
    assert page.heading == "Is it for you?"
    labels = [label.get_text() for label in page.soup.select("main label")]
    assert labels == ["Country where you work"]
    page = client.submit(page, {"work": "TG"}, button="See whether it is for you")
    assert "This event is for you." in page.text
    assert "You work in Togo, which is on the DAC list of ODA recipients" in page.text
    assert page.link("Go on to apply") == f"/events/{stage.event.slug}/apply"
    page = client.submit(page, {"work": "DE"}, button="See whether it is for you")
    assert "Not everything fits, so the organisers decide" in page.text
    assert page.value("work") == "DE"


def test_everything_that_a_reader_can_tell_counts(stage: Stage, client: CheckingClient) -> None:
    tests = (
        CountryOn(Whose.NATIONALITY, "ldc"),
        CountryOn(Whose.SEAT, "ldc"),
        OrganisationIs(("research",)),
        THREE_YEARS,
        Speaks("fr", Cefr.B2),
        Belongs("icap"),
    )
    stage.composed(*tests, severity=Severity.BLOCK, joint=Joint.ALL)
    stage.in_force()
    told = {
        "nationality": "FR",
        "nationality2": "TG",
        "work": "DE",
        "seat": "TG",
        "organisation": "Université de Lomé",
        "type": "research",
        "years": "3",
        "speaks-fr": "native",
    }
    page = client.visit(f"/events/{stage.event.slug}/for-me")
    page = client.submit(page, told, button="See whether it is for you")
    assert "This event is for you." in page.text
    page = client.submit(page, {"years": "2"}, button="See whether it is for you")
    assert "This event is not open to you." in page.text
    assert "You have 2 years of experience; at least 3 years are asked for." in page.text
    assert "Go on to apply" not in page.links
    page = client.submit(page, {"years": "many"}, button="See whether it is for you")
    assert "Something is not known, so the organisers decide" in page.text


def test_what_only_organisers_know_is_left_open(stage: Stage, client: CheckingClient) -> None:
    stage.composed(Invited(), WORKS_ON_LDC, severity=Severity.BLOCK)
    stage.in_force()
    page = client.visit(f"/events/{stage.event.slug}/for-me?work=DE")
    assert "Something is not known" in page.text
    assert "looked at when you apply: whether you are invited." in page.text
    assert (
        "This event is for you." in client.visit(f"/events/{stage.event.slug}/for-me?work=TG").text
    )


def test_a_strange_address_tells_nothing(stage: Stage, client: CheckingClient) -> None:
    stage.composed(WORKS_ON_LDC, THREE_YEARS)
    stage.in_force()
    strange = ("work=XX", "work=%00", "work=<script>", "years=-1", "work=tg&work=de", "q=aaa")
    for query in strange:
        page = client.visit(f"/events/{stage.event.slug}/for-me?{query}")
        assert page.heading == "Is it for you?"


def test_countries_of_an_own_list_are_shown_where_a_rule_uses_it(
    stage: Stage, client: CheckingClient, organiser: CheckingClient
) -> None:
    page = organiser.visit("/manage/icap/country-lists/new")
    page = organiser.submit(page, {"name": "Partner countries"}, button="Begin the list")
    organiser.submit(page, {"names": "Türkiye\nKazakhstan"}, button="Put on the list")
    own = stage.own_list("Partner countries")
    stage.composed(CountryOn(Whose.WORK, f"own:{own.id}"))
    stage.in_force()
    page = client.visit(f"/events/{stage.event.slug}/for-me?work=TR")
    assert "on the list “Partner countries” of ICAP as of 12 March 2027." in page.text
    assert "Countries on the list “Partner countries” Kazakhstan Türkiye" in page.text


def test_without_rules_there_is_nothing_to_ask(stage: Stage, client: CheckingClient) -> None:
    response = client.get(f"/events/{stage.event.slug}/for-me")
    assert response.location == f"/events/{stage.event.slug}"
    client.expect_404("/events/nothing/for-me")


def test_the_page_costs_so_many_statements(
    stage: Stage, client: CheckingClient, cost_of: CostOf
) -> None:
    stage.composed(WORKS_ON_LDC)
    stage.in_force()
    few = cost_of(client, f"/events/{stage.event.slug}/for-me?work=TG")
    for key in ("own:1", "own:2", "sids", "m49-asia"):
        stage.composed(CountryOn(Whose.NATIONALITY, key))
    stage.in_force()
    assert cost_of(client, f"/events/{stage.event.slug}/for-me?work=TG") <= few + 1


def test_the_page_is_light(stage: Stage, client: CheckingClient) -> None:
    tests = (CountryOn(whose, "ldc") for whose in Whose)
    stage.composed(*tests, Speaks("fr", Cefr.B2), OrganisationIs(("research",)))
    stage.in_force()
    page = client.visit(f"/events/{stage.event.slug}/for-me?work=DE")
    assert len(gzip.compress(page.html.encode())) < 10_000  # bytes

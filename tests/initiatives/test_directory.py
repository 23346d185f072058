"""The directory of initiatives: searched, filtered, counted, sorted."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.initiatives.document.record import Membership, Record, Source, Statement
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.rules import MembershipKind
from courseapp.initiatives.saving import add_initiative, change_record
from tests.initiatives.conftest import CostOf
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.invented_records import add_invented
from tests.support.pages import Page, said

COST = 6
Add = Callable[..., Initiative]


@pytest.fixture
def add(session: Session, clock: FixedClock) -> Add:
    """Add an initiative: its name, statements of words, and members by code or name."""

    def added(
        name: str,
        *,
        themes: tuple[str, ...] = (),
        members: tuple[Membership | str, ...] = (),
        is_public: bool = True,
        **words: str | tuple[str, ...],
    ) -> Initiative:
        yes = [Statement(f"theme-{key}", "S", value=True) for key in themes]
        said = [Statement(field.replace("_", "-"), "S", value) for field, value in words.items()]
        record = Record(
            slug=name.lower().replace(" ", "-"),
            name=name,
            short_name=name[:6],
            sources=(Source("S", "A source"),),
            statements=(*yes, *said),
            memberships=tuple(_member(each) for each in members),
        )
        return add_initiative(session, None, clock.now, record, "", is_public=is_public)

    return added


def _member(told: Membership | str) -> Membership:
    if isinstance(told, Membership):
        return told
    return Membership(told.lower(), MembershipKind.MEMBER, "S", told, code=told)


def names(page: Page) -> list[str]:
    """Return the names in the list, in its order."""
    return [said(title) for title in page.soup.select(".directory .row-title")]


def counts(page: Page, facet: str) -> dict[str, int]:
    """Return what stands beside each value of a facet."""
    boxes = page.soup.select(f'input[name="{facet}"]')
    labels = [said(box.parent) for box in boxes if box.parent]
    options = [said(each) for each in page.soup.select(f'select[name="{facet}"] option')[1:]]
    told = labels + [each.replace("(", "").replace(")", "") for each in options]
    return {name: int(number) for name, _, number in (each.rpartition(" ") for each in told)}


def chips(page: Page) -> list[str]:
    return [said(chip).removesuffix(" ×") for chip in page.soup.select(".chip")]


def test_without_records_the_page_says_what_to_do(client: CheckingClient) -> None:
    page = client.visit("/initiatives")
    assert "There is no initiative yet" in page.text
    assert "Apply filters" not in page.text


@pytest.mark.usefixtures("examples")
def test_each_initiative_stands_with_what_one_needs_to_choose(client: CheckingClient) -> None:
    page = client.visit("/initiatives")
    assert page.link("International Carbon Action Partnership") == "/initiatives/icap"
    assert page.link("Carbon Market Platform") == "/initiatives/cmp"
    icap = next(row for row in page.soup.select(".directory .row") if "ICAP" in row.text)
    assert "since 2007" in said(icap)
    assert "Led by: Network/Consortium/Partnership" in said(icap)
    assert "47 members listed" in said(icap)
    assert "2 events to come" in said(icap)
    assert "3 initiatives Sort by" in page.text


@pytest.mark.usefixtures("examples")
def test_when_all_events_are_over_none_is_counted(
    client: CheckingClient, clock: FixedClock
) -> None:
    clock.advance(days=700)
    page = client.visit("/initiatives")
    assert "to come" not in page.text
    assert "No event announced" in page.text


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("text", ["article 6", "A6IP", "  Paris Agreement ", "PARIS article"])
def test_a_search_finds_words_of_name_and_record(client: CheckingClient, text: str) -> None:
    page = client.submit(client.visit("/initiatives"), {"q": text}, button="Search")
    assert names(page) == ["Paris Agreement Article 6 Implementation Partnership"]


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("text", ["quebec", "QUÉBEC", "Quebec germany", "Cote Ivoire xenon"])
def test_accents_and_case_make_no_difference_and_every_word_is_wanted(
    client: CheckingClient, text: str
) -> None:
    page = client.visit(f"/initiatives?q={text}")
    assert names(page) == ([] if "xenon" in text else ["International Carbon Action Partnership"])


def test_one_that_fits_is_told_as_one(client: CheckingClient, add: Add) -> None:
    add("Zébra Club")
    add("Other Club")
    assert "1 initiative with “zebra” in the record" in client.visit("/initiatives?q=zebra").text


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("text", ["xylophone", "%", "_", "<xylophone>", "—"])
def test_a_search_without_result_says_so_in_the_readers_words(
    client: CheckingClient, text: str
) -> None:
    page = client.submit(client.visit("/initiatives"), {"q": text}, button="Search")
    assert f"No initiative has “{text}” in its record" in page.text
    assert page.link("Show all initiatives") == "/initiatives"


def test_several_values_of_a_filter_mean_any_and_several_filters_mean_all(
    client: CheckingClient, add: Add
) -> None:
    add("Alpha", themes=("transport",), members=("DE",))
    add("Beta", themes=("waste",), members=("DE", "FR"))
    add("Gamma", themes=("waste", "transport"), members=("FR",))
    add("Delta", themes=("cities",), members=("DE",))
    either = client.visit("/initiatives?theme=transport&theme=waste")
    assert names(either) == ["Alpha", "Beta", "Gamma"]
    both = client.visit("/initiatives?theme=transport&theme=waste&country=DE")
    assert names(both) == ["Alpha", "Beta"]
    assert "2 initiatives fit these filters" in both.text


def test_each_count_says_what_its_value_would_give_with_the_other_filters(
    client: CheckingClient, add: Add
) -> None:
    add("Alpha", themes=("transport",), members=("DE",), function=("funding",))
    add("Beta", themes=("waste",), members=("DE", "FR"), function=("funding",))
    add("Gamma", themes=("waste", "transport"), members=("FR",))
    everything = client.visit("/initiatives")
    assert counts(everything, "theme") == {"Transport": 2, "Waste": 2}
    assert counts(everything, "country") == {"France": 2, "Germany": 2}
    page = client.visit("/initiatives?theme=waste")
    assert counts(page, "theme") == {"Waste": 2, "Transport": 2}  # its own filter left aside
    assert counts(page, "country") == {"France": 2, "Germany": 1}
    assert counts(page, "function") == {"Funding": 1}
    for theme, count in counts(page, "theme").items():
        assert len(names(client.visit(f"/initiatives?theme={theme.lower()}"))) == count


def test_a_search_counts_in_every_filter(client: CheckingClient, add: Add) -> None:
    add("Alpha Club", themes=("transport",))
    add("Beta", themes=("waste",))
    assert counts(client.visit("/initiatives?q=club"), "theme") == {"Transport": 1}


def test_values_without_result_are_hidden_unless_they_are_chosen(
    client: CheckingClient, add: Add
) -> None:
    add("Alpha", themes=("transport",))
    page = client.visit("/initiatives?theme=waste")
    assert counts(page, "theme") == {"Waste": 0, "Transport": 1}
    assert names(page) == []
    assert "No initiative fits all of this" in page.text


def test_a_country_counts_through_its_regions_and_only_while_it_belongs(
    client: CheckingClient, add: Add, clock: FixedClock
) -> None:
    left = _member("DE")
    add("Alpha", members=("CA-QC", "CA-ON", replace(left, since="2010", until="2026")))
    add("Beta", members=(replace(left, until="2027"),))
    page = client.visit("/initiatives")
    assert counts(page, "country") == {"Canada": 1, "Germany": 1}
    assert names(client.visit("/initiatives?country=ca")) == ["Alpha"]
    assert names(client.visit("/initiatives?country=DE")) == ["Beta"]
    clock.advance(days=365)
    assert names(client.visit("/initiatives?country=DE")) == []


def test_who_only_observes_is_no_member_country(client: CheckingClient, add: Add) -> None:
    add("Alpha", members=(replace(_member("DE"), kind=MembershipKind.OBSERVER), "FR"))
    assert counts(client.visit("/initiatives"), "country") == {"France": 1}


def test_an_unmapped_word_is_a_filter_under_its_own_text(client: CheckingClient, add: Add) -> None:
    add("Alpha", function=("funding", "Lobbying & “more”"))
    add("Beta", function=("funding",))
    page = client.visit("/initiatives")
    assert counts(page, "function") == {"Funding": 2, "Lobbying & “more”": 1}
    chosen = client.submit(page, {"function": ["Lobbying & “more”"]}, form="find")
    assert names(chosen) == ["Alpha"]
    assert chips(chosen) == ["Function: Lobbying & “more”"]


def test_words_of_equal_beginning_longer_than_a_row_may_hold_are_indexed_once(
    client: CheckingClient, add: Add
) -> None:
    add("Alpha", function=("x" * 300 + "a", "x" * 300 + "b"))
    assert list(counts(client.visit("/initiatives"), "function").values()) == [1]


def test_chosen_filters_are_removed_one_by_one_or_all_at_once(
    client: CheckingClient, add: Add
) -> None:
    add("Alpha", themes=("transport",), coverage=("africa",), lead_type=("ngo",))
    page = client.visit(
        "/initiatives?q=alpha&theme=transport&coverage=africa&lead=ngo&activity=x&sort=members"
    )
    assert chips(page) == [
        "“alpha”",
        "Theme: Transport",
        "Activity: x",
        "Where it works: Africa",
        "Type of lead: NGO/Civil Society",
    ]
    without = client.follow(page, "Remove the filter Activity: x ×")
    assert names(without) == ["Alpha"]
    assert chips(without) == [each for each in chips(page) if each != "Activity: x"]
    assert page.link("Clear all") == "/initiatives?sort=members"


def test_the_form_sends_search_filters_and_order_together(client: CheckingClient, add: Add) -> None:
    add("Alpha", themes=("transport",), members=("DE", "FR"))
    add("Beta", themes=("waste",), members=("DE",))
    page = client.visit("/initiatives?sort=members&country=DE")
    page = client.submit(page, {"theme": ["waste"]}, button="Apply filters")
    assert names(page) == ["Beta"]
    assert chips(page) == ["Theme: Waste", "Member country: Germany"]
    assert "sort=members" in page.address


def test_lists_come_by_name_by_change_or_by_members(
    client: CheckingClient, add: Add, session: Session, clock: FixedClock
) -> None:
    add("beta", members=("DE", "FR", "CA-QC", "CA-QC"[:2]))
    first = add("Alpha", members=("DE", "FR", "IT"))
    add("Gamma")
    clock.advance(hours=1)
    change_record(session, None, clock.now, first, lambda record: replace(record, summary="New"))
    page = client.visit("/initiatives")
    assert names(page) == ["Alpha", "beta", "Gamma"]
    assert names(client.follow(page, "members")) == ["beta", "Alpha", "Gamma"]
    clock.advance(hours=1)
    gamma = session.scalars(select(Initiative).where(Initiative.slug == "gamma")).one()
    change_record(session, None, clock.now, gamma, lambda record: replace(record, summary="New"))
    assert names(client.follow(page, "newest change")) == ["Gamma", "Alpha", "beta"]


def test_a_draft_is_in_no_list_and_no_count(client: CheckingClient, add: Add) -> None:
    add("Alpha", themes=("transport",), members=("DE",), function=("funding",))
    add("Secret", themes=("transport",), members=("DE", "FR"), function=("x",), is_public=False)
    for query in ("", "?q=secret", "?theme=transport", "?country=DE&sort=members"):
        page = client.visit(f"/initiatives{query}")
        assert "Secret" not in page.text.replace("“secret”", "")
        assert "France" not in page.text
        assert counts(page, "theme").get("Transport", 0) <= 1
        assert counts(page, "function").keys() <= {"Funding"}


def test_pages_keep_the_filters(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    add_invented(session, clock.now, range(80))
    page = client.visit("/initiatives?q=invented&lead=ngo&lead=corporate&lead=other&sort=members")
    following = client.follow(page, "Next")
    assert "page=2" in following.address
    assert chips(following) == chips(page)
    assert len(chips(page)) == 4
    assert not set(names(page)) & set(names(following))
    assert names(client.follow(following, "Previous")) == names(page)


@pytest.mark.usefixtures("examples")
def test_the_page_costs_the_same_for_three_initiatives_and_for_three_hundred(
    cost_of: CostOf, session: Session, clock: FixedClock, client: CheckingClient
) -> None:
    narrow = "/initiatives?q=carbon&country=DE&country=FR&theme=waste&lead=ngo&sort=members"
    costs = [cost_of("/initiatives"), cost_of("/initiatives?country=DE")]
    add_invented(session, clock.now, range(297))
    costs += [cost_of("/initiatives"), cost_of(narrow), cost_of("/initiatives?page=5")]
    assert costs == [COST] * 5
    assert "1–25 of 300" in client.visit("/initiatives").text
    assert "276–300 of 300" in client.visit("/initiatives?page=99").text


NONSENSE = (
    *("q=%00", "q=a%00b", "q=%E2%80%AE", f"q={'a' * 5000}", "q=%ff", "page=abc", "page=-3"),
    *("theme=%ff", "country=%F0%9F%87%A9", "country=ZZ&country=", "sort=%00", "lead=x%0Ay"),
    *("function=" + "z" * 3000, "theme=" + "&theme=".join(map(str, range(200)))),
)


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_gets_a_calm_answer(client: CheckingClient, query: str) -> None:
    assert client.visit(f"/initiatives?{query}").heading == "Initiatives"


@pytest.mark.usefixtures("examples")
def test_a_page_number_that_is_none_shows_the_first(client: CheckingClient) -> None:
    assert "ICAP" in client.visit("/initiatives?page=abc").text

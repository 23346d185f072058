"""What a reader asks the directory for, and the address that asks for it."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.names import country
from courseapp.initiatives.directory import (
    MOST_VALUES,
    Choice,
    Facet,
    Order,
    Wanted,
    facet_lists,
    known_values,
    wanted_from,
)

TRANSPORT = Choice(Facet.THEME, "transport")
WASTE = Choice(Facet.THEME, "waste")
GERMANY = Choice(Facet.COUNTRY, "DE")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


def choices_of(facet: Facet) -> st.SearchStrategy[Choice]:
    known = st.sampled_from(known_values(facet))
    values = known if facet is Facet.COUNTRY else known | TEXTS.map(str.strip).filter(bool)
    return values.map(lambda value: Choice(facet, value))


ARGUMENTS = st.dictionaries(
    st.sampled_from(["q", "sort", *Facet]), st.lists(st.text(max_size=20), max_size=5)
)
CHOICES = st.lists(st.sampled_from(Facet).flatmap(choices_of), max_size=12)


@given(TEXTS, CHOICES, st.sampled_from(Order))
def test_an_address_that_was_written_is_read_as_what_it_says(
    text: str, choices: list[Choice], order: Order
) -> None:
    first = wanted_from(Wanted(text, tuple(choices), order).arguments)
    assert wanted_from(parse_qs(first.query)) == first
    assert set(first.choices) <= {*first.choices, *choices}
    assert first.order is order


@given(ARGUMENTS)
def test_every_address_is_read_and_reading_is_settled_after_once(
    arguments: dict[str, list[str]],
) -> None:
    first = wanted_from(arguments)
    assert wanted_from(first.arguments) == first
    assert all(choice.words for choice in first.choices)


def test_several_values_of_a_facet_are_kept_in_their_order() -> None:
    wanted = wanted_from({"theme": ["waste", "transport", "waste", ""], "country": ["de"]})
    assert wanted.values(Facet.THEME) == ("waste", "transport")
    assert wanted.values(Facet.COUNTRY) == ("DE",)
    assert wanted.query == "theme=waste&theme=transport&country=DE"


@pytest.mark.parametrize("code", ["ZZ", "D", "Germany", "CA-QC", "\x00"])
def test_what_is_no_country_is_left_out(code: str) -> None:
    assert wanted_from({"country": [code]}) == Wanted()


def test_an_order_that_is_none_is_the_order_by_name() -> None:
    assert wanted_from({"sort": ["size"]}).order is Order.NAME
    assert wanted_from({"sort": ["members"]}).order is Order.MEMBERS


def test_nobody_chooses_endlessly() -> None:
    wanted = wanted_from({"function": [f"word {number}" for number in range(500)]})
    assert len(wanted.choices) == MOST_VALUES


def test_a_choice_is_told_with_its_facet_and_in_words() -> None:
    assert TRANSPORT.words == "Theme: Transport"
    assert GERMANY.words == "Member country: Germany"
    assert Choice(Facet.FUNCTION, "Lobbying").words == "Function: Lobbying"


def test_removing_a_choice_leaves_the_rest() -> None:
    wanted = Wanted("carbon", (TRANSPORT, WASTE, GERMANY), Order.CHANGED)
    left = wanted.without(WASTE)
    assert left == Wanted("carbon", (TRANSPORT, GERMANY), Order.CHANGED)
    assert left.arguments["sort"] == ["changed"]
    assert wanted.cleared == Wanted(order=Order.CHANGED)
    assert not wanted.cleared.is_narrowed


def test_values_that_no_record_has_are_hidden_unless_they_are_chosen() -> None:
    lists = facet_lists(Wanted(choices=(WASTE,)), {TRANSPORT: 3, GERMANY: 0})
    assert [each.title for each in lists] == ["Theme"]
    assert [(each.choice, each.count, each.is_chosen) for each in lists[0].values] == [
        (TRANSPORT, 3, False),
        (WASTE, 0, True),
    ]
    assert [each.choice for each in lists[0].chosen] == [WASTE]


def test_words_come_in_the_order_of_their_list_and_unmapped_ones_after_it() -> None:
    words = ("zoning", "Éducation", "funding", "political-dialogue")
    lists = facet_lists(Wanted(), {Choice(Facet.FUNCTION, word): 1 for word in words})
    labels = [each.choice.label for each in lists[0].values]
    assert labels == ["Political dialogue", "Funding", "Éducation", "zoning"]


def test_countries_come_by_name() -> None:
    counts = {Choice(Facet.COUNTRY, code): 1 for code in ("SE", "CI", "DE", "AT")}
    labels = [each.choice.label for each in facet_lists(Wanted(), counts)[0].values]
    assert labels == ["Austria", country("CI").name, "Germany", "Sweden"]

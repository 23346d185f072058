"""The list of countries, and which of them a reader means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.names import all_countries
from courseapp.initiatives.country_list import listed_countries


def names(text: str) -> list[str]:
    return [each.name for region in listed_countries(text, {}) for each in region.countries]


def test_every_country_stands_once_under_its_part_of_the_world() -> None:
    regions = listed_countries("", {"DE": 2, "TG": 1})
    assert [region.title for region in regions][:2] == ["Africa", "Americas"]
    codes = [each.code for region in regions for each in region.countries]
    assert sorted(codes) == sorted(each.code for each in all_countries())
    counted = {region.title: region.with_initiatives for region in regions}
    assert counted["Europe"] == counted["Africa"] == 1
    assert counted["Oceania"] == 0


def test_what_the_un_places_nowhere_comes_last() -> None:
    last = listed_countries("", {})[-1]
    assert "Antarctica" in [each.name for each in last.countries]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("turkey", "Türkiye"),
        ("TÜRKIYE", "Türkiye"),
        ("brasil", "Brazil"),
        ("cote ivoire", "Côte d"),
        ("de", "Germany"),
        ("DEU", "Germany"),
        ("quebec", "Canada"),
        ("south kor", "Republic of Korea"),
    ],
)
def test_a_country_is_found_by_whatever_it_is_called(text: str, name: str) -> None:
    assert any(each.startswith(name) for each in names(text))


def test_a_part_says_that_it_was_meant() -> None:
    (region,) = listed_countries("quebec", {"CA": 3})
    (canada,) = region.countries
    assert (canada.name, canada.parts, canada.initiatives) == ("Canada", ("Québec",), 3)


def test_the_beginning_of_a_word_is_enough_its_middle_is_not() -> None:
    assert "Italy" not in names("ont")  # Piedmont
    assert "Canada" in names("ont")


@pytest.mark.parametrize("text", ["xylophone", "%", "—", "ß" * 50])
def test_what_nothing_is_called_finds_nothing(text: str) -> None:
    assert names(text) == []


@given(st.text(max_size=30))
def test_every_text_gets_an_answer(text: str) -> None:
    assert set(names(text)) <= {each.name for each in all_countries()}

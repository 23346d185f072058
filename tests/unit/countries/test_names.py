"""Countries by code and by what people call them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.names import (
    Country,
    all_countries,
    all_subdivisions,
    choices,
    country,
    country_name,
    folded,
    is_country,
    resolve,
    resolve_subdivision,
    subdivision,
)

countries = st.sampled_from(all_countries())


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("UK", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("the United States", "US"),
        ("South Korea", "KR"),
        ("Korea (South)", "KR"),
        ("North Korea", "KP"),
        ("Turkey", "TR"),
        ("Turkiye", "TR"),
        ("Brasil", "BR"),
        ("Vietnam", "VN"),
        ("Viet Nam", "VN"),
        ("Cote d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("The Gambia", "GM"),
        ("St. Lucia", "LC"),
        ("Bolivarian Republic of Venezuela", "VE"),
        ("DR Congo", "CD"),
        ("Congo", "CG"),
        ("Antigua & Barbuda", "AG"),
        ("KEN", "KE"),
        ("KE", "KE"),
        ("Kosovo", "XK"),
    ],
)
def test_a_country_is_found_by_what_people_call_it(printed: str, code: str) -> None:
    found = resolve(printed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "printed", ["", "   ", "Atlantis", "ke", "no", "Ontario", "Georgia (USA)", "🌍"]
)
def test_what_names_no_country_finds_none(printed: str) -> None:
    assert resolve(printed) is None


@given(countries, st.sampled_from([str.upper, str.lower, str.title, str]))
def test_a_name_finds_its_country_in_any_case_and_with_spaces(
    each: Country, spelled: Callable[[str], str]
) -> None:
    found = resolve(f"  {spelled(each.name)} ")
    assert found is not None
    assert found.name == each.name


@given(countries)
def test_both_codes_and_the_name_without_accents_find_the_country(each: Country) -> None:
    assert resolve(each.code) == resolve(each.alpha3) == resolve(folded(each.name)) == each


@given(st.text())
def test_any_text_can_be_looked_up_and_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert resolve(text) is None or is_country(getattr(resolve(text), "code", ""))


def test_the_list_to_choose_from_is_whole_and_in_order() -> None:
    names = [folded(each.name) for each in all_countries()]
    assert names == sorted(names)
    assert len(choices()) == len(set(choices())) == 250
    assert ("CI", "Côte d'Ivoire") in choices()


def test_accents_do_not_send_a_country_to_the_end_of_the_list() -> None:
    order = [each.code for each in all_countries()]
    assert order.index("AF") < order.index("AX") < order.index("AL")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        country("ZZ")
    assert not is_country("ZZ")
    assert not is_country("de")


def test_no_code_has_no_name() -> None:
    assert country_name(None) == ""
    assert country_name("TR") == "Türkiye"


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Arizona (USA)", "US-AZ"),
        ("Quebec (Canada)", "CA-QC"),
        ("Québec (Canada)", "CA-QC"),
        ("Tokyo Metropolitan Government (Japan)", "JP-13"),
        ("Ontario (Canada)", "CA-ON"),
    ],
)
def test_a_part_of_a_country_is_found_by_name_and_country(printed: str, code: str) -> None:
    assert resolve_subdivision(printed) == subdivision(code)


def test_a_part_is_not_found_in_the_wrong_country() -> None:
    assert resolve_subdivision("Ontario (USA)") is None
    assert resolve_subdivision("Ontario") is None


def test_every_part_belongs_to_a_country_we_know() -> None:
    parents = {each.country_code for each in all_subdivisions()}
    assert parents == {"CA", "JP", "US"}
    assert all(is_country(code) for code in parents)

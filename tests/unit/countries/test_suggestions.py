"""What is offered for a name that names nothing."""

from itertools import product
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.names import (
    Country,
    Subdivision,
    all_countries,
    folded,
    resolve,
    resolve_subdivision,
)
from courseapp.countries.suggestions import suggest


def codes(text: str) -> list[str]:
    return [each.code for each in suggest(text)]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Ontario (USA)", ["CA-ON"]),
        ("Ontario, USA", ["CA-ON"]),
        ("Québec (Frannce)", ["CA-QC"]),
        ("Georgia (Canada)", ["US-GA", "GE"]),
        ("State of Georgia", ["US-GA", "GE"]),
        ("Germany (Europe)", ["DE"]),
    ],
)
def test_a_name_that_is_known_elsewhere_is_offered_from_there(
    printed: str, meant: list[str]
) -> None:
    assert codes(printed) == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Germny", ["DE"]),
        ("GERMNY", ["DE"]),
        ("Brzil", ["BR"]),
        ("Chlie", ["CL"]),
        ("Phillipines", ["PH"]),
        ("Kazakstan", ["KZ"]),
        ("Unted Kingdom", ["GB"]),
        ("Calfornia, USA", ["US-CA"]),
        ("Bavria (Germany)", ["DE-BY"]),
        ("Tokio", ["JP-13"]),
    ],
)
def test_a_slip_of_the_pen_leads_to_the_name_that_was_meant(printed: str, meant: list[str]) -> None:
    assert codes(printed) == meant


def test_several_meanings_come_with_the_likeliest_first() -> None:
    assert codes("Nigera") == ["NG", "NE", "NG-NI"]
    assert codes("Columbia")[0] == "CO"
    assert codes("Pnjab (India)") == ["IN-PB", "PK-PB"]
    assert codes("Pnjab (Pakistan)") == ["PK-PB", "IN-PB"]


def test_a_name_that_several_bear_offers_them_all() -> None:
    assert codes("Amazonas") == ["BR-AM", "CO-AMA", "PE-AMA"]
    assert codes("Virgin Islands") == ["VG", "VI"]
    assert codes("Kitts") == ["KN"]


@pytest.mark.parametrize(
    "printed",
    [
        *("", "  ", "()", "🌍", "asdfgh", "xx", "EU", "European Union", "Republic", "South"),
        *("Islands", "State of", "World Bank", "Acme, Inc.", "Siemens AG", "City of Freedonia"),
    ],
)
def test_nonsense_and_names_of_nothing_get_no_suggestion(printed: str) -> None:
    assert suggest(printed) == ()


@pytest.mark.parametrize("printed", ["Congo", "Germany", "Québec (Canada)", "California", "KEN"])
def test_what_resolves_needs_no_suggestion(printed: str) -> None:
    assert suggest(printed) == ()


@given(st.text(max_size=200))
def test_whatever_is_printed_gets_at_most_three_different_suggestions(text: str) -> None:
    offered = suggest(text)
    assert len(set(offered)) == len(offered) <= 3
    assert all(isinstance(each, Country | Subdivision) for each in offered)
    assert not offered or (resolve(text) or resolve_subdivision(text)) is None
    assert suggest(text) == offered


@given(st.sampled_from(all_countries()), st.data())
def test_one_letter_left_out_of_a_long_name_still_leads_to_it(
    each: Country, data: st.DataObject
) -> None:
    name = folded(each.name)
    gone = data.draw(st.integers(1, len(name) - 2))
    slip = name[:gone] + name[gone + 1 :]
    if len(name) >= 8 and not resolve(slip) and not resolve_subdivision(slip):
        assert each in suggest(slip)


def test_thousands_of_different_unknown_names_are_looked_at_in_seconds() -> None:
    words = ("alliance", "land", "northern", "istan", "republic", "qwzx", "maria", "united")
    texts = [f"{a}{b} {c} {n}" for a, b, c in product(words, repeat=3) for n in range(8)]
    begun = process_time()
    assert max(len(suggest(text)) for text in texts) <= 3
    assert process_time() - begun < 2.5 * len(texts) / 1000  # ms each; it takes about 0.4


def test_of_a_text_of_megabytes_only_the_beginning_is_read() -> None:
    begun = process_time()
    assert suggest("x y" * 700_000) == ()
    assert suggest("Germny (" + "x" * 2_000_000) == suggest("Germny (" + "x" * 300)
    assert process_time() - begun < 1

"""Lists of members as platforms print them, taken apart."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.names import all_countries, all_subdivisions, country_name, folded
from courseapp.countries.printed_lists import split_names

LETTERS = st.characters(categories=["L", "N", "Zs"], include_characters="-'’.&/")


def is_a_plain_name(text: str) -> bool:
    """A name without separators, and without what a list around it would take away."""
    return (
        text == text.strip()
        and any(letter.isalnum() for letter in text)
        and not text.startswith(("-", "’", "'"))
        and not text.endswith(".")
        and " and " not in f" {text.lower()} "
        and "& " not in text
        and folded(text) not in {"inc", "ltd", "llc", "llp", "plc", "corp", "gmbh"}
    )


plain_names = st.text(LETTERS, min_size=2, max_size=30).filter(is_a_plain_name)
places = st.sampled_from(
    [each.name for each in all_countries() if "," not in each.name]
    + [f"{each.name} ({country_name(each.country_code)})" for each in all_subdivisions()]
).filter(lambda name: name.count(",") == 0)
with_brackets = st.builds("{} ({}, {})".format, plain_names, plain_names, plain_names)


@given(st.lists(st.one_of(plain_names, places, with_brackets)))
def test_names_put_together_with_commas_come_apart_again(names: list[str]) -> None:
    assert split_names(",  ".join(names)) == tuple(names)


@given(
    st.lists(st.one_of(plain_names, places, with_brackets)), st.sampled_from(["; ", "\n", "\r\n"])
)
def test_so_they_do_with_semicolons_and_lines(names: list[str], between: str) -> None:
    assert split_names(between.join(names)) == tuple(names)


@given(st.lists(st.one_of(plain_names, places, with_brackets), min_size=1))
def test_quotes_around_names_and_the_last_full_stop_go(names: list[str]) -> None:
    assert split_names(", ".join(f"“{name}”" for name in names) + ".") == tuple(names)


@given(st.text(alphabet='ab ,;\n()“”"‘’«».&1'))
def test_whatever_is_printed_gives_names_with_something_in_them(text: str) -> None:
    for name in split_names(text):
        assert name == name.strip()
        assert any(letter.isalnum() for letter in name)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("", ()),
        (" , ,,;\n;. ", ()),
        ("Chile", ("Chile",)),
        ("Chile,  Peru,Mexico.", ("Chile", "Peru", "Mexico")),
        ("Mexico, Chile, Mexico", ("Mexico", "Chile", "Mexico")),
        ("Canada, U.S.A.", ("Canada", "U.S.A.")),
        ('“Chile”, ‘Peru’, "Mexico."', ("Chile", "Peru", "Mexico")),
        ("- Chile\n• Peru\n", ("Chile", "Peru")),
        ("Chile, Peru, ...", ("Chile", "Peru")),
        ("Côte d’Ivoire, People’s Republic", ("Côte d’Ivoire", "People’s Republic")),
    ],
)
def test_a_list_is_read_as_people_read_it(printed: str, names: tuple[str, ...]) -> None:
    assert split_names(printed) == names


@pytest.mark.parametrize(
    "name",
    [
        "Korea, Republic of",
        "Congo, Democratic Republic of the",
        "Bolivia (Plurinational State of)",
        "Tanzania, United Republic of",
        "Taiwan, Province of China",
        "Virgin Islands, U.S.",
        "Bonaire, Sint Eustatius and Saba",
        "Gambia, The",
        "Antigua & Barbuda",
        "Trinidad and Tobago",
        "Washington, D.C.",
        "Punjab, India",
        "Acme, Inc.",
        "Foo Co., Ltd.",
        "Alliance of 1,700 cities",
        "Initiative (Berlin, Bonn; and others)",
        "Initiative (Berlin (Germany, Europe), Bonn)",
        "Johnson & Johnson",
        "Friends and Neighbours",
    ],
)
def test_a_name_with_a_comma_or_an_and_of_its_own_stays_whole(name: str) -> None:
    assert split_names(name) == (name,)
    assert split_names(f"Japan, {name},  Chile") == ("Japan", name, "Chile")
    assert split_names(f"{name}; Chile") == (name, "Chile")


def test_quotes_keep_commas_together() -> None:
    assert split_names("“Berlin, Bonn”, Chile") == ("Berlin, Bonn", "Chile")
    assert split_names('"Berlin; Bonn", Chile') == ("Berlin; Bonn", "Chile")


def test_a_bracket_or_quote_that_is_not_closed_swallows_nothing() -> None:
    assert split_names("Berlin (Germany, Chile, Peru") == ("Berlin (Germany", "Chile", "Peru")
    assert split_names('Chile, "Peru, Mexico') == ("Chile", '"Peru', "Mexico")
    assert split_names('5" pipes, 6" pipes') == ('5" pipes', '6" pipes')


def test_two_places_joined_by_and_are_two() -> None:
    assert split_names("Brasil & Chile") == ("Brasil", "Chile")
    assert split_names("Japan, Chile, and Peru.") == ("Japan", "Chile", "Peru")


def test_a_part_and_its_country_are_one_on_a_line_of_their_own_and_two_in_a_row() -> None:
    assert split_names("California, USA\nQuébec, Canada") == ("California, USA", "Québec, Canada")
    assert split_names("California, USA, Mexico, Canada") == (
        *("California", "USA"),
        *("Mexico", "Canada"),
    )
    assert split_names("Mexico, USA\nChile, Peru") == ("Mexico", "USA", "Chile", "Peru")


def test_a_line_that_breaks_behind_a_comma_goes_on() -> None:
    assert split_names("Japan, Korea,\nRepublic of, Chile") == (
        "Japan",
        "Korea, Republic of",
        "Chile",
    )


@pytest.mark.parametrize(
    "piece", ["(", "“", '"', "(a(b)", "‘a", "((x)", "«a, ", "(a, ", "1,", "- "]
)
def test_a_hostile_text_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    begun = process_time()
    split_names(piece * (100_000 // len(piece)))
    assert process_time() - begun < 3

"""Whom an event expects, as an organiser types it."""

from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.names import all_countries
from courseapp.fair_times.expected import read_expected, written

codes = st.sampled_from([each.code for each in all_countries()])


@given(st.dictionaries(codes, st.integers(1, 5000), max_size=30))
def test_what_is_written_is_read_again(expected: dict[str, int]) -> None:
    assert read_expected(written(expected)) == (expected, ())


def test_people_write_it_as_they_like() -> None:
    text = "Togo 12\n\n  Fiji: 3\nTG, 1\nCôte d'Ivoire\t4\nSouth Korea"

    found, refused = read_expected(text)

    assert (found, refused) == ({"TG": 13, "FJ": 3, "CI": 4, "KR": 1}, ())


def test_a_line_that_names_no_country_says_what_it_may_mean() -> None:
    found, refused = read_expected("Kenya 5\nGermny 2\nFrance 0")

    assert found == {"KE": 5}
    assert [each.line for each in refused] == [2, 3]
    assert "Did you mean Germany?" in refused[0].text


@given(st.text(max_size=200))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    found, _ = read_expected(text)

    assert all(people >= 1 for people in found.values())

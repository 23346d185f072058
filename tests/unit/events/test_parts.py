"""What is typed about languages, organisations and places, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.countries.languages import language_choices
from courseapp.events.facts.parts import (
    LanguagePlan,
    coordinates_text,
    languages_text,
    named,
    read_coordinates,
    read_languages,
)
from courseapp.events.rules import OrganisationRole

TAGS = st.lists(
    st.one_of(
        st.sampled_from([tag for tag, _ in language_choices()]),
        st.sampled_from(["pt-BR", "es-419", "zh-Hans", "zh-Hant-TW", "sr-Cyrl", "fr-CA"]),
    ),
    unique=True,
    max_size=20,
)


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("English, French", ("en", "fr")),
        ("english; FRENCH, fr", ("en", "fr")),
        ("Portuguese (Brazil), zh_hans", ("pt-BR", "zh-Hans")),
        ("Chinese (simplified, China)", ("zh-Hans-CN",)),
        ("", ()),
    ],
)
def test_languages_are_read_by_name_or_tag_and_each_once(typed: str, tags: tuple[str]) -> None:
    assert read_languages(typed) == tags


@given(TAGS)
def test_languages_come_back_as_they_were_written(tags: list[str]) -> None:
    assert read_languages(languages_text(tags)) == tuple(tags)


def test_a_slip_of_the_keyboard_is_told_with_what_was_meant() -> None:
    with pytest.raises(Problem, match=r"We know no language “Frensh”\. Did you mean French\?"):
        read_languages("English, Frensh")
    with pytest.raises(Problem, match="Use its English name"):
        read_languages("Ῥωμαϊκή")


def test_a_language_says_whether_it_is_interpreted() -> None:
    assert str(LanguagePlan("fr", is_interpretation=True)) == "French (interpreted)"
    assert str(LanguagePlan("pt-BR")) == "Portuguese (Brazil)"


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("43.77, 11.25", (43.77, 11.25)),
        ("43.77 11.25", (43.77, 11.25)),
        ("43.77° N, 11.25° E", (43.77, 11.25)),
        ("35.28 S; 139.57 W", (-35.28, -139.57)),
        ("-8,115", (-8.0, 115.0)),
        ("", (None, None)),
    ],
)
def test_a_point_is_read_north_first(typed: str, point: tuple[float | None, float | None]) -> None:
    assert read_coordinates(typed) == point


@pytest.mark.parametrize("typed", ["43.77", "Florence", "43°46'N 11°15'E", "1,2,3", "1e3, 4"])
def test_what_is_no_point_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Problem, match=r"for example 43\.77, 11\.25"):
        read_coordinates(typed)


@given(
    st.decimals(-90, 90, places=6).map(float),
    st.decimals(-180, 180, places=6).map(float),
)
def test_a_point_comes_back_as_it_was_written(latitude: float, longitude: float) -> None:
    assert read_coordinates(coordinates_text(latitude, longitude)) == (latitude, longitude)


def test_the_name_of_a_country_is_that_country_and_an_acronym_is_not() -> None:
    chair, funder = OrganisationRole.CO_CHAIR, OrganisationRole.FUNDER

    assert named(chair, "Canada").country == "CA"
    assert named(chair, "CAN").country == "CA"
    assert named(funder, "CAN").name == "CAN"
    assert named(funder, "Ecologic Institute").name == "Ecologic Institute"
    assert named(chair, "United Kingdom").called == named(chair, "UK").called

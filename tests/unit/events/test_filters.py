"""What a reader asks of the catalogue, in the query of an address and in the path of a feed."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.groups import countries_in, country_groups, regions
from courseapp.countries.names import all_countries
from courseapp.events.lists.filters import (
    Filters,
    Wanted,
    When,
    filters_in_path,
    filters_of,
    wanted_of,
)
from courseapp.events.rules import EventKind, Level, Mode

every_region = [each for region, parts in regions().items() for each in (region, *parts)]
plain = st.text(st.characters(codec="utf-8", exclude_characters="/", exclude_categories=["C", "Z"]))
filters = st.builds(
    Filters,
    initiative=plain.map(lambda text: text[:80]),
    kind=st.none() | st.sampled_from(EventKind),
    mode=st.none() | st.sampled_from(Mode),
    level=st.none() | st.sampled_from(Level),
    language=st.sampled_from(["", "fr", "pt-BR", "zh-Hans"]),
    region=st.sampled_from(["", *every_region]),
    country=st.sampled_from(["", "TG", "FJ"]),
    group=st.sampled_from(["", *country_groups()]),
    topic=plain.map(lambda text: text[:80]),
)


@given(filters)
def test_filters_are_read_again_from_their_query_and_from_their_path(asked: Filters) -> None:
    assert filters_of(asked.arguments) == asked
    assert filters_in_path(asked.path) == (asked if asked.path else None)


@given(st.text())
def test_any_path_is_filters_or_nothing(path: str) -> None:
    found = filters_in_path(path)

    assert found is None or found.path == path


@pytest.mark.parametrize(
    "path", ["", "kind", "kind/nothing", "kind/course/", "colour/red", "mode/online/kind/course"]
)
def test_a_path_that_no_filter_has_is_none(path: str) -> None:
    assert filters_in_path(path) is None


def test_words_that_no_vocabulary_has_ask_for_nothing() -> None:
    asked = {field.name: "nonsense" for field in fields(Filters)} | {"when": "x", "q": " "}

    found = wanted_of(asked)

    assert found == Wanted(Filters(initiative="nonsense", topic="nonsense"))
    assert wanted_of({"country": "tg", "when": "past"}) == Wanted(
        Filters(country="TG"), when=When.PAST
    )


def test_regions_hold_their_subregions_and_every_group_holds_countries() -> None:
    assert countries_in("Africa") >= countries_in("Northern Africa") > set()
    assert "TG" in countries_in("Sub-Saharan Africa")
    assert countries_in("Atlantis") == frozenset()
    known = {each.code for each in all_countries()}
    sizes = {key: len(group.codes) for key, group in country_groups().items()}
    assert sizes == {"ldc": 43, "sids": 37, "lldc": 32}
    assert all(group.codes <= known for group in country_groups().values())

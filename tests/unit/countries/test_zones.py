"""The time zones that people choose from."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.formats import ANYWHERE
from courseapp.countries.names import Country, all_countries
from courseapp.countries.zones import known_zone, offset, zone_choices, zone_label, zones_of

WINTER = datetime(2027, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2027, 7, 15, 12, tzinfo=UTC)

UNINHABITED = {"BV", "HM"}


@pytest.mark.parametrize(
    "name", ["Europe/Rome", "Asia/Kolkata", "Asia/Calcutta", "UTC", "Etc/GMT+5"]
)
def test_zones_that_a_browser_may_name_are_known(name: str) -> None:
    assert known_zone(name)
    assert ZoneInfo(name).key == name


@pytest.mark.parametrize(
    "name",
    ["", "Europe/Atlantis", "europe/rome", "../../etc/passwd", "Factory", "localtime", "CEST"],
)
def test_anything_else_is_no_zone(name: str) -> None:
    assert not known_zone(name)


def test_the_zones_of_a_country_are_its_own() -> None:
    assert zones_of("IT") == ("Europe/Rome",)
    assert zones_of("US")[0] == "America/New_York"
    assert len(zones_of("BR")) > 5
    assert zones_of("XK") == ("Europe/Belgrade",)
    assert zones_of("ZZ") == ()


def test_every_inhabited_country_has_a_zone() -> None:
    without = {each.code for each in all_countries() if not zones_of(each.code)}
    assert without == UNINHABITED


@given(st.sampled_from(all_countries()))
def test_each_zone_of_a_country_is_known_and_can_be_chosen(each: Country) -> None:
    offered = {name for group in zone_choices(WINTER).values() for name, _ in group}
    for name in zones_of(each.code):
        assert known_zone(name)
        assert name in offered


def test_anywhere_on_earth_is_a_zone_but_no_place_to_choose() -> None:
    assert known_zone(ANYWHERE)
    assert zone_label(ANYWHERE, WINTER) == "Anywhere on Earth (AoE, UTC−12)"
    offered = {name for group in zone_choices(WINTER).values() for name, _ in group}
    assert ANYWHERE not in offered


def test_a_label_tells_place_and_offset_at_that_time_of_year() -> None:
    assert zone_label("Europe/Rome", WINTER) == "Rome, Italy (UTC+01:00)"
    assert zone_label("Europe/Rome", SUMMER) == "Rome, Italy (UTC+02:00)"
    assert zone_label("Asia/Kathmandu", WINTER) == "Kathmandu, Nepal (UTC+05:45)"
    assert zone_label("Asia/Singapore", WINTER) == "Singapore (UTC+08:00)"
    assert zone_label("UTC", WINTER) == "UTC"


def test_offsets_west_of_greenwich_are_negative() -> None:
    assert offset("America/St_Johns", WINTER) == "UTC-03:30"


def test_choices_stand_by_continent_and_alphabet() -> None:
    groups = zone_choices(WINTER)
    assert {"Africa", "America", "Asia", "Europe", "Pacific"} <= set(groups)
    africa = [label for _, label in groups["Africa"]]
    assert africa[0].startswith("Abidjan")
    assert africa == sorted(africa)


def test_an_old_name_that_somebody_has_stays_among_the_choices() -> None:
    assert "Asia/Calcutta" not in dict(zone_choices(WINTER)["Asia"])
    assert "Asia/Calcutta" in dict(zone_choices(WINTER, including="Asia/Calcutta")["Asia"])
    assert zone_choices(WINTER, including="No/Zone") == zone_choices(WINTER)

"""Whose clock a page shows."""

from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page
from tests.support.people import AsPerson


def zone_in_foot(page: Page) -> str:
    found = page.soup.select_one("[data-zone-name]")
    return found.get_text() if found else ""


def test_a_zone_asked_for_once_stays(client: CheckingClient) -> None:
    assert zone_in_foot(client.visit("/events?zone=Pacific/Fiji")) == "Pacific/Fiji"
    page = client.visit("/initiatives")
    assert zone_in_foot(page) == "Pacific/Fiji"
    assert "data-zone-chosen" in page.html


def test_the_zone_of_the_account_goes_before_that_of_the_device(
    as_person: AsPerson, cast: Cast
) -> None:
    browser = as_person(cast.newcomer)
    browser.set_cookie("zone", "Europe/Paris")
    assert zone_in_foot(browser.visit("/events")) == "Pacific/Tongatapu"


def test_the_device_tells_the_zone_where_nobody_chose(client: CheckingClient) -> None:
    client.set_cookie("zone", "Africa/Lome")
    page = client.visit("/events")
    assert zone_in_foot(page) == "Africa/Lome"
    assert "data-zone-chosen" not in page.html


def test_a_zone_that_does_not_exist_is_ignored(client: CheckingClient) -> None:
    client.set_cookie("zone", "Mars/Olympus")
    assert zone_in_foot(client.visit("/events?zone=Nowhere/Land")) == "the zone of your device"

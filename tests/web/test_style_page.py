"""Every part of the site can be looked at on one page, while the product is developed."""

from dataclasses import replace
from pathlib import Path

import pytest

from courseapp.app import create_app
from tests.support.checking_client import CheckingClient, checking_client
from tests.support.databases import new_database, settings_for_tests

WAYS = ("", "?scheme=light", "?scheme=dark", "?dir=rtl", "?scheme=dark&dir=rtl")


@pytest.mark.parametrize("way", WAYS)
def test_every_part_keeps_the_rules_of_a_page(client: CheckingClient, way: str) -> None:
    page = client.visit(f"/style{way}")
    assert page.heading == "Style page"
    assert "There is a problem" in page.text


def test_scheme_and_direction_can_be_forced(client: CheckingClient) -> None:
    root = client.visit("/style?scheme=dark&dir=rtl").soup.html
    assert root is not None
    assert (root["data-scheme"], root["dir"]) == ("dark", "rtl")


def test_an_unknown_scheme_is_left_to_the_device(client: CheckingClient) -> None:
    root = client.visit("/style?scheme=blink&dir=up").soup.html
    assert root is not None
    assert root.get("data-scheme") is None
    assert root["dir"] == "ltr"


def test_the_installation_for_everybody_has_no_style_page(tmp_path: Path) -> None:
    settings = settings_for_tests(tmp_path, new_database("sqlite", tmp_path))
    app = create_app(replace(settings, production=True))
    assert checking_client(app).expect_404("/style").heading == "Page not found"

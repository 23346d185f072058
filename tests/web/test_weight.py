"""A first visit over a weak line: the page with all that it needs."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.checking_client import CheckingClient
from tests.support.pages import Page

LARGEST_FIRST_LOAD_BYTES = 30 * 1024
PUBLIC = ("/", "/events", "/initiatives", "/sign-in", "/subscribe")


def _sent(app: Flask, address: str) -> int:
    browser = FlaskClient(app, app.response_class)
    with browser.get(address, headers={"Accept-Encoding": "br"}) as answer:
        return len(answer.get_data())


def _parts(page: Page) -> set[str]:
    linked = page.soup.select("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
    return {str(tag.get("href") or tag.get("src")) for tag in linked}


@pytest.mark.parametrize("address", PUBLIC)
def test_the_first_load_of_a_public_page_is_light(
    client: CheckingClient, app: Flask, address: str
) -> None:
    parts = _parts(client.visit(address))
    assert len([part for part in parts if ".css" in part]) == 1
    total = sum(_sent(app, each) for each in {address, *parts})
    assert total <= LARGEST_FIRST_LOAD_BYTES, f"{address} needs {total} bytes"


def test_own_files_change_their_address_with_their_content(client: CheckingClient) -> None:
    parts = _parts(client.visit("/"))
    assert parts
    assert all("?v=" in part for part in parts)

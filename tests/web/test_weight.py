"""A first visit over a weak line: the page with all that it needs, as the real server sends it."""

from urllib.request import Request, urlopen

import pytest

from tests.support.checking_client import CheckingClient
from tests.support.live_server import LiveServer
from tests.support.pages import Page

LARGEST_FIRST_LOAD_BYTES = 30 * 1024
PUBLIC = ("/", "/events", "/initiatives", "/sign-in", "/subscribe")


def _sent(url: str, encoding: str = "gzip") -> bytes:
    """Return the body as it crosses the line."""
    with urlopen(Request(url, headers={"Accept-Encoding": encoding})) as answer:
        body: bytes = answer.read()
        return body


def _parts(page: Page) -> set[str]:
    linked = page.soup.select("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
    return {str(tag.get("href") or tag.get("src")) for tag in linked}


@pytest.mark.parametrize("address", PUBLIC)
def test_the_first_load_of_a_public_page_is_light(live_server: LiveServer, address: str) -> None:
    html = _sent(live_server.url + address, encoding="identity").decode()
    parts = _parts(Page(address, 200, html))
    assert len([part for part in parts if ".css" in part]) <= 2  # the site's, and the room's
    total = sum(len(_sent(live_server.url + each)) for each in {address, *parts})
    assert total <= LARGEST_FIRST_LOAD_BYTES, f"{address} needs {total} bytes"


def test_own_files_change_their_address_with_their_content(client: CheckingClient) -> None:
    parts = _parts(client.visit("/"))
    assert parts
    assert all("?v=" in part for part in parts)

"""The Atom feeds of publications as feed readers, and caches between, meet them."""

import gzip
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.files.current import current_folder
from courseapp.initiatives.publication_files import put_file
from courseapp.scenarios.cast import Cast
from tests.files.story import ARABIC, CONTENT, pdf
from tests.initiatives.conftest import CostOf
from tests.initiatives.publishing import initiative, publication, publish, row
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ICAP, ALL = "/initiatives/icap/publications.atom", "/publications.atom"
SITE = "http://courseapp.test"
TITLE = "تقرير الحالة ]]> <b>&amp; 📈"
LIST = (
    publication(
        TITLE,
        key="status",
        year=2026,
        language="ar",
        topic="Linking & more",
        organisation="Gouvernement du Québec",
        about="What linking brings.",
        link="https://www.example.org/status",
    ),
    publication("Setting a cap"),
)


@pytest.fixture
def feeds(session: Session, cast: Cast, clock: FixedClock) -> None:
    """Two publications of ICAP; the first one has a file."""
    clock.advance(days=1)
    publish(session, clock.now, *LIST)


@pytest.fixture
def file(app: Flask, session: Session, cast: Cast, clock: FixedClock, feeds: None) -> FileStorage:
    upload = pdf(ARABIC)
    with app.app_context():
        icap, folder = initiative(session), current_folder()
        put_file(session, cast.icap_organiser, clock.now, folder, icap, "status", upload, "")
    return upload


def read(client: CheckingClient, address: str = ICAP) -> ET.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ET.fromstring(response.data)


def entries(root: ET.Element) -> Sequence[ET.Element]:
    return root.findall("a:entry", ATOM)


def told(element: ET.Element, name: str) -> str:
    return element.findtext(f"a:{name}", "", ATOM)


def links(element: ET.Element) -> dict[str, dict[str, str]]:
    return {each.attrib["rel"]: each.attrib for each in element.findall("a:link", ATOM)}


@pytest.mark.usefixtures("feeds", "file")
def test_an_entry_tells_what_came_into_the_record(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    entry = next(each for each in entries(read(client)) if told(each, "title") == TITLE)

    own = f"{SITE}/publications/{row(session, TITLE).id}"
    at = f"{clock.now:%Y-%m-%dT%H:%M:%SZ}"
    assert (told(entry, "published"), told(entry, "updated")) == (at, at)
    assert entry.findtext("a:author/a:name", "", ATOM) == "Gouvernement du Québec"
    assert told(entry, "summary") == "ICAP · 2026 · Arabic\nWhat linking brings."
    assert links(entry) == {
        "alternate": {"rel": "alternate", "type": "text/html", "hreflang": "en", "href": own},
        "related": {"rel": "related", "hreflang": "ar", "href": "https://www.example.org/status"},
        "enclosure": {
            "rel": "enclosure",
            "type": "application/pdf",
            "hreflang": "ar",
            "length": str(len(CONTENT)),
            "title": ARABIC,
            "href": f"{own}/file",
        },
    }
    category = entry.find("a:category", ATOM)
    assert category is not None
    assert category.get("term") == "Linking & more"
    for address in (own, f"{own}/file"):
        with client.get(address.removeprefix(SITE)) as found:
            assert found.status_code == 200


@pytest.mark.usefixtures("feeds")
def test_who_published_it_is_the_initiative_where_no_organisation_is_named(
    client: CheckingClient,
) -> None:
    entry = next(each for each in entries(read(client)) if told(each, "title") == "Setting a cap")
    name = "International Carbon Action Partnership"
    assert entry.findtext("a:author/a:name", "", ATOM) == name


@pytest.mark.usefixtures("feeds")
def test_a_feed_leads_to_its_page_and_to_itself(client: CheckingClient) -> None:
    for address, name in ((ICAP, "Publications of ICAP"), (ALL, "courseapp: publications")):
        root = read(client, address)
        found = {rel: link["href"] for rel, link in links(root).items()}
        page = address.removesuffix(".atom")
        assert found == {"self": SITE + address, "alternate": SITE + page}
        assert told(root, "title") == name
        head = client.visit(page).soup.find("link", type="application/atom+xml")
        assert head is not None
        assert head.get("href") == address


@pytest.mark.usefixtures("feeds")
def test_an_id_stays_the_same_when_everything_else_changes(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    before = {told(each, "title"): told(each, "id") for each in entries(read(client))}
    first = told(read(client), "id")
    at = clock.advance(days=3)
    publish(session, at, publication("Renamed", key="status", year=2027), LIST[1])

    after = {told(each, "title"): each for each in entries(read(client))}
    assert told(after["Renamed"], "id") == before[TITLE]
    assert told(after["Renamed"], "updated") == f"{at:%Y-%m-%dT%H:%M:%SZ}"
    assert told(after["Renamed"], "published") < told(after["Renamed"], "updated")
    assert told(after["Setting a cap"], "updated") < told(after["Renamed"], "updated")
    assert told(read(client), "id") == first
    assert told(read(client), "updated") == told(after["Renamed"], "updated")


@pytest.mark.usefixtures("feeds")
def test_all_ids_are_different_and_the_same_in_both_feeds(client: CheckingClient) -> None:
    everything = [told(each, "id") for each in entries(read(client, ALL))]
    own = [told(each, "id") for each in entries(read(client))]
    assert len(everything) == len(set(everything)) > len(own) == 2
    assert set(own) < set(everything)
    assert all(each.startswith("urn:uuid:") for each in everything)


@pytest.mark.usefixtures("feeds")
def test_the_fifty_that_came_last_are_in_the_feed_the_last_first(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    old = tuple(publication(f"Old {number}") for number in range(60))
    publish(session, clock.advance(days=1), *old)
    publish(session, clock.advance(days=1), *old, publication("Newest", year=1990))

    titles = [told(each, "title") for each in entries(read(client))]
    assert len(titles) == 50
    assert titles[0] == "Newest"


@pytest.mark.usefixtures("feeds")
def test_what_left_the_record_leaves_the_feeds_and_the_old_tag_is_over(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    first = client.get(ICAP)
    publish(session, clock.advance(days=1), LIST[1])

    known = {"If-None-Match": first.headers["ETag"]}
    dated = {"If-Modified-Since": first.headers["Last-Modified"]}
    for condition in (known, dated):
        again = client.get(ICAP, headers=condition)
        assert again.status_code == 200
        assert [told(each, "title") for each in entries(ET.fromstring(again.data))] == [
            "Setting a cap"
        ]


@pytest.mark.usefixtures("feeds")
@pytest.mark.parametrize("address", [ICAP, ALL])
def test_who_has_the_feed_is_told_so(
    client: CheckingClient, clock: FixedClock, address: str
) -> None:
    first = client.get(address)
    clock.advance(days=20)
    for condition in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = client.get(address, headers=condition)
        assert (again.status_code, again.data) == (304, b"")
    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.data) == first.data
    assert zipped.headers["ETag"] != first.headers["ETag"]


@pytest.mark.usefixtures("feeds")
@pytest.mark.parametrize("address", [ICAP, ALL])
def test_a_feed_knows_no_cookie_and_may_be_kept_by_all(
    client: CheckingClient, cast: Cast, as_person: AsPerson, address: str
) -> None:
    for browser in (client, as_person(cast.icap_organiser)):
        response = browser.get(address)
        assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert response.headers["Cache-Control"] == "public, max-age=300"
        assert response.headers["Vary"] == "Accept-Encoding"
        assert "Set-Cookie" not in response.headers


@pytest.mark.usefixtures("feeds")
def test_a_draft_is_in_no_feed_not_even_its_organisers(
    client: CheckingClient, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    initiative(session).is_public = False
    for browser in (client, as_person(cast.icap_organiser)):
        assert browser.get(ICAP).status_code == 404
        assert "Setting a cap" not in browser.get(ALL).text


@pytest.mark.parametrize(
    "address", ["/initiatives/nowhere/publications.atom", "/initiatives/a%00/publications.atom"]
)
def test_a_dead_address_is_answered_in_a_few_bytes(client: CheckingClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.mimetype == "text/plain"
    assert "Set-Cookie" not in response.headers


def test_the_feed_of_an_empty_site_is_a_feed(client: CheckingClient) -> None:
    root = read(client, ALL)
    assert entries(root) == []
    assert told(root, "updated") == "2027-03-01T09:00:00Z"


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("address", [ICAP, ALL])
def test_a_feed_costs_two_statements(client: CheckingClient, cost_of: CostOf, address: str) -> None:
    # A client that checks pages leaves a feed alone.
    assert client.get(address).status_code == 200
    assert cost_of(address) == 2

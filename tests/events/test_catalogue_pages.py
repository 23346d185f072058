"""The catalogue: filters that are also feeds and links, and a month of it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from courseapp.events.models import Event, EventLanguage, EventTopic
from courseapp.events.rules import Access, EventKind, Mode
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf
from tests.events.story import draft, published
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import said


@pytest.fixture
def events(session: Session, cast: Cast, clock: FixedClock) -> dict[str, Event]:
    """A course in Florence, a webinar for Africa in French, a dialogue in secret, a draft."""
    actor, now = cast.icap_organiser, clock.now
    course = published(session, actor, now, title="Course on caps")
    webinar = published(
        session, actor, now, title="Webinaire", kind=EventKind.WEBINAR, mode=Mode.ONLINE,
        country=None, city="", venue="", starts_on=date(2027, 4, 2), ends_on=date(2027, 4, 2),
    )  # fmt: skip
    webinar.region_focus = "Africa"
    webinar.languages = [EventLanguage(position=1, language="fr-CA")]
    webinar.topics = [EventTopic(position=1, topic="Registry design")]
    secret = published(
        session, actor, now, title="Quiet dialogue", kind=EventKind.DIALOGUE, city="Suva",
        country="FJ", access=Access.INVITATION, applications_close_local=None,
        applications_zone=None, seats=None,
    )  # fmt: skip
    hidden = draft(session, actor, now, title="Hidden plan")
    session.commit()
    return {"course": course, "webinar": webinar, "secret": secret, "hidden": hidden}


@pytest.mark.parametrize(
    ("query", "path", "found"),
    [
        ("kind=webinar", "kind/webinar", {"Webinaire"}),
        ("language=fr", "language/fr", {"Webinaire"}),
        ("region=Africa", "region/Africa", {"Webinaire"}),
        ("region=Southern+Europe", "region/Southern%20Europe", {"Course on caps"}),
        ("country=IT", "country/IT", {"Course on caps"}),
        ("topic=Registry+design", "topic/Registry%20design", {"Webinaire"}),
        ("kind=course&country=FR", "kind/course/country/FR", set()),
        ("country=FJ", "country/FJ", set()),  # where the dialogue is, only the invited know
        ("group=sids", "group/sids", set()),
        ("initiative=icap", "initiative/icap", {"Course on caps", "Webinaire", "Quiet dialogue"}),
    ],
)
def test_a_filter_is_a_list_and_a_feed_of_the_same_events(
    client: CheckingClient, events: dict[str, Event], query: str, path: str, found: set[str]
) -> None:
    titles = {event.title for event in events.values()}

    page = client.visit(f"/events?{query}")
    feed = client.get(f"/calendars/where/{path}.ics").get_data(as_text=True)
    unfolded = feed.replace("\r\n ", "")

    assert {title for title in titles if title in page.text} == found
    assert {title for title in titles if f"SUMMARY:{title}" in unfolded} == found


def test_the_list_leads_to_its_calendar_and_the_calendar_says_what_it_holds(
    client: CheckingClient, events: dict[str, Event]
) -> None:
    page = client.visit("/events?kind=webinar&language=fr-CA")
    page = client.follow(page, "Subscribe to these events")

    assert "Webinar, French (Canada)" in page.text
    assert "/calendars/where/kind/webinar/language/fr-CA.ics" in page.html
    assert client.get("/calendars/where/kind/nothing.ics").status_code == 404
    client.expect_404("/subscribe?feed=where/kind/nothing")


def test_a_place_for_the_invited_only_is_found_by_no_search(
    client: CheckingClient, events: dict[str, Event]
) -> None:
    assert "Quiet dialogue" in client.visit("/events?q=dialogue").text
    assert "Quiet dialogue" not in client.visit("/events?q=suva").text
    assert "Quiet dialogue" not in client.visit("/events?q=fiji").text


def test_a_month_shows_each_day_with_what_begins_and_what_goes_on(
    client: CheckingClient, events: dict[str, Event]
) -> None:
    page = client.visit("/events/months/2027-03")

    assert page.heading == "Events in March 2027"
    assert "Hidden plan" not in page.text
    cells = [said(cell) for cell in page.soup.find_all("td")]
    days = {" ".join(text.split()[:2]): text for text in cells}
    assert "Course on caps" in days["Mon 22"]
    assert "goes on" in days["Tue 23"]
    assert "Course on caps" not in days["Sun 21"]
    following = client.follow(page, "The month after")
    assert following.heading == "Events in April 2027"
    assert "Webinaire" in following.text
    assert "Webinaire" not in client.visit("/events/months/2027-04?kind=course").text


@pytest.mark.parametrize("month", ["2027-13", "2027-3", "1066-10", "2027-02-30", "x"])
def test_a_month_that_is_none_is_not_found(client: CheckingClient, month: str) -> None:
    client.expect_404(f"/events/months/{month}")


def test_list_and_month_cost_the_same_however_many_events_there_are(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock, cost_of: CostOf
) -> None:
    addresses = ("/events", "/events/months/2027-03")
    published(session, cast.icap_organiser, clock.now)
    few = [cost_of(client, address) for address in addresses]

    for number in range(12):
        published(session, cast.icap_organiser, clock.now, title=f"Course {number}")

    assert [cost_of(client, address) for address in addresses] == few

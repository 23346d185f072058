"""How people subscribe: which feed, which link, and how soon changes arrive."""

import pytest

from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from tests.calendars.story import SLUG, TITLE, World
from tests.support.pages import Page

SITE = "courseapp.test"
OPEN, GOOGLE = "Open in my calendar program", "Add to Google Calendar"


def address(page: Page) -> str:
    tag = page.soup.find(id="address")
    assert tag is not None
    return str(tag["value"])


@pytest.mark.parametrize(
    ("choice", "feed", "title"),
    [
        ("", "/calendars/all.ics", "All events"),
        ("?feed=all", "/calendars/all.ics", "All events"),
        ("?feed=initiatives/icap", "/calendars/initiatives/icap.ics", "ICAP events"),
        (f"?feed=events/{SLUG}", f"/calendars/events/{SLUG}.ics", TITLE),
    ],
)
def test_the_chosen_feed_comes_first_with_its_three_links(
    world: World, course: Event, choice: str, feed: str, title: str
) -> None:
    page = world.client.visit(f"/subscribe{choice}")
    assert page.soup.select_one("h2#chosen").text == title  # type: ignore[union-attr]
    assert address(page) == f"http://{SITE}{feed}"
    assert page.link(OPEN) == f"webcal://{SITE}{feed}"
    quoted = feed.replace("/", "%2F")
    google = "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F"
    assert page.link(GOOGLE) == f"{google}{SITE}{quoted}"
    assert world.client.get(feed).status_code == 200


def test_the_feeds_of_all_initiatives_are_listed(world: World) -> None:
    page = world.client.visit("/subscribe")
    for slug in ("icap", "cmp", "a6ip"):
        assert f"webcal://{SITE}/calendars/initiatives/{slug}.ics" in page.html
        assert f"http://{SITE}/calendars/initiatives/{slug}.ics" in page.html


@pytest.mark.parametrize("program", ["Outlook", "Google Calendar", "Apple Calendar", "Thunderbird"])
def test_every_program_is_explained_with_how_soon_changes_arrive(
    world: World, program: str
) -> None:
    page = world.client.visit("/subscribe")
    assert program in [heading.text for heading in page.soup.select("h3")]
    assert "8 to 24 hours" in page.text


@pytest.mark.parametrize(
    "choice", ["initiatives/nobody", "events/nothing", "events/%00", "mine/secret", "x"]
)
def test_a_feed_that_is_not_there_is_not_found(world: World, choice: str) -> None:
    world.client.expect_404(f"/subscribe?feed={choice}")


def test_a_draft_is_not_found(world: World, course: Event) -> None:
    course.status = EventStatus.DRAFT
    world.client.expect_404(f"/subscribe?feed=events/{SLUG}")


def test_the_page_of_the_event_leads_here(world: World, course: Event) -> None:
    page = world.client.follow(world.client.visit(f"/events/{SLUG}"), "Subscribe")
    assert address(page) == f"http://{SITE}/calendars/events/{SLUG}.ics"


def test_links_come_from_the_configured_address_and_never_from_the_host_header(
    world: World,
) -> None:
    evil = {"Host": "evil.example"}
    for path in ("/subscribe", "/calendars/all.ics"):
        assert b"evil.example" not in world.client.get(path, headers=evil).data


def test_robots_may_read_every_feed_for_google_asks_them_first(world: World) -> None:
    rules = world.client.get("/robots.txt").get_data(as_text=True)
    closed = [line.split()[1] for line in rules.splitlines() if line.startswith("Disallow")]
    assert closed
    assert [path for path in closed if "/calendars/mine/x.ics".startswith(path)] == []

"""How people subscribe: which feed, which link, and how soon changes arrive."""

from urllib.parse import quote, urlencode

import pytest

from courseapp.calendars.subscribing import Subscription
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus, SessionStatus
from tests.calendars.story import DAYS, SLUG, TITLE, World, new_event
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
        ("", "/calendars/all.ics", "courseapp: all events"),
        ("?feed=all", "/calendars/all.ics", "courseapp: all events"),
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


@pytest.mark.parametrize(
    ("chosen", "feed"),
    [
        ({"initiative": "icap"}, "initiatives/icap"),
        ({"shape": "overview"}, "overview/all"),
        ({"shape": "deadlines", "initiative": "icap"}, "deadlines/initiatives/icap"),
        ({"shape": "archive", "year": "2026"}, "archive/2026"),
        ({"shape": "archive", "year": "2999"}, "archive/2027"),
        ({"kind": "course", "initiative": "icap"}, "where/initiative/icap/kind/course"),
        ({"kind": "nothing", "shape": "nothing", "words": "xx"}, "all"),
        ({"words": "fr"}, "fr/all"),
        ({"topic": "a/b"}, "all"),
    ],
)
def test_a_calendar_is_chosen_by_a_form(
    world: World, course: Event, chosen: dict[str, str], feed: str
) -> None:
    page = world.client.visit(f"/subscribe?{urlencode(chosen)}")
    assert address(page) == f"http://{SITE}/calendars/{feed}.ics"
    assert world.client.get(f"/calendars/{feed}.ics").status_code == 200


@pytest.mark.parametrize("typed", ["abc", "2999", "1066", "٢٠٢٦", "-1"])
def test_what_is_no_year_is_said_beside_the_field_and_kept(
    world: World, course: Event, typed: str
) -> None:
    page = world.client.visit(f"/subscribe?{urlencode({'shape': 'archive', 'year': typed})}")
    said, field = page.soup.select_one("#choose-year-error"), page.soup.select_one("#choose-year")
    assert said is not None
    assert field is not None
    assert f"“{typed}” is no year from 1990 to {world.clock.now.year}." in said.get_text()
    assert field["value"] == typed
    assert "Nothing is in this archive" in page.soup.get_text()


def test_the_form_is_filled_in_with_what_was_chosen(world: World, course: Event) -> None:
    page = world.client.visit("/subscribe?shape=deadlines&initiative=icap&words=es")
    chosen = [tag["value"] for tag in page.soup.select("option[selected]")]
    assert {"icap", "es"} <= set(chosen)
    checked = page.soup.select_one("input[name=shape][checked]")
    assert checked is not None
    assert checked["value"] == "deadlines"


def test_outlook_gets_the_address_and_its_name(world: World, course: Event) -> None:
    page = world.client.visit("/subscribe?feed=initiatives/icap")
    quoted = quote(f"http://{SITE}/calendars/initiatives/icap.ics", safe="")
    for label, host in (("Outlook.com", "live"), ("Outlook at work", "office")):
        wanted = f"https://outlook.{host}.com/calendar/0/addfromweb?url={quoted}&name=ICAP%20events"
        assert page.link(f"Add to {label}") == wanted


def test_the_code_for_telephones_holds_the_webcal_address_and_no_style() -> None:
    qr = Subscription("ICAP events", f"http://{SITE}/calendars/all.ics").qr
    assert qr.startswith("<svg")
    assert "style=" not in qr
    assert qr != Subscription("ICAP events", f"http://{SITE}/calendars/other.ics").qr


def test_what_will_appear_is_shown_by_the_readers_clock(world: World, course: Event) -> None:
    course.published_sessions[0].status = SessionStatus.CANCELLED
    course.published_sessions[1].sequence = 1
    rows = world.client.visit("/subscribe?zone=Asia/Bangkok").soup.select(".preview-row")
    told = [" ".join(row.get_text(" ").split()) for row in rows]
    assert len(told) == len(DAYS)
    assert told[0].startswith("Mon 22 Mar 2027 15:00 – 16:30 UTC+07:00 Cancelled: Day 22")
    assert told[0].endswith("Cancelled")
    assert told[1].endswith("Changed")
    assert told[2].endswith("Badia Fiesolana, Florence, Italy")


def test_ten_entries_are_shown_and_the_other_forms_are_named(world: World) -> None:
    for _ in range(12):
        new_event(world.session, world.clock.now)
    page = world.client.visit("/subscribe")
    assert len(page.soup.select(".preview-row")) == 10
    for extension in (".json", ".xml", ".atom", ".csv"):
        assert f"/calendars/all{extension}" in page.html


@pytest.mark.parametrize("program", ["Outlook", "Google Calendar", "Apple Calendar", "Thunderbird"])
def test_every_program_is_explained_with_how_soon_changes_arrive(
    world: World, program: str
) -> None:
    page = world.client.visit("/subscribe")
    assert program in [heading.text for heading in page.soup.select("h3")]
    assert program in " ".join(heading.text for heading in page.soup.select("th[scope=row]"))
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

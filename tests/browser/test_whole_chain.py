"""From an organiser's empty form to the right entry in a participant's calendar, by hand."""

import urllib.request
from datetime import UTC, datetime

import pytest
import recurring_ical_events
from icalendar import Calendar
from playwright.sync_api import expect

from courseapp.scenarios.cast import create_cast
from tests.browser.walking import Walker
from tests.support.browser import DESK, PHONE, NewPerson
from tests.support.live_server import LiveServer

ORGANISER = "mariana.costa@example.org"
APPLICANT = "afi@example.org"
TITLE = "Course on carbon markets"


def plan_event(organiser: Walker) -> None:
    """Create a course in Lisbon over the change to summer time, with two sessions; publish it."""
    organiser.open("/sign-in?next=/manage")
    organiser.sign_in(ORGANISER)
    organiser.follow("New event")
    organiser.press("Save the draft")
    organiser.reads("There is a problem", "Enter a title.")
    organiser.fill(
        title=TITLE,
        kind="course",
        mode="in_person",
        level="introductory",
        access="application",
        audience="Officials who plan an emissions trading system.",
        starts_on="2027-03-26",
        ends_on="2027-03-29",
        zone="Europe/Lisbon",
        city="Lisbon",
        country="PT",
        seats="1",
        closes_on="2027-03-15",
        closes_time="18:00",
    )
    organiser.press("Save the draft")
    add_sessions(organiser)
    organiser.follow("Publish")
    organiser.press("Publish")
    organiser.reads(TITLE)


def add_sessions(organiser: Walker) -> None:
    """Add one session on each side of the change, after refusing a time that does not exist."""
    organiser.page.get_by_role("link", name="Add a session").first.click()
    organiser.look()
    organiser.fill(title="Welcome", day="2027-03-28", starts="01:30", ends="03:00")
    organiser.press("Save")
    organiser.reads("does not exist")
    organiser.fill(day="2027-03-26", starts="09:00", ends="10:30", speakers="Mai Trần, Ministry")
    organiser.press("Save")
    organiser.reads("Welcome")
    organiser.page.get_by_role("link", name="Add a session").first.click()
    organiser.fill(title="Farewell", day="2027-03-29", starts="09:00", ends="10:30")
    organiser.press("Save")
    organiser.reads("Farewell")


def apply_for_it(applicant: Walker) -> str:
    """Find the course, stop half-way, come back by mail, send; return the receipt's address."""
    applicant.open("/")
    applicant.follow("Events")
    applicant.follow(TITLE)
    applicant.reads("Fri 26 Mar")
    applicant.page.get_by_role("link", name="Apply").first.click()
    applicant.look()
    applicant.follow("Sign in to apply")
    applicant.sign_in(APPLICANT)
    applicant.press("Start your application")
    applicant.page.get_by_role("link", name="Go on: About you").click()
    applicant.fill(full_name="Afi", certificate_name="Afi", nationality="TG")
    applicant.press("Save and come back later")
    applicant.read_mail(APPLICANT, "Your draft application")
    applicant.follow_link_in_mail("/sign-in/")
    applicant.press("Sign in")
    applicant.reads("draft")
    applicant.page.get_by_role("link", name="Go on: Your work").click()
    applicant.fill(
        work_country="TG",
        organisation="Ministère de l’Environnement",
        position="Chargée d’études",
        experience_years="3",
        experience="Inventaires nationaux.",
    )
    applicant.page.get_by_role("radio", name="National government").check()
    applicant.press("Save and go on")
    applicant.fill(motivation="Nous préparons un marché du carbone. 🌍")
    applicant.page.locator('[name="consent"]').check()
    applicant.press("Save and go on")
    applicant.reads("Nous préparons un marché du carbone. 🌍")
    applicant.press("Send my application")
    applicant.reads("Receipt number")
    address = applicant.page.url
    applicant.read_mail(APPLICANT, "We have your application")
    return address


def offer_the_seat(organiser: Walker) -> None:
    """Choose her in the list, read the letter, send it."""
    organiser.open("/manage")
    organiser.follow(TITLE)
    organiser.follow("Applications")
    organiser.page.get_by_role("checkbox", name="Choose Afi").check()
    organiser.press("Offer a seat")
    organiser.reads("1 letter will be sent", "Afi")
    organiser.press("Send 1 offer")


def confirm_the_seat(applicant: Walker) -> None:
    applicant.read_mail(APPLICANT, "Please answer: a seat is held for you")
    applicant.follow_link_in_mail("/offers/")
    applicant.press("Confirm my seat")
    applicant.reads("confirmed")


def personal_calendar(applicant: Walker) -> Calendar:
    """Make a secret address and read what a calendar program gets there."""
    applicant.open("/account/calendar")
    applicant.press("Make my address")
    address = applicant.page.locator('input[value$=".ics"]').first.input_value()
    with urllib.request.urlopen(address.replace("webcal://", "http://")) as answer:
        return Calendar.from_ical(answer.read())


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_from_a_plan_to_a_calendar(
    live_server: LiveServer, new_person: NewPerson, javascript: bool
) -> None:
    with live_server.session() as session:
        create_cast(session, live_server.clock.now)
    organiser = Walker(new_person(DESK, javascript=javascript))
    applicant = Walker(new_person(PHONE, javascript=javascript, zone="Africa/Lome"))
    plan_event(organiser)
    receipt = apply_for_it(applicant)
    offer_the_seat(organiser)
    confirm_the_seat(applicant)
    applicant.open(receipt)
    expect(applicant.page.locator("main")).to_contain_text("confirmed")
    calendar = personal_calendar(applicant)
    starts = [
        event["DTSTART"].dt.astimezone(UTC)
        for event in recurring_ical_events.of(calendar).between((2027, 3, 1), (2027, 4, 30))
    ]
    assert sorted(starts) == [
        datetime(2027, 3, 26, 9, 0, tzinfo=UTC),  # Lisbon is at UTC in winter
        datetime(2027, 3, 29, 8, 0, tzinfo=UTC),  # and an hour ahead in summer
    ]

"""The feed of one's own seats: who may read it, what it tells, and when it stops."""

import logging

import pytest

from courseapp.applications.rules import Action
from courseapp.calendars.feeds.secrets import own_feeds
from courseapp.calendars.services import make_address
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventStatus
from courseapp.events.standing.publishing import cancel_event
from tests.calendars.story import (
    DAYS,
    FEED,
    LINK,
    OWN_PAGE,
    World,
    new_application,
    new_event,
    uid,
)
from tests.support.pages import Page
from tests.support.people import AsPerson

MAKE = "Make my address"
REPLACE, STOP = "Replace the address My events", "Stop the address My events"


def shown(page: Page) -> str:
    """Return the path of the address on the page, "" if there is none."""
    tag = page.soup.find(id="address")
    return str(tag["value"]).removeprefix("http://courseapp.test") if tag else ""


def own_address(world: World) -> str:
    """Return the path of the feed of the accepted applicant."""
    token = make_address(world.session, world.clock.now, world.cast.accepted)
    world.session.commit()
    return f"/calendars/mine/{token}.ics"


def test_a_confirmed_seat_brings_the_sessions_with_the_way_in(world: World, course: Event) -> None:
    world.seat(world.cast.accepted, course)
    found = world.read(own_address(world))
    assert list(found) == list(world.read(FEED))
    for entry in found.values():
        assert entry["CONFERENCE"] == LINK
        assert LINK in entry["LOCATION"]
        assert entry["STATUS"] == "CONFIRMED"
        assert entry["SEQUENCE"] == "0"


def test_what_she_applied_for_is_tentative_until_the_seat_is_confirmed(
    world: World, course: Event
) -> None:
    address = own_address(world)
    application = new_application(world.session, world.cast.accepted, course, world.clock.now)
    for action in (None, Action.OFFER):
        if action:
            world.step(application, action)
        found = world.read(address)
        assert list(found) == list(world.read(FEED))
        assert {entry["STATUS"] for entry in found.values()} == {"TENTATIVE"}
        assert {entry["TRANSP"] for entry in found.values()} == {"TRANSPARENT"}
        assert found[uid(1)]["SUMMARY"].startswith("Applied for: ")
        assert LINK not in str(found)


def test_a_seat_given_up_leaves_the_sessions_as_cancelled_and_counts_up(
    world: World, course: Event
) -> None:
    application, address = world.seat(world.cast.accepted, course), own_address(world)
    before = world.read(address)
    world.clock.advance(days=1)
    world.step(application, Action.WITHDRAW)
    after = world.read(address)
    assert list(after) == list(before)
    for number, entry in after.items():
        assert entry["STATUS"] == "CANCELLED"
        assert int(entry["SEQUENCE"]) > int(before[number]["SEQUENCE"])
        assert entry["SUMMARY"].startswith("Not attending: ")
        assert entry["LAST-MODIFIED"] == f"{world.clock.now:%Y-%m-%d %H:%M +0000}"
    assert LINK not in str(after)
    assert world.read(FEED)[uid(1)]["STATUS"] == "CONFIRMED"


def test_a_seat_got_back_counts_up_again(world: World, course: Event) -> None:
    application, address = world.seat(world.cast.accepted, course), own_address(world)
    world.step(application, Action.WITHDRAW)
    given_up = world.read(address)[uid(1)]
    for action in (Action.REOPEN, Action.SUBMIT, Action.OFFER):
        world.step(application, action)
        assert world.read(address)[uid(1)]["STATUS"] == "CANCELLED"
    world.step(application, Action.CONFIRM)
    again = world.read(address)[uid(1)]
    assert (again["STATUS"], again["CONFERENCE"]) == ("CONFIRMED", LINK)
    assert int(again["SEQUENCE"]) > int(given_up["SEQUENCE"])


def test_a_cancelled_event_is_cancelled_here_too_and_has_no_way_in(
    world: World, course: Event
) -> None:
    world.seat(world.cast.accepted, course)
    address = own_address(world)
    with world.app.test_request_context():
        cancel_event(world.session, None, world.clock.advance(days=1), course)
        world.session.commit()
    found = world.read(address)
    assert {entry["STATUS"] for entry in found.values()} == {"CANCELLED"}
    assert len(found) == len(DAYS)
    assert LINK not in str(found)


def test_who_has_a_seat_reads_the_programme_of_an_event_by_invitation(
    world: World, course: Event
) -> None:
    world.seat(world.cast.accepted, course)
    course.access = Access.INVITATION
    assert len(world.read(own_address(world))) == len(DAYS)
    assert len(world.read(FEED)) == 1


def test_an_event_without_sessions_is_there_as_whole_days(world: World) -> None:
    event = new_event(world.session, world.clock.now)
    world.seat(world.cast.accepted, event)
    (entry,) = world.read(own_address(world)).values()
    assert (entry["UID"], entry["DTSTART"]) == (event.calendar_uid, "2027-03-22")


def test_a_neighbour_with_an_address_of_her_own_sees_only_her_own_seats(
    world: World, course: Event
) -> None:
    world.seat(world.cast.accepted, course)
    token = make_address(world.session, world.clock.now, world.cast.waiting)
    assert world.read(f"/calendars/mine/{token}.ics") == {}


@pytest.mark.parametrize("token", ["guess", "x" * 32, "%00", "..", "all"])
def test_a_stranger_who_guesses_gets_a_404_of_a_few_bytes(world: World, token: str) -> None:
    response = world.client.get(f"/calendars/mine/{token}.ics")
    assert response.status_code == 404
    assert response.mimetype == "text/plain"
    assert len(response.data) < 50
    assert "Set-Cookie" not in response.headers


def test_the_feed_stops_with_the_account(world: World, course: Event) -> None:
    address = own_address(world)
    assert world.client.get(address).status_code == 200
    world.cast.accepted.disabled_at = world.clock.now
    assert world.client.get(address).status_code == 404


def test_drafts_stay_out_whatever_the_rows_say(world: World, course: Event) -> None:
    world.seat(world.cast.accepted, course)
    course.status = EventStatus.DRAFT
    assert world.read(own_address(world)) == {}


def test_the_secret_stands_neither_in_the_feed_nor_for_robots(world: World, course: Event) -> None:
    world.seat(world.cast.accepted, course)
    address = own_address(world)
    response = world.client.get(address)
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert secret not in response.get_data(as_text=True)
    assert secret not in str(response.headers)
    assert b"SOURCE" not in response.data
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cache-Control"] == "private, max-age=300"


def test_the_secret_is_in_no_log_even_when_something_breaks(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        world.app.logger.error("Exception on %s [%s]", own_address(world), "GET")
    assert "Exception on /calendars/mine/… [GET]" in caplog.text


def test_the_address_is_shown_once_when_it_is_made(
    world: World, as_person: AsPerson, course: Event
) -> None:
    world.seat(world.cast.accepted, course)
    browser = as_person(world.cast.accepted)
    made = browser.submit(browser.visit(OWN_PAGE), button=MAKE)
    address = shown(made)
    assert len(world.read(address)) == len(DAYS)
    assert made.link("Open in my calendar program") == f"webcal://courseapp.test{address}"
    again = browser.visit(OWN_PAGE)
    assert shown(again) == ""
    assert address not in again.html


def test_the_page_with_the_secret_is_kept_by_no_cache(world: World, as_person: AsPerson) -> None:
    browser = as_person(world.cast.accepted)
    response = browser.send(browser.visit(OWN_PAGE), button=MAKE)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_replacing_gives_another_address_and_stops_the_first(
    world: World, as_person: AsPerson
) -> None:
    browser = as_person(world.cast.accepted)
    first = shown(browser.submit(browser.visit(OWN_PAGE), button=MAKE))
    second = shown(browser.submit(browser.visit(OWN_PAGE), button=REPLACE))
    assert world.client.get(first).status_code == 404
    assert world.client.get(second).status_code == 200


def test_a_person_has_several_addresses_and_stops_one_without_the_others(
    world: World, as_person: AsPerson
) -> None:
    browser = as_person(world.cast.accepted)
    first = browser.submit(browser.visit(OWN_PAGE), {"name": "Telephone"}, button=MAKE)
    second = browser.submit(first, {"name": "At work"}, button=MAKE)
    assert [each.text for each in second.soup.select(".own-address h3")] == ["Telephone", "At work"]
    browser.submit(second, button="Stop the address Telephone")
    working = [world.client.get(shown(page)).status_code for page in (first, second)]
    assert working == [404, 200]


def test_an_address_too_many_is_refused_in_words(
    world: World, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courseapp.calendars.services.MOST_ADDRESSES", 1)
    browser = as_person(world.cast.accepted)
    page = browser.submit(browser.visit(OWN_PAGE), button=MAKE)
    refused = browser.submit(page, button=MAKE, status=422)
    assert "Stop one that you do not use first." in refused.text
    assert shown(refused) == ""


def test_nobody_stops_or_replaces_the_address_of_another_person(
    world: World, as_person: AsPerson
) -> None:
    address = own_address(world)
    (feed,) = own_feeds(world.session, world.cast.accepted)
    browser = as_person(world.cast.waiting)
    token = browser.visit(OWN_PAGE).value("csrf_token")
    for what in ("replace", "revoke"):
        sent = {"csrf_token": token}
        assert browser.post(f"{OWN_PAGE}/{feed.id}/{what}", data=sent).status_code == 404
    assert world.client.get(address).status_code == 200


def test_a_stopped_address_is_dead_at_once(world: World, as_person: AsPerson) -> None:
    browser = as_person(world.cast.accepted)
    made = browser.submit(browser.visit(OWN_PAGE), button=MAKE)
    after = browser.submit(made, button=STOP)
    assert "The address has stopped working." in after.text
    assert world.client.get(shown(made)).status_code == 404
    assert "You have no address yet" in after.text


def test_strangers_and_people_whose_sign_in_is_over_are_asked_to_sign_in(
    world: World, as_person: AsPerson
) -> None:
    lapsed = as_person(world.cast.accepted)
    page = lapsed.submit(lapsed.visit(OWN_PAGE), button=MAKE)
    world.clock.advance(days=400)
    for browser in (world.client, lapsed):
        response = browser.get(OWN_PAGE)
        assert response.status_code == 303
        assert response.headers["Location"].startswith("/sign-in?next=")
    assert lapsed.send(page, button=REPLACE, follow_redirects=False).status_code == 303
    assert world.client.get(shown(page)).status_code == 200

"""The public programme: what changed, each session, its search, and what robots read."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from courseapp.core.ids import calendar_uid
from courseapp.events.models import Event, EventSession
from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import Access
from courseapp.events.sessions.scheduling import add_session, cancel_session, change_session
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf
from tests.events.story import SITTING, as_published, published, wall, with_public_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page
from tests.unit.calendars.samples import events

TUESDAY: dict[str, Any] = {
    "starts_local": wall("2027-03-23T09:00"),
    "ends_local": wall("2027-03-23T10:30"),
}
FRIDAY: dict[str, Any] = {
    "starts_local": wall("2027-03-26T09:00"),
    "ends_local": wall("2027-03-26T10:30"),
}


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A public course with three sessions."""
    event = published(session, cast.icap_organiser, clock.now)
    with_public_session(session, cast.icap_organiser, clock.now, event, title="Registry", **TUESDAY)
    with_public_session(session, cast.icap_organiser, clock.now, event, title="Clinic", **FRIDAY)
    with_public_session(session, cast.icap_organiser, clock.now, event)
    return event


def structured(page: Page) -> dict[str, Any]:
    (block,) = page.soup.select('script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(block.get_text())
    return found


def entries(client: CheckingClient, event: Event) -> dict[str, tuple[int, str]]:
    """Return SEQUENCE and STATUS by the title of each session in the event's feed."""
    found = events(client.get(f"/calendars/events/{event.slug}.ics").data).values()
    return {
        str(each["SUMMARY"]).removeprefix("Cancelled: ").partition(" – ")[0]: (
            int(each["SEQUENCE"]),
            str(each["STATUS"]),
        )
        for each in found
    }


def named(event: Event, title: str) -> EventSession:
    return next(each for each in event.sessions if each.title == title)


def address_of(sitting: EventSession) -> str:
    return f"/events/{sitting.event.slug}/sessions/{as_published(sitting).calendar_uid}"


def test_a_version_with_one_moved_one_cancelled_one_new_says_so_here_and_in_calendars(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    actor, later = cast.icap_organiser, clock.advance(hours=1)
    before = entries(client, course)
    moved = replace(
        SITTING, title="Registry", **{**TUESDAY, "ends_local": wall("2027-03-23T12:00")}
    )
    change_session(session, actor, later, named(course, "Registry"), moved)
    cancel_session(session, actor, later, named(course, "Clinic"))
    add_session(session, actor, later, course, replace(SITTING, title="Linking", **FRIDAY))
    session.commit()
    assert entries(client, course) == before
    assert "Linking" not in client.visit(f"/events/{course.slug}").text

    publish_programme(session, actor, later, course, "Two speakers travel later.")
    session.commit()

    page = client.visit(f"/events/{course.slug}")
    assert "1 new, 1 cancelled, 1 moved" in page.text
    assert "Linking i New" in page.text
    assert "Registry i Moved" in page.text
    told = client.follow(page, "What has changed").text
    assert "Two speakers travel later." in told
    assert "Moved Registry Before: Tue 23 Mar 2027, 09:00 – 10:30 CET" in told
    assert "Now: Tue 23 Mar 2027, 09:00 – 12:00 CET" in told
    assert "Cancelled Clinic" in told
    assert "New Linking" in told
    after = entries(client, course)
    assert after == {
        "Registry": (before["Registry"][0] + 1, "CONFIRMED"),
        "Clinic": (before["Clinic"][0] + 1, "CANCELLED"),
        "Set the cap": before["Set the cap"],
        "Linking": (0, "CONFIRMED"),
    }


def test_a_session_has_a_page_of_its_own(
    client: CheckingClient, session: Session, course: Event
) -> None:
    address = address_of(named(course, "Set the cap"))
    page = client.visit(f"{address}?zone=Asia/Tokyo")

    assert page.heading == "Set the cap"
    for text in (
        "Mon 22 Mar 2027, 09:00 – 10:30 CET",
        "08:00 – 09:30 UTC",
        "17:00 – 18:30 JST, your time",
        "Sala Rossa",
        "Mai Trần",
        "Ministry of Environment",
    ):
        assert text in page.text
    assert page.link("After: Registry, Tue 23 Mar") == address_of(named(course, "Registry"))
    document = structured(page)
    assert document["name"] == "Set the cap"
    assert document["startDate"] == "2027-03-22T09:00+01:00"
    (canonical,) = page.soup.select("link[rel=canonical]")
    assert canonical["href"] == f"http://courseapp.test{address}"
    titles = [tag["content"] for tag in page.soup.select('meta[property="og:title"]')]
    assert titles == ["Set the cap – Course on emissions trading"]
    file = client.get(page.link("Calendar file"))
    (entry,) = events(file.data).values()
    assert str(entry["UID"]) == as_published(named(course, "Set the cap")).calendar_uid


def test_a_cancelled_session_stays_on_its_page_and_says_so(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    sitting = named(course, "Clinic")
    cancel_session(session, cast.icap_organiser, clock.now, sitting)
    publish_programme(session, cast.icap_organiser, clock.now, course)
    session.commit()
    page = client.visit(address_of(sitting))
    assert "This session is cancelled" in page.text
    assert "Calendar file" not in page.links
    assert structured(page)["eventStatus"] == "https://schema.org/EventCancelled"


def test_what_is_typed_cannot_leave_the_data_block(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    evil = "</script><script>alert(1)</script>"
    with_public_session(session, cast.icap_organiser, clock.now, course, title=evil)
    page = client.visit(f"/events/{course.slug}")
    assert evil not in page.html
    names = [each["name"] for each in structured(page)["@graph"][0]["subEvent"]]
    assert evil in names


def test_the_programme_is_searched_by_day_and_by_track(
    client: CheckingClient, session: Session, course: Event
) -> None:
    here = f"/events/{course.slug}/programme"
    page = client.submit(client.visit(here), {"q": "registry"}, form=here, button="Show")
    assert [str(tag.get_text(strip=True)) for tag in page.soup.select(".session-title a")] == [
        "Registry"
    ]
    assert "Clinic" not in client.visit(f"{here}?day=2027-03-23").text.split("Sessions")[-1]
    assert "No session fits" in client.visit(f"{here}?q=nowhere&page=7").text
    client.visit(f"{here}?day=never&page=x&track=%00&by=track")


@pytest.mark.parametrize("page", ["/programme", "/changes", "/sessions/{uid}"])
def test_of_an_invitation_nobody_else_reads_the_programme(
    client: CheckingClient, session: Session, course: Event, page: str
) -> None:
    address = page.format(uid=as_published(named(course, "Clinic")).calendar_uid)
    client.visit(f"/events/{course.slug}{address}")
    course.access = Access.INVITATION
    session.commit()
    client.expect_404(f"/events/{course.slug}{address}")
    uid = as_published(named(course, "Clinic")).calendar_uid
    assert client.get(f"/calendars/events/{course.slug}/{uid}.ics").status_code == 404
    html = client.visit(f"/events/{course.slug}").html
    assert "Clinic" not in html
    assert "Florence" not in html


def test_a_session_of_another_event_or_not_yet_public_is_not_found(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    other = published(session, cast.icap_organiser, clock.now, title="Other")
    uid = as_published(named(course, "Clinic")).calendar_uid
    client.expect_404(f"/events/{other.slug}/sessions/{uid}")
    hidden = add_session(session, cast.icap_organiser, clock.now, course, SITTING)
    session.commit()
    client.expect_404(f"/events/{course.slug}/sessions/{hidden.calendar_uid}")
    ics = f"/calendars/events/{other.slug}/{uid}.ics"
    assert client.get(ics).status_code == 404


def test_pages_cost_the_same_for_three_sessions_and_for_two_hundred(
    client: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    course: Event,
    cost_of: CostOf,
) -> None:
    pages = [f"/events/{course.slug}", f"/events/{course.slug}/programme"]
    pages.append(address_of(named(course, "Clinic")))
    few = [cost_of(client, each) for each in pages]
    session.add_all(_copy(named(course, "Clinic")) for _ in range(200))
    session.flush()
    publish_programme(session, cast.icap_organiser, clock.now, course)
    session.commit()
    session.expunge_all()

    assert [cost_of(client, each) for each in pages] == few
    long = client.visit(pages[0])
    assert "203 sessions on 3 days" in long.text
    assert len(client.visit(pages[1]).soup.select(".session")) == 60
    assert len(long.html) < 60_000


def _copy(sitting: EventSession) -> EventSession:
    names = ("event_id", "status", "title", "zone", "starts_local", "ends_local", "starts_at")
    more = ("ends_at", "place", "created_at", "changed_at")
    values = {name: getattr(sitting, name) for name in (*names, *more)}
    return EventSession(calendar_uid=calendar_uid(), **values)

"""An organiser publishes a version, and the people whom it concerns are told."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.applications.lifecycle import move
from courseapp.applications.rules import Action
from courseapp.events.models import Event, EventSession
from courseapp.events.sessions.scheduling import cancel_session, change_session
from courseapp.mail.outbox import one_line
from courseapp.scenarios.cast import Cast
from tests.applications.story import mails, submitted
from tests.events.story import SITTING, published, wall, with_public_session, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

LETTER = "programme_changed"
MOVED = replace(SITTING, starts_local=wall("2027-03-22T14:00"), ends_local=wall("2027-03-22T15:30"))


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return published(session, cast.icap_organiser, clock.now)


@pytest.fixture
def sitting(session: Session, cast: Cast, clock: FixedClock, course: Event) -> EventSession:
    return with_public_session(session, cast.icap_organiser, clock.now, course)


@pytest.fixture
def people(app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event) -> None:
    """Somebody with a confirmed seat, who reads times in Bangkok, and somebody who applied."""
    cast.accepted.zone = "Asia/Bangkok"
    with app.test_request_context():
        seat = submitted(session, cast.accepted, course, clock.now)
        submitted(session, cast.newcomer, course, clock.now)
        by = clock.now.replace(day=10)
        move(session, seat, Action.OFFER, cast.icap_organiser, clock.now, reply_by=by)
        move(session, seat, Action.CONFIRM, cast.accepted, clock.now)
        session.commit()


@pytest.mark.usefixtures("people")
def test_the_overview_tells_what_is_not_public_and_publishing_tells_the_people(
    organiser: CheckingClient,
    client: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    course: Event,
    sitting: EventSession,
) -> None:
    change_session(session, cast.icap_organiser, clock.now, sitting, MOVED)
    with_session(session, cast.icap_organiser, clock.now, course, title="Clinic")
    page = organiser.visit(f"/manage/events/{course.slug}")
    assert "2 changes are not public yet 1 new, 1 moved." in page.text
    assert "Clinic" not in client.visit(f"/events/{course.slug}").text

    page = organiser.follow(page, "Look at the changes and publish")
    assert "Mon 22 Mar 2027, 14:00 – 15:30 CET" in page.text
    boxes = {box["value"] for box in page.soup.select("input[name=tell][checked]")}
    assert boxes == {"confirmed", "applicants", *_speakers(page.html)}
    page = organiser.submit(page, {"note": "The room is repaired."}, button="Preview the letter")
    assert "The organiser writes: The room is repaired." in page.text
    assert mails(session, LETTER) == []
    page = organiser.submit(page, {"tell": ["confirmed"]}, button="Publish this version")

    assert "Version 2 of the programme is public now. 1 letter is on the way." in page.text
    assert "not public yet" not in page.text
    (letter,) = mails(session, LETTER)
    assert letter.to_address == cast.accepted.email
    told = one_line(letter.text)
    assert "Moved: Set the cap Now: Mon 22 Mar 2027, 14:00 – 15:30 CET" in told
    assert "20:00 – 21:30 UTC+07:00, your time Before: Mon 22 Mar 2027, 09:00" in told
    assert "New: Clinic" in told
    assert "The room is repaired." in told


@pytest.mark.usefixtures("people")
def test_pressed_twice_it_is_published_and_told_once(
    organiser: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    sitting: EventSession,
) -> None:
    cancel_session(session, cast.icap_organiser, clock.now, sitting)
    session.commit()
    address = f"/manage/events/{sitting.event.slug}/publish-programme"
    page = organiser.visit(address)
    organiser.submit(page, button="Publish this version")
    sent = len(mails(session, LETTER))

    page = organiser.submit(page, {"tell": []}, button="Publish this version")
    assert "Nothing was left to publish" in page.text
    assert len(mails(session, LETTER)) == sent >= 2
    assert [each.number for each in sitting.event.versions] == [1, 2]
    assert "Nothing is left to publish" in organiser.visit(address).text


@pytest.mark.usefixtures("people")
def test_a_new_title_ticks_nobody_and_a_list_that_changed_is_shown_again(
    organiser: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    sitting: EventSession,
) -> None:
    change_session(
        session, cast.icap_organiser, clock.now, sitting, replace(SITTING, title="The cap")
    )
    session.commit()
    page = organiser.visit(f"/manage/events/{sitting.event.slug}/publish-programme")
    assert page.soup.select("input[name=tell][checked]") == []
    with_session(session, cast.icap_organiser, clock.now, sitting.event, title="Unseen")

    page = organiser.submit(page, {"note": "Mine"}, button="Publish this version", status=422)
    assert "changed after you had opened this page" in page.text
    assert "Unseen" in page.text
    assert page.value("note") == "Mine"
    page = organiser.submit(page, button="Publish this version")
    assert "Version 2 of the programme is public now." in page.text
    assert mails(session, LETTER) == []


def test_versions_are_listed_looked_at_and_compared(
    organiser: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    sitting: EventSession,
) -> None:
    here = f"/manage/events/{sitting.event.slug}/versions"
    for hour in ("10", "11"):
        moved = replace(
            SITTING,
            starts_local=wall(f"2027-03-22T{hour}:00"),
            ends_local=wall(f"2027-03-22T{hour}:30"),
        )
        change_session(session, cast.icap_organiser, clock.now, sitting, moved)
        session.commit()
        page = organiser.visit(f"/manage/events/{sitting.event.slug}/publish-programme")
        organiser.submit(page, {"note": f"To {hour}"}, button="Publish this version")

    page = organiser.follow(organiser.visit(f"/manage/events/{sitting.event.slug}"), "Versions")
    assert page.path == here
    assert "Mariana Costa" in page.text
    assert "To 11" in page.text
    assert "10:00 – 10:30" in organiser.follow(page, "Version 2").text
    page = organiser.submit(page, {"from": "3", "to": "1"}, button="Compare two versions")
    assert page.heading == "From version 1 to version 3"
    assert "Now: Mon 22 Mar 2027, 11:00 – 11:30 CET" in page.text
    organiser.expect_404(f"{here}/9")
    organiser.expect_404(f"{here}/compare?from=1&to=9")


def test_changes_are_discarded_and_a_cancelled_session_is_restored(
    organiser: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    sitting: EventSession,
) -> None:
    cancel_session(session, cast.icap_organiser, clock.now, sitting)
    session.commit()
    home = f"/manage/events/{sitting.event.slug}"
    page = organiser.submit(organiser.visit(home), button="Let it take place after all Set the cap")
    assert "“Set the cap” takes place after all." in page.text
    assert "not public yet" not in page.text

    change_session(session, cast.icap_organiser, clock.now, sitting, MOVED)
    session.commit()
    page = organiser.follow(organiser.visit(home), "Discard them")
    assert "This cannot be undone" in page.text
    page = organiser.submit(page, button="Discard these changes")
    assert "1 change is discarded. The plan is what everybody sees." in page.text
    session.refresh(sitting)
    assert sitting.starts_local.hour == 9
    assert "There is nothing to discard" in organiser.visit(f"{home}/discard-changes").text


def test_a_draft_says_that_its_programme_comes_with_it(
    organiser: CheckingClient, neighbour: CheckingClient, course: Event, sitting: EventSession
) -> None:
    address = f"/manage/events/{course.slug}/publish-programme"
    neighbour.expect_404(address)
    neighbour.expect_404(f"/manage/events/{course.slug}/versions/1")
    assert "Nothing is left to publish" in organiser.visit(address).text
    assert course.starts_on == date(2027, 3, 22)


def _speakers(html: str) -> set[str]:
    """Speakers are there to be told where their feature knows them."""
    return {"speakers"} if 'value="speakers"' in html else set()

"""Travel details: asked of people with a seat alone, read by few, never where they could leak."""

import logging
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event
from courseapp.logistics.models import Logistics
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from courseapp.selection.models import Offer
from courseapp.selection.offers import answer_offer
from courseapp.selection.rules import Answer
from tests.applications.story import Written, mails, new_course, submitted
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

GO_ON, SEND = "Save and go on", "Send my travel details"
LEAK = "LEAK-X1234567"


def fill_in(seat: Written) -> None:
    """Fill in every page; the passport number and the needs of access must not leak."""
    pages: dict[str, dict[str, str]] = {
        "passport": {
            "passport_name": "Tevita Fifita",
            "birth_date": "5 March 1990",
            "passport_country": "TO",
            "passport_number": LEAK,
        },
        "visa": {"visa_needed": "no"},
        "travel": {"departure_city": "Nukuʻalofa", "room_needed": "yes"},
        "needs": {"access": f"{LEAK} stairs"},
        "emergency": {"emergency_name": "Sione", "emergency_phone": "+676 555 12"},
    }
    for key, typed in pages.items():
        page = seat.open(f"travel/steps/{key}")
        consent = {"logistics_consent": True} if key == "emergency" else {}
        seat.browser.submit(page, {**typed, **consent}, button=GO_ON)


def kept(session: Session) -> Logistics:
    session.expire_all()
    return session.scalars(select(Logistics)).one()


def test_a_seat_leads_to_the_pages_and_what_was_sent_can_be_sent_again(
    seat: Written, session: Session, clock: FixedClock
) -> None:
    assert "Give your travel details" in seat.open().text
    fill_in(seat)
    page = seat.browser.submit(seat.open("travel"), button=SEND)
    assert "Thank you: we have your travel details." in page.text
    found = kept(session)
    assert (found.sent_at, found.typed) == (clock.now, None)
    assert found.answers["birth_date"] == "1990-03-05"
    (letter,) = mails(session, "logistics_receipt")
    assert LEAK not in letter.text + letter.html
    change = {"departure_city": "Auckland"}
    seat.browser.submit(seat.open("travel/steps/travel"), change, button=GO_ON)
    assert kept(session).answers["departure_city"] == "Nukuʻalofa"
    seat.browser.submit(seat.open("travel"), button="Send my changes")
    assert kept(session).answers["departure_city"] == "Auckland"


def test_it_is_saved_while_she_types_and_two_windows_are_merged(
    seat: Written, session: Session
) -> None:
    page = seat.open("travel/steps/travel")
    fields = {"csrf_token": page.value("csrf_token"), "seen": page.value("seen"), "ages": ""}
    answer = seat.browser.post(
        f"{seat.address}/travel/steps/travel/keep",
        data={**fields, "ages": "departure_city.3", "departure_city": "Suva"},
    )
    assert answer.get_json()["saved"].startswith("Saved")
    page = seat.browser.submit(page, {"departure_city": "Apia"}, button=GO_ON, status=409)
    assert "It took the place of: Suva" in page.text
    assert (kept(session).typed or {})["departure_city"] == "Apia"


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.OFFERED, Status.WITHDRAWN])
def test_without_a_confirmed_seat_nothing_is_asked_or_there(
    seat: Written, session: Session, clock: FixedClock, status: Status
) -> None:
    seat.application.status = status
    seat.application.reply_by = clock.now + timedelta(days=3)
    session.commit()
    assert "travel details" not in seat.open().text
    for page in ("travel", "travel/steps/passport"):
        assert seat.open(page, 404).status == 404


def test_nobody_else_opens_them(
    seat: Written, session: Session, cast: Cast, course: Event, as_person: AsPerson
) -> None:
    fill_in(seat)
    seat.browser.submit(seat.open("travel"), button=SEND)
    manage = f"/manage/events/{course.slug}/travel"
    own = (f"{seat.address}/travel", f"{seat.address}/travel/steps/passport")
    theirs = (manage, f"{manage}/{seat.application.reference}")
    for person in (cast.a6ip_organiser, cast.reviewer):
        browser = as_person(person)
        assert {browser.get(path).status_code for path in (*own, *theirs)} == {404}
    assert {as_person(cast.icap_organiser).get(path).status_code for path in own} == {404}


def test_an_organiser_sees_one_sensitive_answer_at_a_time_and_that_is_written_down(
    seat: Written, session: Session, cast: Cast, course: Event, as_person: AsPerson
) -> None:
    fill_in(seat)
    organiser = as_person(cast.icap_organiser)
    address = f"/manage/events/{course.slug}/travel/{seat.application.reference}"
    assert "what is not sent is hers alone" in organiser.visit(address).text
    seat.browser.submit(seat.open("travel"), button=SEND)
    page = organiser.visit(address)
    assert LEAK not in page.text
    token = page.value("csrf_token")
    shown = organiser.post(
        f"{address}/show", data={"csrf_token": token, "question": "passport_number"}
    ).get_data(as_text=True)
    assert LEAK in shown
    assert f"{LEAK} stairs" not in shown
    entry = session.scalars(select(AuditEntry).filter_by(verb="open sensitive answer")).one()
    assert entry.actor == cast.icap_organiser.display_name
    assert LEAK not in entry.summary
    missing = organiser.post(
        f"{address}/show", data={"csrf_token": token, "question": "room_needed"}
    )
    assert missing.status_code == 404


def test_a_sensitive_answer_leaks_nowhere(
    seat: Written,
    session: Session,
    cast: Cast,
    course: Event,
    as_person: AsPerson,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        fill_in(seat)
        seat.browser.submit(seat.open("travel"), button=SEND)
        organiser = as_person(cast.icap_organiser)
        manage = f"/manage/events/{course.slug}"
        reference = seat.application.reference
        pages = ("/travel", "/applications", f"/applications/{reference}", "/history", "/mail", "")
        texts = [organiser.get(f"{manage}{page}").get_data(as_text=True) for page in pages]
        searched = (f"/travel?search={LEAK}", f"/applications?q={LEAK}&search={LEAK}")
        found = [organiser.get(f"{manage}{page}").get_data(as_text=True) for page in searched]
    assert not any(LEAK in text for text in texts)
    assert not any(f"/{reference}" in text for text in found)
    assert all(LEAK not in each.text + each.html for each in session.scalars(select(Message)))
    assert all(
        LEAK not in str(each.after) + each.summary for each in session.scalars(select(AuditEntry))
    )
    assert LEAK not in caplog.text


def test_who_has_sent_nothing_is_reminded_once_a_day(
    seat: Written,
    session: Session,
    cast: Cast,
    course: Event,
    clock: FixedClock,
    as_person: AsPerson,
) -> None:
    organiser = as_person(cast.icap_organiser)
    address = f"/manage/events/{course.slug}/travel"
    page = organiser.visit(address)
    assert "1 person has sent nothing" in page.text
    page = organiser.submit(page, button="Remind 1 person")
    assert "1 letter is on its way." in page.text
    assert "Remind" not in [button.text for button in page.soup.select("main button")]
    assert len(mails(session, "logistics_reminder")) == 1
    clock.advance(days=1, minutes=1)
    fill_in(seat)
    seat.browser.submit(seat.open("travel"), button=SEND)
    assert "has sent nothing" not in organiser.visit(address).text


def test_after_the_event_nothing_can_be_changed(
    seat: Written, session: Session, clock: FixedClock
) -> None:
    page = seat.open("travel/steps/travel")
    seat.application.event.ends_on = clock.now.date() - timedelta(days=1)
    seat.application.event.starts_on = clock.now.date() - timedelta(days=2)
    session.commit()
    page = seat.browser.submit(page, {"departure_city": "Late"}, button=GO_ON, status=422)
    assert "The event is over." in page.text
    assert page.value("departure_city") == "Late"


def test_a_page_that_asks_more_because_of_an_answer_is_shown_again(seat: Written) -> None:
    page = seat.open("travel/steps/visa")
    assert "visa_letter" not in page.html
    page = seat.browser.submit(page, {"visa_needed": "yes"}, button=GO_ON)
    assert page.path.endswith("/travel/steps/visa")
    assert "this page asks something more" in page.text
    assert "visa_letter" in page.html


def test_the_letter_of_a_seat_leads_to_the_travel_details_where_they_are_asked(
    app: Flask, seat: Written, session: Session, clock: FixedClock
) -> None:
    asks, other = seat.application, new_course(session, clock.now, slug="asks-nothing")
    with app.test_request_context():
        quiet = submitted(session, asks.person, other, clock.now)
        for application in (asks, quiet):
            offered(session, application, clock)
    texts = [each.text + each.html for each in mails(session, "selection_confirmed")]
    address = f"http://courseapp.test/applications/{asks.reference}/travel"
    assert [text.count(address) > 1 for text in texts] == [True, False]
    assert "travel details" not in texts[1]


def offered(session: Session, application: Application, clock: FixedClock) -> None:
    """Let a seat be offered and confirmed."""
    application.status, application.confirmed_at = Status.OFFERED, None
    application.reply_by = clock.now + timedelta(days=3)
    offer = Offer(
        application=application,
        token_hash=f"hash-{application.id}",
        made_at=clock.now,
        reply_by=application.reply_by,
    )
    session.add(offer)
    session.commit()
    answer_offer(session, offer, Answer.CONFIRM, clock.now)
    session.commit()

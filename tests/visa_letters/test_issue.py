"""Issuing letters: by one, in place of an earlier one, many at once, and taking one back."""

from datetime import date, timedelta

from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from courseapp.applications.rules import Status
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event
from courseapp.events.moves.cloning import CloneWish, clone_event
from courseapp.events.rules import EventStatus
from courseapp.extensions import db
from courseapp.mail.attachments import made_for
from courseapp.scenarios.cast import Cast
from courseapp.visa_letters.cloning import CLONE_STEP
from courseapp.visa_letters.invariants import broken_letters
from courseapp.visa_letters.models import LetterOrder, LetterSettings
from courseapp.visa_letters.ordering import work_off
from courseapp.visa_letters.rules import LetterKind, LetterState
from courseapp.visa_letters.tasks import make_letters
from tests.applications.story import Written, mails
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pdfs import text_of
from tests.support.people import AsPerson
from tests.visa_letters.story import LEAK, LETTERS, letters_in, seated, travels

NEW_ONE = "Issue a new one in its place For a visa"


def person_page(seat: Written) -> str:
    return f"{LETTERS}/people/{seat.application.reference}"


def post(browser: CheckingClient, address: str, **fields: str) -> TestResponse:
    token = browser.visit("/account").value("csrf_token")
    return browser.post(address, data={"csrf_token": token, **fields})


def issue(organiser: CheckingClient, seat: Written, kind: str = "visa", seen: str = "") -> None:
    sent = post(organiser, f"{person_page(seat)}/issue", kind=kind, seen=seen)
    assert sent.status_code == 303


def test_an_organiser_says_what_letters_say_and_looks_before_one_is_issued(
    session: Session, organiser: CheckingClient, seat: Written
) -> None:
    session.delete(session.scalars(select(LetterSettings)).one())
    session.commit()
    assert "Say first who signs" in organiser.visit(LETTERS).text
    page = organiser.visit(f"{LETTERS}/settings")
    page = organiser.submit(page, {"signatory": ""}, button="Save", status=422)
    assert "Enter who signs the letters." in page.text
    said = {"signatory": "Mariana Costa", "travel": "organiser", "amounts": "EUR 900"}
    page = organiser.submit(page, said, button="Save")
    assert page.path == LETTERS
    assert "Needs one" in page.text
    differs = {"position": "Deputy director", "visa_fee": "employer"}
    page = organiser.submit(organiser.visit(person_page(seat)), differs, button="Save")
    assert page.value("position") == "Deputy director"
    shown = post(organiser, f"{person_page(seat)}/preview", kind="visa")
    assert "no-store" in shown.headers["Cache-Control"]
    text = text_of(shown.data)
    for part in ("Preview, not issued", "TEVITA FIFITA", LEAK, "Suva, Fiji", "Deputy director"):
        assert part in text, part
    assert "Paid by the organiser, Climate Institute" in text
    assert "Paid by the participant’s employer, Ministry of Meteorology" in text
    assert letters_in(session) == []


def test_a_letter_is_mailed_shown_to_its_owner_and_kept_to_the_octet(
    app: Flask, session: Session, organiser: CheckingClient, seat: Written, clock: FixedClock
) -> None:
    issue(organiser, seat)
    (letter,) = letters_in(session)
    assert letter.number == f"ICAP-{clock.now.year}-0001"
    (message,) = mails(session, "visa_letter_issued")
    assert f"attached, number {letter.number}" in message.text
    with app.app_context():
        (sent,) = made_for(session, message).files
    assert sent.name == f"letter-{letter.number}.pdf"
    page = seat.browser.follow(seat.open(), "See your letters")
    taken = seat.browser.get(page.link("Download the letter (PDF)"))
    assert taken.data == sent.octets == letter.octets
    assert LEAK in text_of(taken.data)
    assert letter.number in organiser.visit(f"{LETTERS}/log?search={letter.number.lower()}").text
    assert post(organiser, f"{LETTERS}/{letter.id}/open").data == sent.octets
    noted = session.scalars(
        select(AuditEntry.verb)
        .where(AuditEntry.subject == f"application/{seat.application.id}")
        .order_by(AuditEntry.id)
    ).all()
    assert noted[-2:] == ["issue letter", "open sensitive answer"]


def test_a_new_letter_takes_the_place_of_the_one_that_is_out_of_date(
    session: Session, organiser: CheckingClient, seat: Written, course: Event
) -> None:
    issue(organiser, seat)
    assert "Issue a new one in its place" in organiser.visit(person_page(seat)).text
    assert course.starts_on is not None
    course.starts_on += timedelta(days=1)
    session.commit()
    assert "Out of date" in organiser.visit(f"{LETTERS}?show=check").text
    assert "has changed since your letter was issued" in seat.open().text
    page = organiser.visit(person_page(seat))
    again = page.form(button=NEW_ONE).fill({}, NEW_ONE)
    page = organiser.submit(page, button=NEW_ONE)
    assert "is issued. A mail takes it to the person." in page.text
    twice = organiser.post(again.action, data=dict(again.fields), follow_redirects=True)
    assert "was issued or withdrawn meanwhile" in twice.get_data(as_text=True)
    old, new = letters_in(session)
    assert (old.state, old.replaced_by_id) == (LetterState.REPLACED, new.id)
    assert (new.state, new.sequence) == (LetterState.VALID, 2)
    assert "Nobody is found." in organiser.visit(f"{LETTERS}?show=check").text
    page = seat.open("letters")
    assert f"Please use letter {new.number} instead." in page.text
    assert seat.browser.get(f"{seat.address}/letters/{old.id}.pdf").status_code == 404
    issue(organiser, seat, "invitation")
    assert [each.state for each in letters_in(session)[1:]] == [LetterState.VALID] * 2


def test_a_letter_is_withdrawn_with_a_reason_and_no_way_back(
    session: Session, organiser: CheckingClient, seat: Written
) -> None:
    seat.application.language = "fr"
    session.commit()
    issue(organiser, seat)
    (letter,) = letters_in(session)
    (issued,) = mails(session, "visa_letter_issued")
    assert "Un visa prend souvent 60 jours et plus." in issued.text
    address = f"{LETTERS}/{letter.id}/withdraw"
    page = organiser.visit(address)
    page = organiser.submit(page, {"reason": " "}, button="Withdraw the letter", status=422)
    assert "Enter the reason." in page.text
    page = organiser.submit(page, {"reason": "Wrong name"}, button="Withdraw the letter")
    assert page.path == person_page(seat)
    assert letters_in(session)[0].state is LetterState.WITHDRAWN
    (message,) = mails(session, "visa_letter_withdrawn")
    assert "La raison : Wrong name" in message.text
    assert "Wrong name" in seat.open("letters").text
    assert "See your letters" not in seat.open().links
    again = organiser.submit(
        organiser.visit(address), {"reason": "Twice"}, button="Withdraw the letter", status=422
    )
    assert "replaced or withdrawn already" in again.text


def test_without_a_seat_or_while_the_event_is_postponed_nothing_is_issued(
    session: Session, organiser: CheckingClient, seat: Written, course: Event
) -> None:
    issue(organiser, seat)
    course.status = EventStatus.POSTPONED
    session.commit()
    assert "Letters wait for its new dates" in organiser.visit(person_page(seat)).text
    issue(organiser, seat)
    course.status = EventStatus.PUBLISHED
    seat.application.status = Status.WITHDRAWN
    session.commit()
    page = organiser.visit(person_page(seat))
    assert "The seat is given up" in page.text
    assert "Seat given up" in organiser.visit(f"{LETTERS}?show=check").text
    issue(organiser, seat)
    assert len(letters_in(session)) == 1
    assert len(mails(session, "visa_letter_issued")) == 1


def test_some_are_issued_at_once_after_a_look_at_whom(
    session: Session, organiser: CheckingClient, seat: Written, course: Event, clock: FixedClock
) -> None:
    issue(organiser, seat)
    for number in range(2):
        seated(session, course, clock.now, number)
    page = organiser.visit(LETTERS)
    page = organiser.submit(page, {"everybody": True}, button="Letters for a visa")
    assert "2 people are chosen" in page.text
    assert len(letters_in(session)) == 1
    page = organiser.submit(page, button="Issue 2 letters")
    assert "2 letters are issued and mailed." in page.text
    assert [each.sequence for each in letters_in(session)] == [1, 2, 3]
    page = organiser.submit(page, {"everybody": True}, button="Letters for a visa")
    assert "Nobody is chosen" in page.text


def test_many_are_made_by_the_worker_and_what_it_cannot_make_is_told(
    app: Flask,
    session: Session,
    organiser: CheckingClient,
    course: Event,
    cast: Cast,
    clock: FixedClock,
) -> None:
    people = [seated(session, course, clock.now, number * 5) for number in range(12)]
    people[3].full_name = ""
    session.commit()
    page = organiser.visit(LETTERS)
    page = organiser.submit(page, {"everybody": True}, button="Invitations")
    page = organiser.submit(page, button="Issue 12 letters")
    assert "12 letters are being made" in page.text
    assert letters_in(session) == []
    with app.app_context():
        assert make_letters() == 11
        assert make_letters() == 0
    assert [each.sequence for each in letters_in(session)] == list(range(1, 12))
    page = organiser.visit(LETTERS)
    assert "1 letter could not be made" in page.text
    assert "Enter the name as it stands in the passport." in page.text
    page = organiser.submit(page, button="I have read it")
    assert "could not be made" not in page.text


def test_a_letter_asked_for_by_who_is_no_organiser_any_more_is_not_made(
    app: Flask, session: Session, course: Event, cast: Cast, clock: FixedClock
) -> None:
    application = seated(session, course, clock.now, 0)
    order = LetterOrder(
        application_id=application.id,
        event_id=course.id,
        kind=LetterKind.VISA,
        asked_by_id=cast.a6ip_organiser.id,
        asked_at=clock.now,
    )
    session.add(order)
    session.commit()
    with app.app_context():
        assert not work_off(session, order.id, clock.now)
        session.commit()
    assert letters_in(session) == []
    assert "no organiser any more" in session.scalars(select(LetterOrder)).one().problem


def test_the_list_warns_of_letters_that_will_come_too_late(
    cast: Cast, as_person: AsPerson, seat: Written, course: Event, clock: FixedClock
) -> None:
    assert (
        "needs a visa and has no letter" not in as_person(cast.icap_organiser).visit(LETTERS).text
    )
    assert course.starts_on is not None
    clock.advance(days=(course.starts_on - clock.now.date()).days - 59)
    text = as_person(cast.icap_organiser).visit(LETTERS).text
    assert "1 person needs a visa and has no letter for it" in text
    assert "59 days remain until the start" in text


def test_the_list_asks_as_often_for_many_as_for_few(
    app: Flask,
    session: Session,
    organiser: CheckingClient,
    seat: Written,
    course: Event,
    clock: FixedClock,
) -> None:
    issue(organiser, seat)
    few = statements(app, organiser)
    for number in range(8):
        travels(session, seated(session, course, clock.now, number), clock.now)
    page = organiser.submit(organiser.visit(LETTERS), {"everybody": True}, button="Invitations")
    organiser.submit(page, button="Issue 9 letters")
    assert statements(app, organiser) == few
    assert broken_letters(session) == []


def statements(app: Flask, browser: CheckingClient) -> int:
    """Return how many times the list asks the database."""
    counted: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    with app.app_context():
        connection = db.engine
    event.listen(connection, "before_cursor_execute", count)
    browser.visit(LETTERS)
    event.remove(connection, "before_cursor_execute", count)
    return len([each for each in counted if each.startswith("SELECT")])


def test_the_next_edition_brings_who_signs_and_no_letter(
    app: Flask,
    session: Session,
    organiser: CheckingClient,
    seat: Written,
    course: Event,
    cast: Cast,
    clock: FixedClock,
) -> None:
    issue(organiser, seat)
    wish = CloneWish(title="Next", starts_on=date(2028, 8, 21), steps=frozenset({CLONE_STEP.key}))
    with app.app_context():
        draft = clone_event(session, cast.icap_organiser, clock.now, course, wish)
    found = session.get_one(LetterSettings, draft.id)
    assert (found.signatory, found.costs["visa_fee"]) == ("Mariana Costa", "participant")
    assert (found.host_name, found.amounts) == ("", "")
    assert len(letters_in(session)) == 1

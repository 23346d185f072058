"""The number of a passport is in the letter and nowhere else; letters are for whom they are."""

import logging

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.rules import Status
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event
from courseapp.mail.models import Message, MessageAttachment
from courseapp.scenarios.cast import Cast
from courseapp.visa_letters.forgetting import forget_letters
from courseapp.visa_letters.models import Letter, LetterDetails
from tests.applications.story import Written
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson
from tests.visa_letters.story import LEAK, LETTERS, letters_in, seated
from tests.visa_letters.test_issue import issue, person_page


def test_a_number_of_a_passport_is_nowhere_but_in_the_letter(
    app: Flask,
    session: Session,
    organiser: CheckingClient,
    seat: Written,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = app.extensions["settings"].typeset_folder
    kept_before = set(folder.rglob("*"))
    with caplog.at_level(logging.DEBUG):
        issue(organiser, seat)
        pages = (LETTERS, f"{LETTERS}/log", person_page(seat))
        texts = [organiser.get(each).get_data(as_text=True) for each in pages]
        texts += [seat.open(page).html for page in ("", "letters")]
    assert not any(LEAK in each for each in texts)
    assert "Nobody is found." in organiser.visit(f"{LETTERS}?search={LEAK}").text
    rows = [
        vars(each)
        for table in (Letter, Message, MessageAttachment, AuditEntry, LetterDetails)
        for each in session.scalars(select(table))
    ]
    assert rows
    assert not any(LEAK in str(each) for each in rows)
    assert LEAK not in caplog.text
    kept = [each for each in folder.rglob("*") if each.is_file()]
    assert not any(LEAK.encode() in each.read_bytes() for each in kept)
    assert {each for each in kept if each.suffix != ".otf"} <= kept_before


def test_nobody_else_gets_at_a_letter(
    session: Session,
    organiser: CheckingClient,
    seat: Written,
    course: Event,
    cast: Cast,
    as_person: AsPerson,
    clock: FixedClock,
) -> None:
    issue(organiser, seat)
    (letter,) = letters_in(session)
    other = seated(session, course, clock.now, 1)
    own = [f"{seat.address}/letters", f"{seat.address}/letters/{letter.id}.pdf"]
    theirs = [LETTERS, f"{LETTERS}/log", f"{LETTERS}/settings", person_page(seat)]
    for person in (cast.a6ip_organiser, cast.reviewer, other.person):
        browser = as_person(person)
        assert {browser.get(each).status_code for each in (*own, *theirs)} == {404}
        token = browser.visit("/account").value("csrf_token")
        for action in (f"{LETTERS}/{letter.id}/open", f"{person_page(seat)}/preview"):
            sent = browser.post(action, data={"csrf_token": token, "kind": "visa"})
            assert sent.status_code == 404
    browser = as_person(other.person)
    mixed = f"/applications/{other.reference}/letters/{letter.id}.pdf"
    assert browser.get(mixed).status_code == 404
    assert {organiser.get(each).status_code for each in own} == {404}
    elsewhere = organiser.get(f"/manage/events/a-draft/letters/{letter.id}/withdraw")
    assert elsewhere.status_code == 404


def test_the_file_is_deleted_weeks_after_the_event_and_officers_can_still_check(
    app: Flask,
    session: Session,
    organiser: CheckingClient,
    seat: Written,
    course: Event,
    clock: FixedClock,
) -> None:
    issue(organiser, seat)
    assert course.ends_on is not None
    with app.app_context():
        clock.advance(days=(course.ends_on - clock.now.date()).days + 30)
        assert forget_letters(session, clock.now) == 0
        clock.advance(days=1)
        assert forget_letters(session, clock.now) == 1
        assert forget_letters(session, clock.now) == 0
        session.commit()
    (letter,) = letters_in(session)
    assert letter.octets is None
    assert len(letter.sha256) == 64


def test_who_gave_her_seat_up_takes_her_letter_along_after_two_weeks(
    app: Flask, session: Session, organiser: CheckingClient, seat: Written, clock: FixedClock
) -> None:
    issue(organiser, seat)
    seat.application.status, seat.application.status_since = Status.WITHDRAWN, clock.now
    session.commit()
    with app.app_context():
        clock.advance(days=13)
        assert forget_letters(session, clock.now) == 0
        clock.advance(days=2)
        assert forget_letters(session, clock.now) == 1

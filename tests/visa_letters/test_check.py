"""The page for officers: it tells whether a letter counts, and nothing else."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.applications.rules import Status
from courseapp.core.ids import token_hash
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.scenarios.cast import Cast
from courseapp.visa_letters.issuing import issue_letter, withdraw_letter
from courseapp.visa_letters.models import Letter
from courseapp.visa_letters.rules import LetterKind, code_of
from tests.applications.story import Written
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pdfs import text_of
from tests.visa_letters.story import LEAK


@pytest.fixture
def letter(app: Flask, session: Session, cast: Cast, seat: Written, clock: FixedClock) -> Letter:
    with app.test_request_context():
        issued = issue_letter(
            session, cast.icap_organiser, clock.now, seat.application, LetterKind.VISA
        )
        session.commit()
    return issued


def code_on(letter: Letter) -> str:
    """Return the code that is printed: it is nowhere else."""
    assert letter.octets is not None
    text = text_of(letter.octets)
    return text.split("Code ")[1][:34]


def test_an_officer_reads_that_a_letter_is_genuine_and_nothing_that_is_not_on_it(
    client: CheckingClient, session: Session, letter: Letter, seat: Written, cast: Cast
) -> None:
    code = code_on(letter)
    assert letter.code_hash == token_hash(code)
    page = client.visit(f"/letter/{code}")
    assert page.heading == "This letter is genuine and valid"
    for part in (letter.number, "TEVITA FIFITA", letter.event_title, "23 August 2027"):
        assert part in page.text, part
    for bait in (LEAK, cast.newcomer.email, seat.application.reference, "Suva", "Tonga", "1990"):
        assert bait not in page.html, bait
    assert len(page.html) < 10_000
    headers = client.get(f"/letter/{code}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"


def test_what_is_typed_leads_there_too(client: CheckingClient, letter: Letter) -> None:
    page = client.visit("/letter")
    typed = code_on(letter).lower().replace("-", " ")
    page = client.submit(page, {"code": typed}, button="Check")
    assert page.heading == "This letter is genuine and valid"
    page = client.submit(client.visit("/letter"), {"code": ""}, button="Check", status=422)
    assert "Enter the code beside the square." in page.text


def test_it_tells_each_way_in_which_a_letter_ends(
    app: Flask,
    client: CheckingClient,
    session: Session,
    letter: Letter,
    course: Event,
    seat: Written,
    cast: Cast,
    clock: FixedClock,
) -> None:
    address = f"/letter/{code_on(letter)}"
    assert course.ends_on is not None
    course.ends_on += timedelta(days=1)
    session.commit()
    assert client.visit(address).heading == "This letter is genuine, but out of date"
    course.ends_on -= timedelta(days=1)
    seat.application.status = Status.WITHDRAWN
    session.commit()
    assert client.visit(address).heading == "This letter was withdrawn"
    seat.application.status = Status.CONFIRMED
    course.status, course.cancelled_at = EventStatus.CANCELLED, clock.now
    session.commit()
    assert client.visit(address).heading == "This letter was withdrawn"
    course.status, course.cancelled_at = EventStatus.PUBLISHED, None
    session.commit()
    assert client.visit(address).heading == "This letter is genuine and valid"
    with app.test_request_context():
        newer = issue_letter(
            session, cast.icap_organiser, clock.now, seat.application, LetterKind.VISA, letter.id
        )
        session.commit()
        assert client.visit(address).heading == "This letter was replaced"
        withdraw_letter(session, cast.icap_organiser, clock.now, newer, "Secret reason")
        session.commit()
    page = client.visit(f"/letter/{code_on(newer)}")
    assert page.heading == "This letter was withdrawn"
    assert "Secret reason" not in page.html


def test_each_wrong_code_gets_the_same_answer_and_guessing_is_slowed_down(
    client: CheckingClient, letter: Letter, clock: FixedClock
) -> None:
    wrong = ["unknown", code_of(1), letter.number, "7K3F", "%C3%A9"]
    answers = {client.get(f"/letter/{each}").get_data() for each in wrong}
    assert len(answers) == 1
    assert len(answers.pop()) < 8_000
    for number in range(30):
        client.get(f"/letter/{code_of(number)}")
    assert client.get(f"/letter/{code_of(1)}").status_code == 429
    assert client.get(f"/letter/{code_on(letter)}").status_code == 429
    clock.advance(minutes=16)
    assert client.get(f"/letter/{code_on(letter)}").status_code == 200


def test_officers_who_check_many_right_letters_never_wait(
    client: CheckingClient, letter: Letter
) -> None:
    code = code_on(letter)
    assert {client.get(f"/letter/{code}").status_code for _ in range(40)} == {200}

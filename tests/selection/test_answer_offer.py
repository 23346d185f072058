"""Answering an offer: by the letter's link without an account, or from one's own page."""

import pytest
from flask import Flask

from courseapp.applications.rules import Action, Status
from courseapp.events.rules import EventStatus
from courseapp.selection.rules import Choice, Outcome
from courseapp.selection.tasks import lapse_overdue
from tests.selection.story import Round
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page
from tests.support.people import AsPerson

CONFIRM = "Confirm my seat"
GIVE_BACK = "Give my seat back"


@pytest.fixture
def offered(selection: Round) -> Round:
    """The first applicant holds an offer until Mon 8 Mar 2027, 11:00 in Rome."""
    selection.decide(Choice.OFFER, selection.applications[0])
    return selection


def letter(offered: Round, client: CheckingClient) -> Page:
    return client.visit(offered.offer_link(offered.applications[0]))


def test_opening_the_link_changes_nothing(offered: Round, client: CheckingClient) -> None:
    page = letter(offered, client)
    assert page.heading == "Please confirm your seat"
    for text in (
        "7 days left",
        "Mon 8 Mar 2027, 11:00 CET (Mon 8 Mar 2027, 10:00 UTC)",
        "Mon 23 Aug – Fri 3 Sep 2027",
        "Amina Yusuf",
        "mariana.costa@example.org",
    ):
        assert text in page.text
    assert offered.statuses()[0] is Status.OFFERED


def test_a_seat_is_confirmed_by_one_press(offered: Round, client: CheckingClient) -> None:
    page = client.submit(letter(offered, client), button=CONFIRM)
    assert page.heading == "Your seat is confirmed"
    assert offered.statuses()[0] is Status.CONFIRMED
    (confirmation,) = offered.mails("selection_confirmed", offered.applications[0])
    for text in ("Mon 23 Aug – Fri 3 Sep 2027", "http://courseapp.test/account/calendar"):
        assert text in confirmation.text
        assert text in confirmation.html
    (offer,) = offered.offers(offered.applications[0])
    assert offer.outcome is Outcome.CONFIRMED


def test_a_seat_is_given_back_and_goes_to_the_next_who_waits(
    offered: Round, client: CheckingClient
) -> None:
    first, second, third, *_ = offered.applications
    offered.decide(Choice.OFFER, second)
    offered.decide(Choice.WAIT, third)
    page = client.submit(letter(offered, client), button=GIVE_BACK)
    assert page.heading == "You gave the seat back"
    assert offered.statuses()[:3] == [Status.TURNED_DOWN, Status.OFFERED, Status.OFFERED]
    assert len(offered.mails("selection_turned_down", first)) == 1
    assert "Mon 8 Mar 2027, 23:59 CET" in offered.mails("selection_offer", third)[0].text
    assert offered.course.seats_taken == 2


def test_the_link_works_in_a_mail_program_that_keeps_no_cookies(offered: Round, app: Flask) -> None:
    keeps_nothing = app.test_client(use_cookies=False)
    path = offered.offer_link(offered.applications[0])
    assert keeps_nothing.post(path, data={"answer": "confirm"}).location == path
    assert "Your seat is confirmed" in keeps_nothing.get(path).get_data(as_text=True)
    assert offered.statuses()[0] is Status.CONFIRMED


def test_the_first_answer_stays_whatever_is_pressed_later(
    offered: Round, client: CheckingClient
) -> None:
    page = letter(offered, client)
    client.submit(page, button=CONFIRM)
    again = client.submit(page, button=GIVE_BACK)
    assert again.heading == "Your seat is confirmed"
    assert offered.statuses()[0] is Status.CONFIRMED
    assert offered.mails("selection_turned_down", offered.applications[0]) == []


def test_the_last_moment_is_in_time_and_the_next_is_not(
    offered: Round, client: CheckingClient
) -> None:
    page = letter(offered, client)
    offered.clock.advance(days=7, seconds=1)
    late = client.submit(page, button=CONFIRM)
    assert late.heading == "The time to answer is over"
    assert "write to the organiser" in late.text
    assert offered.statuses()[0] is Status.OFFERED
    offered.clock.advance(seconds=-1)
    assert client.submit(page, button=CONFIRM).heading == "Your seat is confirmed"


def test_a_lapsed_link_says_what_happened_and_whom_to_ask(
    offered: Round, client: CheckingClient, app: Flask
) -> None:
    offered.clock.advance(days=8)
    with app.app_context():
        assert lapse_overdue() == 1
    page = letter(offered, client)
    assert page.heading == "The time to answer is over"
    assert "The seat has been given up." in page.text
    assert "mariana.costa@example.org" in page.text


def test_an_older_link_points_to_the_newer_letter(
    offered: Round, client: CheckingClient, app: Flask
) -> None:
    old = offered.offer_link(offered.applications[0])
    offered.clock.advance(days=8)
    with app.app_context():
        lapse_overdue()
    offered.session.expire_all()
    offered.decide(Choice.OFFER, offered.applications[0])
    assert client.visit(old).heading == "There is a newer letter"
    assert letter(offered, client).heading == "Please confirm your seat"


def test_links_of_withdrawn_people_and_cancelled_events_are_over(
    offered: Round, client: CheckingClient
) -> None:
    offered.step(offered.applications[0], Action.WITHDRAW)
    assert letter(offered, client).heading == "You have withdrawn your application"
    (offer,) = offered.offers(offered.applications[0])
    assert offer.outcome is Outcome.WITHDRAWN
    offered.course.status = EventStatus.CANCELLED
    offered.course.cancelled_at = offered.clock.now
    assert letter(offered, client).heading == "This event is cancelled"


def test_an_unknown_link_says_what_may_have_happened(
    offered: Round, client: CheckingClient
) -> None:
    cut = offered.offer_link(offered.applications[0])[:-3]
    page = client.expect_404(cut)
    assert page.heading == "This link does not work"
    assert "Copy the whole address" in page.text


def test_a_press_without_a_known_answer_is_refused(offered: Round, client: CheckingClient) -> None:
    page = letter(offered, client)
    data = {"csrf_token": page.value("csrf_token"), "answer": "perhaps"}
    assert client.post(page.path, data=data).status_code == 400
    assert client.post(f"{page.path}x", data=data).status_code == 404
    assert offered.statuses()[0] is Status.OFFERED


def test_she_answers_on_her_own_page_and_nobody_else_can(
    offered: Round, as_person: AsPerson
) -> None:
    her, other = offered.applications[0], offered.applications[1]
    path = f"/applications/{her.reference}/answer"
    for somebody, status in ((other.person, 404), (offered.cast.icap_organiser, 404)):
        browser = as_person(somebody)
        token = browser.visit("/account").value("csrf_token")
        answer = {"csrf_token": token, "answer": "confirm"}
        assert browser.post(path, data=answer).status_code == status
    assert offered.statuses()[0] is Status.OFFERED
    browser = as_person(her.person)
    page = browser.visit(f"/applications/{her.reference}")
    page = browser.submit(page, button="Confirm my seat")
    assert page.heading == "Your seat is confirmed"
    assert offered.statuses()[0] is Status.CONFIRMED


def test_the_page_of_an_offer_speaks_the_language_of_the_application(
    offered: Round, client: CheckingClient
) -> None:
    offered.applications[0].language = "es"
    page = letter(offered, client)
    assert page.heading == "Confirme su plaza, por favor"
    for text in ("quedan 7 días", "lun 8 mar 2027, 11:00 CET", "lun 23 ago – vie 3 sept 2027"):
        assert text in page.text
    asked = client.submit(page, {"reason": "Espero."}, button="Pedir más tiempo")
    assert "El organizador lee su petición y le escribe." in asked.text
    page = client.submit(asked, button="Confirmar mi plaza")
    assert page.heading == "Su plaza está confirmada"
    late = client.send(asked, button="Devolver mi plaza").get_data(as_text=True)
    assert "Su plaza está confirmada" in late

"""More time to answer, reasons, reminders: by the letter's link and on one's own page."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from courseapp.applications.rules import Status
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.links import path_of
from courseapp.selection.models import TimeRequest
from courseapp.selection.rules import AskState, Choice
from courseapp.selection.tasks import lapse_overdue, remind_due
from tests.selection.story import LIST, Round
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

BOARD = LIST.replace("applications", "decisions")
WHY = "My minister signs only next week."


@pytest.fixture
def offered(selection: Round) -> Round:
    """The first applicant holds an offer until Mon 8 Mar 2027, 11:00 in Rome."""
    selection.decide(Choice.OFFER, selection.applications[0])
    return selection


def remind(offered: Round) -> int:
    with offered.app.app_context():
        return remind_due()


def test_a_wish_for_more_time_is_checked_beside_its_fields_and_can_be_changed(
    offered: Round, client: CheckingClient
) -> None:
    one = offered.applications[0]
    link = offered.offer_link(one)
    page = client.visit(link)
    page = client.submit(page, {"reason": ""}, button="Ask for more time", status=422)
    assert "Write in a few words why you need more time." in page.text
    early = {"reason": WHY, "wanted_on": "2027-03-07"}
    page = client.submit(page, early, button="Ask for more time", status=422)
    assert "You have until then already." in page.text
    page = client.submit(page, {"wanted_on": "2027-03-20"}, button="Ask for more time")
    assert "You have asked for more time" in page.text
    assert "Mon 8 Mar 2027, 11:00 CET" in page.text
    client.submit(page, {"reason": "Sorry."}, button="Ask again")
    (wish,) = offered.session.scalars(select(TimeRequest))
    assert wish.reason == "Sorry."


def test_more_time_is_granted_and_told_and_until_then_the_offer_stands(
    offered: Round, client: CheckingClient, organiser: CheckingClient
) -> None:
    one = offered.applications[0]
    link = offered.offer_link(one)
    client.submit(client.visit(link), {"reason": WHY}, button="Ask for more time")
    (wish,) = offered.session.scalars(select(TimeRequest))
    page = organiser.follow(organiser.visit(BOARD), "Answer")
    assert WHY in page.text
    typed = {"until_date": "2027-03-08", "until_time": "10:00"}
    page = organiser.submit(page, typed, button="Give more time", status=422)
    assert "She has until then already." in page.text
    typed = {"until_date": "2027-03-20", "until_time": "12:00", "note": "Gladly."}
    page = organiser.submit(page, typed, button="Give more time")
    assert "Amina Yusuf has more time, and is told." in page.text
    (letter,) = offered.mails("selection_more_time", one)
    assert "Sat 20 Mar 2027, 12:00 CET" in letter.text
    assert "Gladly." in letter.text
    assert letter.holds_secret
    offered.clock.advance(days=8)
    with offered.app.app_context():
        assert lapse_overdue() == 0
    page = client.visit(next(word for word in letter.text.split() if "/offers/" in word))
    assert client.submit(page, button="Confirm my seat").heading == "Your seat is confirmed"
    assert client.visit(link).heading == "Your seat is confirmed"
    assert wish.state is AskState.GRANTED
    assert broken_invariants(offered.session) == []


def test_no_more_time_is_told_too_and_a_wish_ends_with_its_offer(
    offered: Round, as_person: AsPerson, organiser: CheckingClient
) -> None:
    one, two, *_ = offered.applications
    offered.decide(Choice.OFFER, two)
    for person in (one, two):
        own = as_person(person.person)
        page = own.visit(f"/applications/{person.reference}")
        page = own.follow(page, "Answer, or ask for more time")
        own.submit(page, {"reason": WHY}, button="Ask for more time")
    wishes = offered.session.scalars(select(TimeRequest).order_by(TimeRequest.id)).all()
    place = f"{BOARD.replace('decisions', 'more-time')}/{wishes[0].id}"
    organiser.submit(organiser.visit(place), button="No more time")
    (letter,) = offered.mails("selection_no_more_time", one)
    assert "Mon 8 Mar 2027, 11:00 CET" in letter.text
    offered.clock.advance(days=8)
    with offered.app.app_context():
        assert lapse_overdue() == 2
    offered.session.expire_all()
    assert [each.state for each in wishes] == [AskState.REFUSED, AskState.OVER]
    assert "More time to answer" not in organiser.visit(BOARD).text
    assert organiser.post(place).status_code == 400  # without a token against forgery


def test_why_somebody_does_not_come_is_read_by_organisers_only(
    offered: Round, as_person: AsPerson, organiser: CheckingClient
) -> None:
    one = offered.applications[0]
    own = as_person(one.person)
    page = own.visit(f"/applications/{one.reference}/offer")
    page = own.submit(page, {"reason": WHY}, button="Give my seat back")
    assert page.heading == "You gave the seat back"
    assert offered.statuses()[0] is Status.TURNED_DOWN
    assert WHY in organiser.visit(f"{LIST}/{one.reference}").text
    assert "Tell me about the next edition" in own.visit(f"/applications/{one.reference}").links
    other = as_person(offered.applications[1].person)
    for path in ("/offer", "/offer/more-time"):
        assert other.get(f"/applications/{one.reference}{path}").status_code in {404, 405}
    assert other.get(f"/applications/{one.reference}/offer").status_code == 404


def test_reminders_come_by_day_where_she_is_once_each_and_with_a_link_of_their_own(
    offered: Round, client: CheckingClient
) -> None:
    one = offered.applications[0]
    one.person.zone = "Pacific/Tongatapu"
    offered.session.commit()
    sent = []
    for _ in range(7 * 24):
        offered.clock.advance(hours=1)
        if remind(offered):
            sent.append(offered.clock.now.astimezone(ZoneInfo("Pacific/Tongatapu")))
            assert remind(offered) == 0
    assert len(sent) == 2
    assert all(9 <= each.hour <= 19 for each in sent)
    first, second = offered.mails("selection_reminder", one)
    link = next(word for word in first.text.split() if "/offers/" in word)
    assert link in second.text
    assert first.holds_secret
    page = client.visit(link)
    assert page.heading == "Please confirm your seat"
    assert client.visit(f"{link[:-1]}x", status=404).heading == "This link does not work"


def test_nobody_is_reminded_who_has_answered_or_has_more_time(offered: Round) -> None:
    offer = offered.offers(offered.applications[0])[0]
    offer.reply_by = offered.applications[0].reply_by = offered.clock.now + timedelta(days=30)
    with offered.app.app_context():
        assert path_of(offer).startswith(f"/offers/{offer.id}-")
    offered.session.commit()
    offered.clock.advance(days=7)
    assert remind(offered) == 0

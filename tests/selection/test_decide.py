"""Deciding about one or many: first shown, then done, never more than there are seats."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from courseapp.applications.rules import Action, Status
from courseapp.core.audit import AuditEntry
from courseapp.events.rules import EventStatus
from courseapp.mail.models import Message
from courseapp.selection.models import Decision
from courseapp.selection.rules import Choice
from tests.selection.story import LIST, Round
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page


def choose(selection: Round, organiser: CheckingClient, button: str, *numbers: int) -> Page:
    """Tick people in the list and press a button of the bulk bar."""
    ticked = [selection.applications[number].reference for number in numbers]
    return organiser.submit(organiser.visit(LIST), {"application": ticked}, button=button)


def test_the_preview_shows_the_letter_and_changes_nothing(
    selection: Round, organiser: CheckingClient
) -> None:
    page = choose(selection, organiser, "Offer a seat", 0, 1)
    assert page.heading == "Offer seats"
    for text in (
        "2 letters will be sent",
        "After that no seat is free: 2 of 2 are taken.",
        "Good day Amina Yusuf",
        "Mon 23 Aug – Fri 3 Sep 2027",
        "Mon 8 Mar 2027, 23:59 CET",
        "Mon 8 Mar 2027, 22:59 UTC",
        "mariana.costa@example.org",
    ):
        assert text in page.text
    assert set(selection.statuses()) == {Status.SUBMITTED}
    for table in (Message, Decision, AuditEntry):
        about = select(func.count()).select_from(table)
        if table is AuditEntry:
            about = about.where(AuditEntry.subject.like("application/%"))
        assert selection.session.scalar(about) == 0


def test_sending_takes_the_seats_and_writes_to_each_person(
    selection: Round, organiser: CheckingClient
) -> None:
    page = choose(selection, organiser, "Offer a seat", 0, 1)
    page = organiser.submit(page, {"note": "Bring a laptop."}, button="Send 2 offers")
    assert page.heading == "Applications"
    assert "2 people were offered a seat." in page.text
    assert "2 of 2 seats taken" in page.text
    assert selection.statuses()[:3] == [Status.OFFERED, Status.OFFERED, Status.SUBMITTED]
    for person in selection.applications[:2]:
        (letter,) = selection.mails("selection_offer", person)
        assert letter.to_address == person.person.email
        assert "Bring a laptop." in letter.text
        assert "Bring a laptop." in letter.html
        assert f"Good day {person.full_name}," in letter.text
        assert letter.holds_secret


@pytest.mark.parametrize(
    ("button", "send", "status", "kind"),
    [
        ("Put on the waiting list", "Send 1 letter", Status.WAITING, "selection_waiting"),
        ("Decline", "Send 1 letter", Status.DECLINED, "selection_declined"),
    ],
)
def test_waiting_and_declining_send_their_own_letter(
    selection: Round,
    organiser: CheckingClient,
    button: str,
    send: str,
    status: Status,
    kind: str,
) -> None:
    page = choose(selection, organiser, button, 2)
    organiser.submit(page, button=send)
    assert selection.statuses()[2] is status
    (letter,) = selection.mails(kind, selection.applications[2])
    assert "Good day 王小明" in letter.text
    assert not letter.holds_secret


def test_who_finds_no_seat_reads_so_before_and_stays(
    selection: Round, organiser: CheckingClient
) -> None:
    page = choose(selection, organiser, "Offer a seat", 0, 1, 2)
    assert "1 person stays as she or he is" in page.text
    assert "王小明 清华大学, China finds no free seat" in page.text
    organiser.submit(page, button="Send 2 offers")
    assert selection.statuses()[2] is Status.SUBMITTED


def test_a_seat_taken_meanwhile_is_told_by_name_and_nothing_is_oversold(
    selection: Round, organiser: CheckingClient
) -> None:
    page = choose(selection, organiser, "Offer a seat", 0, 1)
    selection.decide(Choice.OFFER, selection.applications[4])
    page = organiser.submit(page, button="Send 2 offers")
    assert page.heading == "1 person was offered a seat"
    assert "Иван Петров" in page.text
    assert "No seat is left: 2 of 2 are taken." in page.text
    assert selection.statuses()[:2] == [Status.OFFERED, Status.SUBMITTED]
    assert selection.course.seats_taken == 2


def test_pressing_twice_sends_nothing_again_and_says_why(
    selection: Round, organiser: CheckingClient
) -> None:
    preview = choose(selection, organiser, "Offer a seat", 0)
    organiser.submit(preview, button="Send 1 offer")
    page = organiser.submit(preview, button="Send 1 offer")
    assert page.heading == "0 people were offered a seat"
    assert "has an offer that is not answered yet" in page.text
    assert len(selection.mails("selection_offer", selection.applications[0])) == 1
    assert selection.course.seats_taken == 1


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [
        ("2027-02-01", "12:00", "This time is over. Enter a time in the future."),
        ("2027-08-24", "12:00", "The event has started by then."),
        ("2027-03-28", "02:30", "02:30 does not exist"),
        ("08/03/2027", "12:00", "Enter a day that exists, for example 2027-08-22."),
        ("2027-03-08", "noon", "Enter a time from 00:00 to 23:59"),
        ("", "12:00", "Enter the last day to answer."),
    ],
)
def test_a_wrong_time_to_answer_is_refused_beside_its_field(
    selection: Round, organiser: CheckingClient, day: str, time: str, words: str
) -> None:
    page = choose(selection, organiser, "Offer a seat", 0)
    typed = {"reply_date": day, "reply_time": time, "note": "Kept."}
    page = organiser.submit(page, typed, button="Send 1 offer")
    assert page.heading == "Offer seats"
    assert words in page.text
    assert page.value("note") == "Kept."
    assert page.value("reply_date") == day
    assert selection.statuses()[0] is Status.SUBMITTED


def test_the_note_is_bounded_and_read_again_in_the_letter(
    selection: Round, organiser: CheckingClient
) -> None:
    page = choose(selection, organiser, "Decline", 0)
    page = organiser.submit(page, {"note": "<b>Thank</b> you."}, button="Show the letter again")
    assert "<b>Thank</b> you." in page.text
    page = organiser.submit(page, {"note": "x" * 2001}, button="Send 1 letter")
    assert "Shorten the note to 2000 characters." in page.text
    assert selection.statuses()[0] is Status.SUBMITTED


def test_everybody_in_a_filtered_list_can_be_chosen_at_once(
    selection: Round, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"{LIST}?type=public_agency")
    form = {"csrf_token": page.value("csrf_token"), "back": "type=public_agency"}
    response = organiser.post(
        LIST.replace("applications", "decide"), data={**form, "everybody": "1", "choice": "wait"}
    )
    assert "2 letters will be sent" in response.get_data(as_text=True)


def test_choosing_nobody_leads_back_to_the_same_list(
    selection: Round, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"{LIST}?country=KE")
    page = organiser.submit(page, button="Decline")
    assert page.address == f"{LIST}?country=KE"
    assert "Choose at least one application" in page.text


def test_an_application_of_another_event_or_nobody_cannot_be_slipped_in(
    selection: Round, organiser: CheckingClient
) -> None:
    page = organiser.visit(LIST)
    data = {"csrf_token": page.value("csrf_token"), "choice": "offer", "application": "0000-0000"}
    response = organiser.post(LIST.replace("applications", "decide"), data=data)
    assert "None of the chosen people can be moved" in response.get_data(as_text=True)


def test_a_confirmed_seat_is_not_touched_by_a_late_decision(selection: Round) -> None:
    chosen = selection.applications[0]
    selection.decide(Choice.OFFER, chosen)
    selection.step(chosen, Action.CONFIRM)
    verdict = selection.decide(Choice.DECLINE, chosen)
    assert "has a confirmed seat" in verdict.refused[0].reason
    assert selection.statuses()[0] is Status.CONFIRMED


def test_a_cancelled_event_has_nothing_to_decide(
    selection: Round, organiser: CheckingClient
) -> None:
    preview = choose(selection, organiser, "Offer a seat", 0)
    selection.course.status = EventStatus.CANCELLED
    selection.course.cancelled_at = selection.clock.now
    page = organiser.submit(preview, button="Send 1 offer")
    assert "This event is cancelled, so there is nothing to decide any more." in page.text
    assert "Offer a seat" not in organiser.visit(LIST).text


def test_deciding_on_the_page_of_one_application_leads_back_to_it(
    selection: Round, organiser: CheckingClient
) -> None:
    address = f"{LIST}/{selection.applications[3].reference}?country=CL"
    page = organiser.submit(organiser.visit(address), button="Put on the waiting list")
    assert page.link("Back without sending") == address
    page = organiser.submit(page, button="Send 1 letter")
    assert page.address == address
    assert "1 person was put on the waiting list." in page.text


def test_somebody_who_did_not_answer_can_be_offered_a_seat_again(selection: Round) -> None:
    chosen = selection.applications[0]
    selection.decide(Choice.DECLINE, chosen)
    selection.clock.advance(days=1)
    selection.decide(Choice.OFFER, chosen)
    assert selection.statuses()[0] is Status.OFFERED
    assert selection.offers(chosen)[0].reply_by == selection.clock.now + timedelta(days=7)

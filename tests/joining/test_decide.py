"""Organisers ask, accept into the record or decline; the requester reads each step."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.passwords import hash_password
from courseapp.core.errors import Problem
from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.models import RecordMembership, RecordVersion
from courseapp.initiatives.rules import MembershipKind
from courseapp.initiatives.saving import change_record
from courseapp.joining import deciding, requesting
from courseapp.joining.deciding import Acceptance
from courseapp.joining.lifecycle import move
from courseapp.joining.models import JoinQuestion, JoinRequest
from courseapp.joining.requesting import Asked
from courseapp.joining.rules import Action, JoinsAs, PartnerKind, State
from courseapp.mail.models import Message
from tests.joining.story import INSTITUTE_ASKED, Story
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value
from tests.support.people import AsPerson

SHOW = "Show the letter"
SHOW_AGAIN = "Show the letter again"
ACCEPT = "Accept and send the letter"
PASSWORD = "four words are enough"
DECLINE = "Decline and send the letter"
ASK = "Send the question"
CHILE = Asked(
    kind=PartnerKind.COUNTRY,
    country="CL",
    full_name="Luz Quispe",
    position="Jefa",
    email="luz@gob.example",
    contribution="Registry.",
)


def line_of(story: Story, request: JoinRequest) -> Membership:
    (line,) = [each for each in story.record.memberships if each.key == request.membership_key]
    return line


def decide(
    organiser: CheckingClient,
    story: Story,
    request: JoinRequest,
    action: str,
    values: dict[str, Value],
    button: str,
) -> Page:
    """Type, look at the letter, and send it."""
    page = organiser.visit(f"{story.page_of(request)}/{action}")
    page = organiser.submit(
        page, values, button=SHOW if action != "accept" else "Show the letter again"
    )
    return organiser.submit(page, button=button)


def test_accepting_puts_a_country_into_the_record_with_its_source(
    story: Story, organiser: CheckingClient
) -> None:
    request = story.received()
    page = organiser.visit(f"{story.page_of(request)}/accept")
    assert "The public record gets one line more: Kenya , a partner from 1 March 2027" in page.text
    assert page.value("since") == "2027-03-01"
    assert "Kenya is a partner of Paris Agreement Article 6" in page.text
    page = organiser.submit(page, {"text": "See you in Tokyo."}, button=ACCEPT)
    assert page.path == story.page_of(request)
    assert "The request is accepted. Kenya is in the record as a partner." in page.text
    assert "In the record as a partner" in page.text
    accepted = story.only_request()
    assert (accepted.state, accepted.decided_by) == (State.ACCEPTED, "Kenji Mori")
    line = line_of(story, accepted)
    assert (line.code, line.printed, line.kind, line.since) == (
        "KE",
        "Kenya",
        MembershipKind.PARTNER,
        "2027-03-01",
    )
    source = story.record.source(line.source)
    assert source is not None
    assert (source.title, source.date) == (f"Join request {request.reference}", "2027-03-01")
    letter = story.letters("amina@ministry.example")[-1]
    assert "from 1 March 2027" in letter.text
    assert "See you in Tokyo." in letter.text
    assert "See you in Tokyo." in letter.html


def test_the_version_says_who_accepted_what(story: Story) -> None:
    request = story.received()
    story.accepts(request)
    newest = story.session.scalars(
        select(RecordVersion).order_by(RecordVersion.id.desc()).limit(1)
    ).one()
    assert newest.author == "Kenji Mori"
    assert newest.note == f"Join request {request.reference} was accepted."
    index = select(RecordMembership.since).where(RecordMembership.country == "KE")
    assert story.session.scalars(index).all() == ["2027-03-01"]


def test_an_institute_comes_into_the_record_with_type_and_seat_and_without_its_person(
    story: Story, client: CheckingClient
) -> None:
    request = story.received(INSTITUTE_ASKED)
    story.accepts(request, JoinsAs.MEMBER, "2027")
    line = line_of(story, story.only_request())
    assert (line.printed, line.organisation_type, line.seat, line.code) == (
        "Instituto del Clima",
        "academic",
        "CL",
        "",
    )
    assert (line.kind, line.since) == (MembershipKind.MEMBER, "2027")
    page = client.visit("/initiatives/a6ip")
    assert "José" not in page.text
    assert "jose@" not in page.html


def test_who_is_a_partner_already_is_tied_to_that_line_and_nothing_is_added(
    story: Story, organiser: CheckingClient
) -> None:
    request = story.received(CHILE)
    before = story.record
    assert "The record has it already" in organiser.visit(story.page_of(request)).text
    page = organiser.visit(f"{story.page_of(request)}/accept")
    assert "Chile is in the record as a partner already. Nothing is added" in page.text
    page = organiser.submit(page, button=ACCEPT)
    assert "Chile is in the record as a partner already." in page.text
    assert story.record == before
    assert line_of(story, story.only_request()).printed == "Chile"


def test_a_partner_of_the_past_gets_a_new_line_and_keeps_its_old_one(story: Story) -> None:
    def end(record: Record) -> Record:
        lines = tuple(
            replace(line, until="2026-12") if line.code == "CL" else line
            for line in record.memberships
        )
        return replace(record, memberships=lines)

    with story.app.test_request_context():
        change_record(story.session, None, story.clock.now, story.initiative, end)
        story.session.commit()
    request = story.received(CHILE)
    assert story.accepts(request).is_new
    lines = [each for each in story.record.memberships if each.code == "CL"]
    assert [(each.since, each.until) for each in lines] == [("", "2026-12"), ("2027-03-01", "")]


def test_the_leader_can_become_partner_too(story: Story, organiser: CheckingClient) -> None:
    japan = Asked(PartnerKind.COUNTRY, "JP", "Aiko", "Head", "aiko@env.example", contribution="x")
    request = story.received(japan)
    page = organiser.visit(f"{story.page_of(request)}/accept")
    assert "The record also lists it as leader. That stays." in page.text
    story.accepts(request)
    kinds = {each.kind for each in story.record.memberships if each.code == "JP"}
    assert kinds == {MembershipKind.LEADER, MembershipKind.PARTNER}


def test_an_organisation_is_known_by_its_name_without_accents_and_case(story: Story) -> None:
    story.accepts(story.received(INSTITUTE_ASKED))
    again = Asked(**{**vars(INSTITUTE_ASKED), "organisation": "INSTITUTO DEL CLÍMA"})
    assert not story.accepts(story.received(again)).is_new


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2019", "2019"),
        ("2026-02", "2026-02"),
        ("2030-01-01", "2030-01-01"),
        ("٢٠٢٧-٠٣", "2027-03"),
    ],
)
def test_a_partner_joins_from_any_date_however_precise(
    story: Story, organiser: CheckingClient, typed: str, kept: str
) -> None:
    request = story.received()
    decide(organiser, story, request, "accept", {"since": typed}, ACCEPT)
    assert line_of(story, story.only_request()).since == kept


@pytest.mark.parametrize(
    "since", ["", "2027-13", "2027-02-30", "01/03/2027", "soon", "0001", "2027\0x"]
)
def test_a_date_that_is_none_is_refused_beside_the_field(
    story: Story, organiser: CheckingClient, since: str
) -> None:
    request = story.received()
    page = organiser.visit(f"{story.page_of(request)}/accept")
    page = organiser.submit(page, {"since": since, "text": "Welcome"}, button=ACCEPT, status=422)
    assert "Enter a day, a month or a year" in page.text
    assert page.value("text") == "Welcome"
    assert story.only_request().state is State.RECEIVED
    with pytest.raises(Problem, match="Enter a day"):
        story.accepts(request, since=since)


def test_declining_needs_a_reason_that_the_requester_reads(
    story: Story, organiser: CheckingClient, client: CheckingClient
) -> None:
    request = story.received()
    page = organiser.visit(f"{story.page_of(request)}/decline")
    page = organiser.submit(page, {"text": " "}, button=SHOW, status=422)
    assert "Write the reason." in page.text
    with pytest.raises(Problem, match="Write the reason"):
        story.decides(deciding.decline_request, request, "")
    reason = "Your unit is not yet named.\nAsk again in <June>."
    page = organiser.submit(page, {"text": reason}, button=SHOW)
    assert "Ask again in <June>." in page.text  # the letter as it will be
    assert story.only_request().state is State.RECEIVED
    page = organiser.submit(page, button=DECLINE)
    assert "The request is declined." in page.text
    letter = story.letters("amina@ministry.example")[-1]
    assert reason in letter.text
    assert "in &lt;June&gt;." in letter.html
    page = client.visit(story.link_to())
    assert page.heading == "Your request is declined"
    assert "Ask again in <June>." in page.text
    assert "Kenji" not in page.text


def test_a_question_is_answered_on_the_requesters_page(
    story: Story, organiser: CheckingClient, client: CheckingClient, clock: FixedClock
) -> None:
    request = story.received()
    decide(organiser, story, request, "ask", {"text": "Who would be our contact?"}, ASK)
    assert story.only_request().state is State.CLARIFICATION_ASKED
    letter = story.letters("amina@ministry.example")[-1]
    assert letter.subject.startswith("A question about your request")
    assert "Who would be our contact?" in letter.text
    clock.advance(days=2)
    page = client.visit(story.link_to())
    assert page.heading == "The team has a question for you"
    page = client.submit(page, {"answer": ""}, button="Send the answer", status=422)
    assert "Write your answer." in page.text
    long = "word " * 301
    page = client.submit(page, {"answer": long}, button="Send the answer", status=422)
    assert page.value("answer") == long.strip()
    answer = "منسّقة الوحدة: ليلى 🌱"
    page = client.submit(page, {"answer": answer}, button="Send the answer")
    assert page.heading == "We have your request"
    assert answer in page.text
    assert story.only_request().state is State.RECEIVED
    told = story.letters(story.cast.a6ip_organiser.email)[-1]
    assert told.subject == "Kenya has answered your question"
    assert answer in told.text
    page = organiser.visit(story.page_of(request))
    for text in ("Who would be our contact?", answer, "Kenji Mori"):
        assert text in page.text


def test_a_second_question_follows_the_first(story: Story, client: CheckingClient) -> None:
    request = story.received()
    for number in ("one", "two"):
        story.decides(deciding.ask_question, request, f"Question {number}")
        story.does(requesting.answer_question, request, f"Answer {number}")
    questions = story.session.scalars(select(JoinQuestion).order_by(JoinQuestion.id)).all()
    assert [(each.question, each.answer) for each in questions] == [
        ("Question one", "Answer one"),
        ("Question two", "Answer two"),
    ]
    assert "Answer one" in client.visit(story.own_page(request)).text


def test_an_answer_that_comes_too_late_is_kept_for_its_writer(
    story: Story, client: CheckingClient
) -> None:
    request = story.received()
    story.decides(deciding.ask_question, request, "Who?")
    page = client.visit(story.own_page(request))
    story.accepts(request)
    page = client.submit(page, {"answer": "Amina"}, button="Send the answer", status=422)
    assert "This request is accepted, so it cannot be answered now." in page.text
    assert "What you typed was not sent" in page.text
    assert "Amina" in page.text
    assert page.heading == "Your request is accepted"


def test_she_withdraws_after_a_warning_and_both_sides_are_told(
    story: Story, client: CheckingClient, organiser: CheckingClient
) -> None:
    request = story.received()
    page = client.follow(client.visit(story.own_page(request)), "Withdraw the request")
    assert story.only_request().state is State.RECEIVED
    link = page.path
    page = client.submit(page, button="Withdraw the request")
    assert page.heading == "You have withdrawn your request"
    assert story.letters("amina@ministry.example")[-1].subject.startswith("You have withdrawn")
    told = story.letters(story.cast.a6ip_organiser.email)
    assert told[-1].subject == "Kenya no longer asks to join A6IP"
    assert client.post(link).status_code == 303  # pressed twice
    assert len(story.letters(story.cast.a6ip_organiser.email)) == len(told)
    assert client.visit(link).heading == "You have withdrawn your request"
    page = organiser.visit(story.page_of(request))
    assert "Withdrawn by the requester" in page.text
    assert "Accept" not in page.links


def test_the_same_press_twice_does_it_once(story: Story, organiser: CheckingClient) -> None:
    request = story.received()
    page = organiser.visit(f"{story.page_of(request)}/accept")
    organiser.submit(page, button=ACCEPT)
    letters = len(story.letters("amina@ministry.example"))
    page = organiser.submit(page, button=ACCEPT)
    assert "This request is accepted, so it cannot be accepted now." in page.text
    assert page.path == story.page_of(request)
    assert len(story.letters("amina@ministry.example")) == letters
    kenya = [each for each in story.record.memberships if each.code == "KE"]
    assert len(kenya) == 1


def test_the_second_of_two_organisers_reads_what_the_first_did_and_keeps_her_text(
    story: Story, organiser: CheckingClient, as_person: AsPerson
) -> None:
    request = story.received()
    administrator = as_person(story.cast.administrator)
    page = administrator.visit(f"{story.page_of(request)}/decline")
    page = administrator.submit(page, {"text": "Too early."}, button=SHOW)
    story.accepts(request)
    page = administrator.submit(page, button=DECLINE, status=422)
    assert (
        "This request is accepted, so it cannot be declined now. "
        "Kenji Mori decided on Mon 1 Mar 2027, 09:00 UTC." in page.text
    )
    assert page.value("text") == "Too early."
    assert page.soup.find("button", string=DECLINE) is None
    page = organiser.visit(f"{story.page_of(request)}/decline")
    assert page.path == story.page_of(request)
    assert "so it cannot be declined now" in page.text


def test_nothing_that_is_not_in_the_table_happens(story: Story) -> None:
    accepted, fresh = story.received(), story.sent(INSTITUTE_ASKED)
    story.accepts(accepted)
    refused = [
        (story.decides, deciding.ask_question, accepted, ("Why?",)),
        (story.decides, deciding.decline_request, accepted, ("No.",)),
        (story.decides, deciding.accept_request, fresh, (Acceptance(JoinsAs.MEMBER, "2027"),)),
        (story.does, requesting.withdraw_request, accepted, ()),
        (story.does, requesting.confirm_request, accepted, ()),
        (story.does, requesting.answer_question, accepted, ("Yes",)),
    ]
    before = story.session.scalar(select(func.count(Message.id)))
    for do, service, request, more in refused:
        with pytest.raises(Problem, match="This request "):
            do(service, request, *more)
    assert story.session.scalar(select(func.count(Message.id))) == before
    with pytest.raises(ValueError, match="not for the organiser"):
        story.decides(confirm_for_her, fresh)


def confirm_for_her(session: Session, actor: Person, now: datetime, request: JoinRequest) -> None:
    move(session, request, Action.CONFIRM, actor, now)


def test_a_lapsed_sign_in_brings_the_typed_reason_back(
    story: Story, organiser: CheckingClient, clock: FixedClock
) -> None:
    request = story.received()
    story.cast.a6ip_organiser.password_hash = hash_password(PASSWORD)
    page = organiser.visit(f"{story.page_of(request)}/decline")
    clock.advance(days=15)
    page = organiser.submit(page, {"text": "Too early."}, button=SHOW)
    assert page.path == "/sign-in"
    signs_in = {"email": story.cast.a6ip_organiser.email, "password": PASSWORD}
    page = organiser.submit(page, signs_in, form="/sign-in")
    assert page.path == f"{story.page_of(request)}/decline"
    assert page.value("text") == "Too early."
    assert story.only_request().state is State.RECEIVED

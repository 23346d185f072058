"""Somebody fills in the form; only the owner of the mailbox makes a request of it."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from courseapp.initiatives.models import Contact
from courseapp.joining.models import JoinForm, JoinRequest
from courseapp.joining.opening import JoinForms, Settings, change_settings
from courseapp.joining.rules import PartnerKind, State
from courseapp.mail.models import Message
from tests.joining.story import (
    CONFIRM,
    COUNTRY,
    INSTITUTE,
    JOIN,
    SEND,
    THANKS,
    Story,
    fill_in,
)
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value

LONG_NAME = "Ñandú " * 50  # 300 characters
ARABIC = "فاطمة الزهراء بنت محمد آل ثاني"


def set_form(story: Story, **changes: object) -> JoinForm:
    wanted = {"is_open": True, "kinds": list(PartnerKind), **changes}
    with story.app.test_request_context():
        form = change_settings(
            story.session,
            None,
            story.clock.now,
            story.initiative,
            Settings(**wanted),  # type: ignore[arg-type]
        )
        story.session.commit()
    return form


def errors_of(page: Page) -> str:
    summary = page.soup.find(class_="error-summary")
    assert summary is not None
    return " ".join(summary.get_text(" ").split())


def test_a_country_asks_and_is_sent_a_link(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    page = fill_in(client, clock, COUNTRY)
    assert page.path == THANKS
    assert page.heading == "Look into your mailbox"
    request = story.only_request()
    assert request.state is State.UNCONFIRMED
    assert (request.kind, request.country, request.organisation) == (
        PartnerKind.COUNTRY,
        "KE",
        "",
    )
    assert request.areas == [
        "Learn from each other and train for reporting and review",
        "Support the methods for baselines, for example with tools",
    ]
    assert request.consented_at == clock.now
    (letter,) = story.letters("amina@ministry.example")
    assert letter.subject == (
        "Please confirm: you want to join Paris Agreement Article 6 Implementation Partnership"
    )
    assert letter.holds_secret
    assert story.link_to() in letter.html


def test_an_institute_asks_with_its_type_and_seat(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    fill_in(client, clock, INSTITUTE)
    request = story.only_request()
    assert (request.organisation, request.organisation_type, request.country) == (
        "Instituto del Clima",
        "academic",
        "CL",
    )
    assert request.website == "https://instituto.example/clima"


def test_the_letter_to_confirm_holds_nothing_that_was_typed(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    spam = "Casino spins for Amina"
    fill_in(client, clock, INSTITUTE, full_name=spam, organisation=spam, contribution=spam)
    (letter,) = story.letters("jose@instituto.example")
    assert "Casino" not in letter.subject + letter.text + letter.html


def test_opening_the_link_changes_nothing_and_a_press_tells_the_team(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    fill_in(client, clock, COUNTRY)
    page = client.visit(story.link_to())
    client.get(story.link_to(), headers={"User-Agent": "scanner of mail"})
    assert page.heading == "Please confirm your e-mail address"
    assert story.only_request().state is State.UNCONFIRMED
    assert story.letters(story.cast.a6ip_organiser.email) == []
    clock.advance(hours=1)
    page = client.submit(page, button=CONFIRM)
    assert page.heading == "We have your request"
    assert "Your address is confirmed" in page.text
    request = story.only_request()
    assert (request.state, request.confirmed_at) == (State.RECEIVED, clock.now)
    (told,) = story.letters(story.cast.a6ip_organiser.email)
    assert told.subject == "Kenya asks to join A6IP"
    assert f"/manage/a6ip/joining/{request.reference}" in told.text
    assert story.letters(story.cast.icap_organiser.email) == []
    _, received = story.letters("amina@ministry.example")
    assert received.subject.startswith("We have your request")
    assert "Questions? Write to Kenji Mori" in received.text


def test_confirming_works_in_a_mail_program_without_cookies_and_twice_is_once(
    story: Story, client: CheckingClient
) -> None:
    story.sent()
    link = story.link_to()
    for _ in range(2):
        assert client.post(link).status_code == 303
    assert len(story.letters(story.cast.a6ip_organiser.email)) == 1


def test_who_did_not_send_it_deletes_it_at_once(story: Story, client: CheckingClient) -> None:
    story.sent()
    link = story.link_to()
    page = client.submit(client.visit(link), button="Delete the request")
    assert page.heading == "The request is deleted"
    for rows in (JoinRequest, Message):
        assert story.session.scalar(select(func.count()).select_from(rows)) == 0
    assert client.expect_404(link).heading == "This link does not work"
    assert client.post(f"{link}/discard").status_code == 404  # pressed twice


def test_what_is_confirmed_is_not_deleted_by_an_old_page(
    story: Story, client: CheckingClient
) -> None:
    request = story.received()
    page = client.submit(
        Page("/", 200, f'<form method="post" action="{story.own_page(request)}/discard"></form>')
    )
    assert "confirmed already" in page.text
    assert story.only_request().state is State.RECEIVED


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": []}, "Choose for whom you ask."),
        ({"country": ""}, "Choose the country for which you ask."),
        ({"full_name": "  "}, "Enter your full name."),
        ({"full_name": "a" * 301}, "Use at most 300 characters. There are 301"),
        ({"position": ""}, "Enter your position"),
        ({"email": "amina"}, "This is not an e-mail address."),
        ({"website": "https://"}, "is not the address of a website"),
        ({"website": "javascript:alert(1)"}, "is not the address of a website"),
        ({"website": "https://[broken"}, "is not the address of a website"),
        ({"areas": [], "contribution": ""}, "Choose an area of work, or write"),
        ({"contribution": "word " * 301}, "This has 301 words. Shorten it to 300 words."),
        ({"contribution": "字" * 3001}, "Use at most 3,000 characters. There are 3,001"),
        ({"consent": False}, "Tick the box if you agree."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    story: Story,
    client: CheckingClient,
    clock: FixedClock,
    changes: dict[str, Value],
    told: str,
) -> None:
    page = fill_in(client, clock, {**COUNTRY, **changes}, status=422)
    assert told in errors_of(page)
    kept = {**COUNTRY, "website": "", **changes}
    for name in ("full_name", "position", "email", "contribution"):
        assert page.value(name).strip() == str(kept[name]).strip()
    assert story.session.scalar(select(func.count(JoinRequest.id))) == 0


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"organisation": ""}, "Enter the name of the organisation"),
        ({"organisation_type": ""}, "Choose the type of the organisation."),
        ({"seat": ""}, "Choose the country where the organisation has its seat."),
    ],
)
def test_an_organisation_is_asked_for_its_own_things(
    story: Story,
    client: CheckingClient,
    clock: FixedClock,
    changes: dict[str, Value],
    told: str,
) -> None:
    page = fill_in(client, clock, {**INSTITUTE, **changes}, status=422)
    assert told in errors_of(page)
    assert "country for which you ask" not in page.text


def test_what_was_typed_for_the_other_kind_is_left_out(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    fill_in(client, clock, {**INSTITUTE, **COUNTRY})
    request = story.only_request()
    assert (request.kind, request.country) == (PartnerKind.COUNTRY, "KE")
    assert (request.organisation, request.organisation_type) == ("", "")


@pytest.mark.parametrize("name", [ARABIC, LONG_NAME.strip(), "Tevita", "王小明", "👩🏽‍🔬 Zoë"])
def test_a_name_in_any_script_is_kept_to_the_letter(
    story: Story, client: CheckingClient, clock: FixedClock, organiser: CheckingClient, name: str
) -> None:
    fill_in(client, clock, INSTITUTE, full_name=name, organisation=name)
    client.submit(client.visit(story.link_to("jose@instituto.example")), button=CONFIRM)
    request = story.only_request()
    assert (request.full_name, request.organisation) == (name, name)
    assert name in organiser.visit(story.page_of(request)).text
    assert name in story.letters(story.cast.a6ip_organiser.email)[-1].text


def test_nul_and_what_turns_text_round_are_taken_out(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    fill_in(
        client,
        clock,
        COUNTRY,
        full_name="Ami\0na\u202e Yusuf",
        contribution="one\0two\r\nthree",
        areas=[],
    )
    request = story.only_request()
    assert request.full_name == "Amina Yusuf"
    assert request.contribution == "onetwo\nthree"


def test_choices_that_the_page_does_not_offer_are_refused(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    page = client.visit(JOIN)
    clock.advance(minutes=1)
    fields = dict(page.form(button=SEND).fill(COUNTRY, SEND).fields)
    for name, value in (("kind", "pirate"), ("kind", "\0"), ("country", "XX"), ("country", "\0")):
        assert client.post(JOIN, data={**fields, name: value}).status_code == 422
    fields |= {"kind": "other", "organisation": "X", "seat": "KE"}
    for name in ("national-government", "unheard-of", "\0"):
        assert client.post(JOIN, data={**fields, "organisation_type": name}).status_code == 422
    assert story.session.scalar(select(func.count(JoinRequest.id))) == 0


def test_the_same_press_twice_makes_one_request_and_later_a_new_letter(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    page = client.visit(JOIN)
    clock.advance(minutes=1)
    for _ in range(2):
        assert client.submit(page, COUNTRY, button=SEND).path == THANKS
    assert story.only_request().email == "amina@ministry.example"
    assert len(story.letters("amina@ministry.example")) == 1
    clock.advance(minutes=10)  # the letter was lost, so she sends it again
    client.submit(page, COUNTRY, button=SEND)
    assert len(story.letters("amina@ministry.example")) == 2


def test_robots_get_the_same_answer_and_leave_nothing(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    page = client.visit(JOIN)
    hasty = client.submit(page, COUNTRY, button=SEND)
    filled = fill_in(client, clock, COUNTRY, further_remarks="x")
    person = fill_in(client, clock, COUNTRY)
    assert hasty.html == filled.html == person.html
    assert story.only_request().email == "amina@ministry.example"
    assert len(story.letters("amina@ministry.example")) == 1


def test_one_mailbox_is_written_to_five_times_an_hour_at_most(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    for number in range(5):
        fill_in(client, clock, COUNTRY, contribution=f"Text {number}")
    page = fill_in(client, clock, COUNTRY, status=422)
    assert "There were too many tries" in page.text
    assert page.value("contribution") == COUNTRY["contribution"]
    assert len(story.letters("amina@ministry.example")) == 5


def test_a_text_of_many_links_is_held_and_not_mailed_to_the_team(
    story: Story, client: CheckingClient, clock: FixedClock, organiser: CheckingClient
) -> None:
    links = "www.a.example www.b.example https://c.example"
    fill_in(client, clock, COUNTRY, contribution=links)
    client.submit(client.visit(story.link_to()), button=CONFIRM)
    request = story.only_request()
    assert request.is_held
    told = story.letters(story.cast.a6ip_organiser.email)[-1]
    assert "many links" in told.subject
    for typed in ("example www", "Amina", "Kenya"):
        assert typed not in told.subject + told.text + told.html
    page = organiser.visit(story.page_of(request))
    assert "This text has many links" in page.text
    assert links in page.text
    assert "www.a.example" not in " ".join(page.links.values())


def test_a_closed_form_says_whom_to_ask(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    set_form(story, is_open=False)
    for name, public in (("Secretariat", True), ("Hidden person", False)):
        email = f"{name.split()[0].lower()}@center.example"
        contact = Contact(name=name, email=email, is_public=public, added_at=clock.now)
        contact.initiative_id = story.initiative.id
        story.session.add(contact)
    page = client.visit(JOIN)
    assert "Requests to join are not taken here now" in page.text
    assert "Open to countries, international organisations" in page.text
    assert "secretariat@center.example" in page.text
    assert "Ask its secretariat: A6IP Center at the Institute" in page.text
    assert "Hidden person" not in page.text
    assert "full_name" not in page.html


def test_an_initiative_that_never_had_a_form_is_closed(
    story: Story, client: CheckingClient
) -> None:
    assert "not taken here now" in client.visit("/initiatives/icap/join").text
    answer = client.post("/initiatives/icap/join", data={"full_name": "x"})
    assert "not taken here now" in answer.text


def test_a_form_that_closes_while_somebody_types_keeps_her_text(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    page = client.visit(JOIN)
    set_form(story, is_open=False)
    clock.advance(minutes=5)
    page = client.submit(page, COUNTRY, button=SEND, status=422)
    assert "closed this form while you were typing" in errors_of(page)
    assert page.value("contribution") == COUNTRY["contribution"]


def test_the_form_offers_only_the_kinds_that_are_wanted(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    page = client.visit(JOIN)
    set_form(story, kinds=[PartnerKind.RESEARCH_INSTITUTE], introduction="")
    assert "Open to research institutes." in client.visit(JOIN).text
    clock.advance(minutes=5)
    page = client.submit(page, COUNTRY, button=SEND, status=422)
    assert "Choose for whom you ask." in errors_of(page)
    fill_in(client, clock, {**INSTITUTE, "kind": "research_institute"})
    assert story.only_request().kind is PartnerKind.RESEARCH_INSTITUTE


def test_what_a_partner_commits_to_is_agreed_to_as_it_was_read(
    story: Story, client: CheckingClient, clock: FixedClock
) -> None:
    set_form(story, commitment="Come to one meeting a year.")
    page = client.visit(JOIN)
    assert "Come to one meeting a year." in page.text
    set_form(story, commitment="Come to every meeting.")
    clock.advance(minutes=5)
    agreed = {**COUNTRY, "commitment": True}
    page = client.submit(page, agreed, button=SEND, status=422)
    assert "Read what a partner commits to" in errors_of(page)
    client.submit(page, {"commitment": True}, button=SEND)
    assert story.only_request().commitment == "Come to every meeting."


def test_a_draft_record_has_no_form(story: Story, client: CheckingClient) -> None:
    story.initiative.is_public = False
    for path in (JOIN, THANKS):
        client.expect_404(path)
    assert client.post(JOIN, data={"full_name": "x"}).status_code == 404
    client.expect_404("/initiatives/nothing/join")


def test_pages_learn_whether_the_form_is_open(story: Story, app: Flask) -> None:
    source = app.extensions["joining"]
    assert isinstance(source, JoinForms)
    assert source.is_open(story.session, story.initiative.id)
    assert not source.is_open(story.session, story.initiative.id + 1000)
    set_form(story, is_open=False)
    assert not source.is_open(story.session, story.initiative.id)

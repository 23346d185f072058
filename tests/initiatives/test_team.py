"""Who organises and reviews for an initiative; administrators choose them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import OneTimeLink, Person, Role
from courseapp.accounts.passwords import hash_password
from courseapp.accounts.rules import LinkPurpose, RoleKind
from courseapp.core.audit import history
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page
from tests.support.people import AsPerson

TEAM = "/manage/icap/team"
PASSWORD = "four words are enough"
NEW = "new.colleague@example.org"
ADD = "Add and send the message"


@pytest.fixture
def administrator(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.administrator)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The only organiser of ICAP, signed in."""
    return as_person(cast.icap_organiser)


def add(browser: CheckingClient, email: str, kind: str = "organiser", status: int = 200) -> Page:
    page = browser.visit(TEAM)
    return browser.submit(page, {"email": email, "kind": kind}, button=ADD, status=status)


def person_at(session: Session, email: str) -> Person | None:
    session.expire_all()
    return session.scalars(select(Person).where(Person.email == email)).one_or_none()


def letter_to(session: Session, email: str) -> Message:
    return session.scalars(select(Message).where(Message.to_address == email)).one()


def removal(session: Session, person: Person) -> str:
    role = session.scalars(select(Role).where(Role.person_id == person.id)).one()
    return f"{TEAM}/{role.id}/remove"


def test_an_organiser_sees_who_is_in_the_team_and_cannot_choose(organiser: CheckingClient) -> None:
    page = organiser.visit(TEAM)
    for told in ("Mariana Costa", "Organiser", "Pieter de Vries", "Reviewer", "Ask an admin"):
        assert told in page.text
    assert "Kenji Mori" not in page.text
    assert "Add somebody" not in page.text
    assert page.links["Team"] == TEAM
    token = organiser.visit("/account").value("csrf_token")
    sent = {"csrf_token": token, "email": NEW, "kind": "organiser"}
    assert organiser.post(TEAM, data=sent).status_code == 404


def test_a_new_colleague_gets_an_account_and_a_link_and_organises_at_once(
    administrator: CheckingClient, client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    page = add(administrator, " New.Colleague@Example.org ")
    assert "is organiser now" in page.text
    assert "Invited, has not signed in yet" in page.text
    letter = letter_to(session, NEW)
    assert letter.subject == "You are organiser of ICAP now"
    assert "Ingrid Halvorsen has added you to the team of International Carbon" in letter.text
    assert "You prepare its events" in letter.text
    assert letter.holds_secret
    link = session.scalars(select(OneTimeLink)).one()
    assert (link.purpose, link.expires_at - clock.now) == (
        LinkPurpose.INVITATION,
        timedelta(days=14),
    )
    found = re.search(r"/sign-in/[\w-]+", letter.text)
    assert found is not None
    page = client.submit(client.visit(found[0]), button="Sign in")
    assert page.path == "/manage"
    assert "ICAP" in page.text
    person = person_at(session, NEW)
    assert person is not None
    assert person.email_verified_at == clock.now
    assert "Active" in administrator.visit(TEAM).text


def test_who_has_an_account_gets_a_letter_without_a_secret(
    administrator: CheckingClient, session: Session, cast: Cast
) -> None:
    page = add(administrator, cast.newcomer.email, "reviewer")
    assert "is reviewer now" in page.text
    letter = letter_to(session, cast.newcomer.email)
    assert "/sign-in/" not in letter.text
    assert not letter.holds_secret
    assert [role.kind for role in cast.newcomer.roles] == [RoleKind.REVIEWER]


def test_adding_twice_changes_nothing_and_sends_nothing(
    administrator: CheckingClient, session: Session
) -> None:
    add(administrator, NEW)
    page = add(administrator, NEW.upper(), status=422)
    assert "is organiser of ICAP already" in page.text
    assert letter_to(session, NEW).kind == "team_invitation"
    assert "is reviewer now" in add(administrator, NEW, "reviewer").text


@pytest.mark.parametrize(
    ("email", "kind", "told"),
    [
        (NEW, "emperor", "Choose organiser or reviewer."),
        (NEW, "", "Choose organiser or reviewer."),
        ("", "organiser", "Enter your e-mail address"),
        ("nobody", "organiser", "This is not an e-mail address."),
        (f"{NEW}\r\nBcc: all@example.org", "organiser", "This is not an e-mail address."),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    administrator: CheckingClient, session: Session, email: str, kind: str, told: str
) -> None:
    token = administrator.visit(TEAM).value("csrf_token")
    sent = {"csrf_token": token, "email": email, "kind": kind}
    answer = administrator.post(TEAM, data=sent)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    assert session.scalars(select(Message)).all() == []
    assert person_at(session, NEW) is None


def test_a_closed_account_gets_no_role(
    administrator: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    cast.newcomer.disabled_at = clock.now
    assert "is closed" in add(administrator, cast.newcomer.email, status=422).text
    session.expire_all()
    assert cast.newcomer.roles == []


def test_a_role_is_taken_away_at_once_after_its_consequences_were_read(
    administrator: CheckingClient, organiser: CheckingClient, session: Session, cast: Cast
) -> None:
    organiser.visit("/manage/icap")
    address = removal(session, cast.icap_organiser)
    page = administrator.visit(address)
    assert "Nobody organises ICAP then" in page.text
    page = administrator.submit(page, button="Take the role away")
    assert "Mariana Costa is no longer organiser of ICAP." in page.text
    organiser.expect_404("/manage/icap")
    organiser.expect_404("/manage")
    organiser.visit("/account")
    twice = administrator.visit(address)
    assert (twice.path, "taken away already" in twice.text) == (TEAM, True)


def test_every_change_is_on_record_and_on_the_page(
    administrator: CheckingClient, session: Session, cast: Cast
) -> None:
    add(administrator, NEW)
    administrator.submit(
        administrator.visit(removal(session, cast.reviewer)), button="Take the role away"
    )
    initiative_id = cast.icap_organiser.roles[0].initiative_id
    entries = history(session, [f"initiative/{initiative_id}"], limit=2)
    assert {entry.actor for entry in entries} == {"Ingrid Halvorsen"}
    assert [entry.summary for entry in entries] == [
        "Pieter de Vries (pieter.devries@example.org) is no longer reviewer of ICAP.",
        f"{NEW} became organiser of ICAP.",
    ]
    assert entries[1].summary in administrator.visit(TEAM).text


def test_an_organiser_gives_up_her_own_role_unless_she_is_the_last(
    organiser: CheckingClient, administrator: CheckingClient, session: Session, cast: Cast
) -> None:
    address = removal(session, cast.icap_organiser)
    page = organiser.submit(organiser.visit(address), button="Give up your role", status=422)
    assert "You are the last organiser of ICAP" in page.text
    add(administrator, NEW)
    page = organiser.submit(organiser.visit(address), button="Give up your role")
    assert (page.path, "no longer organiser" in page.text) == ("/", True)
    organiser.expect_404("/manage")


def test_an_organiser_takes_no_role_from_a_colleague(
    organiser: CheckingClient, session: Session, cast: Cast
) -> None:
    address = removal(session, cast.reviewer)
    organiser.expect_404(address)
    token = organiser.visit("/account").value("csrf_token")
    assert organiser.post(address, data={"csrf_token": token}).status_code == 404
    session.expire_all()
    assert cast.reviewer.roles


def test_a_role_of_another_initiative_is_not_reached_through_this_one(
    administrator: CheckingClient, session: Session, cast: Cast
) -> None:
    page = administrator.visit(removal(session, cast.a6ip_organiser))
    assert (page.path, "taken away already" in page.text) == (TEAM, True)
    assert cast.a6ip_organiser.roles


def test_others_get_404_and_who_lapsed_signs_in_again(
    organiser: CheckingClient,
    as_person: AsPerson,
    cast: Cast,
    clock: FixedClock,
    new_client: Callable[[], CheckingClient],
) -> None:
    for browser in (
        new_client(),
        as_person(cast.newcomer),
        as_person(cast.a6ip_organiser),
        as_person(cast.reviewer),
    ):
        browser.expect_404(TEAM)
    clock.advance(days=15)
    assert organiser.visit(TEAM).path == "/sign-in"


def test_what_a_lapsed_administrator_typed_is_there_again(
    administrator: CheckingClient, cast: Cast, clock: FixedClock
) -> None:
    cast.administrator.password_hash = hash_password(PASSWORD)
    page = administrator.visit(TEAM)
    clock.advance(days=15)
    page = administrator.submit(page, {"email": NEW, "kind": "reviewer"}, button=ADD)
    known = {"email": cast.administrator.email, "password": PASSWORD}
    page = administrator.submit(page, known, form="/sign-in")
    assert (page.path, page.value("email"), page.value("kind")) == (TEAM, NEW, "reviewer")


def test_an_empty_team_says_what_to_do_first(administrator: CheckingClient) -> None:
    page = administrator.visit("/manage/cmp/team")
    assert "Add the first organiser below" in page.text
    assert administrator.visit("/manage").links["People"] == "/manage/people"


def test_a_long_team_comes_in_pages(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    initiative_id = cast.icap_organiser.roles[0].initiative_id
    session.add_all(
        Person(
            email=f"person{number:02}@example.org",
            created_at=clock.now,
            roles=[Role(initiative_id=initiative_id, kind=RoleKind.REVIEWER)],
        )
        for number in range(30)
    )
    assert "26–32 of 32" in organiser.follow(organiser.visit(TEAM), "Next").text

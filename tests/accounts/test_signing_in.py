"""With a link or a password; a stranger learns nothing from trying."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import OneTimeLink, Person, SignIn
from courseapp.accounts.passwords import hash_password
from courseapp.accounts.signing_in import disable
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

PASSWORD = "four words are enough"


def link_in_newest_mail(session: Session) -> str:
    text = session.scalars(select(Message.text).order_by(Message.id.desc())).first() or ""
    return next(line for line in text.splitlines() if "/sign-in/" in line).split("test", 1)[1]


def ask_for_link(client: CheckingClient, email: str, target: str = "/") -> None:
    page = client.visit(f"/sign-in?next={target}")
    page = client.submit(page, {"link-email": email}, button="Send me a link")
    assert page.heading == "Look into your mailbox"


def sign_in_with(client: CheckingClient, email: str, password: str, status: int = 200) -> str:
    page = client.visit("/sign-in")
    values = {"email": email, "password": password}
    return client.submit(page, values, form="/sign-in", status=status).text


@pytest.fixture
def with_password(cast: Cast, session: Session) -> Person:
    cast.newcomer.password_hash = hash_password(PASSWORD)
    session.commit()
    return cast.newcomer


def test_a_link_makes_an_account_proves_the_address_and_leads_on(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    ask_for_link(client, " Amina@Example.ORG ", target="/account")
    page = client.visit(link_in_newest_mail(session))
    assert session.scalar(select(func.count(Person.id))) == 0  # looking does nothing
    page = client.submit(page, button="Sign in")
    assert page.path == "/account"
    person = session.scalars(select(Person)).one()
    assert (person.email, person.email_verified_at) == ("amina@example.org", clock.now)


def test_a_link_works_once(
    client: CheckingClient, new_client: Callable[[], CheckingClient], session: Session
) -> None:
    ask_for_link(client, "amina@example.org")
    link = link_in_newest_mail(session)
    client.submit(client.visit(link), button="Sign in")
    page = new_client().visit(link, status=410)
    assert page.heading == "This link no longer works"
    assert page.value("link-email") == "amina@example.org"


def test_a_link_followed_twice_on_the_same_device_leads_where_it_led(
    client: CheckingClient, session: Session
) -> None:
    ask_for_link(client, "amina@example.org", target="/account")
    link = link_in_newest_mail(session)
    client.submit(client.visit(link), button="Sign in")
    assert client.visit(link).path == "/account"


def test_a_link_ends_after_an_hour(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    ask_for_link(client, "amina@example.org")
    page = client.visit(link_in_newest_mail(session))
    clock.advance(minutes=61)
    page = client.submit(page, button="Sign in", status=410)
    assert page.heading == "This link no longer works"
    assert session.scalar(select(func.count(SignIn.id))) == 0


def test_a_link_never_made_is_not_found(client: CheckingClient, app: Flask) -> None:
    page = client.expect_404("/sign-in/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    assert page.heading == "This link no longer works"


def test_only_hashes_of_secrets_are_stored(client: CheckingClient, session: Session) -> None:
    ask_for_link(client, "amina@example.org")
    token = link_in_newest_mail(session).rsplit("/", 1)[1]
    stored = session.scalars(select(OneTimeLink)).one()
    assert stored.token_hash != token
    assert len(stored.token_hash) == 64


def test_known_and_unknown_addresses_get_the_same_answer(
    client: CheckingClient, cast: Cast, session: Session
) -> None:
    answers = []
    for email in (cast.newcomer.email, "nobody@example.org"):
        page = client.submit(client.visit("/sign-in"), {"link-email": email}, form="/sign-in/link")
        answers.append(page.html.replace(email, "…"))
    assert answers[0] == answers[1]
    assert session.scalar(select(func.count(Message.id))) == 2


def test_a_wrong_password_says_the_same_for_known_and_unknown_addresses(
    client: CheckingClient, with_password: Person
) -> None:
    known = sign_in_with(client, with_password.email, "wrong", status=422)
    unknown = sign_in_with(client, "nobody@example.org", "wrong", status=422)
    assert "do not belong together" in known
    assert known == unknown


def test_a_password_signs_in_whatever_the_case_of_the_address(
    client: CheckingClient, with_password: Person
) -> None:
    sign_in_with(client, with_password.email.upper(), PASSWORD)
    assert with_password.email in client.visit("/account").text


def test_the_sixth_wrong_password_must_wait_and_the_right_one_too(
    client: CheckingClient, with_password: Person, clock: FixedClock
) -> None:
    for _ in range(5):
        sign_in_with(client, with_password.email, "wrong", status=422)
        clock.advance(seconds=30)
    text = sign_in_with(client, with_password.email, PASSWORD, status=422)
    assert "Please wait 13 minutes" in text
    clock.advance(minutes=13)
    assert "There is a problem" not in sign_in_with(client, with_password.email, PASSWORD)


def test_one_network_address_cannot_try_many_accounts(
    client: CheckingClient, with_password: Person
) -> None:
    for number in range(50):
        sign_in_with(client, f"guess{number}@example.org", "wrong", status=422)
    assert "too many tries" in sign_in_with(client, with_password.email, PASSWORD, status=422)


def test_too_many_links_for_one_address_must_wait(client: CheckingClient, session: Session) -> None:
    for _ in range(5):
        ask_for_link(client, "amina@example.org")
    page = client.submit(
        client.visit("/sign-in"),
        {"link-email": "amina@example.org"},
        form="/sign-in/link",
        status=422,
    )
    assert "Please wait 60 minutes" in page.text
    assert session.scalar(select(func.count(Message.id))) == 5


@pytest.mark.parametrize(
    "email", ["", "amina", "amina@", "a b@example.org", "a@example.org\r\nBcc: b@example.org"]
)
def test_what_is_no_address_is_told_beside_the_field(client: CheckingClient, email: str) -> None:
    page = client.submit(
        client.visit("/sign-in"), {"link-email": email}, form="/sign-in/link", status=422
    )
    assert "name@ministry.example" in page.text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/%0d%0aX: y",
    ],
)
def test_signing_in_leads_to_own_pages_only(
    client: CheckingClient, session: Session, target: str
) -> None:
    page = client.visit("/sign-in", status=200)
    assert page.form("/sign-in/link") is not None
    client.get(f"/sign-in?next={target}")
    page = client.visit(f"/sign-in?next={target}")
    client.submit(page, {"link-email": "amina@example.org"}, form="/sign-in/link")
    response = client.send(
        client.visit(link_in_newest_mail(session)), button="Sign in", follow_redirects=False
    )
    assert response.location.startswith("/")
    assert not response.location.startswith(("//", "/\\"))


def test_signing_in_gives_a_fresh_cookie_and_ends_the_old_sign_in(
    client: CheckingClient, with_password: Person, session: Session
) -> None:
    sign_in_with(client, with_password.email, PASSWORD)
    with client.session_transaction() as cookie:
        first = dict(cookie)
    session.expire_all()
    client.submit(client.visit("/account"), form="/sign-out")
    sign_in_with(client, with_password.email, PASSWORD)
    with client.session_transaction() as cookie:
        assert cookie["_user_id"] != first["_user_id"]
    ended = session.scalars(select(SignIn.ended_at).order_by(SignIn.id)).all()
    assert [at is None for at in ended] == [False, True]


def test_a_stolen_cookie_is_worth_nothing_after_sign_out(
    client: CheckingClient,
    new_client: Callable[[], CheckingClient],
    with_password: Person,
) -> None:
    sign_in_with(client, with_password.email, PASSWORD)
    with client.session_transaction() as cookie:
        stolen = dict(cookie)
    client.submit(client.visit("/account"), form="/sign-out")
    thief = new_client()
    with thief.session_transaction() as cookie:
        cookie.update(stolen)
    assert thief.visit("/account").path == "/sign-in"


def test_a_sign_in_ends_after_two_weeks(as_person: AsPerson, cast: Cast, clock: FixedClock) -> None:
    browser = as_person(cast.newcomer)
    assert browser.visit("/account").path == "/account"
    clock.advance(days=14, seconds=1)
    assert browser.visit("/account").path == "/sign-in"


def test_a_disabled_person_is_out_at_once_and_cannot_come_back(
    client: CheckingClient,
    as_person: AsPerson,
    with_password: Person,
    session: Session,
    clock: FixedClock,
) -> None:
    browser = as_person(with_password)
    disable(session, clock.now, with_password, None)
    session.commit()
    assert browser.visit("/account").path == "/sign-in"
    assert "do not belong together" in sign_in_with(
        client, with_password.email, PASSWORD, status=422
    )
    ask_for_link(client, with_password.email)
    page = client.visit(link_in_newest_mail(session))
    page = client.submit(page, button="Sign in")
    assert "This account is closed" in page.text
    assert client.visit("/account").path == "/sign-in"

"""A sign-in ends while somebody types: what she typed is there after she signs in again."""

from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import ParkedForm, Person
from courseapp.accounts.passwords import hash_password
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page
from tests.support.people import AsPerson

PASSWORD = "four words are enough"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
TYPED = "Amina, née Ouédraogo"


def send_late(client: CheckingClient, cast: Cast, clock: FixedClock) -> Page:
    """Open the account, let the sign-in end, then press Save."""
    cast.newcomer.password_hash = hash_password(PASSWORD)
    cast.accepted.password_hash = hash_password(PASSWORD)
    filled = client.visit("/account").form("/account").fill({"full_name": TYPED}, None)
    clock.advance(days=15)
    answer = client.post("/account", data=dict(filled.fields), headers=SAME_ORIGIN)
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/account")
    return client.visit(answer.location)


def sign_in(client: CheckingClient, page: Page, person: Person) -> Page:
    values = {"email": person.email, "password": PASSWORD}
    return client.submit(page, values, form="/sign-in")


def test_what_was_typed_comes_back_after_signing_in(
    as_person: AsPerson, cast: Cast, clock: FixedClock
) -> None:
    client = as_person(cast.newcomer)
    page = sign_in(client, send_late(client, cast, clock), cast.newcomer)
    assert page.path == "/account"
    assert "We kept what you typed" in page.text
    assert page.value("full_name") == TYPED
    page = client.submit(page, form="/account")
    assert "Your account is saved" in page.text
    assert "We kept what you typed" not in page.text


def test_it_is_not_shown_to_another_person_at_the_same_browser(
    as_person: AsPerson, cast: Cast, clock: FixedClock
) -> None:
    client = as_person(cast.newcomer)
    page = sign_in(client, send_late(client, cast, clock), cast.accepted)
    assert page.value("full_name") == cast.accepted.full_name


def test_it_is_forgotten_after_a_day(as_person: AsPerson, cast: Cast, clock: FixedClock) -> None:
    client = as_person(cast.newcomer)
    page = send_late(client, cast, clock)
    clock.advance(hours=25)
    assert sign_in(client, page, cast.newcomer).value("full_name") == cast.newcomer.full_name


def test_a_form_from_another_site_is_not_kept(
    as_person: AsPerson, cast: Cast, session: Session
) -> None:
    client = as_person(cast.newcomer)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        answer = client.post("/account", data={"full_name": "Mallory"}, headers=headers)
        assert answer.status_code == 400
    assert session.scalar(select(func.count(ParkedForm.id))) == 0


def test_a_page_from_before_a_new_sign_in_keeps_its_text(
    as_person: AsPerson, cast: Cast, clock: FixedClock
) -> None:
    client = as_person(cast.newcomer)
    answer = client.post(
        "/account", data={"full_name": TYPED, "csrf_token": "of yesterday"}, headers=SAME_ORIGIN
    )
    page = client.visit(answer.location)
    assert page.value("full_name") == TYPED


def test_passwords_are_never_kept(as_person: AsPerson, cast: Cast, session: Session) -> None:
    client = as_person(cast.newcomer)
    values = {"password": "secret secret", "password_again": "secret secret", "zone": "UTC"}
    client.post("/account/password", data=values, headers=SAME_ORIGIN)
    assert session.scalars(select(ParkedForm)).one().values == {"zone": ["UTC"]}


def test_a_stranger_who_posts_gets_no_page(new_client: Callable[[], CheckingClient]) -> None:
    answer = new_client().post("/account", data={"full_name": "x"})
    assert answer.status_code == 400

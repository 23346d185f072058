"""Choosing and changing a password."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.passwords import hash_password, password_fits
from courseapp.accounts.signing_in import start_sign_in
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

OLD, NEW = "the old one is long", "the new one is longer"


def choose(client: CheckingClient, status: int = 200, **values: str) -> str:
    page = client.visit("/account/password")
    return client.submit(page, values, form="/account/password", status=status).text


def test_after_a_link_a_password_can_be_chosen_without_the_old_one(
    as_person: AsPerson, cast: Cast, session: Session
) -> None:
    cast.newcomer.password_hash = hash_password(OLD)
    browser = as_person(cast.newcomer)
    assert "Your password is saved" in choose(browser, password=NEW, password_again=NEW)
    session.expire_all()
    assert password_fits(cast.newcomer, NEW)
    assert not password_fits(cast.newcomer, OLD)


def test_after_a_password_the_present_one_is_asked_for(
    client: CheckingClient, cast: Cast, session: Session, clock: FixedClock
) -> None:
    cast.newcomer.password_hash = hash_password(OLD)
    _, token = start_sign_in(session, clock.now, cast.newcomer, by_link=False)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    text = choose(client, 422, current_password="wrong", password=NEW, password_again=NEW)
    assert "not your present password" in text
    assert "is saved" in choose(client, current_password=OLD, password=NEW, password_again=NEW)


def test_a_new_password_signs_all_other_devices_out(as_person: AsPerson, cast: Cast) -> None:
    phone, desk = as_person(cast.newcomer), as_person(cast.newcomer)
    choose(desk, password=NEW, password_again=NEW)
    assert phone.visit("/account").path == "/sign-in"
    assert desk.visit("/account").path == "/account"


def test_signing_out_everywhere_ends_every_device(as_person: AsPerson, cast: Cast) -> None:
    phone, desk = as_person(cast.newcomer), as_person(cast.newcomer)
    desk.submit(desk.visit("/account"), button="Sign out on all devices")
    assert phone.visit("/account").path == "/sign-in"
    assert desk.visit("/account").path == "/sign-in"


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("", "", "Enter a new password"),
        ("short", "short", "Use 10 to 200 characters"),
        ("x" * 201, "x" * 201, "Use 10 to 200 characters"),
        (NEW, OLD, "The two passwords differ"),
    ],
)
def test_what_is_wrong_with_a_password_is_told(
    as_person: AsPerson, cast: Cast, password: str, again: str, told: str
) -> None:
    browser = as_person(cast.newcomer)
    assert told in choose(browser, 422, password=password, password_again=again)


def test_a_password_in_any_script_works(app: Flask) -> None:
    person = Person(password_hash=hash_password("ፍቅር እስከ መቃብር 🌍"))
    assert password_fits(person, "ፍቅር እስከ መቃብር 🌍")


def test_nobody_fits_no_password(app: Flask) -> None:
    assert not password_fits(None, "nobody has this password")
    assert not password_fits(Person(), "nobody has this password")


def test_a_stranger_is_asked_to_sign_in(new_client: Callable[[], CheckingClient]) -> None:
    assert new_client().visit("/account/password").path == "/sign-in"

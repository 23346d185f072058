"""What the operator does at the terminal."""

from dataclasses import replace

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.rules import RoleKind
from courseapp.cli import one_time_links
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient

NEW = "new.colleague@example.org"


def run(app: Flask, *words: str) -> str:
    return app.test_cli_runner().invoke(args=["people", *words]).output


def test_a_new_organiser_is_named_and_signs_in_with_a_printed_link(
    app: Flask, cast: Cast, client: CheckingClient, session: Session
) -> None:
    assert "is organiser of International Carbon Action" in run(
        app, "add", NEW, "organiser", "icap"
    )
    run(app, "add", NEW, "organiser", "icap")  # twice is as good as once
    link = run(app, "link", NEW).strip()
    client.submit(client.visit(link.removeprefix("http://courseapp.test")), button="Sign in")
    assert "ICAP" in client.visit("/manage").text
    person = session.scalars(select(Person).filter_by(email=NEW)).one()
    assert [role.kind for role in person.roles] == [RoleKind.ORGANISER]
    assert person.email_verified_at is None  # a terminal proves no mailbox


def test_an_administrator_is_named(app: Flask, session: Session) -> None:
    run(app, "administrator", "Chief@Example.org")
    person = session.scalars(select(Person)).one()
    assert (person.email, person.is_administrator) == ("chief@example.org", True)


def test_an_account_is_closed(app: Flask, cast: Cast, session: Session) -> None:
    assert "can no longer sign in" in run(app, "disable", cast.newcomer.email)
    session.expire_all()
    assert cast.newcomer.disabled_at is not None


def test_what_does_not_exist_is_told(app: Flask, cast: Cast) -> None:
    assert "There is no initiative 'nasa'" in run(app, "add", NEW, "organiser", "nasa")
    assert "Nobody has the address" in run(app, "disable", "nobody@example.org")


def test_production_prints_no_link_where_it_would_end_in_a_log(app: Flask, cast: Cast) -> None:
    settings = app.extensions["settings"]
    assert len(one_time_links(app)) == 1
    try:
        app.extensions["settings"] = replace(settings, production=True)
        assert one_time_links(app) == []
    finally:
        app.extensions["settings"] = settings

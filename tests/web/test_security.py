"""Headers, cookies and addresses that keep strangers out."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.app import create_app
from courseapp.config import Settings
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient, page_of
from tests.support.databases import settings_for_tests
from tests.support.people import AsPerson


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/initiatives", "/nothing", "/static/css/site.css"]
)
def test_every_answer_has_the_headers(client: CheckingClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_personal_page_is_kept_by_no_shared_cache(as_person: AsPerson, cast: Cast) -> None:
    assert as_person(cast.newcomer).get("/account").headers["Cache-Control"] == "private, no-cache"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: CheckingClient) -> None:
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.fixture
def production(tmp_path: Path) -> Flask:
    settings: Settings = replace(
        settings_for_tests(tmp_path, "sqlite://"),
        production=True,
        base_url="https://training.example.org",
        secret_key="x" * 40,
    )
    return create_app(settings)


def test_in_production_the_cookie_travels_encrypted_only_and_developers_pages_are_gone(
    production: Flask,
) -> None:
    client = production.test_client()
    answer = client.get("/healthz")
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    for path in ("/style", "/outbox", "/outbox/00000001-x.eml"):
        assert client.get(path).status_code == 404, path
    assert "Secure" in client.get("/sign-in").headers["Set-Cookie"]


def test_links_in_mails_come_from_the_configured_address(
    client: CheckingClient, session: Session
) -> None:
    evil = "http://evil.example"
    page = page_of(client.get("/sign-in", base_url=evil))
    filled = page.form("/sign-in/link").fill({"link-email": "amina@example.org"}, None)
    client.post("/sign-in/link", data=dict(filled.fields), base_url=evil)
    text = session.scalars(select(Message.text)).one()
    assert "http://courseapp.test/sign-in/" in text
    assert "evil.example" not in text


def test_a_view_without_a_rule_opens_for_nobody(tmp_path: Path) -> None:
    app = create_app(settings_for_tests(tmp_path, "sqlite://"))
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    answer = app.test_client().get("/forgotten")
    assert answer.status_code == 500
    assert "secret" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path", ["/outbox/..%2f..%2fsecret", "/outbox/x.txt", "/static/..%2fwsgi.py"]
)
def test_no_address_leads_out_of_its_folder(client: CheckingClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nul_and_control_characters_get_a_calm_answer(client: CheckingClient) -> None:
    for path in ("/events/a%00", "/events?q=%00", "/initiatives/%0d%0a", "/sign-in/%00"):
        assert client.get(path).status_code in {200, 404}, path

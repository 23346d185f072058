"""A test client that behaves like a person and checks every HTML page it loads.

    page = client.visit("/events")
    page = client.follow(page, "Sign in")
    page = client.submit(page, {"email": "amina@example.org"}, button="Send me a link")

CSRF protection is on: forms are filled in from the page, never posted blindly.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse

from tests.support import page_rules
from tests.support.pages import Page, Value
from tests.support.uploads import multipart

PAGE = "page_that_was_read"  # what a response carries once it has been looked at
REDIRECTS = {301, 302, 303, 307, 308}


class CheckingClient(FlaskClient):
    """Flask's client, plus `visit`, `follow` and `submit`, which return pages."""

    before_request: Callable[[], None] | None = None

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        """Send one request; an HTML answer must keep the rules of every page."""
        if self.before_request is not None:
            self.before_request()
        response = super().open(*arguments, **options)
        # A redirect that was followed has been here before.
        if PAGE not in vars(response) and _is_page(response):
            page_rules.check(page_of(response))
        return response

    def visit(self, address: str, status: int = 200) -> Page:
        """Open an address as a browser does, redirects included."""
        return self._arrive(self.get(address, follow_redirects=True), status)

    def expect_404(self, address: str) -> Page:
        """Open an address and make sure that there is nothing for this person."""
        return self.visit(address, status=404)

    def follow(self, page: Page, link: str, status: int = 200) -> Page:
        """Follow the link with this text."""
        return self.visit(page.link(link), status)

    def submit(
        self,
        page: Page,
        values: Mapping[str, Value] | None = None,
        *,
        button: str | None = None,
        form: str | None = None,
        status: int = 200,
    ) -> Page:
        """Fill in the page's form and press the button; return the page that follows.

        Values go by field name or label: a text, True or False for a box, a list for several
        choices, a FileStorage for an upload. Fields not named keep what the page shows.
        """
        return self._arrive(self.send(page, values, button=button, form=form), status)

    def send(
        self,
        page: Page,
        values: Mapping[str, Value] | None = None,
        *,
        button: str | None = None,
        form: str | None = None,
        follow_redirects: bool = True,
    ) -> TestResponse:
        """Do as `submit`, but return the bare response."""
        filled = page.form(form, button).fill(values or {}, button)
        fields = MultiDict(filled.fields)
        if filled.method == "GET":
            return self.get(filled.action, query_string=fields, follow_redirects=follow_redirects)
        from_own_page = {"Sec-Fetch-Site": "same-origin"}
        holds_file = any(isinstance(value, FileStorage) for _name, value in filled.fields)
        body = multipart(filled.fields) if holds_file else {"data": fields}
        return self.post(
            filled.action, **body, headers=from_own_page, follow_redirects=follow_redirects
        )

    def _arrive(self, response: TestResponse, status: int) -> Page:
        page = page_of(response)
        assert response.status_code == status, (
            f"{page.address} answered {response.status_code}, not {status}: {page.text[:600]}"
        )
        return page


def _is_page(response: TestResponse) -> bool:
    has_text = response.request.method != "HEAD" and response.status_code not in REDIRECTS
    return has_text and response.mimetype == "text/html"


def page_of(response: TestResponse) -> Page:
    """Return the page in a response: always the same one, so that it is read only once."""
    if PAGE not in vars(response):
        parts = urlsplit(response.request.url)
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        page = Page(address, response.status_code, response.get_data(as_text=True))
        setattr(response, PAGE, page)
    return cast(Page, getattr(response, PAGE))


def checking_client(app: Flask, session: Session | None = None) -> CheckingClient:
    """Return a new person at a new browser. What `session` holds is committed before a request."""
    app.test_client_class = CheckingClient
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    client.before_request = session.commit if session is not None else None
    return client


@pytest.fixture
def client(app: Flask, session: Session) -> CheckingClient:
    return checking_client(app, session)


@pytest.fixture
def new_client(app: Flask, session: Session) -> Callable[[], CheckingClient]:
    """For a second person, or the same one at another browser."""
    return lambda: checking_client(app, session)

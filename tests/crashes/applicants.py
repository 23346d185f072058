"""Two hundred people, each with a complete draft, who press Send until they have a receipt."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from flask import Flask
from sqlalchemy.orm import Session

from courseapp.accounts.current import COOKIE_KEY
from courseapp.accounts.models import Person
from courseapp.accounts.signing_in import start_sign_in
from courseapp.app import create_app
from courseapp.applications.drafting import start_application
from courseapp.config import read_settings
from courseapp.core.clock import utc_now
from courseapp.core.database import reading_session
from courseapp.extensions import db
from courseapp.scenarios.cast import create_cast
from tests.applications.story import ANSWERS, new_course
from tests.support.product import Product

AT_ONCE = 8
PATIENCE_SECONDS = 120.0


class Applicant:
    """One person at her browser; `page` is her application's address."""

    def __init__(self, product: Product, cookie: str, page: str) -> None:
        self.host = urlsplit(product.url).netloc
        self.cookie = cookie
        self.page = page

    def send_until_acknowledged(self) -> str:
        """Press Send as often as it takes; return the address of the receipt."""
        patience = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < patience:
            try:
                return self._send()
            except (OSError, HTTPException, LookupError):
                time.sleep(0.1)  # the line is dead: try again
        raise AssertionError(f"{self.page} was never acknowledged")

    def _send(self) -> str:
        page, html = self._ask("GET", f"{self.page}/check")
        if page.status == 303:  # it was taken, but the answer was lost on the way
            return page.headers["Location"]
        found = re.search(r'name="csrf_token" value="([^"]+)"', html)
        version = re.search(r'name="version"[^>]*value="(\d+)"', html)
        if found is None or version is None:
            raise LookupError(html[:300])
        fields = {"csrf_token": found[1], "version": version[1]}
        answer, _ = self._ask("POST", f"{self.page}/submit", urlencode(fields))
        if answer.status != 303:
            raise LookupError(answer.status)
        return answer.headers["Location"]

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection(self.host, timeout=30)
        headers = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if "Set-Cookie" in answer.headers:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        return answer, text


@contextmanager
def database_of(product: Product) -> Iterator[tuple[Flask, Session]]:
    """Open the product's own database beside it; commits at the end."""
    app = _beside(product.instance)
    with app.app_context(), Session(db.engine) as session:
        yield app, session
        session.commit()
    with app.app_context():
        db.engine.dispose()


@contextmanager
def look_into(product: Product) -> Iterator[Session]:
    """Read the product's own database beside it, and keep nobody from writing."""
    with _beside(product.instance).app_context():
        with reading_session(db.engine) as session:
            yield session
        db.engine.dispose()


@cache  # made once, though the database is looked into again and again
def _beside(instance: Path) -> Flask:
    return create_app(read_settings({"COURSEAPP_INSTANCE": str(instance)}))


def arrange(product: Product, number: int) -> list[Applicant]:
    """Return `number` people, signed in, each with a draft that waits for Send."""
    now = utc_now()
    with database_of(product) as (app, session):
        create_cast(session, now)
        course = new_course(session, now, slug="course-under-load")
        course.applications_close_at = now.replace(year=now.year + 1)
        seal = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        applicants = []
        for each in range(number):
            person = Person(
                email=f"applicant{each}@example.org", email_verified_at=now, created_at=now
            )
            session.add(person)
            draft = start_application(session, person, now, course)
            draft.typed = dict(ANSWERS)
            _, token = start_sign_in(session, now, person, by_link=True)
            cookie = f"{app.config['SESSION_COOKIE_NAME']}={seal.dumps({COOKIE_KEY: token})}"
            applicants.append(Applicant(product, cookie, f"/applications/{draft.reference}"))
    return applicants


def all_send(applicants: list[Applicant]) -> "list[str]":
    """Let everybody send, some at a time; return the receipts' addresses."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(Applicant.send_until_acknowledged, applicants))

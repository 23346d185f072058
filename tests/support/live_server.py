"""The product behind a real socket, with a real queue of jobs, on a fresh SQLite database.

Web server and worker run in threads of the test's own process, so that a test may set the
clock and look into the database. `product.py` beside this starts the real processes.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import waitress
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from huey import Huey
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session
from waitress import wasyncore

from courseapp.accounts.current import COOKIE_KEY
from courseapp.accounts.models import Person
from courseapp.accounts.signing_in import start_sign_in
from courseapp.app import create_app
from courseapp.config import Settings
from courseapp.extensions import db
from tests.support.clock import FixedClock
from tests.support.databases import new_database, settings_for_tests

LOOK_EVERY_SECONDS = 0.05


@dataclass(frozen=True)
class LiveServer:
    """A running product; `url` has no slash at its end."""

    url: str
    app: Flask
    clock: FixedClock
    serving: ExitStack

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop the web server; afterwards another one serves the same address and database."""
        self.serving.close()
        yield
        address = urlsplit(self.url)
        listener = socket.create_server((str(address.hostname), address.port or 0))
        self.serving.enter_context(_serving(create_app(self.settings, self.clock), listener))

    def sign_in(self, window: Page, email: str) -> None:
        """Give the window the cookie of a new sign-in of the person."""
        with self.session() as session:
            person = session.scalars(select(Person).filter_by(email=email)).one()
            _, token = start_sign_in(session, self.clock.now, person, by_link=True)
        signed = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signed is not None
        name = self.app.config["SESSION_COOKIE_NAME"]
        cookie = {"name": name, "value": str(signed.dumps({COOKIE_KEY: token})), "url": self.url}
        window.context.add_cookies([cookie])  # type: ignore[list-item]  # a TypedDict

    @property
    def settings(self) -> Settings:
        settings = self.app.extensions["settings"]
        assert isinstance(settings, Settings)
        return settings

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session for arranging or looking; it commits at the end."""
        with self.app.app_context(), Session(db.engine) as session:
            yield session
            session.commit()


@pytest.fixture
def live_server(tmp_path: Path, clock: FixedClock) -> Iterator[LiveServer]:
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    instance = tmp_path / "instance"
    settings = settings_for_tests(instance, new_database("sqlite", instance))
    app = create_app(replace(settings, base_url=url), clock)
    with ExitStack() as stack:
        stack.enter_context(_working(app.extensions["jobs"]))
        serving = stack.enter_context(ExitStack())
        serving.enter_context(_serving(app, listener))
        yield LiveServer(url, app, clock, serving)
    with app.app_context():
        db.engine.dispose()


@contextmanager
def _serving(app: Flask, listener: socket.socket) -> Iterator[None]:
    server = waitress.create_server(app, sockets=[listener], threads=4)
    thread = threading.Thread(target=server.run, name="live web server")
    thread.start()
    try:
        yield
    finally:
        server.task_dispatcher.shutdown()
        # Closed by its own thread, which waits on these sockets; visitors who stay are closed too.
        # It may wake before we have finished waking it, and the wire we wake it by is among them.
        woken = threading.Event()
        server.trigger.pull_trigger(lambda: woken.wait() and wasyncore.close_all(server._map))
        woken.set()
        thread.join(10)
        listener.close()


@contextmanager
def _working(jobs: Huey) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=_work, args=(jobs, stop), name="live worker")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)


def _work(jobs: Huey, stop: threading.Event) -> None:
    while not stop.is_set():
        job = jobs.dequeue()
        if job is None:
            stop.wait(LOOK_EVERY_SECONDS)
        else:
            jobs.execute(job)

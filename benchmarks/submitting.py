"""The last minute before a deadline: ``python -m benchmarks.submitting`` lets 500 people send.

Needs an empty PostgreSQL database at COURSEAPP_DATABASE_URL; starts the product on it as `make
run` does, with its worker. Each person reads her application once more and presses Send, spread
evenly over a minute. Prints how long a press takes beside an empty page of the same run, then
counts: none lost, none doubled, no error. Exit code 1 where that does not hold.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.current import COOKIE_KEY
from courseapp.accounts.models import Person
from courseapp.accounts.signing_in import start_sign_in
from courseapp.app import create_app
from courseapp.applications.drafting import start_application
from courseapp.applications.models import Application, Sending
from courseapp.applications.rules import Status
from courseapp.config import read_settings
from courseapp.core.clock import utc_now
from courseapp.extensions import db
from courseapp.mail.models import Message
from courseapp.scenarios.cast import create_cast
from tests.applications.story import ANSWERS, new_course
from tests.support.network import free_port

PEOPLE, SECONDS, AT_ONCE = 500, 60, 64
EMPTY_PAGES = 200
EMPTY_PAGE = "/sign-in"  # the plainest one


@dataclass(frozen=True)
class Applicant:
    """Somebody signed in whose draft waits for Send."""

    cookie: str
    page: str


def main() -> int:
    """Arrange, measure, count; return the exit code."""
    with tempfile.TemporaryDirectory() as folder, product(Path(folder)) as (app, host):
        applicants = arrange(app, PEOPLE)
        empty = evenly([lambda: visit(host, EMPTY_PAGE)] * EMPTY_PAGES, SECONDS / 4)
        presses = [lambda each=each: send(host, each) for each in applicants]
        started = time.perf_counter()
        took = evenly(presses, SECONDS)
        lasted = time.perf_counter() - started
        faults = count_faults(app, len(applicants))
    failed = len([each for each in took if each is None])
    report("empty page", [each for each in empty if each is not None])
    report("press of Send", [each for each in took if each is not None])
    ratio = percentile(took) / percentile(empty)
    print(f"{PEOPLE} people in {lasted:.0f} s; 95th percentile is {ratio:.1f} × an empty page")
    faults += [f"{failed} presses were not acknowledged"] if failed else []
    print("\n".join(faults) or "none lost, none doubled, no error")
    return 1 if faults else 0


@contextmanager
def product(folder: Path) -> Iterator[tuple[Flask, str]]:
    """Start web server and worker; yield the app on the same database, and where they listen."""
    if "postgresql" not in os.environ.get("COURSEAPP_DATABASE_URL", ""):
        raise SystemExit("Set COURSEAPP_DATABASE_URL to an empty PostgreSQL database.")
    port, log = str(free_port()), folder / "output.txt"
    command = [sys.executable, "-m", "courseapp.serve", "--port", port, "--instance", str(folder)]
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file)  # noqa: S603 - our own module
    try:
        while "All data is kept in" not in log.read_text():
            if process.poll() is not None:
                raise SystemExit(log.read_text())
            time.sleep(0.2)
        environment = {**os.environ, "COURSEAPP_INSTANCE": str(folder)}
        yield create_app(read_settings(environment)), f"127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def arrange(app: Flask, number: int) -> Sequence[Applicant]:
    """Make people with whole drafts, each signed in."""
    now = utc_now()
    with app.test_request_context(), Session(db.engine) as session:
        create_cast(session, now)
        course = new_course(session, now, slug="course-under-load")
        course.applications_close_at = now.replace(year=now.year + 1)
        course.seats = None
        found = [_applicant(app, session, course, each) for each in range(number)]
        session.commit()
        return found


def _applicant(app: Flask, session: Session, course: object, number: int) -> Applicant:
    now = utc_now()
    person = Person(email=f"load{number}@example.org", email_verified_at=now, created_at=now)
    session.add(person)
    draft = start_application(session, person, now, course)  # type: ignore[arg-type]
    draft.typed = {**ANSWERS, "full_name": f"Applicant {number}"}
    _, token = start_sign_in(session, now, person, by_link=True)
    seal = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={seal.dumps({COOKIE_KEY: token})}"
    return Applicant(cookie, f"/applications/{draft.reference}")


def evenly(deeds: Sequence[Callable[[], float | None]], seconds: float) -> list[float | None]:
    """Begin the deeds spread evenly over the seconds, however long each takes."""
    start = time.perf_counter()

    def one(number: int) -> float | None:
        time.sleep(max(0.0, start + number * seconds / len(deeds) - time.perf_counter()))
        return deeds[number]()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(len(deeds))))


def visit(host: str, path: str) -> float | None:
    """Return the seconds of one page; None where it fails."""
    started = time.perf_counter()
    status, _, _ = ask(host, "GET", path)
    return time.perf_counter() - started if status == 200 else None


def send(host: str, applicant: Applicant) -> float | None:
    """Read once more, press Send; return the seconds of the press. None where it fails."""
    status, cookie, html = ask(host, "GET", f"{applicant.page}/check", applicant.cookie)
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)
    version = re.search(r'name="version"[^>]*value="(\d+)"', html)
    if status != 200 or token is None or version is None:
        return None
    body = urlencode({"csrf_token": token[1], "version": version[1]})
    started = time.perf_counter()
    status, _, _ = ask(host, "POST", f"{applicant.page}/submit", cookie, body)
    return time.perf_counter() - started if status == 303 else None


def ask(
    host: str, method: str, path: str, cookie: str = "", body: str | None = None
) -> tuple[int, str, str]:
    """Return status, cookie and text of one request."""
    headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection = HTTPConnection(urlsplit(f"//{host}").netloc, timeout=60)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
    except OSError:
        return 0, cookie, ""
    finally:
        connection.close()
    fresh = answer.headers.get("Set-Cookie", cookie).split(";")[0]
    return answer.status, fresh, text


def count_faults(app: Flask, number: int) -> list[str]:
    """Return what is not as it should be in the database."""
    with app.app_context(), Session(db.engine) as session:
        sent = session.scalar(select(func.count()).where(Application.status == Status.SUBMITTED))
        sendings = session.scalar(select(func.count()).select_from(Sending))
        receipts = session.scalar(select(func.count()).where(Message.kind == "application_receipt"))
    counted = {"applications sent": sent, "sendings": sendings, "receipts": receipts}
    return [f"{found} {what}, not {number}" for what, found in counted.items() if found != number]


def percentile(took: Sequence[float | None]) -> float:
    """Return the 95th percentile in seconds."""
    return quantiles([each for each in took if each is not None], n=20)[-1]


def report(what: str, took: Sequence[float]) -> None:
    """Print median, 95th percentile and longest in milliseconds."""
    middle, high, longest = (1000 * each for each in (median(took), percentile(took), max(took)))
    print(f"{what:>14}: median {middle:5.0f} ms, 95th {high:5.0f} ms, longest {longest:5.0f} ms")


if __name__ == "__main__":
    sys.exit(main())

"""Feeds under many readers: ``python -m benchmarks.feeds``, or ``… feeds 20`` for shorter.

On an SQLite database of its own, with real processes for web, worker and readers. For feeds of
100, 1,000 and 10,000 sessions it prints how many requests a second are answered out of copies,
with content and with 304, beside an application of constant octets of the same size on the same
server; how long the first build takes a session; how many builds one change and a hundred readers
cause. Then 100,000 subscribers poll every 15 minutes, with bursts of ten times as many, for a
minute: none may fail. Exit code 1 where the numbers that must hold do not.

What spares Google, a thousand entries and a megabyte, is lifted here.
"""

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import flask_migrate
from flask import Flask
from sqlalchemy import event as database_event
from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks import wire
from benchmarks.wire import HOST, Answer, Call, each_alone, rate
from courseapp.app import create_app
from courseapp.calendars import publishing
from courseapp.calendars.copies import building, giving
from courseapp.calendars.copies.giving import COPIES
from courseapp.calendars.copies.models import FeedCopy
from courseapp.calendars.copies.refreshing import freshen
from courseapp.calendars.feeds import windows
from courseapp.config import read_settings
from courseapp.core.clock import utc_now
from courseapp.core.database import reading_session
from courseapp.core.ids import calendar_uid
from courseapp.events.models import Event, EventSession, PublishedSession
from courseapp.events.rules import Access, EventKind, EventStatus, Mode, SessionStatus
from courseapp.extensions import db
from courseapp.initiatives.models import Initiative
from courseapp.serve import worker
from courseapp.serve.webserver import THREADS
from tests.support.network import free_port

SIZES = (100, 1_000, 10_000)
SESSIONS_OF_AN_EVENT = 10
CONNECTIONS, ROUNDS = 8, 3
READY_WITHIN_SECONDS = 120
SUBSCRIBERS, EVERY_SECONDS = 100_000, 15 * 60
BURST, BURST_SECONDS, BURST_EVERY = 10, 2, 20  # times as many, how long, how often
ZONES = ("Europe/Rome", "Asia/Bangkok", "America/Bogota", "Africa/Nairobi")
WORDS = "With speakers of three ministries. How a cap is set, who reports, and who looks it over. "


@dataclass(frozen=True)
class Site:
    """The product in processes of its own, and the app on the same database in this one."""

    app: Flask
    port: int
    counted: Path  # a file with one octet for each build of the web process

    @property
    def builds(self) -> int:
        """How many copies the web process has built."""
        return self.counted.stat().st_size


def main(seconds: float = 60.0) -> int:
    """Measure and print; return the exit code."""
    with tempfile.TemporaryDirectory() as folder, product(Path(folder)) as site:
        print(
            f"{'sessions':>9} {'octets':>10} {'GET':>15} {'GET br':>15} {'304':>15} {'build':>18}"
        )
        rates = [report(site, size, seconds / 60) for size in SIZES]
        faults = [
            f"304 of {size}: {low:.0%}" for size, low in zip(SIZES, rates, strict=True) if low < 0.7
        ]
        faults += report_changes(site) + report_crowd(site)
        faults += report_subscribers(site, seconds)
    print("\n".join(faults) or "all as it should be")
    return 1 if faults else 0


def report(site: Site, size: int, share: float) -> float:
    """Print a line for one size; return the ratio of the 304s."""
    path = f"/calendars/initiatives/bench-{size}.ics"
    took, statements, sessions = first_build(site, path)
    plain = ask(site, Call(path))
    told = f"If-None-Match: {plain.tag}\r\n"
    packed = ask(site, Call(path, "Accept-Encoding: br\r\n"))
    ratios = [
        beside_constant(site, Call(path), 200, plain.octets, share),
        beside_constant(site, Call(path, "Accept-Encoding: br\r\n"), 200, packed.octets, share),
        beside_constant(site, Call(path, told), 304, 0, share),
    ]
    said = " ".join(f"{ours:7.0f}/s {ours / its:5.0%}" for ours, its in ratios)
    build = f"{1000 * took / sessions:5.2f} ms each, {statements} st."
    print(f"{sessions:>9} {plain.octets:>10} {said} {build:>18}", flush=True)
    return ratios[2][0] / ratios[2][1]


def first_build(site: Site, path: str) -> tuple[float, int, int]:
    """Return the seconds of a build that nobody made before, its statements and its sessions."""
    key, copies = path.removeprefix("/calendars/"), site.app.extensions[COPIES]
    with site.app.app_context():
        first = f"initiatives/bench-{SIZES[0]}.ics"
        building.make(db.engine, utc_now(), first, copies.site)  # what is read once a process
        with counted() as statements:
            begun = time.process_time()
            made = building.make(db.engine, utc_now(), key, copies.site)
            took = time.process_time() - begun
    return took, len(statements), made.kept.feed.octets.count(b"BEGIN:VEVENT")


def beside_constant(
    site: Site, call: Call, status: int, octets: int, share: float
) -> tuple[float, float]:
    """Return answers a second of ours and of constant octets, each the median of several turns."""
    constant = ("constant", "{port}", str(status), str(octets), str(THREADS))
    with serving("benchmarks.wire", *constant) as port:
        turns = [
            (
                rate(site.port, call, CONNECTIONS, 3 * share),
                rate(port, call, CONNECTIONS, 3 * share),
            )
            for _ in range(ROUNDS)
        ]
    return median(ours for ours, _ in turns), median(its for _, its in turns)


def report_changes(site: Site) -> list[str]:
    """One event changes; the worker builds what shows it, and nothing else."""
    slugs = _slugs(site, 20)
    for slug in slugs:
        ask(site, Call(f"/calendars/events/{slug}.ics"))
    with site.app.app_context():
        time.sleep(2)  # what was announced before is over
        changed_at = utc_now()
        with Session(db.engine) as session:
            kept = len(session.scalars(select(FeedCopy.id).where(FeedCopy.tag.is_not(None))).all())
            event = session.scalars(select(Event).filter_by(slug=slugs[0])).one()
            event.venue, event.changed_at = "Villa Salviati", changed_at
            session.commit()
        freshen(db.engine, utc_now(), site.app.extensions[COPIES].site)
        time.sleep(2)  # the worker may have been faster, and be at it still
        with reading_session(db.engine) as session:
            built = session.scalars(select(FeedCopy.key).where(FeedCopy.built_at >= changed_at))
            keys = sorted(built.all())
    print(f"\none change: {len(keys)} of {kept} copies built: {', '.join(keys)}")
    right = [f"events/{slugs[0]}.ics", f"initiatives/bench-{SIZES[0]}.ics"]
    return [] if keys == right else ["one change built other feeds than those that show it"]


def report_crowd(site: Site) -> list[str]:
    """A hundred at once ask for a feed that nobody has built."""
    before = site.builds
    answers = each_alone(site.port, [Call("/calendars/fr/initiatives/bench-100.ics")] * 100)
    built = site.builds - before
    failed = [each for each in answers if each.status != 200]
    print(f"a hundred at once: {built} build, {len(failed)} errors")
    return [] if (built, failed) == (1, []) else ["a crowd was answered by more than one build"]


def report_subscribers(site: Site, seconds: float) -> list[str]:
    """Many subscribers, most of whom have the feed already; now and then an event changes."""
    paths = [f"/calendars/{name}.ics" for name in _names(site)]
    tags = {path: ask(site, Call(path, "Accept-Encoding: br\r\n")).tag for path in paths}
    calls = polls(paths, tags, seconds)
    answers = each_alone(site.port, calls)
    failed = [each for each in answers if each.status not in (200, 304)]
    took = quantiles([1000 * each.seconds for each in answers], n=100)
    unchanged = len([each for each in answers if each.status == 304]) / len(answers)
    print(
        f"{SUBSCRIBERS} subscribers for {seconds:.0f} s: {len(answers)} requests, {unchanged:.0%} "
        f"unchanged, {len(failed)} errors; median {took[49]:.1f} ms, 95th {took[94]:.1f} ms, "
        f"99th {took[98]:.1f} ms"
    )
    return [f"{len(failed)} requests of subscribers failed"] if failed else []


def polls(paths: Sequence[str], tags: dict[str, str], seconds: float) -> list[Call]:
    """Return who asks when: evenly, but for bursts; few feeds have most of the readers."""
    choose = random.Random(2027)  # noqa: S311 -- the same readers in each run, no secret
    calls, second = [], SUBSCRIBERS / EVERY_SECONDS
    weights = [1 / (number + 1) for number in range(len(paths))]
    for start in range(int(seconds)):
        is_burst = BURST_EVERY // 2 <= start % BURST_EVERY < BURST_EVERY // 2 + BURST_SECONDS
        for _ in range(int(second * (BURST if is_burst else 1))):
            path = choose.choices(paths, weights)[0]
            known = f"If-None-Match: {tags[path]}\r\n" if choose.random() < 0.9 else ""
            headers = f"Accept-Encoding: gzip, br\r\n{known}Connection: close\r\n"
            calls.append(Call(path, headers, start + choose.random()))
    return calls


def _names(site: Site) -> list[str]:
    wholes = [f"initiatives/bench-{size}" for size in SIZES[:2]]
    return [*wholes, *(f"events/{each}" for each in _slugs(site, 30))]


def _slugs(site: Site, most: int) -> Sequence[str]:
    with site.app.app_context(), reading_session(db.engine) as session:
        return session.scalars(select(Event.slug).order_by(Event.id).limit(most)).all()


def ask(site: Site, call: Call) -> Answer:
    """Make one call."""
    return each_alone(site.port, [call])[0]


@contextmanager
def product(folder: Path) -> Iterator[Site]:
    """Make a world on an own database, and start web server and worker on it."""
    os.environ["COURSEAPP_INSTANCE"] = str(folder)
    os.environ.pop("COURSEAPP_DATABASE_URL", None)
    app = create_app(read_settings())
    with app.app_context():
        flask_migrate.upgrade()
        with Session(db.engine) as session:
            for size in SIZES:
                arrange(session, size)
            session.commit()
    counted = folder / "builds"
    counted.touch()
    web = serving("benchmarks.feeds", "web", "{port}", str(counted))
    with web as port, running("benchmarks.feeds", "worker"):
        site = Site(app, port, counted)
        while ask(site, Call("/healthz")).status != 200:  # until the worker beats, all is looked up
            time.sleep(0.2)
        yield site


def lift_limits() -> None:
    """Let a feed be as long as it likes."""
    windows.MOST_ENTRIES = 100_000
    publishing.MOST_OCTETS = 1_000_000_000


def arrange(session: Session, size: int) -> None:
    """Write an initiative with so many sessions, ten in each event."""
    now = utc_now()
    owner = Initiative(
        slug=f"bench-{size}",
        name="Carbon markets",
        short_name=f"Bench {size}",
        summary="Carbon markets",
        is_public=True,
        changed_at=now,
    )
    session.add(owner)
    session.flush()
    for number in range(size // SESSIONS_OF_AN_EVENT):
        session.add(_event(owner, number, now))
    session.flush()


def _event(owner: Initiative, number: int, now: datetime) -> Event:
    starts = datetime(now.year, now.month, 1, 9, tzinfo=UTC) + timedelta(days=number % 700)
    last = starts + timedelta(days=SESSIONS_OF_AN_EVENT - 1)
    event = Event(
        slug=f"{owner.slug}-{number}",
        initiative=owner,
        title="Emissions trading course",
        kind=EventKind.COURSE,
        mode=Mode.IN_PERSON,
        access=Access.APPLICATION,
        status=EventStatus.PUBLISHED,
        zone=ZONES[number % len(ZONES)],
        venue="Badia Fiesolana",
        city="Florence",
        country="IT",
        starts_on=starts.date(),
        ends_on=last.date(),
        calendar_uid=calendar_uid(),
        created_at=now,
        changed_at=now,
    )
    for day in range(SESSIONS_OF_AN_EVENT):
        _add_sitting(event, starts + timedelta(days=day), now)
    return event


def _add_sitting(event: Event, at: datetime, now: datetime) -> None:
    ends = at + timedelta(minutes=90)
    facts: dict[str, Any] = {
        "title": f"Day {at.day}: setting a cap",
        "zone": event.zone,
        "starts_at": at,
        "ends_at": ends,
        "starts_local": at.replace(tzinfo=None),
        "ends_local": ends.replace(tzinfo=None),
        "calendar_uid": calendar_uid(),
        "status": SessionStatus.SCHEDULED,
        "description": WORDS * 3,
        "created_at": now,
        "changed_at": now,
    }
    planned = EventSession(event=event, **facts)
    event.published_sessions.append(PublishedSession(session=planned, **facts))


@contextmanager
def serving(module: str, *arguments: str) -> Iterator[int]:
    """Run a server in a process of its own; give its port, which stands for ``{port}``."""
    port = free_port()
    with running(module, *(each.format(port=port) for each in arguments)):
        until = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection((HOST, port)):
                break
            time.sleep(0.1)
        yield port


@contextmanager
def running(module: str, *arguments: str) -> Iterator[None]:
    """Run a module in a process of its own."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command) as process:  # noqa: S603 - our own modules
        try:
            yield
        finally:
            process.terminate()


def serve_product(port: int, counted: Path) -> None:
    """The product as `make run` serves it; it counts its builds."""
    build = giving.build

    def count(*asked: Any) -> Any:
        with counted.open("ab") as file:
            file.write(b".")
        return build(*asked)

    giving.build = count
    wire.serve(create_app(read_settings()), port, THREADS)


def serve_worker() -> None:
    """The worker as `make run` starts it, without a supervisor with which it ends."""
    worker.end_with_supervisor = lambda: None
    worker.main()


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements of what runs inside."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    database_event.listen(db.engine, "before_cursor_execute", note)
    yield found
    database_event.remove(db.engine, "before_cursor_execute", note)


if __name__ == "__main__":
    lift_limits()
    if sys.argv[1:2] == ["web"]:
        serve_product(int(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] == ["worker"]:
        serve_worker()
    else:
        sys.exit(main(*(float(each) for each in sys.argv[1:2])))

"""Two programs that subscribe to a feed, run as on their people's computers.

Each has a home of its own and keeps what it read from one synchronisation to the next.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from tests.support import programs

PATIENCE_SECONDS = 90.0
STOP_WITHIN_SECONDS = 30.0
SETTLED_AFTER_SECONDS = 0.5
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, order=True)
class Held:
    """One event as the program shows it; `starts_at` is in UTC."""

    starts_at: datetime
    title: str
    status: str


class Subscriber(Protocol):
    """A program that holds a copy of the feed at an address."""

    def __init__(self, home: Path, address: str) -> None: ...

    def synchronise(self, until: Callable[[list[Held]], bool]) -> list[Held]:
        """Read the feed again and return all that the program holds then.

        `until` says whether it has seen what is new: some take their time.
        """
        ...


class Khal:
    """khal, a calendar of the terminal, for which vdirsyncer fetches the feed into files."""

    def __init__(self, home: Path, address: str) -> None:
        self.home = home
        (home / "events").mkdir(parents=True)
        (home / "vdirsyncer").write_text(VDIRSYNCER.format(home=home, address=address))
        (home / "khal").write_text(KHAL.format(home=home))
        self._run("vdirsyncer", "-c", "vdirsyncer", "discover")

    def synchronise(self, until: Callable[[list[Held]], bool]) -> list[Held]:
        """Fetch, and list what is in the files; vdirsyncer is done when it ends."""
        self._run("vdirsyncer", "-c", "vdirsyncer", "sync")
        wanted = ["--once", "--day-format", "", "--format", "{start-long}|{status}|{title}"]
        told = self._run("khal", "-c", "khal", "list", *wanted, "2027-01-01", "365d")
        held = sorted(self._held(line) for line in told.splitlines())
        assert until(held), held
        return held

    def _held(self, line: str) -> Held:
        starts, status, title = line.split("|")
        at = datetime.strptime(starts, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        return Held(at, title, status.strip())

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", program, *arguments],
            cwd=self.home,
            env=_at_home(self.home),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


class Thunderbird:
    """Thunderbird without its windows; it fetches the feed whenever it is started."""

    def __init__(self, home: Path, address: str) -> None:
        self.home, self.profile = home, home / "profile"
        self.profile.mkdir(parents=True)
        preferences = {f"calendar.registry.{CALENDAR}.uri": address} | PREFERENCES
        lines = (f'user_pref("{name}", {_in_js(it)});\n' for name, it in preferences.items())
        (self.profile / "user.js").write_text("".join(lines))

    def synchronise(self, until: Callable[[list[Held]], bool]) -> list[Held]:
        """Start it, wait until it has kept what is new, and look once more after it has ended."""
        with self._running():
            patience = time.monotonic() + PATIENCE_SECONDS
            held, earlier = self._held(), None
            while not until(held) or held != earlier:
                assert time.monotonic() < patience, (held, self._said())
                time.sleep(SETTLED_AFTER_SECONDS)
                held, earlier = self._held(), held
        return self._held()

    @contextmanager
    def _running(self) -> Iterator[None]:
        program = programs.thunderbird()
        assert program, "Thunderbird is not installed: `make test` installs it"
        with (self.home / "said.txt").open("wb") as log:
            process = subprocess.Popen(
                [str(program), "--headless", "--no-remote", "--profile", str(self.profile)],
                env=_at_home(self.home),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield
            process.terminate()
            process.wait(STOP_WITHIN_SECONDS)
        finally:
            with _no_such_process():
                os.killpg(process.pid, signal.SIGKILL)  # it, and the parts that it started
            process.wait()

    def _held(self) -> list[Held]:
        """Return what is in its store, read from a copy: it keeps the store locked."""
        copy = self.home / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for file in (self.profile / "calendar-data").glob("cache.sqlite*"):
            shutil.copy(file, copy)
        with closing(sqlite3.connect(copy / "cache.sqlite")) as store:
            try:
                rows = store.execute(STORED).fetchall()
            except sqlite3.DatabaseError:  # it has not made its tables yet, or was just writing
                return []
        return sorted(Held(_since_epoch(at), title, status) for at, title, status in rows)

    def _said(self) -> str:
        return (self.home / "said.txt").read_text(errors="replace")


@contextmanager
def _no_such_process() -> Iterator[None]:
    try:
        yield
    except ProcessLookupError:
        return


def _at_home(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of whoever runs the tests is found."""
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}


def _since_epoch(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)


def _in_js(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


VDIRSYNCER = """
[general]
status_path = "{home}/status/"
[pair feed]
a = "remote"
b = "local"
collections = null
[storage remote]
type = "http"
url = "{address}"
[storage local]
type = "filesystem"
path = "{home}/events/"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[feed]]
path = {home}/events/
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.sqlite
"""
CALENDAR = "00000000-0000-4000-8000-000000000001"
PREFERENCES: dict[str, str | int | bool] = {
    f"calendar.registry.{CALENDAR}.type": "ics",
    f"calendar.registry.{CALENDAR}.name": "Training",
    f"calendar.registry.{CALENDAR}.cache.enabled": True,
    f"calendar.registry.{CALENDAR}.readOnly": True,
    # It speaks to nobody but the server of the test: all else goes to a port that is closed.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "network.proxy.allow_hijacking_localhost": False,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mailnews.start_page.enabled": False,
}
STORED = "SELECT event_start, title, ical_status FROM cal_events"

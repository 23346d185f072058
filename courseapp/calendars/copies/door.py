"""Public feeds answered before Flask hears of them, and whoever asks too often turned away.

Thousands of programs ask for the same feed, nearly always for what they have already. The door
gives the answer that Flask would give, by the same function; what it does not have goes through.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from courseapp.calendars.copies.asking import Wanted, wanted_at
from courseapp.calendars.copies.giving import COPIES, Copies
from courseapp.calendars.feeds.addresses import ROOT
from courseapp.core.allowances import Allowance, client_of
from courseapp.core.feeds import Headers, Prepared, decide

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

START = f"{ROOT}/"
START_OF_SECRETS = f"{START}mine/"
OWN_ENDING = "/calendar.ics"  # behind a secret of its own, such as a speaker's
BUILT = "courseapp.feed_was_built"  # what Flask says of its answer
READS = frozenset({"GET", "HEAD"})
DEAD = ("404", "410")


class Cost(StrEnum):
    """What an answer takes."""

    KEPT = "kept"  # a copy
    OWN = "own"  # a feed behind a secret, built for its reader
    BUILT = "built"  # a feed for which nobody asked before, or none at all


# A minute of one client, in each process. Behind the address of Google, or of a ministry, are
# many readers, and a copy costs next to nothing; whoever guesses secrets, or walks through all
# filters, is slowed down soon.
ALLOWED: Mapping[Cost, int] = MappingProxyType({Cost.KEPT: 6000, Cost.OWN: 600, Cost.BUILT: 60})
MINUTE = 60


def allowances() -> dict[Cost, Allowance]:
    """Return what each client is allowed, all of it untouched."""
    return {cost: Allowance(most, MINUTE) for cost, most in ALLOWED.items()}


@dataclass(frozen=True)
class Door:
    """A WSGI application in front of Flask's. `more` is what the site says with each feed."""

    app: Flask
    behind: "WSGIApplication"
    copies: Copies
    more: Headers = ()
    allowances: dict[Cost, Allowance] = field(default_factory=allowances)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as PEP 3333 says."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in READS or not is_feed(path):
            return self.behind(environ, start_response)
        if wait := self._take(Cost.KEPT, environ):
            return _too_often(wait, start_response)
        wanted = _wanted(path, environ)
        prepared = self._at_hand(wanted.key) if wanted else None
        if wanted is None or prepared is None:
            return self._let_through(path, environ, start_response)
        answer = decide(wanted.as_given(prepared), environ)
        start_response(answer.status, [*answer.headers, *self.more])
        return [answer.octets]

    def _at_hand(self, key: str) -> Prepared | None:
        prepared = self.copies.on_shelf(key)
        if prepared is not None:
            return prepared
        try:
            with self.app.app_context():
                return self.copies.ready(key)
        except SQLAlchemyError:
            return None  # Flask says it

    def _let_through(
        self, path: str, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """What Flask has to build, or cannot find, is allowed less often."""
        wait = self._wait(Cost.BUILT, environ) or (
            self._take(Cost.OWN, environ) if is_secret(path) else 0
        )
        if wait:
            return _too_often(wait, start_response)
        said: list[str] = []

        def note(status: str, *rest: Any) -> Callable[[bytes], object]:
            said.append(status)
            return start_response(status, *rest)

        octets = self.behind(environ, note)
        if environ.get(BUILT) or any(status.startswith(DEAD) for status in said):
            self._take(Cost.BUILT, environ)
        return octets

    def _take(self, cost: Cost, environ: "WSGIEnvironment") -> int:
        client = client_of(environ.get("REMOTE_ADDR", ""))
        return self.allowances[cost].take(client, self._at()) if client else 0

    def _wait(self, cost: Cost, environ: "WSGIEnvironment") -> int:
        client = client_of(environ.get("REMOTE_ADDR", ""))
        return self.allowances[cost].wait(client, self._at()) if client else 0

    def _at(self) -> float:
        return self.copies.clock().timestamp()


def wire(app: Flask, more: Headers = ()) -> None:
    """Put the door in front of the app."""
    copies = cast(Copies, app.extensions[COPIES])
    app.wsgi_app = Door(app, app.wsgi_app, copies, more)  # type: ignore[method-assign]


def is_feed(path: str) -> bool:
    """Whether calendar programs read what is there."""
    return path.startswith(START) or path.endswith(OWN_ENDING)


def is_secret(path: str) -> bool:
    """Whether a secret in the path lets its reader in."""
    return path.startswith(START_OF_SECRETS) or path.endswith(OWN_ENDING)


def _wanted(path: str, environ: "WSGIEnvironment") -> Wanted | None:
    if is_secret(path):
        return None
    try:
        name = path.encode("latin-1").decode()  # PEP 3333 has octets in texts
    except UnicodeDecodeError:
        return None
    return wanted_at(name.removeprefix(START), environ.get("HTTP_ACCEPT", ""))


def _too_often(wait: int, start_response: "StartResponse") -> Iterable[bytes]:
    """Say when to come again (RFC 6585 §4)."""
    octets = f"Too many requests. Come again in {wait} seconds.\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(octets))),
        ("Retry-After", str(wait)),
        ("Cache-Control", "no-store"),
    ]
    start_response("429 TOO MANY REQUESTS", headers)
    return [octets]

"""The door in front of Flask: the same answers, fewer steps, and an end to asking too often."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from werkzeug.datastructures import Headers
from werkzeug.http import http_date
from werkzeug.test import EnvironBuilder

from courseapp.calendars.copies.door import ALLOWED, Cost, Door
from courseapp.calendars.feeds import personal
from courseapp.calendars.formats.representations import REPRESENTATIONS
from courseapp.calendars.services import make_address
from courseapp.core.heartbeat import beat
from courseapp.events.models import Event
from tests.calendars.memory import empty_handed
from tests.calendars.story import ALL, FEED, World

WHOLE = "/calendars/all"
FAR_AWAY = "192.0.2.7"
ANSWER = tuple[str, list[tuple[str, str]], bytes]


def ask(behind: Any, path: str, method: str = "GET", **headers: str) -> ANSWER:
    """Return status, headers in alphabetical order, and octets of a WSGI application."""
    sent = {name.replace("_", "-"): value for name, value in headers.items() if value}
    environ = EnvironBuilder(path=path, method=method, headers=Headers(sent)).get_environ()
    said: list[Any] = []
    octets: Iterable[bytes] = behind(environ, lambda *told: said.extend(told))
    return said[0], sorted(said[1]), b"".join(octets)


@pytest.fixture
def door(world: World, course: Event) -> Iterator[Door]:
    """The door, with nothing at hand and nobody counted, and a worker that beats behind it."""
    door = world.app.wsgi_app
    assert isinstance(door, Door)
    beat(world.session, "worker", world.clock.now)
    world.session.commit()
    with empty_handed(world.app):
        yield door


def test_the_door_answers_as_flask_does(door: Door, world: World) -> None:
    """Whatever form, coding, method and condition: each answer once from either."""
    tags = dict(ask(door, ALL, Accept_Encoding=coding)[1])["ETag"] if (coding := "br") else ""
    conditions: list[dict[str, str]] = [
        {},
        {"If_None_Match": "*"},
        {"If_None_Match": f'"other", W/{tags}'},
        {"If_None_Match": '"other"', "If_Modified_Since": http_date(world.clock.now)},
        {"If_Modified_Since": http_date(world.clock.now + timedelta(days=40))},
        {"If_Modified_Since": "yesterday"},
    ]
    paths = (ALL, FEED, WHOLE, "/calendars/fr/all.json")
    for path, method, coding, condition in product(
        paths, ("GET", "HEAD"), ("", "gzip", "br"), conditions
    ):
        sent = {"Accept_Encoding": coding, **condition}
        first = ask(door, path, method, **sent)
        assert ask(door, path, method, **sent) == first  # now it is known to be good
        with world.counted() as found:
            assert ask(door, path, method, **sent) == first
        assert not found
        assert ask(door.behind, path, method, **sent) == first
        assert first[0][:3] in ("200", "304")


@pytest.mark.parametrize("form", REPRESENTATIONS, ids=lambda form: form.extension)
def test_each_form_is_had_by_extension_or_by_accept(world: World, course: Event, form: Any) -> None:
    kind = form.content_type.partition(";")[0]
    by_name = world.client.get(WHOLE + form.extension)
    chosen = world.client.get(WHOLE, headers={"Accept": f"image/png, {kind};q=0.9, */*;q=0.1"})
    assert by_name.data == chosen.data
    for response in (by_name, chosen):
        assert response.headers["Content-Type"] == form.content_type
        assert response.headers["Content-Disposition"] == f'inline; filename="all{form.extension}"'
    assert by_name.headers["Vary"] == "Accept-Encoding"
    assert chosen.headers["Vary"] == "Accept, Accept-Encoding"
    assert chosen.headers["Content-Location"] == WHOLE + form.extension
    tagged = {"Accept": kind, "If-None-Match": chosen.headers["ETag"]}
    again = world.client.get(WHOLE, headers=tagged)
    assert (again.status_code, again.headers["Vary"]) == (304, "Accept, Accept-Encoding")


@pytest.mark.parametrize(
    "path",
    [
        "/calendars/nothing.ics",
        "/calendars/initiatives/nothing",
        "/calendars/mine/guess.ics",
        "/calendars/mine/guess",
        "/calendars/%ff.ics",
        "/calendars/a%00b.ics",
        "/speak/guess/calendar.ics",
    ],
)
def test_what_is_no_feed_is_404_in_a_few_bytes_without_cookie_or_sign_in(
    world: World, path: str
) -> None:
    for method in ("GET", "HEAD"):
        answer = world.client.open(path, method=method)
        assert answer.status_code == 404
        assert len(answer.data) < 40
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers
        assert "Location" not in answer.headers


def test_a_secret_address_is_found_by_no_search_told_to_no_other_site_and_in_no_log(
    world: World,
    course: Event,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = make_address(world.session, world.clock.now, world.cast.accepted)
    path = f"/calendars/mine/{token}.ics"
    answer = world.client.get(path)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert token.encode() not in answer.data
    world.app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(personal, "first_of_month", None)  # a fault of ours
    caplog.set_level(logging.DEBUG)
    assert world.client.get(path).status_code == 500
    assert "/calendars/mine/…" in caplog.text
    assert token not in caplog.text


class Reader:
    """A program somewhere on the Internet."""

    def __init__(self, world: World, address: str = FAR_AWAY) -> None:
        self.world, self.address = world, address

    def get(self, path: str) -> Any:
        return self.world.client.get(path, environ_overrides={"REMOTE_ADDR": self.address})


def test_whoever_guesses_secrets_is_slowed_down_and_told_until_when(
    door: Door, world: World
) -> None:
    guesser = Reader(world)
    for number in range(ALLOWED[Cost.BUILT]):
        assert guesser.get(f"/calendars/mine/guess-{number}.ics").status_code == 404
    with world.counted() as found:
        refused = guesser.get("/calendars/mine/another.ics")
    assert not found
    assert refused.status_code == 429
    assert len(refused.data) < 60
    assert refused.headers["Cache-Control"] == "no-store"
    # What costs nothing is still given to her, and everything to everybody else.
    world.client.get(ALL)
    assert guesser.get(ALL).status_code == 200
    assert Reader(world, "192.0.2.8").get("/calendars/mine/guess.ics").status_code == 404
    world.clock.advance(seconds=int(refused.headers["Retry-After"]))
    assert guesser.get("/calendars/mine/another.ics").status_code == 404


def test_whoever_makes_us_build_feed_after_feed_is_slowed_down(door: Door, world: World) -> None:
    door.allowances[Cost.BUILT].most = 2
    crawler = Reader(world)
    for name in ("all", "fr/all"):
        assert crawler.get(f"/calendars/{name}.ics").status_code == 200
    assert crawler.get("/calendars/es/all.ics").status_code == 429
    assert crawler.get("/calendars/fr/all.ics").status_code == 200


def test_many_readers_behind_one_address_get_what_is_kept(door: Door, world: World) -> None:
    door.allowances[Cost.KEPT].most = 40
    world.client.get(ALL)
    answers = [Reader(world).get(ALL) for _ in range(41)]
    assert [answer.status_code for answer in answers] == [200] * 40 + [429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 120
    assert ALLOWED[Cost.KEPT] == 100 * ALLOWED[Cost.BUILT]


def test_what_is_no_feed_passes_the_door_without_being_counted(door: Door, world: World) -> None:
    visitor = Reader(world, "192.0.2.9")
    for _ in range(ALLOWED[Cost.BUILT] + 1):
        assert visitor.get("/nothing").status_code == 404

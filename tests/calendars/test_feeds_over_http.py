"""Feeds as calendar programs and caches between meet them, through the whole product."""

import gzip
import re
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import brotli
import pytest
from werkzeug.http import parse_date

from courseapp.calendars.services import make_address
from courseapp.events.models import Event
from tests.calendars.story import ALL, FEED, ICAP, SLUG, World
from tests.support.people import AsPerson

EXPECTED = Path(__file__).with_name("course.ics")
# By what a reader says that it takes: what it gets.
CODINGS = {"": "", "gzip": "gzip", "gzip, deflate, br, zstd": "br", "br": "br", "identity": ""}
UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


def test_the_same_data_are_the_same_octets_on_every_database(world: World, course: Event) -> None:
    assert world.client.get(FEED).data == EXPECTED.read_bytes()


@pytest.mark.parametrize("address", [ALL, ICAP, FEED])
def test_nothing_changes_while_nothing_changes(world: World, course: Event, address: str) -> None:
    first = world.client.get(address)
    world.clock.advance(days=20, hours=3)
    second = world.client.get(address)
    assert second.data == first.data
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Last-Modified"] == first.headers["Last-Modified"]


@pytest.mark.parametrize("address", [ALL, ICAP, FEED])
def test_who_has_the_feed_is_told_so_in_a_304(world: World, course: Event, address: str) -> None:
    for coding, method in product(CODINGS, ["GET", "HEAD"]):
        asked = {"Accept-Encoding": coding}
        first = world.client.get(address, headers=asked)
        tagged = {**asked, "If-None-Match": first.headers["ETag"]}
        dated = {**asked, "If-Modified-Since": first.headers["Last-Modified"]}
        for condition in (tagged, dated):
            again = world.client.open(address, method=method, headers=condition)
            assert again.status_code == 304
            assert again.data == b""
            for name in ("ETag", "Cache-Control", "Vary"):
                assert again.headers[name] == first.headers[name]


def test_each_coding_has_a_tag_of_its_own(world: World, course: Event) -> None:
    plain = world.client.get(FEED)
    tags: dict[str, str] = {}
    for wish, coding in CODINGS.items():
        coded = world.client.get(FEED, headers={"Accept-Encoding": wish})
        assert coded.headers.get("Content-Encoding", "") == coding
        assert UNPACK[coding](coded.data) == plain.data
        assert coded.headers["Content-Length"] == str(len(coded.data))
        assert tags.setdefault(coding, coded.headers["ETag"]) == coded.headers["ETag"]
    assert len(set(tags.values())) == 3


def test_after_a_change_the_old_tag_brings_the_new_feed(world: World, course: Event) -> None:
    first = world.client.get(FEED)
    course.venue, course.changed_at = "Villa Salviati", world.clock.advance(days=1)
    tagged = world.client.get(FEED, headers={"If-None-Match": first.headers["ETag"]})
    dated = world.client.get(FEED, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert tagged.status_code == dated.status_code == 200
    assert "Villa Salviati" in tagged.get_data(as_text=True)


def test_what_no_calendar_shows_of_a_record_changes_no_octet(world: World, course: Event) -> None:
    first, own = world.client.get(FEED).data, course.initiative
    own.summary, own.changed_at = "Said in other words", world.clock.advance(days=1)
    world.session.commit()
    assert world.client.get(FEED).data == first
    own.website, own.changed_at = "https://new.example.org", world.clock.advance(days=1)
    world.session.commit()
    assert b"new.example.org" in world.client.get(FEED).data


def test_the_whole_course_brings_its_programme_to_print(world: World, course: Event) -> None:
    (whole,) = world.read(f"/calendars/overview/events/{SLUG}.ics").values()
    printed = world.client.get(f"/events/{SLUG}/programme.pdf")
    assert whole["ATTACH"].endswith(f"/events/{SLUG}/programme.pdf")
    assert printed.status_code == 200
    assert printed.content_type == "application/pdf"


def test_head_says_what_get_says(world: World, course: Event) -> None:
    got, head = world.client.get(FEED), world.client.head(FEED)
    assert head.data == b""
    assert dict(head.headers, Date="") == dict(got.headers, Date="")


@pytest.mark.parametrize("address", [ALL, ICAP, FEED])
def test_a_public_feed_may_be_kept_by_all_and_knows_no_cookie(
    world: World, course: Event, as_person: AsPerson, address: str
) -> None:
    for browser in (world.client, as_person(world.cast.accepted)):
        response = browser.get(address)
        assert response.headers["Cache-Control"] == "public, max-age=300"
        assert response.headers["Vary"] == "Accept-Encoding"
        assert "Set-Cookie" not in response.headers
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        name = re.escape(address.rpartition("/")[2])
        assert re.fullmatch(f'inline; filename="{name}"', response.headers["Content-Disposition"])


def test_a_personal_feed_knows_no_cookie_either(world: World, as_person: AsPerson) -> None:
    token = make_address(world.session, world.clock.now, world.cast.accepted)
    response = as_person(world.cast.accepted).get(f"/calendars/mine/{token}.ics")
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in response.headers
    assert token not in response.headers["Content-Disposition"]


def test_when_old_entries_leave_the_feed_its_date_moves_on(world: World, course: Event) -> None:
    before = world.client.get(ALL)
    world.clock.set(datetime(2027, 7, 9, tzinfo=UTC))
    dated = {"If-Modified-Since": before.headers["Last-Modified"]}
    after = world.client.get(ALL, headers=dated)
    assert after.status_code == 200
    assert parse_date(after.headers["Last-Modified"]) == datetime(2027, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_feed_is_only_read(world: World, course: Event, method: str) -> None:
    assert world.client.open(FEED, method=method).status_code in {400, 405}

"""Reading a feed again: conditions, codings and copies (RFC 9110)."""

import gzip
from dataclasses import replace
from datetime import timedelta
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis.strategies import text
from werkzeug.datastructures import Headers
from werkzeug.http import http_date
from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Response

from courseapp.core.feeds import Feed as Publication
from courseapp.core.feeds import answer, chosen_by_accept, decide, in_every_coding, prepare
from tests.unit.calendars.samples import A_DAY

PUBLIC = Publication(b"BEGIN:VCALENDAR\r\n" * 99, A_DAY, "icap.ics", "text/calendar; charset=utf-8")
PERSONAL = replace(PUBLIC, personal=True, filename="my-calendar.ics")
UNCHANGED = http_date(A_DAY)
EARLIER = http_date(A_DAY - timedelta(seconds=1))


def get(publication: Publication = PUBLIC, method: str = "GET", **headers: str) -> Any:
    """The answer as it goes over the wire; `If_None_Match=…` sends that header."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    environ = EnvironBuilder(method=method, headers=Headers(sent)).get_environ()
    return Client(answer(publication, environ), Response).open(environ)


def tag(accepted: str = "") -> str:
    return str(get(Accept_Encoding=accepted).headers["ETag"])


def test_a_feed_says_what_it_is_and_who_may_keep_it() -> None:
    response = get()
    assert response.status_code == 200
    assert response.data == PUBLIC.octets
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="icap.ics"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Last-Modified"] == UNCHANGED
    assert "Set-Cookie" not in response.headers


def test_a_personal_feed_is_kept_by_its_reader_only_and_found_by_no_search() -> None:
    response = get(PERSONAL)
    assert response.headers["Cache-Control"] == "private, max-age=300"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_the_same_octets_have_the_same_strong_tag_and_others_another() -> None:
    other = answer(replace(PUBLIC, octets=b"else"), EnvironBuilder().get_environ())
    assert tag() == tag()
    assert tag().startswith('"')
    assert other.headers["ETag"] != tag()


@pytest.mark.parametrize(
    "condition", ["{}", "W/{}", '"x", {}', 'W/"x",W/{}', "*", '"x" , {} , "y"']
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_a_reader_who_has_it_gets_304_without_content(
    condition: str, method: str, coding: str
) -> None:
    known = tag(coding)
    response = get(method=method, If_None_Match=condition.format(known), Accept_Encoding=coding)
    assert response.status_code == 304
    assert response.data == b""
    assert response.headers["ETag"] == known
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "Content-Type" not in response.headers
    assert "Content-Length" not in response.headers


@pytest.mark.parametrize(
    "condition", ['"other"', 'W/"other", "third"', '""', "other", '"*"', '"other", *', "W/", '"']
)
def test_a_reader_who_has_another_state_gets_the_feed(condition: str) -> None:
    assert get(If_None_Match=condition).status_code == 200


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (UNCHANGED, 304),
        (http_date(A_DAY + timedelta(days=400)), 304),
        (EARLIER, 200),
        ("yesterday", 200),
        ("", 200),
    ],
)
def test_a_date_decides_where_there_is_no_tag_and_a_bad_date_is_ignored(
    since: str, status: int
) -> None:
    assert get(If_Modified_Since=since).status_code == status


def test_a_tag_wins_over_a_date() -> None:
    assert get(If_None_Match='"other"', If_Modified_Since=UNCHANGED).status_code == 200
    assert get(If_None_Match=tag(), If_Modified_Since=EARLIER).status_code == 304
    assert get(If_None_Match="", If_Modified_Since=UNCHANGED).status_code == 200


def test_head_is_get_without_content() -> None:
    full, head = get(), get(method="HEAD")
    assert head.data == b""
    assert head.status_code == 200
    different = {"Date"}
    assert {k: v for k, v in head.headers if k not in different} == {
        k: v for k, v in full.headers if k not in different
    }
    assert head.headers["Content-Length"] == str(len(PUBLIC.octets))


@pytest.mark.parametrize(
    "accepted", ["gzip", "br;q=0.5, gzip", "gzip;q=0.5", "deflate, gzip;q=1.0", "br;q=0, gzip"]
)
def test_a_reader_who_takes_gzip_gets_it_under_a_tag_of_its_own(accepted: str) -> None:
    response = get(Accept_Encoding=accepted)
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data) == PUBLIC.octets
    assert response.headers["ETag"] != tag()
    assert response.headers["Content-Length"] == str(len(response.data))


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate, br, zstd", "br, gzip", "*"])
def test_a_reader_who_takes_brotli_gets_what_is_smallest(accepted: str) -> None:
    response = get(Accept_Encoding=accepted)
    assert response.headers["Content-Encoding"] == "br"
    assert brotli.decompress(response.data) == PUBLIC.octets
    assert response.headers["ETag"] not in (tag(), tag("gzip"))
    assert response.headers["Content-Length"] == str(len(response.data))


@pytest.mark.parametrize(
    "accepted", ["", "identity", "gzip;q=0", "deflate", "identity, gzip;q=0.5", "identity;q=0", "§"]
)
def test_who_asks_for_no_coding_of_ours_gets_the_plain_text(accepted: str) -> None:
    response = get(Accept_Encoding=accepted)
    assert "Content-Encoding" not in response.headers
    assert response.data == PUBLIC.octets


@pytest.mark.parametrize(("has", "asks"), [("gzip", ""), ("", "gzip"), ("br", "gzip"), ("", "br")])
def test_the_tag_of_one_coding_is_not_that_of_another(has: str, asks: str) -> None:
    assert get(If_None_Match=tag(has), Accept_Encoding=asks).status_code == 200


def test_what_was_chosen_by_accept_says_so_and_where_it_has_its_own_address() -> None:
    own = prepare(PUBLIC, in_every_coding(PUBLIC.octets))
    chosen = chosen_by_accept(own, "/calendars/all.ics")
    for condition in ({}, {"HTTP_IF_NONE_MATCH": tag()}):
        environ = {"REQUEST_METHOD": "GET", **condition}
        told, plain = (dict(decide(each, environ).headers) for each in (chosen, own))
        more = {"Vary": "Accept, Accept-Encoding", "Content-Location": "/calendars/all.ics"}
        assert told == plain | more


@given(
    text(alphabet='"W/ ,*abc', max_size=20),
    text(alphabet="brgzip*;q=0.51, ", max_size=20),
    text(alphabet="Mon, 01 Mar 2027 09:00:00 GMT", max_size=30),
)
def test_whatever_a_reader_sends_there_is_an_answer(tags: str, codings: str, date: str) -> None:
    for name in ("If_None_Match", "Accept_Encoding"):
        sent = {name: tags, "If_Modified_Since": date, "Accept_Encoding": codings}
        assert get(PUBLIC, **sent).status_code in {200, 304}

"""A feed over HTTP: what is said of it, and the one way in which an answer is decided.

Validators and conditions are those of RFC 9110 §8.8 and §13, caching that of RFC 9111 §5.2.
Whether an answer comes out of memory, of the database or is made for one reader: its status,
headers and octets come from `decide`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from flask import Response
from werkzeug.http import http_date
from werkzeug.wrappers import Request

from courseapp.core.codings import ENCODE, Coding, coding_for
from courseapp.core.conditions import is_unchanged

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

FRESH_FOR_SECONDS = 300

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Feed:
    """The octets of a feed, the instant of its newest change, and who may keep a copy.

    `filename` is plain ASCII. Shared caches keep nothing that is `personal`.
    """

    octets: bytes
    changed_at: datetime
    filename: str
    content_type: str
    personal: bool = False


@dataclass(frozen=True)
class Variant:
    """A feed in one coding, with a strong tag of just these octets, and its headers at hand."""

    octets: bytes
    tag: str
    headers: Headers
    headers_unchanged: Headers


@dataclass(frozen=True)
class Prepared:
    """A feed in the codings in which it may be asked for."""

    changed_at: datetime
    variants: Mapping[Coding, Variant]


@dataclass(frozen=True)
class Decided:
    """What goes over the wire. `octets` are empty after HEAD, whose headers count them though."""

    status: str
    headers: Headers
    octets: bytes


class FeedResponse(Response):
    """An answer that programs read: the headers that guard pages are left out of it."""


def decide(prepared: Prepared, environ: "WSGIEnvironment") -> Decided:
    """Return the answer to a GET or HEAD: 200, or 304 without content if the reader has it."""
    variant = prepared.variants[coding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))]
    if is_unchanged(
        variant.tag,
        prepared.changed_at,
        environ.get("HTTP_IF_NONE_MATCH"),
        environ.get("HTTP_IF_MODIFIED_SINCE"),
    ):
        return Decided("304 NOT MODIFIED", variant.headers_unchanged, b"")
    is_head = environ["REQUEST_METHOD"] == "HEAD"
    return Decided("200 OK", variant.headers, b"" if is_head else variant.octets)


def answer(feed: Feed, environ: "WSGIEnvironment") -> Response:
    """Return the response of a feed that is made for this request.

    The caller must not have touched the web session, or the response would set a cookie.
    """
    wished = coding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return response_of(decide(prepare(feed, {wished: ENCODE[wished](feed.octets)}), environ))


def response_of(decided: Decided) -> Response:
    """Return the same answer as Flask wants it."""
    response = FeedResponse([decided.octets], decided.status, list(decided.headers))
    response.automatically_set_content_length = False  # that of a HEAD is said already
    return response


def brief(status: int, sentence: str, headers: Iterable[tuple[str, str]] = ()) -> Response:
    """Return a few words for a program, where there is no feed to give."""
    told = [*headers, *_GUARDS]
    plain = "text/plain; charset=utf-8"
    return FeedResponse(f"{sentence}\n", status, told, content_type=plain)


def prepare(feed: Feed, coded: Mapping[Coding, bytes]) -> Prepared:
    """Return the feed with all that can be said of it before anybody asks."""
    variants = {coding: _variant(feed, coding, octets) for coding, octets in coded.items()}
    return Prepared(feed.changed_at, variants)


def chosen_by_accept(prepared: Prepared, address: str) -> Prepared:
    """Return the feed as it is given out where Accept chose its form; `address` is its own.

    RFC 9110 §8.7, §12.5.5.
    """

    def also(headers: Headers) -> Headers:
        others = (each for each in headers if each != _BY_CODING)
        return (*others, ("Vary", "Accept, Accept-Encoding"), ("Content-Location", address))

    variants = {
        coding: replace(
            each, headers=also(each.headers), headers_unchanged=also(each.headers_unchanged)
        )
        for coding, each in prepared.variants.items()
    }
    return replace(prepared, variants=variants)


def in_every_coding(octets: bytes) -> dict[Coding, bytes]:
    """Return the octets in each coding."""
    return {coding: encode(octets) for coding, encode in ENCODE.items()}


def entity_tag(octets: bytes) -> str:
    """Return what tells these octets from all others, in its quotes (RFC 9110 §8.8.3)."""
    return f'"{sha256(octets).hexdigest()[:32]}"'


# What was made for pages does not matter here; that no browser guesses types, and that no
# address is told onwards, does: some addresses are secrets.
_GUARDS: Headers = (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"))


_BY_CODING = ("Vary", "Accept-Encoding")


def _variant(feed: Feed, coding: Coding, octets: bytes) -> Variant:
    tag = entity_tag(octets)
    kept = _kept(feed, tag)
    content = (
        ("Content-Type", feed.content_type),
        ("Content-Length", str(len(octets))),
        ("Content-Disposition", f'inline; filename="{feed.filename}"'),
        ("Last-Modified", http_date(feed.changed_at)),
        *([] if coding is Coding.PLAIN else [("Content-Encoding", coding.value)]),
    )
    return Variant(octets, tag, (*content, *kept), kept)


def _kept(feed: Feed, tag: str) -> Headers:
    """What a 304 says as well (RFC 9110 §15.4.5)."""
    scope = "private" if feed.personal else "public"
    return (
        ("ETag", tag),
        ("Cache-Control", f"{scope}, max-age={FRESH_FOR_SECONDS}"),
        _BY_CODING,
        *_GUARDS,
        *([("X-Robots-Tag", "noindex")] if feed.personal else []),
    )


def prefers_gzip(environ: "WSGIEnvironment") -> bool:
    """Whether the reader takes gzip at least as gladly as plain text; without a wish, not."""
    wishes = Request(environ).accept_encodings
    return wishes.quality("gzip") > 0 and wishes.quality("gzip") >= wishes.quality("identity")


def conditions(environ: "WSGIEnvironment") -> "WSGIEnvironment":
    """The request, without If-Modified-Since where If-None-Match decides (RFC 9110 §13.2.2).

    Werkzeug looks at the date again if it finds no entity tag in If-None-Match.
    """
    if "HTTP_IF_NONE_MATCH" not in environ:
        return environ
    return {name: value for name, value in environ.items() if name != "HTTP_IF_MODIFIED_SINCE"}

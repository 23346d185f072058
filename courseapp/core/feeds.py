"""A feed over HTTP: validators, conditions and compression (RFC 9110 §8.8, §12.5.3, §13)."""

import gzip
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

FRESH_FOR_SECONDS = 300


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


def answer(feed: Feed, environ: "WSGIEnvironment") -> Response:
    """The response to a GET or HEAD: 200, or 304 without content if the reader is up to date.

    Each coding of the content has a strong ETag of its own. The caller must not have touched
    the web session, or the response would set a cookie.
    """
    zipped = prefers_gzip(environ)
    octets = gzip.compress(feed.octets, mtime=0) if zipped else feed.octets
    response = Response(octets, content_type=feed.content_type)
    describe(response, feed)
    response.set_etag(entity_tag(feed.octets, zipped))
    if zipped:
        response.content_encoding = "gzip"
    return response.make_conditional(conditions(environ))


def describe(response: Response, feed: Feed) -> None:
    """Say what the content is and who may keep it."""
    scope = "private" if feed.personal else "public"
    response.headers["Cache-Control"] = f"{scope}, max-age={FRESH_FOR_SECONDS}"
    response.headers["Content-Disposition"] = f'inline; filename="{feed.filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Vary"] = "Accept-Encoding"
    response.last_modified = feed.changed_at
    if feed.personal:
        response.headers["X-Robots-Tag"] = "noindex"


def entity_tag(octets: bytes, zipped: bool) -> str:
    """What tells one state of the feed, in one coding, from every other."""
    return sha256(octets).hexdigest()[:32] + ("-gzip" if zipped else "")


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

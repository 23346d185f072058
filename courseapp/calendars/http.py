"""A feed over HTTP: validators, conditions and compression (RFC 9110 §8.8, §12.5.3, §13)."""

import gzip
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

CONTENT_TYPE = "text/calendar; charset=utf-8"
FRESH_FOR_SECONDS = 300


@dataclass(frozen=True)
class Publication:
    """The octets of a feed, the instant of its newest change, and who may keep a copy.

    `filename` is plain ASCII and ends in .ics. Shared caches keep nothing that is `personal`.
    """

    octets: bytes
    changed_at: datetime
    filename: str
    personal: bool = False


def answer(publication: Publication, environ: "WSGIEnvironment") -> Response:
    """The response to a GET or HEAD: 200, or 304 without content if the reader is up to date.

    Each coding of the content has a strong ETag of its own. The caller must not have touched
    the web session, or the response would set a cookie.
    """
    zipped = prefers_gzip(environ)
    octets = gzip.compress(publication.octets, mtime=0) if zipped else publication.octets
    response = Response(octets, content_type=CONTENT_TYPE)
    describe(response, publication)
    response.set_etag(entity_tag(publication.octets, zipped))
    if zipped:
        response.content_encoding = "gzip"
    return response.make_conditional(conditions(environ))


def describe(response: Response, publication: Publication) -> None:
    """Say what the content is and who may keep it."""
    scope = "private" if publication.personal else "public"
    response.headers["Cache-Control"] = f"{scope}, max-age={FRESH_FOR_SECONDS}"
    response.headers["Content-Disposition"] = f'inline; filename="{publication.filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Vary"] = "Accept-Encoding"
    response.last_modified = publication.changed_at
    if publication.personal:
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

"""Records as files, for everybody: drafts for those alone who edit them."""

import zlib
from collections.abc import Iterable, Iterator

from flask import Response, request
from sqlalchemy import Connection, Engine
from werkzeug.wrappers import Response as AnyResponse

from courseapp.accounts.current import optional_person
from courseapp.core.database import reading_session
from courseapp.core.feeds import FRESH_FOR_SECONDS, answer, conditions, prefers_gzip
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import session
from courseapp.exchange.giving_out import (
    MEDIA_TYPES,
    GivenAs,
    all_records,
    public_records,
    record_file,
    written_together,
)
from courseapp.exchange.views.blueprint import blueprint
from courseapp.initiatives.queries import held_record
from courseapp.mail.outbox import absolute_url

_GZIP = 31  # zlib's window with the head and foot of a gzip file


@blueprint.get("/initiatives.<any(csv,json):given_as>")
@allow(everyone)
def records(given_as: str) -> AnyResponse:
    wanted = GivenAs(given_as)
    state, zipped = all_records(session(), wanted), prefers_gzip(request.environ)
    response = Response(content_type=MEDIA_TYPES[wanted])
    response.set_etag(state.tag + ("-gzip" if zipped else ""))
    response.last_modified = state.changed_at
    response.headers["Cache-Control"] = f"public, max-age={FRESH_FOR_SECONDS}"
    response.headers["Content-Disposition"] = f'inline; filename="initiatives.{given_as}"'
    response.headers["Vary"] = "Accept-Encoding"
    if response.make_conditional(conditions(request.environ)).status_code == 200:
        response.response = _octets(session().get_bind(), wanted, zipped)
        del response.headers["Content-Length"]  # it was counted before there was anything
        if zipped:
            response.content_encoding = "gzip"
    return response


@blueprint.get("/initiatives/<slug>.<any(csv,json,jsonld,yaml):given_as>")
@allow(everyone)
def record_as_file(slug: str, given_as: str) -> AnyResponse:
    held = held_record(session(), slug, optional_person())
    return answer(record_file(held, GivenAs(given_as), _address_of), request.environ)


def _address_of(slug: str) -> str:
    return absolute_url(f"/initiatives/{slug}")


def _octets(bind: Engine | Connection, given_as: GivenAs, zipped: bool) -> Iterator[bytes]:
    with reading_session(bind) as own:
        pieces = (text.encode() for text in written_together(public_records(own), given_as))
        yield from _zipped(pieces) if zipped else pieces


def _zipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packing = zlib.compressobj(wbits=_GZIP)
    for piece in pieces:
        if packed := packing.compress(piece):
            yield packed
    yield packing.flush()

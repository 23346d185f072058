"""The feeds that everybody may read, out of their copies."""

from typing import cast

from flask import current_app, request
from werkzeug.wrappers import Response as AnyResponse

from courseapp.calendars.copies.asking import Wanted, wanted_at
from courseapp.calendars.copies.door import BUILT
from courseapp.calendars.copies.giving import COPIES, Copies
from courseapp.calendars.feeds.addresses import ROOT
from courseapp.calendars.views.blueprint import blueprint
from courseapp.calendars.views.serving import or_missing
from courseapp.core.errors import NotFound
from courseapp.core.feeds import decide, response_of
from courseapp.core.permissions import allow, everyone


@blueprint.get(f"{ROOT}/<path:path>")
@allow(everyone)
def public(path: str) -> AnyResponse:
    """Answer what the door in front of Flask does not have at hand."""
    return or_missing(lambda: _answer(wanted_at(path, request.headers.get("Accept", ""))))


def _answer(wanted: Wanted | None) -> AnyResponse:
    if wanted is None:
        raise NotFound
    copies = cast(Copies, current_app.extensions[COPIES])
    found = copies.at(wanted.key)
    request.environ[BUILT] = found.was_built
    return response_of(decide(wanted.as_given(found.prepared), request.environ))

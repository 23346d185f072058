"""What every feed is answered with."""

from collections.abc import Callable
from typing import cast

from flask import Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from courseapp.calendars.feeds.public import Site
from courseapp.config import Settings
from courseapp.core.errors import NotFound
from courseapp.core.feeds import Feed as Publication
from courseapp.core.feeds import answer


def site() -> Site:
    """Return whose feeds these are."""
    settings = cast(Settings, current_app.extensions["settings"])
    return Site(settings.site_name, settings.base_url)


def served(build: Callable[[], Publication]) -> AnyResponse:
    """Calendar programs ask for dead addresses for years: their 404 is a few bytes."""
    try:
        return answer(build(), request.environ)
    except NotFound:
        return missing()


def missing() -> AnyResponse:
    """Return the answer where there is no feed, or none any more."""
    return Response("There is no such calendar.\n", 404, content_type="text/plain; charset=utf-8")

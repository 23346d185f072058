"""What every feed is answered with."""

from collections.abc import Callable
from typing import cast

from flask import current_app, request
from werkzeug.wrappers import Response as AnyResponse

from courseapp.calendars.feeds.public import Site
from courseapp.config import Settings
from courseapp.core.errors import Gone, NotFound
from courseapp.core.feeds import Feed as Publication
from courseapp.core.feeds import answer, brief


def site() -> Site:
    """Return whose feeds these are."""
    settings = cast(Settings, current_app.extensions["settings"])
    return Site(settings.site_name, settings.base_url)


def served(build: Callable[[], Publication]) -> AnyResponse:
    """Answer with a feed that is made for this one reader."""
    return or_missing(lambda: answer(build(), request.environ))


def or_missing(give: Callable[[], AnyResponse]) -> AnyResponse:
    """Calendar programs ask for dead addresses for years: their 404 or 410 is a few bytes."""
    try:
        return give()
    except Gone:
        return brief(410, "This calendar has ended.")
    except NotFound:
        return brief(404, "There is no such calendar.")

"""Publications for readers: lists, each by itself, their files, and the Atom feeds."""

from collections.abc import Callable
from typing import cast

from flask import current_app, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import optional_person
from courseapp.accounts.permissions import is_organiser
from courseapp.config import Settings
from courseapp.core.errors import NotFound
from courseapp.core.feeds import Feed, answer
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.core.typed_text import one_line
from courseapp.files.current import current_folder
from courseapp.files.serving import attachment
from courseapp.initiatives import publication_feeds
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.publications import (
    LATEST_YEAR,
    LONGEST_SEARCH,
    Sort,
    Wanted,
    choices,
    listed_publications,
    seen_initiative,
    seen_publication,
)
from courseapp.initiatives.views.blueprint import blueprint, events
from courseapp.mail.outbox import absolute_url

LONGEST_TOPIC = 120
# Larger numbers than any id that a database holds are no addresses of ours.
ONE = "/publications/<int(max=2147483647):publication_id>"


@blueprint.get("/publications")
@allow(everyone)
def publications() -> str:
    return _list_page(None)


@blueprint.get("/initiatives/<slug>/publications")
@allow(everyone)
def publications_of(slug: str) -> str:
    return _list_page(seen_initiative(session(), slug, optional_person()))


@blueprint.get(ONE)
@allow(everyone)
def publication(publication_id: int) -> str:
    listed = seen_publication(session(), publication_id, optional_person())
    initiative = listed.publication.initiative
    return render_template(
        "initiatives/publication.html",
        listed=listed,
        initiative=initiative,
        sessions=events().sessions_reading(session(), [publication_id]).get(publication_id, ()),
        may_edit=is_organiser(optional_person(), initiative.id),
    )


@blueprint.get(f"{ONE}/file")
@allow(everyone)
def publication_download(publication_id: int) -> Response:
    listed = seen_publication(session(), publication_id, optional_person())
    if listed.file is None:
        raise NotFound
    return attachment(listed.file, current_folder())


@blueprint.get("/publications.atom")
@allow(everyone)
def publications_feed() -> Response:
    site = cast(Settings, current_app.extensions["settings"]).site_name
    return _feed(
        lambda: publication_feeds.all_publications(session(), now(), site, absolute_url(""))
    )


@blueprint.get("/initiatives/<slug>/publications.atom")
@allow(everyone)
def publications_feed_of(slug: str) -> Response:
    return _feed(lambda: publication_feeds.publications_of(session(), slug, absolute_url("")))


def _list_page(initiative: Initiative | None) -> str:
    wanted, number = _wanted(), request.args.get("page", 1, type=int)
    page = listed_publications(session(), initiative, wanted, number)
    shown = [each.publication.id for each in page.items]
    return render_template(
        "initiatives/publications.html",
        initiative=initiative,
        wanted=wanted,
        page=page,
        choices=choices(session(), initiative, wanted),
        sessions=events().sessions_reading(session(), shown),
        may_edit=initiative is not None and is_organiser(optional_person(), initiative.id),
    )


def _wanted() -> Wanted:
    asked = {name: one_line(request.args.get(name, "")) for name in ("q", "language", "topic")}
    year = request.args.get("year", 0, type=int)
    return Wanted(
        text=asked["q"][:LONGEST_SEARCH],
        year=year if 0 < year <= LATEST_YEAR else None,
        language=asked["language"][:LONGEST_TOPIC],
        topic=asked["topic"][:LONGEST_TOPIC],
        sort=Sort.TITLE if request.args.get("sort") == Sort.TITLE else Sort.NEWEST,
    )


def _feed(build: Callable[[], Feed]) -> Response:
    """Programs ask for dead addresses for years: their 404 is a few bytes."""
    try:
        return answer(build(), request.environ)
    except NotFound:
        return Response("There is no such feed.\n", 404, content_type="text/plain; charset=utf-8")

"""The published programme as files and for paper, for everybody who may read it."""

from flask import render_template, request
from werkzeug.wrappers import Response

from courseapp.core.errors import NotFound
from courseapp.core.feeds import Feed, answer
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import session
from courseapp.events.models import Event
from courseapp.events.queries import public_event
from courseapp.programmes.giving_out import GivenAs, given_file
from courseapp.programmes.queries import published_sheet
from courseapp.programmes.sheet import ProgrammeSheet
from courseapp.programmes.views.blueprint import blueprint
from courseapp.programmes.writing.paper import programme_document


@blueprint.get("/events/<slug>/programme.<any(pdf,xlsx,csv,json):given_as>")
@allow(everyone)
def public_file(slug: str, given_as: str) -> Response:
    return _given(slug, GivenAs(f"programme.{given_as}"))


@blueprint.get("/events/<slug>/schedule.json")
@allow(everyone)
def public_schedule(slug: str) -> Response:
    return _given(slug, GivenAs.SCHEDULE_JSON)


@blueprint.get("/events/<slug>/programme/paper")
@allow(everyone)
def public_paper(slug: str) -> str:
    event, sheet = _published(slug)
    paper = programme_document(sheet)
    return render_template("programmes/paper.html", event=event, paper=paper, public=True)


def _given(slug: str, wanted: GivenAs) -> Response:
    event, sheet = _published(slug)
    file = given_file(sheet, wanted)
    changed_at = max(event.changed_at, sheet.made_at)
    return answer(Feed(file.octets, changed_at, file.name, file.media_type), request.environ)


def _published(slug: str) -> tuple[Event, ProgrammeSheet]:
    """Raises NotFound where there is nothing that everybody may read: drafts, invitations."""
    event = public_event(session(), slug)
    sheet = published_sheet(session(), event)
    if sheet is None:
        raise NotFound
    return event, sheet

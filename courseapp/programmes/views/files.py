"""All that organisers take along of a programme, as it is planned or as it was published."""

from flask import Response, render_template, request

from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.programmes.giving_out import GivenAs, given_file
from courseapp.programmes.queries import published_sheet
from courseapp.programmes.sheet import (
    ProgrammeSheet,
    appearances,
    days_of,
    planned_sheet,
    room_days,
)
from courseapp.programmes.views.blueprint import blueprint, download
from courseapp.programmes.writing.paper import programme_document, rooms_document, speakers_document

PUBLISHED = "published"


@blueprint.get("/manage/events/<slug>/files")
@allow(organiser_of_event)
def files(slug: str) -> str:
    event = organised_event(session(), slug)
    planned, public = planned_sheet(event, now()), published_sheet(session(), event)
    return render_template(
        "programmes/files.html",
        event=event,
        planned=planned,
        public=public,
        days=len(days_of(planned.sessions)),
        speakers=len(appearances(planned)),
        doors=len(room_days(planned)),
    )


@blueprint.get("/manage/events/<slug>/files/programme.<any(pdf,xlsx,csv,json):given_as>")
@allow(organiser_of_event)
def programme_file(slug: str, given_as: str) -> Response:
    return _given(slug, GivenAs(f"programme.{given_as}"))


@blueprint.get("/manage/events/<slug>/files/schedule.json")
@allow(organiser_of_event)
def schedule_file(slug: str) -> Response:
    return _given(slug, GivenAs.SCHEDULE_JSON)


@blueprint.get("/manage/events/<slug>/files/speakers.<any(pdf,xlsx,csv):given_as>")
@allow(organiser_of_event)
def speakers_file(slug: str, given_as: str) -> Response:
    return _given(slug, GivenAs(f"speakers.{given_as}"))


@blueprint.get("/manage/events/<slug>/files/rooms.pdf")
@allow(organiser_of_event)
def rooms_file(slug: str) -> Response:
    return _given(slug, GivenAs.ROOMS_PDF)


@blueprint.get("/manage/events/<slug>/files/programme")
@allow(organiser_of_event)
def programme_paper(slug: str) -> str:
    event, sheet = _chosen(slug)
    paper = programme_document(sheet)
    return render_template("programmes/paper.html", event=event, paper=paper, public=False)


@blueprint.get("/manage/events/<slug>/files/speakers")
@allow(organiser_of_event)
def speakers_paper(slug: str) -> str:
    event, sheet = _chosen(slug)
    paper = speakers_document(sheet)
    return render_template("programmes/speakers.html", event=event, paper=paper)


@blueprint.get("/manage/events/<slug>/files/rooms")
@allow(organiser_of_event)
def rooms_paper(slug: str) -> str:
    event, sheet = _chosen(slug)
    return render_template("programmes/rooms.html", event=event, paper=rooms_document(sheet))


def _given(slug: str, wanted: GivenAs) -> Response:
    return download(given_file(_chosen(slug)[1], wanted))


def _chosen(slug: str) -> tuple[Event, ProgrammeSheet]:
    """The event, and its programme as planned, or as published with ?state=published."""
    event = organised_event(session(), slug)
    if request.args.get("state") != PUBLISHED:
        return event, planned_sheet(event, now())
    public = published_sheet(session(), event)
    if public is None:
        raise NotFound
    return event, public

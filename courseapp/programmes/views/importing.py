"""A programme comes in: a file, what it would change, and then all of it or nothing."""

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.programmes.applying import Answers
from courseapp.programmes.forms import MOST_REQUEST_BYTES, ProgrammeFileForm
from courseapp.programmes.giving_out import CSV, XLSX, GivenFile
from courseapp.programmes.import_page import import_page
from courseapp.programmes.models import ProgrammeImport
from courseapp.programmes.rules import Answer, ImportState, Verdict
from courseapp.programmes.taking import (
    dry_run,
    import_of,
    start_import,
    take_import,
    throw_away,
    waiting_imports,
)
from courseapp.programmes.views.blueprint import blueprint, download
from courseapp.programmes.writing.tables import template_csv, template_xlsx

PageAnswer = str | AnyResponse | tuple[str, int]
_TEMPLATES = {"csv": (CSV, template_csv), "xlsx": (XLSX, template_xlsx)}


@blueprint.get("/manage/events/<slug>/import")
@allow(organiser_of_event)
def bring(slug: str) -> PageAnswer:
    event = organised_event(session(), slug)
    return _start_page(event, ProgrammeFileForm(parked_values(request.path)))


@blueprint.post("/manage/events/<slug>/import")
@allow(organiser_of_event)
@accepts_upload(MOST_REQUEST_BYTES)
def start(slug: str) -> PageAnswer:
    event, form, started = organised_event(session(), slug), ProgrammeFileForm(), None
    if form.validate():
        days = form.wants_whole_days()
        with answering(form):
            started = start_import(
                session(), current_person(), now(), event, *form.content(), whole_days=days
            )
    if started is None:
        return _start_page(event, form), 422
    forget_parked()
    return redirect(_address(event, started), 303)


@blueprint.get("/manage/events/<slug>/import/template.<any(csv,xlsx):given_as>")
@allow(organiser_of_event)
def template(slug: str, given_as: str) -> Response:
    media_type, write = _TEMPLATES[given_as]
    return download(GivenFile(write(), f"{slug}-template.{given_as}", media_type))


@blueprint.get("/manage/events/<slug>/import/<int(max=2147483647):import_id>")
@allow(organiser_of_event)
def show(slug: str, import_id: int) -> PageAnswer:
    event = organised_event(session(), slug)
    found = import_of(session(), event, import_id)
    if found.state is not ImportState.WAITING:
        return render_template("programmes/result.html", event=event, file=found)
    return _dry_run_page(event, found)


@blueprint.post("/manage/events/<slug>/import/<int(max=2147483647):import_id>/take")
@allow(organiser_of_event)
def take(slug: str, import_id: int) -> PageAnswer:
    event = organised_event(session(), slug)
    found = import_of(session(), event, import_id)
    seen, taken = request.form.get("seen", ""), False
    with answering() as answer:
        taken = take_import(session(), current_person(), now(), found, seen, _answers())
    if answer.problem:
        return _dry_run_page(organised_event(session(), slug), found, answer.problem), 422
    if not taken:
        flash("This file has been decided about already. Nothing was changed.", "info")
    return redirect(_address(event, found), 303)


@blueprint.post("/manage/events/<slug>/import/<int(max=2147483647):import_id>/throw-away")
@allow(organiser_of_event)
def throw(slug: str, import_id: int) -> PageAnswer:
    event = organised_event(session(), slug)
    found = import_of(session(), event, import_id)
    if throw_away(session(), now(), found):
        flash(f"{found.file_name} was thrown away. Nothing was imported.", "good")
    else:
        flash(f"{found.file_name} cannot be thrown away any more.", "info")
    return redirect(url_for("programmes.bring", slug=event.slug), 303)


def _answers() -> Answers:
    """What was ticked: conflicts by their number, sessions that left the file by their id."""
    chosen = request.form.items()
    numbers = (
        name.removeprefix("conflict-")
        for name, value in chosen
        if name.startswith("conflict-") and value == Answer.TAKE
    )
    gone = request.form.getlist("cancel", type=int)
    return Answers(frozenset(int(each) for each in numbers if _is_number(each)), frozenset(gone))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _address(event: Event, found: ProgrammeImport) -> str:
    return url_for("programmes.show", slug=event.slug, import_id=found.id)


def _start_page(event: Event, form: ProgrammeFileForm) -> str:
    waiting = waiting_imports(session(), event)
    return render_template("programmes/start.html", event=event, form=form, waiting=waiting)


def _dry_run_page(event: Event, found: ProgrammeImport, problem: str = "") -> str:
    run = dry_run(session(), event, found)
    shown = request.args.get("show", type=Verdict)
    page = import_page(run, shown, request.args.get("page", 1, type=int))
    return render_template(
        "programmes/dry_run.html", event=event, file=found, page=page, problem=problem
    )

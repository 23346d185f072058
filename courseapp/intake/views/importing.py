"""Importing applications: the file, its dry run row by row, and the press that takes it."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.core.errors import Problem
from courseapp.core.paging import page_of
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.coming_in import ApplicationImport
from courseapp.intake.desk import list_address
from courseapp.intake.entering.beginning import refuse_event
from courseapp.intake.forgetting import FILE_KEPT
from courseapp.intake.importing.checking import Verdict
from courseapp.intake.importing.forms import MOST_REQUEST_BYTES, ImportForm
from courseapp.intake.importing.taking import drop_file, dry_run, import_of, keep_file, take_file
from courseapp.intake.rules import PAGE_SIZE
from courseapp.intake.views.blueprint import HOME, Answer, blueprint

IMPORT = f"{HOME}/import"
ONE = f"{IMPORT}/<int(max=2147483647):intake_id>"


@blueprint.get(IMPORT)
@allow(organiser_of_event)
def choose_file(slug: str) -> Answer:
    return _file_page(organised_event(session(), slug), ImportForm(None))


@blueprint.post(IMPORT)
@allow(organiser_of_event)
@accepts_upload(MOST_REQUEST_BYTES)
def read_file(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ImportForm()
    kept_id = 0
    if form.validate():
        with answering(form):
            kept = keep_file(session(), current_person(), now(), event, *form.content())
            kept_id = kept.id
    if form.errors:
        return _file_page(event, form), 422
    return redirect(f"{list_address(slug)}/import/{kept_id}", 303)


@blueprint.get(ONE)
@allow(organiser_of_event)
def look(slug: str, intake_id: int) -> Answer:
    event = organised_event(session(), slug)
    return _dry_page(event, import_of(session(), event, intake_id))


@blueprint.post(ONE)
@allow(organiser_of_event)
def take(slug: str, intake_id: int) -> Answer:
    event = organised_event(session(), slug)
    kept, number = import_of(session(), event, intake_id), 0
    writes = "write" in request.form
    with answering() as answer:
        number = take_file(session(), current_person(), now(), event, kept, write_to_them=writes)
    if answer.problem:
        flash(answer.problem, "wait")
        return redirect(f"{list_address(slug)}/import/{intake_id}", 303)
    flash(f"{_counted(number)} imported.", "good")
    return redirect(list_address(slug), 303)


@blueprint.post(f"{ONE}/drop")
@allow(organiser_of_event)
def throw_away(slug: str, intake_id: int) -> Answer:
    event = organised_event(session(), slug)
    drop_file(session(), import_of(session(), event, intake_id))
    flash("The file is deleted. Nothing was imported from it.", "good")
    return redirect(f"{list_address(slug)}/import", 303)


def _counted(number: int) -> str:
    return "1 application" if number == 1 else f"{number:,} applications"


def _file_page(event: Event, form: ImportForm) -> str:
    refusal = ""
    try:
        refuse_event(event)
    except Problem as problem:
        refusal = problem.message
    return render_template(
        "intake/import.html",
        event=event,
        form=form,
        refusal=refusal,
        back=list_address(event.slug),
    )


def _dry_page(event: Event, kept: ApplicationImport) -> str:
    dry = dry_run(session(), now(), event, kept) if kept.taken_at is None else None
    wanted = request.args.get("only", "", type=str)
    only = Verdict(wanted) if wanted in set(Verdict) else None
    rows = dry.rows if dry else ()
    chosen = [each for each in rows if only in {None, each.verdict}]
    return render_template(
        "intake/import_rows.html",
        event=event,
        kept=kept,
        dry=dry,
        counts={each: len(dry.of(each)) if dry else 0 for each in Verdict},
        only=only,
        FILE_KEPT=FILE_KEPT,
        page=page_of(chosen, request.args.get("page", 1, int), PAGE_SIZE),
        number=_counted(len(dry.of(Verdict.NEW)) if dry else kept.number),
        here=f"{list_address(event.slug)}/import/{kept.id}",
        back=list_address(event.slug),
    )

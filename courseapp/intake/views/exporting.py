"""Giving out what the list shows, as a file."""

from collections.abc import Iterator, Sequence

from flask import Response, render_template, request, stream_with_context

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.files.current import current_folder
from courseapp.intake.columns import Column
from courseapp.intake.desk import Desk, desk_of, list_address
from courseapp.intake.exporting.documents import archive, has_documents, pack_documents
from courseapp.intake.exporting.giving_out import Export, GivenAs, note_export, octets
from courseapp.intake.exporting.reading import every_column, impersonal_columns
from courseapp.intake.filters import Filters
from courseapp.intake.forms import DOCUMENTS, EVERYTHING, IMPERSONAL, ExportForm
from courseapp.intake.listing import count
from courseapp.intake.sentences import sentence
from courseapp.intake.views.blueprint import HOME, Answer, blueprint


@blueprint.get(f"{HOME}/export")
@allow(organiser_of_event)
def export(slug: str) -> Answer:
    event = organised_event(session(), slug)
    desk = desk_of(session(), event, current_person())
    query = Filters.read(request.args.items(multi=True)).query
    return _page(event, desk, _form(desk, query))


@blueprint.post(f"{HOME}/export")
@allow(organiser_of_event)
def give(slug: str) -> Answer:
    event = organised_event(session(), slug)
    desk = desk_of(session(), event, current_person())
    form = _form(desk)
    if not form.validate():
        return _page(event, desk, form), 422
    return _documents(desk, form) if form.given_as.data == DOCUMENTS else _table(desk, form)


def _form(desk: Desk, query: str | None = None) -> ExportForm:
    """Return the form as it was sent, or to begin with for the query of a list."""
    form = ExportForm() if query is None else ExportForm(None, data={"back": query})
    if has_documents(desk.scope):
        form.offer_documents()
    return form


def _table(desk: Desk, form: ExportForm) -> Response:
    columns = _columns(desk, form.columns.data)
    wanted = GivenAs(form.given_as.data)
    export = Export(desk.scope.event.id, form.filters, columns, wanted, now())
    note_export(session(), current_person(), now(), desk.scope, export)
    pieces = stream_with_context(octets(session().get_bind(), export))
    return _sent(desk, pieces, f"applications-{now():%Y-%m-%d}.{wanted}", export.media_type)


def _columns(desk: Desk, wanted: str) -> Sequence[Column]:
    every = {EVERYTHING: every_column, IMPERSONAL: impersonal_columns}.get(wanted)
    return every(desk.scope) if every else desk.columns


def _documents(desk: Desk, form: ExportForm) -> Response:
    files = pack_documents(session(), current_person(), now(), desk.scope, form.filters)
    pieces = archive(current_folder(), files)
    return _sent(desk, pieces, f"documents-{now():%Y-%m-%d}.zip", "application/zip")


def _sent(desk: Desk, pieces: Iterator[bytes], name: str, media_type: str) -> Response:
    """Return a file that nobody keeps on its way; its name is plain ASCII."""
    answer = Response(pieces, content_type=media_type)
    named = f"{desk.scope.event.slug}-{name}"
    answer.headers["Content-Disposition"] = f"attachment; filename={named}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(event: Event, desk: Desk, form: ExportForm) -> str:
    return render_template(
        "intake/export.html",
        event=event,
        form=form,
        number=count(session(), desk.scope, form.filters),
        said=sentence(desk.scope, form.filters),
        columns=desk.columns,
        hidden=len(desk.scope.form.hidden),
        back=list_address(event.slug, form.filters),
    )

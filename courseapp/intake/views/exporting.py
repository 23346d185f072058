"""Giving out what the list shows, as a file."""

from flask import Response, render_template, request, send_file

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.files.current import current_folder
from courseapp.intake.desk import Desk, desk_of, list_address
from courseapp.intake.exporting.documents import archive, has_documents, pack_documents
from courseapp.intake.exporting.giving_out import GivenAs, give_out
from courseapp.intake.exporting.reading import every_column
from courseapp.intake.filters import Filters
from courseapp.intake.forms import DOCUMENTS, EVERYTHING, ExportForm
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
    answer = _documents(desk, form) if form.given_as.data == DOCUMENTS else _table(desk, form)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _form(desk: Desk, query: str | None = None) -> ExportForm:
    """Return the form as it was sent, or to begin with for the query of a list."""
    form = ExportForm() if query is None else ExportForm(None, data={"back": query})
    if has_documents(desk.scope):
        form.offer_documents()
    return form


def _table(desk: Desk, form: ExportForm) -> Response:
    columns = every_column(desk.scope) if form.columns.data == EVERYTHING else desk.columns
    wanted = GivenAs(form.given_as.data)
    given = give_out(session(), current_person(), now(), desk.scope, form.filters, columns, wanted)
    return send_file(given.content, given.media_type, as_attachment=True, download_name=given.name)


def _documents(desk: Desk, form: ExportForm) -> Response:
    files = pack_documents(session(), current_person(), now(), desk.scope, form.filters)
    name = f"{desk.scope.event.slug}-documents-{now():%Y-%m-%d}.zip"
    answer = Response(archive(current_folder(), files), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
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

"""Giving out what the list shows, as a file."""

from flask import render_template, request, send_file

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.desk import Desk, desk_of, list_address
from courseapp.intake.exporting.giving_out import GivenAs, give_out
from courseapp.intake.exporting.reading import every_column
from courseapp.intake.filters import Filters
from courseapp.intake.forms import EVERYTHING, ExportForm
from courseapp.intake.listing import count
from courseapp.intake.sentences import sentence
from courseapp.intake.views.blueprint import HOME, Answer, blueprint


@blueprint.get(f"{HOME}/export")
@allow(organiser_of_event)
def export(slug: str) -> Answer:
    event = organised_event(session(), slug)
    query = Filters.read(request.args.items(multi=True)).query
    return _page(event, ExportForm(None, data={"back": query}))


@blueprint.post(f"{HOME}/export")
@allow(organiser_of_event)
def give(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ExportForm()
    if not form.validate():
        return _page(event, form), 422
    desk = desk_of(session(), event, current_person())
    columns = every_column(desk.scope) if form.columns.data == EVERYTHING else desk.columns
    wanted = GivenAs(form.given_as.data)
    given = give_out(session(), current_person(), now(), desk.scope, form.filters, columns, wanted)
    answer = send_file(
        given.content, given.media_type, as_attachment=True, download_name=given.name
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(event: Event, form: ExportForm) -> str:
    desk: Desk = desk_of(session(), event, current_person())
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

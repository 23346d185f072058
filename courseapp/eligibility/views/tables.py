"""The organiser's page of the decision table: expected against actual, row by row."""

from flask import Response, flash, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from courseapp.accounts.current import current_person
from courseapp.core.errors import NotFound
from courseapp.core.paging import page_of
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.eligibility.forms.tables import MOST_REQUEST_BYTES, TableForm
from courseapp.eligibility.queries import decision_table
from courseapp.eligibility.tables.columns import COLUMNS
from courseapp.eligibility.tables.keeping import keep_table, remove_table
from courseapp.eligibility.tables.reading import read_table
from courseapp.eligibility.tables.running import Result, run_table
from courseapp.eligibility.tables.writing import example_csv, results_csv, table_csv
from courseapp.eligibility.views.blueprint import blueprint, rules_page
from courseapp.eligibility.views.composing import PAGE, Composed, composed
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event

Answer = str | AnyResponse | tuple[str, int]
TABLE = f"{PAGE}/table"
PAGE_SIZE = 50


@blueprint.get(TABLE)
@allow(organiser_of_event)
def table(slug: str) -> Answer:
    return _page(composed(slug), TableForm(None))


@blueprint.post(TABLE)
@allow(organiser_of_event)
@accepts_upload(MOST_REQUEST_BYTES)
def upload_table(slug: str) -> Answer:
    found, form = composed(slug), TableForm()
    if form.validate():
        content, name = form.content()
        with answering(form):
            about = (found.event, name, read_table(content))
            keep_table(session(), current_person(), now(), *about)
    if form.errors:
        return _page(found, form), 422
    flash("The table is kept. Below you read what the rules say of each row.", "good")
    return redirect(f"{rules_page(found.event)}/table", 303)


@blueprint.post(f"{TABLE}/remove")
@allow(organiser_of_event)
def forget_table(slug: str) -> Answer:
    found = composed(slug)
    remove_table(session(), current_person(), now(), found.event)
    flash("The table is removed.", "good")
    return redirect(f"{rules_page(found.event)}/table", 303)


@blueprint.get(f"{TABLE}/<any(example, rows, results):table_part>.csv")
@allow(organiser_of_event)
def table_file(slug: str, table_part: str) -> Response:
    found = composed(slug)
    if table_part == "example":
        return _download(found.event, table_part, example_csv(found.rules))
    kept = decision_table(session(), found.event)
    if kept is None:
        raise NotFound
    content = (
        table_csv(kept.lines) if table_part == "rows" else results_csv(_results(found, kept.lines))
    )
    return _download(found.event, table_part, content)


def _results(found: Composed, lines: list[dict[str, str]]) -> tuple[Result, ...]:
    return tuple(run_table(lines, found.rules, found.known, found.on))


def _download(event: Event, part: str, content: bytes) -> Response:
    response = Response(content, content_type="text/csv; charset=utf-8")
    name = f"{event.slug}-decision-table-{part}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(found: Composed, form: TableForm) -> str:
    kept = decision_table(session(), found.event)
    results = _results(found, kept.lines) if kept else ()
    differ = [each for each in results if not each.agrees]
    only_differing = "differ" in request.args
    number = request.args.get("page", 1, type=int)
    return render_template(
        "manage/eligibility/table.html",
        event=found.event,
        found=found,
        form=form,
        kept=kept,
        total=len(results),
        differing=len(differ),
        only_differing=only_differing,
        page=page_of(differ if only_differing else results, number, PAGE_SIZE),
        columns=COLUMNS,
    )

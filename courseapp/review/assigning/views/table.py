"""Assignments as a table: given out, brought in, looked at line by line, and taken."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.core.errors import Problem
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.review.assigning.bringing import check_table, table_of, take_table
from courseapp.review.assigning.forms import MOST_REQUEST_BYTES, TableForm
from courseapp.review.assigning.table import MOST_BYTES, Checked, rows_of, unpacked
from courseapp.review.assigning.telling import tell_reviewers
from courseapp.review.assigning.views.blueprint import (
    ASSIGNMENTS,
    Answer,
    blueprint,
    list_of,
)
from courseapp.review.assigning.writing import refuse_round
from courseapp.review.conflicts.words import counted
from courseapp.review.rules import Round
from courseapp.review.words import ROUNDS

TABLE = f"{ASSIGNMENTS}/table"
MOST_SHOWN = 300  # lines


@blueprint.get(f"{ASSIGNMENTS}.csv")
@allow(organiser_of_event)
def given_out(slug: str, round: str) -> Response:  # noqa: A002 - the word of the address
    event, which = organised_event(session(), slug), Round(round)
    answer = Response("".join(table_of(session(), event, which)), mimetype="text/csv")
    name = f"{event.slug}-{which}-assignments-{now():%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@blueprint.get(TABLE)
@allow(organiser_of_event)
def choose_table(slug: str, round: str) -> str:  # noqa: A002 - likewise
    return _file_page(organised_event(session(), slug), Round(round), TableForm(None))


@blueprint.post(TABLE)
@allow(organiser_of_event)
@accepts_upload(MOST_REQUEST_BYTES)
def read_table(slug: str, round: str) -> Answer:  # noqa: A002 - likewise
    event, which, form = organised_event(session(), slug), Round(round), TableForm()
    checked = None
    if form.validate():
        with answering(form):
            rows = rows_of(form.file.data.read(MOST_BYTES + 1))
            checked = check_table(session(), event, which, rows)
    if checked is None:
        return _file_page(event, which, form), 422
    return _lines_page(event, which, checked)


@blueprint.post(f"{TABLE}/take")
@allow(organiser_of_event)
def take_lines(slug: str, round: str) -> Answer:  # noqa: A002 - likewise
    event, which = organised_event(session(), slug), Round(round)
    rows, takes_away = unpacked(request.form.get("lines", "")), "only" in request.form
    with answering() as answer:
        about = (event, which, rows)
        done = take_table(session(), current_person(), now(), *about, takes_away=takes_away)
    if answer.problem:
        flash(answer.problem, "wait")
        return redirect(f"{list_of(event, which)}/table", 303)
    letters = tell_reviewers(session(), now(), event, which) if "tell" in request.form else 0
    told = f"{counted(done[0], 'assignment')} made, {done[1]:,} taken away."
    flash(f"{told} {counted(letters, 'letter')} will be sent." if letters else told, "good")
    return redirect(list_of(event, which), 303)


def _file_page(event: Event, which: Round, form: TableForm) -> str:
    refusal = ""
    try:
        refuse_round(session(), now(), event, which)
    except Problem as problem:
        refusal = problem.message
    return render_template(
        "review/assign_table.html",
        event=event,
        here=list_of(event, which),
        round=which,
        form=form,
        refusal=refusal,
        ROUNDS=ROUNDS,
    )


def _lines_page(event: Event, which: Round, checked: Checked) -> str:
    """Problems come first: the page cannot be turned without sending the file again."""
    ordered = sorted(checked.lines, key=lambda each: (not each.what, each.number))
    return render_template(
        "review/assign_lines.html",
        event=event,
        here=list_of(event, which),
        round=which,
        checked=checked,
        lines=ordered[:MOST_SHOWN],
        ROUNDS=ROUNDS,
    )

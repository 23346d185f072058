"""Cohorts: ticked by hand beside a live balance, locked, approved, compared, on paper."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.cohorts import adjusting
from courseapp.cohorts.approving import approve, who_may_approve
from courseapp.cohorts.comparing import compare, side_of, sides_of
from courseapp.cohorts.conflicts_hidden import conflicted_references, without_points
from courseapp.cohorts.forms import LockForm, TickForm
from courseapp.cohorts.minutes import file_name, minutes_pdf
from courseapp.cohorts.models import Cohort, CohortChange
from courseapp.cohorts.names_read import calling
from courseapp.cohorts.panel import panel_of
from courseapp.cohorts.people import Filter, Row, Show, countries_in, page_of_rows, rows_of
from courseapp.cohorts.proposing import Whole, read
from courseapp.cohorts.rules import CohortState
from courseapp.cohorts.ticking import sketch
from courseapp.cohorts.views.overview import HOME, Answer, home_of
from courseapp.cohorts.words import WORDS
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.scope import zone_of

ONE = f"{HOME}/cohorts/<int(max=2147483647):number>"

blueprint = Blueprint("cohorts", __name__)
blueprint.after_request(keep_private)


@blueprint.get(ONE)
@allow(organiser_of_event)
def show(slug: str, number: int) -> str:
    event, row = _found(slug, number)
    parked = parked_values(request.path)
    return _page(event, row, TickForm(parked), parked)


@blueprint.post(ONE)
@allow(organiser_of_event)
def tick(slug: str, number: int) -> Answer:
    (event, row), form = _found(slug, number), TickForm(request.form)
    changed: Sequence[CohortChange] = ()
    if form.validate():
        with answering(form):
            about = (session(), current_person(), now(), row)
            changed = adjusting.tick(*about, _ticks(form))
    if form.errors:
        return _page(event, row, form, request.form), 422
    forget_parked()
    flash(_changed(len(changed)), "good")
    return redirect(request.full_path.rstrip("?"), 303)


@blueprint.get(f"{ONE}/balance")
@allow(organiser_of_event)
def balance(slug: str, number: int) -> Response:
    event, row = _found(slug, number)
    task = read(row.proposal).task
    chosen = sketch(task, row.chosen, request.args.getlist("in"), request.args.getlist("out"))
    panel = panel_of(task, chosen, calling(session(), event, task))
    whole, brief = (
        render_template("cohorts/_panel_alone.html", panel=panel, is_brief=each, **WORDS)
        for each in (False, True)
    )
    return jsonify(panel=whole, brief=brief)


@blueprint.post(f"{ONE}/lock")
@allow(organiser_of_event)
def lock(slug: str, number: int) -> Response:
    (event, row), form = _found(slug, number), LockForm(request.form)
    if not form.validate():
        flash("Enter how many people stand on the reserve, for example 10.", "bad")
        return _back(event, number)
    called = calling(session(), event, read(row.proposal).task)
    with answering() as answer:
        about = (session(), current_person(), now(), row)
        wanted = (form.version.data or 0, form.reserve.data or 0)
        adjusting.lock_cohort(*about, *wanted, called)
    return _told(event, number, answer.problem, "Locked. Now somebody else approves it.")


@blueprint.post(f"{ONE}/unlock")
@allow(organiser_of_event)
def unlock(slug: str, number: int) -> Response:
    event, row = _found(slug, number)
    with answering() as answer:
        adjusting.unlock_cohort(session(), current_person(), now(), row, _version())
    return _told(event, number, answer.problem, "Unlocked. You can tick again.")


@blueprint.post(f"{ONE}/approve")
@allow(organiser_of_event)
def approve_cohort(slug: str, number: int) -> Response:
    event, row = _found(slug, number)
    called = calling(session(), event, read(row.proposal).task)
    with answering() as answer:
        approve(session(), current_person(), now(), row, _version(), called)
    told = "Approved. It is now for the decisions: nobody is told before they are released."
    return _told(event, number, answer.problem, told)


@blueprint.get(f"{ONE}/minutes.pdf")
@allow(organiser_of_event)
def minutes(slug: str, number: int) -> Response:
    event, row = _found(slug, number)
    response = Response(
        minutes_pdf(session(), event, row, _hidden(event)), mimetype="application/pdf"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(event, row)}"'
    return response


@blueprint.get(f"{HOME}/compare")
@allow(organiser_of_event)
def compare_two(slug: str) -> str:
    event = organised_event(session(), slug)
    sides, called = sides_of(session(), event), calling(session(), event)
    keys = [request.args.get("left", ""), request.args.get("right", "")]
    usual = [key for key, _ in sides[1::-1]]
    keys = [key or (usual[place : place + 1] or [""])[0] for place, key in enumerate(keys)]
    compared = None
    if all(keys):
        left, right = (side_of(session(), event, key, called) for key in keys)
        compared = compare(left, right, called)
    return render_template(
        "cohorts/compare.html",
        event=event,
        here=home_of(event),
        sides=sides,
        keys=keys,
        compared=compared,
        hidden=_hidden(event),
    )


def _page(
    event: Event, row: Cohort, form: TickForm, typed: MultiDict[str, str] | None = None
) -> str:
    """Return the page; what was ticked and could not be saved is ticked again."""
    whole = read(row.proposal)
    called = calling(session(), event, whole.task)
    modules = row.modules or None
    rows = without_points(rows_of(whole, called, row.chosen, modules), _hidden(event))
    rows = _with_gone(row, rows)
    wanted = Filter.read(request.args)
    return render_template(
        "cohorts/cohort.html",
        event=event,
        here=home_of(event),
        row=row,
        whole=whole,
        form=form,
        ticked=None if typed is None else set(typed.getlist("tick")),
        panel=panel_of(whole.task, row.chosen, called, row.modules),
        people=called,
        wanted=wanted,
        countries=countries_in(rows),
        page=page_of_rows(rows, wanted, request.args.get("page", 1, int)),
        numbers={each: sum(Filter(each).holds(one) for one in rows) for each in Show},
        lock_form=LockForm(None, data={"version": row.version, "reserve": _usual_reserve(whole)}),
        approvers=who_may_approve(session(), row),
        person=current_person(),
        zone=zone_of(event),
        **WORDS,
    )


def _found(slug: str, number: int) -> tuple[Event, Cohort]:
    """Return the cohort with its event. Raises NotFound where either is not there."""
    event = organised_event(session(), slug)
    return event, adjusting.cohort_of(session(), event, number)


def _hidden(event: Event) -> frozenset[str]:
    return conflicted_references(session(), event, current_person())


def _with_gone(row: Cohort, rows: Sequence[Row]) -> Sequence[Row]:
    """Mark who can no longer be chosen, while that matters."""
    if row.state is CohortState.APPROVED:
        return rows
    gone = set(adjusting.gone_of(session(), row, [each.called.reference for each in rows]))
    return [replace(each, is_gone=each.called.reference in gone) for each in rows]


def _usual_reserve(whole: Whole) -> int:
    left = len(whole.task.candidates) - len(whole.result.chosen if whole.result else ())
    return min(left, whole.task.seats)


def _ticks(form: TickForm) -> adjusting.Ticks:
    shown = (form.shown.data or "").split()
    reason, version = form.reason.data or "", form.version.data or 0
    return adjusting.Ticks(shown, request.form.getlist("tick"), reason, version)


def _version() -> int:
    return request.form.get("version", 0, int)


def _changed(number: int) -> str:
    told = "1 person is changed." if number == 1 else f"{number} people are changed."
    return told if number else "Nothing was changed."


def _back(event: Event, number: int) -> Response:
    return redirect(f"{home_of(event)}/cohorts/{number}", 303)


def _told(event: Event, number: int, problem: str | None, told: str) -> Response:
    flash(problem or told, "good" if problem is None else "bad")
    return _back(event, number)

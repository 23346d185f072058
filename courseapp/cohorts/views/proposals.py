"""Proposals: asked for, being worked out, looked at, impossible with ways out."""

from flask import Blueprint, flash, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.cohorts.adjusting import adopt
from courseapp.cohorts.conflicts_hidden import conflicted_references, without_points
from courseapp.cohorts.explanations import ways_in
from courseapp.cohorts.names_read import calling
from courseapp.cohorts.people import Filter, Show, countries_in, page_of_rows, rows_of
from courseapp.cohorts.proposing import Whole, ask_why, proposal_of, propose, read, solved
from courseapp.cohorts.relaxing import apply_way
from courseapp.cohorts.rules import HAS_RESULT, ProposalState
from courseapp.cohorts.showing import clash_of, shown_of
from courseapp.cohorts.views.overview import HOME, Answer, done, home_of
from courseapp.cohorts.words import WORDS
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.scope import zone_of

ONE = f"{HOME}/proposals/<int(max=2147483647):number>"
LOOK_AGAIN = 3  # seconds until the page asks how far it is

blueprint = Blueprint("cohort_proposals", __name__)
blueprint.after_request(keep_private)


@blueprint.post(f"{HOME}/proposals")
@allow(organiser_of_event)
def ask(slug: str) -> Response:
    return _propose(organised_event(session(), slug))


@blueprint.get(ONE)
@allow(organiser_of_event)
def show(slug: str, number: int) -> Answer:
    event = organised_event(session(), slug)
    whole = read(proposal_of(session(), event, number))
    if whole.row.state in HAS_RESULT:
        return _refreshed(whole, _solved_page(event, whole))
    return _refreshed(whole, _other_page(event, whole))


@blueprint.post(f"{ONE}/ways/<int(max=9):way_number>")
@allow(organiser_of_event)
def apply(slug: str, number: int, way_number: int) -> Response:
    event = organised_event(session(), slug)
    whole = read(proposal_of(session(), event, number))
    ways = ways_in(whole.row.explained)
    if not 0 < way_number <= len(ways):
        raise NotFound
    called = calling(session(), event, whole.task)
    with answering() as answer:
        about = (session(), current_person(), now(), event)
        apply_way(*about, whole, ways[way_number - 1], called)
    if answer.problem is not None:
        flash(answer.problem, "bad")
        return redirect(f"{home_of(event)}#limits", 303)
    return _propose(event)


@blueprint.post(f"{ONE}/why")
@allow(organiser_of_event)
def why(slug: str, number: int) -> Response:
    """Ask why people are in or out of whom nobody has asked yet, far from the last who is in."""
    event = organised_event(session(), slug)
    row = proposal_of(session(), event, number)
    with answering() as answer:
        ask_why(session(), row, request.form.getlist("person"))
    told = "It is being worked out; come back to this page in a moment."
    flash(answer.problem or told, "bad" if answer.problem else "info")
    address = f"{home_of(event)}/proposals/{number}?{request.query_string.decode()}"
    return redirect(address.rstrip("?"), 303)


@blueprint.post(f"{ONE}/adopt")
@allow(organiser_of_event)
def take(slug: str, number: int) -> Response:
    event = organised_event(session(), slug)
    row = adopt(session(), current_person(), now(), event, solved(session(), event, number))
    return done(event, "The cohort is yours to adjust.", f"/cohorts/{row.number}")


def _propose(event: Event) -> Response:
    made = None
    with answering() as answer:
        made = propose(session(), current_person(), now(), event)
    if answer.problem is not None or made is None:
        flash(answer.problem or "", "bad")
        return redirect(home_of(event), 303)
    return redirect(f"{home_of(event)}/proposals/{made.number}", 303)


def _solved_page(event: Event, whole: Whole) -> str:
    called = calling(session(), event, whole.task)
    hidden = conflicted_references(session(), event, current_person())
    rows = without_points(rows_of(whole, called), hidden)
    wanted = Filter.read(request.args, Show.IN)
    return render_template(
        "cohorts/proposal.html",
        event=event,
        here=home_of(event),
        whole=whole,
        shown=shown_of(whole, called),
        wanted=wanted,
        countries=countries_in(rows),
        page=page_of_rows(rows, wanted, request.args.get("page", 1, int)),
        numbers={each: sum(Filter(each).holds(row) for row in rows) for each in Show},
        zone=zone_of(event),
        **WORDS,
    )


def _other_page(event: Event, whole: Whole) -> str:
    is_impossible = whole.row.state is ProposalState.IMPOSSIBLE
    called = calling(session(), event, whole.task) if is_impossible else None
    return render_template(
        "cohorts/waiting.html",
        event=event,
        here=home_of(event),
        whole=whole,
        clash=clash_of(whole, called) if called else None,
        zone=zone_of(event),
        **WORDS,
    )


def _refreshed(whole: Whole, page: str) -> Response:
    """Return the page; while the worker is at it, the browser asks again, without a script."""
    response = make_response(page)
    if whole.row.state in (ProposalState.WAITING, ProposalState.SOLVED) and not request.args:
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response

"""Limits, each entered as a sentence."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import parked_values
from courseapp.cohorts import limits
from courseapp.cohorts.forms import SHAPES, LimitForm, entered, shape_of
from courseapp.cohorts.model.wording.limits import limit_words
from courseapp.cohorts.model.wording.names import Names
from courseapp.cohorts.models import CohortLimit
from courseapp.cohorts.names_read import calling, with_values
from courseapp.cohorts.offering import groups_offered, people_offered
from courseapp.cohorts.planning import lists_read_on
from courseapp.cohorts.views.overview import HOME, Answer, done, home_of
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event

NEW = f"{HOME}/limits/new/<any(each, group, person):shape>"
ONE = f"{HOME}/limits/<int(max=2147483647):limit_id>"

blueprint = Blueprint("cohort_limits", __name__)
blueprint.after_request(keep_private)


@blueprint.get(NEW)
@allow(organiser_of_event)
def new(slug: str, shape: str) -> str:
    event = organised_event(session(), slug)
    return _page(event, None, _form(event, shape, None, parked_values(request.path)))


@blueprint.post(NEW)
@allow(organiser_of_event)
def add(slug: str, shape: str) -> Answer:
    event = organised_event(session(), slug)
    form = _form(event, shape, None, request.form)
    if form.validate():
        with answering(form):
            about = (session(), current_person(), now(), event)
            limits.add_limit(*about, form.plan(), _names(event, form))
    if form.errors:
        return _page(event, None, form), 422
    return done(event, "The limit is set.", "#limits")


@blueprint.get(ONE)
@allow(organiser_of_event)
def edit(slug: str, limit_id: int) -> str:
    event, row = _found(slug, limit_id)
    return _page(event, row, _form(event, shape_of(row), row, parked_values(request.path)))


@blueprint.post(ONE)
@allow(organiser_of_event)
def change(slug: str, limit_id: int) -> Answer:
    event, row = _found(slug, limit_id)
    form = _form(event, shape_of(row), row, request.form)
    if form.validate():
        with answering(form):
            about = (session(), current_person(), now(), row)
            limits.change_limit(*about, form.plan(), _names(event, form))
    if form.errors:
        return _page(event, row, form), 422
    return done(event, "The limit is changed.", "#limits")


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_event)
def remove(slug: str, limit_id: int) -> Response:
    event, row = _found(slug, limit_id)
    names = _named(event, row)
    limits.remove_limit(session(), current_person(), now(), row, names)
    return done(event, "The limit is removed.", "#limits")


def _found(slug: str, limit_id: int) -> tuple[Event, CohortLimit]:
    """Return the limit with its event. Raises NotFound where either is not there."""
    event = organised_event(session(), slug)
    return event, limits.limit_of(session(), event, limit_id)


def _form(event: Event, shape: str, row: CohortLimit | None, typed: object) -> LimitForm:
    form = SHAPES[shape](typed, data=entered(row) if row is not None else None)
    groups = groups_offered(session(), event) if shape == "group" else {}
    people = people_offered(session(), event, current_person()) if shape == "person" else ()
    form.offer(groups, people)
    return form


def _names(event: Event, form: LimitForm) -> Names:
    plan = form.plan()
    found = calling(session(), event)
    return with_values(found, ((plan.feature, value) for value in plan.values)).names


def _named(event: Event, row: CohortLimit) -> Names:
    pairs = ((row.feature, value) for value in (*row.values, *row.except_for))
    return with_values(calling(session(), event), pairs).names


def _page(event: Event, row: CohortLimit | None, form: LimitForm) -> str:
    words = limit_words(limits.to_task(row), _named(event, row)) if row is not None else ""
    return render_template(
        "cohorts/limit.html",
        event=event,
        here=home_of(event),
        row=row,
        words=words,
        form=form,
        day=lists_read_on(session(), event, now()),
    )

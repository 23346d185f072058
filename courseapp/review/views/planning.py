"""Dates and anonymity of a review."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.scope import zone_of
from courseapp.review.forms import ReviewForm
from courseapp.review.rounds import (
    ReviewPlan,
    RoundPlan,
    dates_of,
    hidden_traits,
    plan_review,
    rounds_of,
)
from courseapp.review.views.overview import HOME, home_of
from courseapp.review.words import WORDS

Answer = str | Response | tuple[str, int]
DATES = f"{HOME}/dates"

blueprint = Blueprint("review_dates", __name__)


@blueprint.get(DATES)
@allow(organiser_of_event)
def dates(slug: str) -> Answer:
    event = organised_event(session(), slug)
    typed = parked_values(request.path)
    return _page(event, ReviewForm.of(_present(event), zone_of(event), typed))


@blueprint.post(DATES)
@allow(organiser_of_event)
def plan(slug: str) -> Answer:
    event = organised_event(session(), slug)
    form = ReviewForm.of(_present(event), zone_of(event), request.form)
    if form.validate():
        with answering(form):
            wanted = form.plan(zone_of(event))
            plan_review(session(), current_person(), now(), event, wanted)
    if form.errors:
        return _page(event, form), 422
    forget_parked()
    flash("Dates and rules of the review are saved.", "good")
    return redirect(home_of(event), 303)


def _present(event: Event) -> ReviewPlan:
    rounds = {
        which: RoundPlan(row.wanted, dates_of(row))
        for which, row in rounds_of(session(), event.id).items()
    }
    return ReviewPlan(rounds, hidden_traits(session(), event.id))


def _page(event: Event, form: ReviewForm) -> str:
    return render_template(
        "review/dates.html",
        event=event,
        here=home_of(event),
        form=form,
        zone=zone_of(event),
        **WORDS,
    )

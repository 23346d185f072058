"""The page of figures: how far people came, from where, and when they sent."""

from flask import render_template, request

from courseapp.core.permissions import allow
from courseapp.core.request import session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake import figures as counting
from courseapp.intake.figures import By
from courseapp.intake.scope import scope_of
from courseapp.intake.views.blueprint import HOME, Answer, blueprint
from courseapp.intake.words import STATUS_LABELS


@blueprint.get(f"{HOME}/figures")
@allow(organiser_of_event)
def figures(slug: str) -> Answer:
    event = organised_event(session(), slug)
    scope, by = scope_of(session(), event), request.args.get("by", By.WORK, type=By)
    numbers = counting.numbers_of(session(), scope)
    chart, days = counting.sent_by_day(session(), scope)
    return render_template(
        "intake/figures.html",
        event=event,
        numbers=numbers,
        steps=counting.steps(session(), event.id, numbers),
        countries=counting.countries(session(), scope, by),
        by=by,
        chart=chart,
        days=days,
        labels=STATUS_LABELS,
    )

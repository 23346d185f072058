"""Taking a step back."""

from flask import abort, flash, redirect, request

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.planner import undoing
from courseapp.planner.views.blueprint import PLANNER, Answer, asked_look, blueprint, planner_of


@blueprint.post(f"{PLANNER}/undo")
@allow(organiser_of_event)
def undo(slug: str) -> Answer:
    event = organised_event(session(), slug)
    number = request.form.get("step", type=int)
    if number is None:
        abort(404)
    with answering() as answer:
        step = undoing.undo(session(), current_person(), now(), event, number)
        flash(f"Taken back: {step.summary}.", "good")
    if answer.problem:
        flash(answer.problem, "bad")
    return redirect(planner_of(event, asked_look()), 303)

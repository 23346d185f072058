"""The organiser's page on which who completed an event is noted."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.completing import MOST_SHOWN, can_be_noted, note_completion, with_a_seat
from courseapp.intake.views.blueprint import HOME, Answer, blueprint

PAGE = f"{HOME}/completed"


@blueprint.get(PAGE)
@allow(organiser_of_event)
def completed(slug: str) -> Answer:
    event = organised_event(session(), slug)
    number = request.args.get("page", 1, type=int)
    return render_template(
        "intake/completed.html",
        event=event,
        can_be_noted=can_be_noted(event, now()),
        page=paginate(session(), with_a_seat(event), number, MOST_SHOWN),
    )


@blueprint.post(PAGE)
@allow(organiser_of_event)
def note_who_completed(slug: str) -> Answer:
    event = organised_event(session(), slug)
    shown, ticked = (request.form.getlist(name)[:MOST_SHOWN] for name in ("shown", "completed"))
    with answering() as answer:
        changed = note_completion(session(), current_person(), now(), event, shown, ticked)
    if answer.problem:
        flash(answer.problem, "bad")
    else:
        people = "1 person" if changed == 1 else f"{changed} people"
        flash(f"Saved: {people} noted anew." if changed else "Saved. Nothing was changed.", "good")
    return redirect(request.full_path.rstrip("?"), 303)

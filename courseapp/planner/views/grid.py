"""The grid, and moving one session in it."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.clock.local_time import which_of_two
from courseapp.events.models import Event, EventSession
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event, session_of
from courseapp.events.sessions.agenda import too_long_in_words
from courseapp.planner.days import days_of, wall_times, zone_of
from courseapp.planner.forms import MoveForm, move_values
from courseapp.planner.grid import lay_out
from courseapp.planner.listing import changes_by_session
from courseapp.planner.looking import Look
from courseapp.planner.placements import Placement, names_in
from courseapp.planner.placing import replan
from courseapp.planner.steps import step_to_undo
from courseapp.planner.views.blueprint import (
    CHANGES,
    PLANNER,
    Answer,
    asked_look,
    beside,
    blueprint,
    planner_of,
)


@blueprint.get(PLANNER)
@allow(organiser_of_event)
def show(slug: str) -> Answer:
    event = organised_event(session(), slug)
    look = asked_look()
    zone = look.zone(zone_of(event))
    there = days_of(event, zone)
    shown = look.days(there, _today(zone))
    return render_template(
        "planner/grid.html",
        event=event,
        look=look if look.shows_all or not shown else look.at(shown[0]),
        zone=zone,
        there=there,
        grids=lay_out(event, look.by, zone, shown),
        changes=changes_by_session(event),
        change_words=CHANGES,
        warnings=beside(event),
        step=step_to_undo(session(), event),
    )


@blueprint.get(f"{PLANNER}/sessions/<int:session_id>/move")
@allow(organiser_of_event)
def ask_where_to(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    sitting = session_of(event, session_id)
    form = MoveForm(parked_values(request.path), data=move_values(sitting))
    return _page(event, sitting, form.offer(event))


@blueprint.post(f"{PLANNER}/sessions/<int:session_id>/move")
@allow(organiser_of_event)
def move(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    sitting = session_of(event, session_id)
    form = MoveForm(data=move_values(sitting)).offer(event)
    if form.validate():
        with answering(form):
            return _moved(event, sitting, form)
    return _page(event, sitting, form), 422


def _moved(event: Event, sitting: EventSession, form: MoveForm) -> Answer:
    """Move the session and say where to. Raises Problem."""
    placement = form.placement(sitting)
    title = sitting.title
    summary = f"Moved “{title}” to {_told(event, placement)}"
    seen = {sitting.id: form.changed_at.data}
    step = replan(session(), current_person(), now(), event, {sitting.id: placement}, seen, summary)
    forget_parked()
    flash(f"{summary}." if step else f"“{title}” stays where it is.", "good")
    notes = (*map(which_of_two, placement.times()), too_long_in_words(sitting))
    for note in filter(None, notes):
        flash(note, "wait")
    return redirect(planner_of(event, _look_at(event, sitting)), 303)


def _told(event: Event, placement: Placement) -> str:
    placement.times()  # a time that cannot be has no words
    return names_in(event).brief(placement)


def _look_at(event: Event, sitting: EventSession) -> Look:
    """Return the present look, at the day where the session is now."""
    look = asked_look()
    if look.shows_all:
        return look
    return look.at(wall_times(sitting, look.zone(zone_of(event)))[0].date())


def _page(event: Event, sitting: EventSession, form: MoveForm) -> str:
    """Show the form; after somebody else's change also with what is saved now."""
    if form.changed_at.errors:
        form.changed_at.data = sitting.changed_at
    return render_template(
        "planner/move.html",
        event=event,
        sitting=sitting,
        form=form,
        look=asked_look(),
        zone=form.zone.data or sitting.zone,
    )


def _today(zone: str) -> date:
    return now().astimezone(ZoneInfo(zone)).date()

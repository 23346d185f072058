"""The organiser's page on which an event moves into another time zone."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core import formats
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.moves import rezoning
from courseapp.events.moves.move_preview import odd_times
from courseapp.events.moves.moving import Moved
from courseapp.events.moves.rezoned_rows import rows_of
from courseapp.events.moves.timetables import state_of
from courseapp.events.moves.zone_forms import ZoneChangeForm
from courseapp.events.moves.zone_moves import left_alone
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.events.views.blueprint import blueprint, home_of

Answer = str | Response | tuple[str, int]
ADDRESS = "/manage/events/<slug>/zone"


@blueprint.get(ADDRESS)
@allow(organiser_of_event)
def zone(slug: str) -> Answer:
    event = organised_event(session(), slug)
    asked = parked_values(request.path) or request.args or None
    form, result = ZoneChangeForm(asked, new_zone=event.zone), None
    if asked is not None and form.validate():
        with answering(form):
            result = rezoning.planned_move(event, form.wish(), now())
    return _page(form, event, result)


@blueprint.post(ADDRESS)
@allow(organiser_of_event)
def change_zone(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ZoneChangeForm()
    if form.validate():
        about = (event, form.wish(), form.seen.data or "")
        with answering(form):
            rezoning.change_zone(session(), current_person(), now(), *about)
    if form.errors:
        return _page(form, event, None), 422
    forget_parked()
    place = formats.place_of_zone(form.new_zone.data)
    flash(f"The event is in the zone of {place} now. Look at its sessions once more.", "good")
    return redirect(home_of(event), 303)


def _page(form: ZoneChangeForm, event: Event, result: Moved | None) -> str:
    """Show the form; with a result also what it does, and the button that does it."""
    form.new_zone.offer(now())
    form.seen.data = state_of(rezoning.zone_timetable(event))
    return render_template(
        "manage/events/zone.html",
        event=event,
        form=form,
        result=result,
        rows=rows_of(result) if result else (),
        odd_times=odd_times(result) if result else (),
        others=left_alone(rezoning.zone_timetable(event)),
    )

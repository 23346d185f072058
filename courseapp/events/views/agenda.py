"""The organiser's page of what happens inside a session."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.facts.describing import Difference, difference
from courseapp.events.models import Event, EventSession
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event, session_of
from courseapp.events.sessions.agenda import (
    agenda_facts,
    agenda_of,
    frame_of,
    total_of,
    write_agenda,
)
from courseapp.events.sessions.agenda_forms import AgendaForm
from courseapp.events.sessions.agenda_plans import ItemPlan, total, with_rest
from courseapp.events.views.blueprint import blueprint, home_of

Answer = str | Response | tuple[str, int]
PAGE = "/manage/events/<slug>/sessions/<int:session_id>/agenda"


@blueprint.get(PAGE)
@allow(organiser_of_event)
def agenda(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    sitting = session_of(event, session_id)
    return _page(_form(parked_values(request.path), sitting), event, sitting)


@blueprint.post(PAGE)
@allow(organiser_of_event)
def save_agenda(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    sitting = session_of(event, session_id)
    form = _form(request.form, sitting)
    items = form.read()
    if items is not None and request.form.get("then") == "fill":
        return _filled(event, sitting, items, form)
    if items is not None:
        with answering(form):
            about = (session(), current_person(), now(), sitting)
            write_agenda(*about, items, form.changed_at.data)
    if items is None or form.errors:
        return _page(form, event, sitting, _meanwhile(form, sitting, items)), 422
    forget_parked()
    flash(f"The agenda of “{sitting.title}” is saved.", "good")
    return redirect(f"{home_of(event)}/sessions/{sitting.id}/agenda", 303)


def _form(formdata: MultiDict[str, str] | None, sitting: EventSession) -> AgendaForm:
    return AgendaForm(formdata, agenda_of(sitting), frame_of(sitting), sitting.changed_at)


def _filled(
    event: Event, sitting: EventSession, items: Sequence[ItemPlan], form: AgendaForm
) -> Answer:
    """Show the rows with one more that takes the rest; nothing is saved yet."""
    frame = frame_of(sitting)
    rest = total(items, frame.minutes).rest
    text = "There is nothing left to fill at the end of the session."
    if rest:
        text = f"The last {rest} minutes are question time now. Change it as you like, then save."
    flash(text, "wait")
    filled = AgendaForm(None, with_rest(items, frame.minutes), frame, form.changed_at.data)
    return _page(filled, event, sitting)


def _meanwhile(
    form: AgendaForm, sitting: EventSession, items: Sequence[ItemPlan] | None
) -> Difference | None:
    """Return what somebody else saved of the agenda after the form was opened."""
    if items is None or not form.changed_at.errors:
        return None
    form.changed_at.data = sitting.changed_at
    saved = agenda_facts(sitting, agenda_of(sitting))
    return difference(agenda_facts(sitting, items), saved)


def _page(
    form: AgendaForm, event: Event, sitting: EventSession, meanwhile: Difference | None = None
) -> str:
    return render_template(
        "manage/events/agenda.html",
        form=form,
        event=event,
        sitting=sitting,
        total=total_of(sitting),
        meanwhile=meanwhile,
    )

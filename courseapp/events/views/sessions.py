"""The organiser's pages of one session."""

from typing import Any

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.clock.local_time import which_of_two
from courseapp.events.facts.describing import difference, session_facts
from courseapp.events.models import Event, EventSession
from courseapp.events.permissions import organiser_of_event
from courseapp.events.ports.cautions import Caution, cautions_with
from courseapp.events.queries import organised_event, session_of
from courseapp.events.sessions import scheduling
from courseapp.events.sessions.agenda import too_long_in_words
from courseapp.events.sessions.readings import publications_to_read
from courseapp.events.sessions.session_forms import (
    SessionForm,
    session_values,
    values_for_another,
    wished,
)
from courseapp.events.sessions.sittings import SessionPlan
from courseapp.events.views.blueprint import blueprint, home_of

Answer = str | Response | tuple[str, int]


@blueprint.get("/manage/events/<slug>/sessions/new")
@allow(organiser_of_event)
def new_session(slug: str) -> Answer:
    event = organised_event(session(), slug)
    like = request.args.get("like", type=int)
    values = values_for_another(session_of(event, like)) if like else _first_values(event)
    values |= wished(request.args)
    form = SessionForm(parked_values(request.path), data=values)
    return _page(_offered(form, event, None), event, None)


@blueprint.post("/manage/events/<slug>/sessions/new")
@allow(organiser_of_event)
def add_session(slug: str) -> Answer:
    event = organised_event(session(), slug)
    form = _offered(SessionForm(), event, None)
    cautions = _cautions(form, event, None)
    sitting = None
    if not form.errors and not cautions:
        with answering(form):
            sitting = scheduling.add_session(session(), current_person(), now(), event, form.plan())
    if sitting is None:
        return _page(form, event, None, cautions), 422
    return _saved(event, sitting, form.plan(), "is added")


@blueprint.get("/manage/events/<slug>/sessions/<int:session_id>")
@allow(organiser_of_event)
def edit_session(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    sitting = session_of(event, session_id)
    form = SessionForm(parked_values(request.path), data=session_values(sitting))
    return _page(_offered(form, event, sitting), event, sitting)


@blueprint.post("/manage/events/<slug>/sessions/<int:session_id>")
@allow(organiser_of_event)
def change_session(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    sitting = session_of(event, session_id)
    form = _offered(SessionForm(), event, sitting)
    cautions = _cautions(form, event, session_id)
    if not form.errors and not cautions:
        with answering(form):
            scheduling.change_session(
                session(), current_person(), now(), sitting, form.plan(), form.changed_at.data
            )
    if form.errors or cautions:
        return _page(form, event, sitting, cautions), 422
    return _saved(event, sitting, form.plan(), "is changed")


@blueprint.get("/manage/events/<slug>/sessions/<int:session_id>/cancel")
@allow(organiser_of_event)
def confirm_cancelling_session(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    return _cancelling_page(event, session_of(event, session_id))


@blueprint.post("/manage/events/<slug>/sessions/<int:session_id>/cancel")
@allow(organiser_of_event)
def cancel_session(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    sitting = session_of(event, session_id)
    with answering() as answer:
        scheduling.cancel_session(session(), current_person(), now(), sitting)
    if answer.problem:
        return _cancelling_page(event, sitting, answer.problem), 422
    flash(
        f"“{sitting.title}” is cancelled. Others see that when you publish the programme.", "good"
    )
    return redirect(home_of(event), 303)


@blueprint.post("/manage/events/<slug>/sessions/<int:session_id>/delete")
@allow(organiser_of_event)
def delete_session(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    sitting = session_of(event, session_id)
    title = sitting.title
    with answering() as answer:
        scheduling.delete_session(session(), current_person(), now(), sitting)
    if answer.problem:
        return _cancelling_page(event, sitting, answer.problem), 422
    flash(f"“{title}” is deleted.", "good")
    return redirect(home_of(event), 303)


def _first_values(event: Event) -> dict[str, Any]:
    """Suggest the event's zone, and the first day or the next weekday after the last session."""
    if event.sessions:
        return {**_blank(values_for_another(event.sessions[-1])), "zone": event.sessions[-1].zone}
    return {"zone": event.zone, "day": event.starts_on}


def _blank(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in ("day", "starts", "ends", "ends_on")}


def _offered(form: SessionForm, event: Event, sitting: EventSession | None) -> SessionForm:
    """Offer rooms, tracks, modules and what participants may read before the form is read."""
    chosen = sitting.readings if sitting else ()
    form.readings.offer(publications_to_read(session(), event.initiative_id, chosen))
    return form.offer(event)


def _cautions(form: SessionForm, event: Event, session_id: int | None) -> tuple[Caution, ...]:
    """Return problems that the organiser has not been shown yet; hints stop nobody."""
    if not form.is_sound() or "anyway" in request.form:
        return ()
    found = cautions_with(session(), event, now(), form.plan(), session_id)
    return tuple(caution for caution in found if not caution.is_hint)


def _saved(event: Event, sitting: EventSession, plan: SessionPlan, what: str) -> Response:
    forget_parked()
    flash(f"“{sitting.title}” {what}.", "good")
    for note in filter(None, (*map(which_of_two, plan.times()), too_long_in_words(sitting))):
        flash(note, "wait")
    if request.form.get("then") == "another":
        return redirect(f"{home_of(event)}/sessions/new?like={sitting.id}", 303)
    return redirect(_back(event, sitting), 303)


def _back(event: Event, sitting: EventSession) -> str:
    """Return where the organiser came from: links of the planner name a day, others do not."""
    if "day" not in request.args:
        return home_of(event)
    return f"{home_of(event)}/planner?day={sitting.starts_local:%Y-%m-%d}"


def _page(
    form: SessionForm,
    event: Event,
    sitting: EventSession | None,
    cautions: tuple[Caution, ...] = (),
) -> str:
    """Show the form; after somebody else's change also what is saved now."""
    meanwhile = None
    if sitting is not None and form.changed_at.errors:
        meanwhile = difference(session_facts(form.plan(), event), session_facts(sitting, event))
        form.changed_at.data = sitting.changed_at
    form.zone.offer(now())
    return render_template(
        "manage/events/session.html",
        form=form,
        event=event,
        sitting=sitting,
        cautions=cautions,
        meanwhile=meanwhile,
        groups=sorted({each.repeat_group for each in event.sessions if each.repeat_group}),
        may_delete=sitting is not None and scheduling.may_delete(sitting),
    )


def _cancelling_page(event: Event, sitting: EventSession, problem: str = "") -> str:
    return render_template(
        "manage/events/cancel_session.html", event=event, sitting=sitting, problem=problem
    )

"""What people and focal points ask for: more time, a substitute; and seats that are given up."""

from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.queries import sent_application
from courseapp.selection import giving_up, more_time, substitutes
from courseapp.selection.forms import GiveUpForm, RefuseForm, ReplyForm
from courseapp.selection.models import TimeRequest
from courseapp.selection.more_time import Reply
from courseapp.selection.rules import AskState, SubstituteState, usual_reply_by
from courseapp.selection.terms import starts_at, zone_of

Answer = str | Response | tuple[str, int]
WISH = "/manage/events/<slug>/more-time/<int(max=2147483647):request_id>"
SUBSTITUTE = "/manage/events/<slug>/substitutes/<int(max=2147483647):substitute_id>"
GIVE_UP = "/manage/events/<slug>/applications/<reference>/give-up"

blueprint = Blueprint("wishes", __name__)


@blueprint.get(WISH)
@allow(organiser_of_event)
def wish(slug: str, request_id: int) -> Answer:
    event = organised_event(session(), slug)
    found = more_time.request_of(session(), event, request_id)
    return _wish_page(event, found, ReplyForm(parked_values(request.path), data=_usual(event)))


@blueprint.post(WISH)
@allow(organiser_of_event)
def reply(slug: str, request_id: int) -> Answer:
    event, form = organised_event(session(), slug), ReplyForm()
    found = more_time.request_of(session(), event, request_id)
    grants = request.form.get("answer") == "grant"
    if form.validate():
        with answering(form):
            until = form.until(zone_of(event)) if grants else None
            said = Reply(until, form.note.data or "")
            more_time.reply_to_wish(session(), current_person(), now(), found, said)
    if form.errors:
        return _wish_page(event, found, form), 422
    forget_parked()
    name = found.offer.application.full_name
    flash(
        f"{name} {'has more time' if grants else 'keeps the time as it was'}, and is told.", "good"
    )
    return redirect(url_for("decisions.show", slug=slug), 303)


@blueprint.post(f"{SUBSTITUTE}/approve")
@allow(organiser_of_event)
def approve(slug: str, substitute_id: int) -> Response:
    event = organised_event(session(), slug)
    found = substitutes.proposal_of(session(), event, substitute_id)
    with answering() as answer:
        state = substitutes.approve(session(), current_person(), now(), found)
    if answer.problem is None:
        name, is_offered = found.application.full_name, state is SubstituteState.OFFERED
        told = "is offered the seat" if is_offered else "is offered the next seat that is free"
        flash(f"{name} {told}.", "good")
    return _back(slug, answer.problem)


@blueprint.post(f"{SUBSTITUTE}/refuse")
@allow(organiser_of_event)
def refuse(slug: str, substitute_id: int) -> Response:
    event, form = organised_event(session(), slug), RefuseForm()
    found = substitutes.proposal_of(session(), event, substitute_id)
    if not form.validate():
        return _back(slug, "; ".join(form.note.errors))
    with answering() as answer:
        substitutes.refuse(session(), current_person(), now(), found, form.note.data or "")
    if answer.problem is None:
        flash("The proposal is refused. The focal point reads it on her page.", "good")
    return _back(slug, answer.problem)


@blueprint.get(GIVE_UP)
@allow(organiser_of_event)
def ask_to_give_up(slug: str, reference: str) -> str:
    event = organised_event(session(), slug)
    found = _seat_of(event, reference)
    return _give_up_page(event, found, GiveUpForm(parked_values(request.path)))


@blueprint.post(GIVE_UP)
@allow(organiser_of_event)
def give_up(slug: str, reference: str) -> Answer:
    event, form = organised_event(session(), slug), GiveUpForm()
    found = _seat_of(event, reference)
    if form.validate() and "preview" not in request.form:
        with answering(form):
            said = form.reason.data or ""
            giving_up.give_up_seat(session(), current_person(), now(), found, said)
    if form.errors or "preview" in request.form:
        return _give_up_page(event, found, form), 422 if form.errors else 200
    forget_parked()
    flash(f"The seat of {found.full_name} is given up, and she or he is told.", "good")
    return redirect(url_for("selection.application", slug=slug, reference=reference), 303)


def _usual(event: Event) -> dict[str, object]:
    zone = zone_of(event)
    until = usual_reply_by(now(), event.reply_days, zone, starts_at(event))
    local = until.astimezone(ZoneInfo(zone))
    return {"until_date": local.date(), "until_time": local.time()}


def _seat_of(event: Event, reference: str) -> Application:
    found = sent_application(session(), event.id, reference)
    if not giving_up.may_give_up(found, now()):
        raise NotFound
    return found


def _wish_page(event: Event, found: TimeRequest, form: ReplyForm) -> str:
    return render_template(
        "selection/wish.html",
        event=event,
        form=form,
        wish=found,
        is_open=found.state is AskState.ASKED,
        application=found.offer.application,
        zone=zone_of(event),
    )


def _give_up_page(event: Event, found: Application, form: GiveUpForm) -> str:
    who = (session(), current_person())
    return render_template(
        "selection/give_up.html",
        event=event,
        form=form,
        application=found,
        shown=giving_up.letter_to_show(*who, found, form.reason.data or ""),
        zone=zone_of(event),
    )


def _back(slug: str, problem: str | None) -> Response:
    if problem is not None:
        flash(problem, "bad")
    return redirect(url_for("decisions.show", slug=slug), 303)

"""How an event invites, who was invited to what, and who answered what."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.errors import NotFound
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.invitations.addresses import replies_are_read
from courseapp.invitations.choosing import choose, pause
from courseapp.invitations.forms import InvitationsForm
from courseapp.invitations.overview import line_of, overview_of
from courseapp.invitations.queries import people_invited, plan_of
from courseapp.invitations.receiving.outcomes import IN_WORDS
from courseapp.invitations.rules import Answer
from courseapp.invitations.words import ANSWERS, STYLES, standing_of
from courseapp.mail.outbox import absolute_url

Answered = str | Response | tuple[str, int]
PAGE = "/manage/events/<slug>/invitations"

blueprint = Blueprint("invitations", __name__)


def home_of(event: Event) -> str:
    """Return the address of the event's page of invitations."""
    return f"/manage/events/{event.slug}/invitations"


@blueprint.get(PAGE)
@allow(organiser_of_event)
def invitations(slug: str) -> Answered:
    event = organised_event(session(), slug)
    plan = plan_of(session(), event)
    usual = {"style": plan.style.value, "asking": plan.asking.value}
    return _page(event, InvitationsForm(parked_values(request.path), data=usual))


@blueprint.post(PAGE)
@allow(organiser_of_event)
def save(slug: str) -> Answered:
    event, form = organised_event(session(), slug), InvitationsForm()
    if not form.validate():
        return _page(event, form), 422
    choose(session(), current_person(), now(), event, *form.chosen)
    forget_parked()
    flash("Saved. What people have in their calendars stays there.", "good")
    return redirect(home_of(event), 303)


@blueprint.post(f"{PAGE}/pause")
@allow(organiser_of_event)
def switch(slug: str) -> Response:
    event, paused = organised_event(session(), slug), "goes_on" not in request.form
    pause(session(), current_person(), now(), event, paused=paused)
    flash("Invitations are paused." if paused else "Invitations go on.", "good")
    return redirect(home_of(event), 303)


@blueprint.get(f"{PAGE}/people")
@allow(organiser_of_event)
def people(slug: str) -> str:
    event, uid = organised_event(session(), slug), request.args.get("session", "")
    line = line_of(session(), event, now(), uid, absolute_url(""))
    if line is None:
        raise NotFound
    answer = next((each for each in Answer if each.value == request.args.get("answer")), None)
    number = request.args.get("page", 1, type=int)
    return render_template(
        "manage/invitations/people.html",
        event=event,
        here=home_of(event),
        line=line,
        page=paginate(session(), people_invited(event, uid, answer), number),
        answer=answer,
        ANSWERS=ANSWERS,
        standing_of=standing_of,
    )


def _page(event: Event, form: InvitationsForm) -> str:
    return render_template(
        "manage/invitations/page.html",
        event=event,
        here=home_of(event),
        form=form,
        own=overview_of(session(), event, now(), absolute_url("")),
        replies_are_read=replies_are_read(),
        STYLES=STYLES,
        ANSWERS=ANSWERS,
        OUTCOMES=IN_WORDS,
    )

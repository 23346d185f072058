"""Releasing: what would happen, with each letter; when; and how far it has come."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.selection import foretelling, releasing
from courseapp.selection.forms import ReleaseForm
from courseapp.selection.models import Release
from courseapp.selection.rules import Choice, ReleaseState, usual_reply_by
from courseapp.selection.terms import starts_at, zone_of
from courseapp.selection.texts import PRIVATE_LABELS, RELEASE_LABELS

Answer = str | Response | tuple[str, int]
HOME = "/manage/events/<slug>/release"
ONE = "/manage/events/<slug>/releases/<int(max=2147483647):release_id>"
PLANNED = "The release is planned."
LOOK_AGAIN = 20  # seconds until the page asks how far it is

blueprint = Blueprint("releasing", __name__)


@blueprint.get(HOME)
@allow(organiser_of_event)
def show(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _page(event, _form(event, parked_values(request.path)))


@blueprint.post(HOME)
@allow(organiser_of_event)
def plan(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ReleaseForm()
    if form.validate() and "preview" not in request.form:
        with answering(form):
            wanted = form.plan(now(), zone_of(event))
            who = (session(), current_person(), now())
            planned = releasing.plan_release(*who, event, wanted)
    if form.errors or "preview" in request.form:
        return _page(event, form), 422 if form.errors else 200
    forget_parked()
    told = "The decisions are released within a minute." if planned.due_at <= now() else PLANNED
    flash(told, "good")
    return redirect(url_for("releasing.one", slug=slug, release_id=planned.id), 303)


@blueprint.get(ONE)
@allow(organiser_of_event)
def one(slug: str, release_id: int) -> Response:
    event = organised_event(session(), slug)
    release = releasing.release_of(session(), event, release_id)
    is_due = release.state is ReleaseState.PLANNED and release.due_at <= now()
    response = make_response(_state_page(event, release, is_due=is_due))
    if is_due or release.state is ReleaseState.BEGUN:
        response.headers["Refresh"] = str(LOOK_AGAIN)  # without a script
    return response


@blueprint.post(f"{ONE}/cancel")
@allow(organiser_of_event)
def cancel(slug: str, release_id: int) -> Response:
    event = organised_event(session(), slug)
    release = releasing.release_of(session(), event, release_id)
    with answering() as answer:
        releasing.cancel_release(session(), current_person(), now(), release)
    told = "The plan is taken back. Nobody was told anything."
    flash(answer.problem or told, "bad" if answer.problem else "good")
    return redirect(url_for("releasing.one", slug=slug, release_id=release_id), 303)


def _state_page(event: Event, release: Release, *, is_due: bool) -> str:
    return render_template(
        "selection/release_state.html",
        event=event,
        release=release,
        progress=releasing.progress(session(), release),
        is_due=is_due,
        label=RELEASE_LABELS[release.state],
        State=ReleaseState,
        zone=zone_of(event),
    )


def _form(event: Event, parked: MultiDict[str, str] | None = None) -> ReleaseForm:
    zone = zone_of(event)
    until = _usual(event).astimezone(ZoneInfo(zone))
    tomorrow = (now() + timedelta(days=1)).astimezone(ZoneInfo(zone)).date()
    usual = {
        "due_date": tomorrow,
        "due_time": until.time().replace(hour=10, minute=0),
        "reply_date": until.date(),
        "reply_time": until.time(),
    }
    return ReleaseForm(parked, data=usual)


def _usual(event: Event) -> datetime:
    return usual_reply_by(now(), event.reply_days, zone_of(event), starts_at(event))


def _page(event: Event, form: ReleaseForm) -> str:
    wanted = request.args.get("show", "")
    choice = Choice(wanted) if wanted in set(Choice) else None
    reply_by = None
    with answering():
        reply_by = form.reply_by(zone_of(event))
    shown = foretelling.letters_shown(
        session(),
        current_person(),
        event,
        reply_by or _usual(event),
        form.note.data or "",
        request.args.get("page", 1, int),
        choice,
    )
    return render_template(
        "selection/release.html",
        event=event,
        form=form,
        outlook=foretelling.outlook(session(), event, now()),
        shown=shown,
        choice=choice,
        under_way=releasing.release_under_way(session(), event.id),
        earlier=releasing.releases(session(), event.id),
        LABELS=PRIVATE_LABELS,
        RELEASE_LABELS=RELEASE_LABELS,
        zone=zone_of(event),
    )

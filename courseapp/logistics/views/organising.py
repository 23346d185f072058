"""Who has given travel details, for organisers; sensitive answers one by one, and noted."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.asked import NOT_SENSITIVE, answered
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.forms.document.reading import in_words
from courseapp.forms.document.record import Visibility
from courseapp.logistics.models import Logistics
from courseapp.logistics.queries import (
    asks_for_logistics,
    logistics_of,
    may_change,
    seat_of,
    to_remind,
    travellers,
)
from courseapp.logistics.reminding import remind_all
from courseapp.logistics.rules import REST_BETWEEN_REMINDERS, Progress

LABELS = {
    Progress.NOT_BEGUN: ("neutral", "Not begun"),
    Progress.BEGUN: ("wait", "Begun, not sent"),
    Progress.SENT: ("good", "Sent"),
}

blueprint = Blueprint("travellers", __name__)
blueprint.after_request(keep_private)


@blueprint.get("/manage/events/<slug>/travel")
@allow(organiser_of_event)
def everybody(slug: str) -> str:
    event = organised_event(session(), slug)
    search, wanted = request.args.get("search", ""), request.args.get("progress", "")
    chosen = Progress(wanted) if wanted in set(Progress) else None
    number = request.args.get("page", 1, type=int)
    return render_template(
        "manage/logistics/list.html",
        event=event,
        asks=asks_for_logistics(session(), event),
        page=travellers(session(), event, search, chosen, number),
        search=search,
        wanted=wanted,
        LABELS=LABELS,
        reminds=_to_remind(event),
        zone=event.zone or "UTC",
    )


@blueprint.post("/manage/events/<slug>/travel/remind")
@allow(organiser_of_event)
def remind(slug: str) -> Response:
    event, sent = organised_event(session(), slug), 0
    with answering() as answer:
        sent = remind_all(session(), current_person(), now(), event)
    told = f"{sent} letters are on their way." if sent != 1 else "1 letter is on its way."
    flash(answer.problem or told, "bad" if answer.problem else "good")
    return redirect(f"/manage/events/{slug}/travel", 303)


@blueprint.get("/manage/events/<slug>/travel/<reference>")
@allow(organiser_of_event)
def one(slug: str, reference: str) -> str:
    event = organised_event(session(), slug)
    application = seat_of(session(), event, reference)
    return _page(event, application, "")


@blueprint.post("/manage/events/<slug>/travel/<reference>/show")
@allow(organiser_of_event)
def show(slug: str, reference: str) -> str:
    """Show one sensitive answer, and write down who looked at which."""
    event = organised_event(session(), slug)
    application = seat_of(session(), event, reference)
    found, key = logistics_of(session(), application), request.form.get("question", "")
    form = found.form_version.shown if found and found.form_version else None
    question = form.by_key.get(key) if form else None
    if form is None or question is None or question.visibility is not Visibility.SENSITIVE:
        abort(404)
    record(
        session(),
        at=now(),
        actor=current_person().display_name,
        verb="open sensitive answer",
        subject=f"application/{application.id}",
        summary=f"Opened: {form.said(question.label, 'en')}",
    )
    return _page(event, application, key)


def _page(event: Event, application: Application, opened: str) -> str:
    found = logistics_of(session(), application)
    form = found.form_version.shown if found and found.form_version else None
    answers = answered(form, found.answers, may_see=NOT_SENSITIVE) if form and found else ()
    return render_template(
        "manage/logistics/person.html",
        event=event,
        application=application,
        found=found,
        answers=answers,
        opened=opened,
        told=_told(found, opened),
        zone=event.zone or "UTC",
    )


def _told(found: Logistics | None, key: str) -> str:
    form = found.form_version.shown if found and found.form_version else None
    question = form.by_key.get(key) if form else None
    if found is None or form is None or question is None:
        return ""
    return in_words(question, found.answers.get(key, ""), *form.languages)


def _to_remind(event: Event) -> int:
    if not may_change(event, now()):
        return 0
    return len(to_remind(session(), event, now() - REST_BETWEEN_REMINDERS))

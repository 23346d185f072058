"""Who has given travel details, for organisers; sensitive answers one by one, and noted."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.asked import NOT_SENSITIVE, Answered, answered
from courseapp.applications.documents.organising import Sent, document_of, open_document_of
from courseapp.applications.models import Application
from courseapp.applications.opening import open_answer
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.files.current import current_folder
from courseapp.files.serving import attachment
from courseapp.logistics.documents import files_sent, sent_details
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

ONE = "/manage/events/<slug>/travel/<reference>"

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


@blueprint.get(ONE)
@allow(organiser_of_event)
def one(slug: str, reference: str) -> str:
    event = organised_event(session(), slug)
    application = seat_of(session(), event, reference)
    return _page(event, application)


@blueprint.post(f"{ONE}/show")
@allow(organiser_of_event)
def show(slug: str, reference: str) -> str:
    """Show one sensitive answer, and write down who looked at which."""
    event = organised_event(session(), slug)
    application = seat_of(session(), event, reference)
    sent, key = sent_details(session(), application), request.form.get("question", "")
    told = open_answer(session(), current_person(), now(), sent, key)
    return _page(event, application, key, told)


@blueprint.get(f"{ONE}/documents/<int(max=2147483647):document_id>")
@allow(organiser_of_event)
def document(slug: str, reference: str, document_id: int) -> Response:
    application = seat_of(session(), organised_event(session(), slug), reference)
    sent = sent_details(session(), application)
    found = document_of(session(), sent, document_id, NOT_SENSITIVE)
    return attachment(found.file, current_folder(), is_confidential=True)


@blueprint.post(f"{ONE}/documents/<int(max=2147483647):document_id>/open")
@allow(organiser_of_event)
def open_document(slug: str, reference: str, document_id: int) -> Response:
    """Give one sensitive file, and write down who took it."""
    application = seat_of(session(), organised_event(session(), slug), reference)
    sent = sent_details(session(), application)
    found = open_document_of(session(), current_person(), now(), sent, document_id)
    return attachment(found.file, current_folder(), is_confidential=True)


def _page(event: Event, application: Application, opened: str = "", told: str = "") -> str:
    found = logistics_of(session(), application)
    is_sent = found is not None and found.sent_at is not None
    sent = sent_details(session(), application) if is_sent else None
    return render_template(
        "manage/logistics/person.html",
        event=event,
        application=application,
        found=found,
        answers=_answers(sent) if sent else (),
        files=files_sent(session(), sent) if sent else {},
        opened=opened,
        told=told,
        zone=event.zone or "UTC",
    )


def _answers(sent: Sent) -> tuple[Answered, ...]:
    return answered(sent.form, sent.answers, may_see=NOT_SENSITIVE, with_notes=True)


def _to_remind(event: Event) -> int:
    if not may_change(event, now()):
        return 0
    return len(to_remind(session(), event, now() - REST_BETWEEN_REMINDERS))

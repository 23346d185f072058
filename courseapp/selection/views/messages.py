"""All mail about an event and its applications, with its fate."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from courseapp.core.errors import NotFound
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.mail import delivery
from courseapp.mail.models import Message
from courseapp.mail.queries import messages_about
from courseapp.mail.rules import MessageState
from courseapp.selection.queries import application_subjects
from courseapp.selection.terms import zone_of
from courseapp.selection.texts import MESSAGE_LABELS

blueprint = Blueprint("event_mail", __name__)


@blueprint.get("/manage/events/<slug>/mail")
@allow(organiser_of_event)
def messages(slug: str) -> str:
    event = organised_event(session(), slug)
    search = request.args.get("search", "").strip()
    state = request.args.get("state", "")
    wanted = MessageState(state) if state in set(MessageState) else None
    found = messages_about(_subjects(event), search, wanted)
    return render_template(
        "selection/mail.html",
        event=event,
        search=search,
        state=wanted,
        labels=MESSAGE_LABELS,
        page=paginate(session(), found, request.args.get("page", 1, int)),
        zone=zone_of(event),
    )


@blueprint.post("/manage/events/<slug>/mail/<int:message_id>/again")
@allow(organiser_of_event)
def try_again(slug: str, message_id: int) -> Response:
    event = organised_event(session(), slug)
    message = session().get(Message, message_id)
    if message is None or message.about not in _subjects(event):
        raise NotFound
    delivery.try_again(message, now())
    flash(f"The message to {message.to_address} is sent again now.", "good")
    return redirect(url_for("event_mail.messages", slug=slug), 303)


def _subjects(event: Event) -> list[str]:
    return [f"event/{event.id}", *application_subjects(session(), event.id)]

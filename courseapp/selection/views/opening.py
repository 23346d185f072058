"""One sensitive answer of an application, shown alone to an organiser who asks for it."""

from flask import Blueprint, render_template, request

from courseapp.accounts.current import current_person
from courseapp.applications.documents.organising import as_sent, sent_to
from courseapp.applications.opening import open_answer
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import now, session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event

blueprint = Blueprint("opening", __name__)
blueprint.after_request(keep_private)


@blueprint.post("/manage/events/<slug>/applications/<reference>/show")
@allow(organiser_of_event)
def show(slug: str, reference: str) -> str:
    """Show it, and write down who looked at which."""
    event = organised_event(session(), slug)
    sent, key = as_sent(sent_to(session(), event, reference)), request.form.get("question", "")
    told = open_answer(session(), current_person(), now(), sent, key)
    return render_template(
        "selection/opened.html",
        event=event,
        application=sent.application,
        label=sent.form.said(sent.form.by_key[key].label, ""),
        told=told,
        back=request.form.get("back", ""),
    )

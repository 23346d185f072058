"""The organisers' page of one person's documents; what is sensitive is opened one by one."""

from flask import render_template
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.asked import NOT_SENSITIVE
from courseapp.applications.documents.organising import (
    documents_sent,
    open_sensitive,
    sent_document,
    sent_to,
)
from courseapp.applications.views.blueprint import blueprint
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.files.current import current_folder
from courseapp.files.serving import attachment

DOCUMENTS = "/manage/events/<slug>/applications/<reference>/documents"
DOCUMENT = f"{DOCUMENTS}/<int(max=2147483647):document_id>"


@blueprint.get(DOCUMENTS)
@allow(organiser_of_event)
def documents_of_one(slug: str, reference: str) -> str:
    event = organised_event(session(), slug)
    application = sent_to(session(), event, reference)
    return render_template(
        "applications/documents/organising.html",
        event=event,
        application=application,
        asked=documents_sent(session(), application, now()),
        now=now(),
        zone=zone_of_deadline(event),
    )


@blueprint.get(DOCUMENT)
@allow(organiser_of_event)
def document_of_one(slug: str, reference: str, document_id: int) -> Response:
    application = sent_to(session(), organised_event(session(), slug), reference)
    found = sent_document(session(), application, document_id, NOT_SENSITIVE)
    return attachment(found.file, current_folder(), is_confidential=True)


@blueprint.post(f"{DOCUMENT}/open")
@allow(organiser_of_event)
def open_document(slug: str, reference: str, document_id: int) -> Response:
    application = sent_to(session(), organised_event(session(), slug), reference)
    found = open_sensitive(session(), current_person(), now(), application, document_id)
    return attachment(found.file, current_folder(), is_confidential=True)

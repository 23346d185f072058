"""Redacted copies of an application's documents, as organisers give them to reviewers."""

from flask import Blueprint, flash, redirect, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.models import Application
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.files.current import current_folder
from courseapp.files.rules import PAPERS, request_bytes
from courseapp.files.serving import attachment
from courseapp.review.redacting import FIELD, add_copy, copy_of, remove_copy
from courseapp.review.sides import reviewed_application
from courseapp.review.views.one import ONE

COPY = f"{ONE}/documents/<int(max=2147483647):document_id>/copy"
CHOOSE = "Choose the file with the redacted copy first."

blueprint = Blueprint("redacted_copies", __name__)
blueprint.after_request(keep_private)


@blueprint.get(COPY)
@allow(organiser_of_event)
def show(slug: str, round: str, reference: str, document_id: int) -> Response:  # noqa: A002, ARG001 - the words of the address
    found = copy_of(session(), _application(slug, reference), document_id)
    return attachment(found.file, current_folder(), is_confidential=True)


@blueprint.post(COPY)
@allow(organiser_of_event)
@accepts_upload(request_bytes(PAPERS))
def add(slug: str, round: str, reference: str, document_id: int) -> Response:  # noqa: A002 - likewise
    application, upload = _application(slug, reference), request.files.get(FIELD)
    if upload is None or not upload.filename:
        return _back(slug, round, reference, CHOOSE)
    with answering() as answer:
        about = (session(), current_person(), now(), current_folder(), application, document_id)
        add_copy(*about, upload)
    return _back(slug, round, reference, answer.problem, "Reviewers read the copy from now on.")


@blueprint.post(f"{COPY}/remove")
@allow(organiser_of_event)
def remove(slug: str, round: str, reference: str, document_id: int) -> Response:  # noqa: A002 - likewise
    application = _application(slug, reference)
    remove_copy(session(), current_person(), now(), application, document_id)
    return _back(slug, round, reference, None, "Reviewers read nothing of the document any more.")


def _application(slug: str, reference: str) -> Application:
    event = organised_event(session(), slug)
    return reviewed_application(session(), current_person(), event, reference)


def _back(slug: str, which: str, reference: str, problem: str | None, told: str = "") -> Response:
    flash(problem or told, "bad" if problem else "good")
    return redirect(f"/manage/events/{slug}/review/{which}/{reference}#documents", 303)

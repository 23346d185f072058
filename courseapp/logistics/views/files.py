"""Files of somebody's travel details; see the same of an application."""

from flask import flash, redirect
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.documents.forms import DocumentForm
from courseapp.applications.documents.views.telling import Answer, Place, page, told
from courseapp.applications.models import Application
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.views.blueprint import speaking_to_her
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext
from courseapp.core.uploads import accepts_upload
from courseapp.files.current import current_folder
from courseapp.files.rules import PAPERS, request_bytes
from courseapp.files.serving import attachment
from courseapp.logistics.documents import add_file, asked_file, own_file, remove_file
from courseapp.logistics.emails import path_of
from courseapp.logistics.queries import logistics_of, own_seat
from courseapp.logistics.views.own import HOME, blueprint

FILES = f"{HOME}/documents/<key>"
FILE = f"{FILES}/<int(max=2147483647):document_id>"


@blueprint.get(FILES)
@allow(applicant_herself)
def files(reference: str, key: str) -> str:
    application = speaking_to_her(own_seat(session(), current_person(), reference))
    asked = asked_file(session(), application, key, now())
    return page(_place(application), asked, DocumentForm())


@blueprint.post(FILES)
@allow(applicant_herself)
@accepts_upload(request_bytes(PAPERS))
def add(reference: str, key: str) -> Answer:
    application = speaking_to_her(own_seat(session(), current_person(), reference))
    asked_file(session(), application, key, now())
    form, name = DocumentForm(), ""
    if form.validate_on_submit():
        with answering(form):
            upload = form.document.data
            folder = current_folder()
            name = add_file(session(), now(), folder, application, key, upload).file.name
    return told(_place(application), asked_file(session(), application, key, now()), form, name)


@blueprint.get(FILE)
@allow(applicant_herself)
def file(reference: str, key: str, document_id: int) -> Response:  # noqa: ARG001
    application = speaking_to_her(own_seat(session(), current_person(), reference))
    found = own_file(session(), application, document_id)
    return attachment(found.file, current_folder(), is_confidential=True)


@blueprint.post(f"{FILE}/remove")
@allow(applicant_herself)
def remove(reference: str, key: str, document_id: int) -> Response:
    application = speaking_to_her(own_seat(session(), current_person(), reference))
    with answering() as answer:
        remove_file(session(), now(), application, document_id)
    flash(answer.problem or gettext("The file is removed."), "bad" if answer.problem else "good")
    return redirect(path_of(application, f"documents/{key}"), 303)


def _place(application: Application) -> Place:
    found, home = logistics_of(session(), application), path_of(application)
    is_sent = found is not None and found.sent_at is not None
    return Place(
        application=application,
        base=home,
        sends_at=home,
        crumbs=[
            (application.reference, f"/applications/{application.reference}"),
            (gettext("Travel details"), home),
        ],
        is_sent=is_sent,
        has_changes=is_sent and found is not None and found.typed is not None,
    )

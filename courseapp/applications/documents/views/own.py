"""The applicant's documents: one page for each question; without a script, one file at a time."""

from flask import flash, redirect
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.documents.asked import asked_document
from courseapp.applications.documents.forms import DocumentForm
from courseapp.applications.documents.queries import document_in
from courseapp.applications.documents.taking import add_document, remove_document
from courseapp.applications.documents.views.telling import Answer, Place, page, told
from courseapp.applications.models import Application
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.rules import Status
from courseapp.applications.views.blueprint import (
    ADDRESS,
    address_of,
    blueprint,
    form_language,
    own,
)
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext
from courseapp.core.uploads import accepts_upload
from courseapp.files.current import current_folder
from courseapp.files.rules import PAPERS, hint, request_bytes, type_and_size
from courseapp.files.serving import attachment
from courseapp.forms.filling.keeping import texts_of

ACCEPTED = ",".join((*(each.media_type for each in PAPERS), ".pdf", ".jpg", ".jpeg", ".png"))

DOCUMENTS = f"{ADDRESS}/documents/<key>"
DOCUMENT = f"{DOCUMENTS}/<int(max=2147483647):document_id>"


@blueprint.app_context_processor
def _words() -> dict[str, object]:
    return {
        "size_of_file": lambda file: type_and_size(file.media_type, file.size, file.pages),
        "papers": {
            "hint": f"{hint(PAPERS)}.",
            "accept": ACCEPTED,
            "most_bytes": max(each.most_bytes for each in PAPERS),
        },
    }


@blueprint.get(DOCUMENTS)
@allow(applicant_herself)
def documents(reference: str, key: str) -> str:
    application = own(reference)
    asked = asked_document(session(), application, key, now(), form_language(application))
    return page(_place(application), asked, DocumentForm())


@blueprint.post(DOCUMENTS)
@allow(applicant_herself)
@accepts_upload(request_bytes(PAPERS))
def add(reference: str, key: str) -> Answer:
    application, form, name = own(reference), DocumentForm(), ""
    asked_document(session(), application, key, now(), form_language(application))
    if form.validate_on_submit():
        with answering(form):
            upload = form.document.data
            name = add_document(
                session(), current_person(), now(), current_folder(), application, key, upload
            ).file.name
    asked = asked_document(session(), application, key, now(), form_language(application))
    return told(_place(application), asked, form, name)


@blueprint.get(DOCUMENT)
@allow(applicant_herself)
def document(reference: str, key: str, document_id: int) -> Response:  # noqa: ARG001
    application = own(reference)
    found = document_in(session(), application, texts_of(application), document_id)
    return attachment(found.file, current_folder(), is_confidential=True)


@blueprint.post(f"{DOCUMENT}/remove")
@allow(applicant_herself)
def remove(reference: str, key: str, document_id: int) -> Response:
    application = own(reference)
    with answering() as answer:
        remove_document(session(), current_person(), now(), application, document_id)
    flash(answer.problem or gettext("The file is removed."), "bad" if answer.problem else "good")
    return redirect(address_of(application, f"documents/{key}"), 303)


def _place(application: Application) -> Place:
    base, is_sent = address_of(application), application.status is not Status.DRAFT
    return Place(
        application=application,
        base=base,
        sends_at=address_of(application, "check"),
        crumbs=[(application.reference, base)],
        is_sent=is_sent,
        has_changes=is_sent and application.typed is not None,
    )

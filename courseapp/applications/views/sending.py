"""From the draft's task list to the receipt: read everything again, then send it once."""

from flask import flash, redirect, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import IntegerField

from courseapp.accounts.current import current_person
from courseapp.accounts.signing_in import send_link
from courseapp.applications.asked import answered
from courseapp.applications.beside import beside
from courseapp.applications.models import Application
from courseapp.applications.pages import writing
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.rules import Status
from courseapp.applications.standing import saved_note
from courseapp.applications.submitting import submit_application
from courseapp.applications.views.blueprint import (
    ADDRESS,
    address_of,
    blueprint,
    own,
    zone_of,
)
from courseapp.applications.views.timing import told_deadline
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.forms.filling.pages import tasks

Answer = str | Response | tuple[str, int]


class SendForm(FlaskForm):
    """The button that sends: it names the version of the draft that was read."""

    version = IntegerField()


@blueprint.get(f"{ADDRESS}/check")
@allow(applicant_herself)
def check(reference: str) -> Answer:
    application = own(reference)
    if not writing(application, now()).document.sections:
        return redirect(address_of(application), 303)
    return _check_page(application, SendForm(formdata=None))


@blueprint.post(f"{ADDRESS}/submit")
@allow(applicant_herself)
def submit(reference: str) -> Answer:
    application, form = own(reference), SendForm()
    before = application.status
    with answering(form):
        version = form.version.data or 0
        submit_application(session(), current_person(), now(), application, version)
    if form.form_errors:
        return _check_page(application, form), 422
    if application.status is Status.SUBMITTED and before is not Status.DRAFT:
        flash("We have your changes. A new receipt is on its way to you by e-mail.", "good")
    return redirect(address_of(application), 303)


@blueprint.post(f"{ADDRESS}/verify")
@allow(applicant_herself)
def verify(reference: str) -> Answer:
    """Mail the link that proves her address and leads back to the check."""
    application, person, form = own(reference), current_person(), SendForm()
    back = address_of(application, "check")
    with answering(form) as answer:
        client = request.remote_addr or "unknown"
        send_link(session(), now(), person.email, client, back)
    flash(
        answer.problem
        or f"We have sent a link to {person.email}. Open it, then send your application.",
        "bad" if answer.problem else "good",
    )
    return redirect(back, 303)


@blueprint.get(f"{ADDRESS}/change")
@allow(applicant_herself)
def change(reference: str) -> Answer:
    """The task list again: to change what was sent, or to answer what an organiser asked."""
    application = own(reference)
    if not writing(application, now()).document.sections:
        return redirect(address_of(application), 303)
    return draft_page(application)


def draft_page(application: Application) -> str:
    """Return the task list of a draft, or of what is being changed."""
    pages = writing(application, now())
    return render_template(
        "applications/draft.html",
        application=application,
        event=application.event,
        tasks=tasks(pages),
        pages=pages,
        beside=beside(session(), application, now()),
        saved=saved_note(application, now(), zone_of(application)),
        **told_deadline(application),
    )


def _check_page(application: Application, form: SendForm) -> str:
    pages = writing(application, now())
    return render_template(
        "applications/check.html",
        application=application,
        event=application.event,
        form=form,
        person=current_person(),
        pages=pages,
        tasks=tasks(pages),
        answers=answered(pages.document, pages.texts, language=pages.language),
        **told_deadline(application),
    )

"""From the draft's task list to the receipt: read everything again, then send it once."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import IntegerField

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.accounts.signing_in import send_link
from courseapp.applications.asked import answered
from courseapp.applications.beside import beside
from courseapp.applications.judging import Judged, ask_to_be_let_in, foretold, keep_replies
from courseapp.applications.models import Application
from courseapp.applications.modules_before import written_without_before
from courseapp.applications.pages import writing
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.rules import Status
from courseapp.applications.standing import saved_note
from courseapp.applications.submitting import submit_application
from courseapp.applications.views.blueprint import (
    ADDRESS,
    address_of,
    blueprint,
    form_language,
    own,
    zone_of,
)
from courseapp.applications.views.timing import told_deadline
from courseapp.core.languages import language_of_answer
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext
from courseapp.core.typed_text import paragraphs
from courseapp.forms.filling.pages import tasks

Answer = str | Response | tuple[str, int]


REPLY = "reply_"  # before the key of a rule that asks


class SendForm(FlaskForm):
    """The button that sends: it names the version of the draft that was read."""

    version = IntegerField()


def _replies(said: Mapping[str, str]) -> dict[str, str]:
    """What she replied to rules that ask, by their keys."""
    named = ((name, text) for name, text in said.items() if name.startswith(REPLY))
    return {name.removeprefix(REPLY): paragraphs(text) for name, text in named}


@blueprint.get(f"{ADDRESS}/check")
@allow(applicant_herself)
def check(reference: str) -> Answer:
    application = own(reference)
    if not writing(application, now(), form_language(application)).document.sections:
        return redirect(address_of(application), 303)
    return _check_page(application, SendForm(formdata=None))


@blueprint.post(f"{ADDRESS}/submit")
@allow(applicant_herself)
def submit(reference: str) -> Answer:
    application, form = own(reference), SendForm()
    before = application.status
    with answering(form):  # kept, whatever comes of the sending
        keep_replies(session(), now(), application, _replies(request.form))
    with answering(form):
        version = form.version.data or 0
        submit_application(session(), current_person(), now(), application, version)
    if form.form_errors:
        return _check_page(application, form), 422
    forget_parked()
    if application.status is Status.SUBMITTED and before is not Status.DRAFT:
        told = gettext("We have your changes. A new receipt is on its way to you by e-mail.")
        flash(told, "good")
    return redirect(address_of(application), 303)


@blueprint.post(f"{ADDRESS}/ask-to-apply")
@allow(applicant_herself)
def ask_to_apply(reference: str) -> Answer:
    """Show the organisers, because she wants it, which rule keeps her from sending."""
    application, back = own(reference), f"/applications/{reference}/check"
    with answering() as answer:
        ask_to_be_let_in(session(), current_person(), now(), application)
    told = answer.problem or gettext("The organisers can see now what keeps you from applying.")
    flash(told, "wait" if answer.problem else "good")
    return redirect(back, 303)


@blueprint.post(f"{ADDRESS}/verify")
@allow(applicant_herself)
def verify(reference: str) -> Answer:
    """Mail the link that proves her address and leads back to the check."""
    application, person, form = own(reference), current_person(), SendForm()
    back = address_of(application, "check")
    with answering(form) as answer:
        client = request.remote_addr or "unknown"
        send_link(session(), now(), person.email, client, back, language_of_answer())
    flash(
        answer.problem
        or gettext(
            "We have sent a link to %(email)s. Open it, then send your application.",
            email=person.email,
        ),
        "bad" if answer.problem else "good",
    )
    return redirect(back, 303)


@blueprint.get(f"{ADDRESS}/change")
@allow(applicant_herself)
def change(reference: str) -> Answer:
    """The task list again: to change what was sent, or to answer what an organiser asked."""
    application = own(reference)
    if not writing(application, now(), form_language(application)).document.sections:
        return redirect(address_of(application), 303)
    return draft_page(application)


def draft_page(application: Application) -> str:
    """Return the task list of a draft, or of what is being changed."""
    pages = writing(application, now(), form_language(application))
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
    pages = writing(application, now(), form_language(application))
    judged = foretold(session(), now(), application)
    return render_template(
        "applications/check.html",
        judged=judged,
        replies=_shown_replies(application, judged),
        zone=zone_of(application),
        application=application,
        event=application.event,
        form=form,
        person=current_person(),
        pages=pages,
        tasks=tasks(pages),
        modules_without=written_without_before(application),
        answers=answered(pages.document, pages.texts, language=pages.language),
        **told_deadline(application),
    )


def _shown_replies(application: Application, judged: Judged | None) -> dict[str, str]:
    """What stands in the fields of the questions: as she just sent it, else as it is kept.

    What she sent with a sign-in that had ended waited meanwhile.
    """
    asked = judged.outcome.questions if judged else ()
    waited = parked_values(address_of(application, "submit")) if asked else None
    sent = _replies(waited or request.form)
    return {each.key: sent.get(each.key, each.reply) for each in asked}

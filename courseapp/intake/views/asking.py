"""Asking an applicant for more: the page is its own preview, and the question can be taken back."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.applications.information import ask_for_information, stop_asking
from courseapp.applications.models import Application
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.asking import can_ask, end_of, sections_to_ask
from courseapp.intake.desk import list_address
from courseapp.intake.forms_of_asking import AskForm
from courseapp.intake.queries import sent_application
from courseapp.intake.scope import zone_of
from courseapp.intake.views.blueprint import HOME, Answer, blueprint

ASK = f"{HOME}/<reference>/ask"


@blueprint.get(ASK)
@allow(organiser_of_event)
def ask(slug: str, reference: str) -> Answer:
    application = _application(slug, reference)
    form = AskForm(parked_values(request.path))
    form.offer(sections_to_ask(application))
    return _page(application, form)


@blueprint.post(ASK)
@allow(organiser_of_event)
def send_question(slug: str, reference: str) -> Answer:
    application, form = _application(slug, reference), AskForm()
    form.offer(sections_to_ask(application))
    if form.validate():
        with answering(form):
            until = end_of(form.reply_by.data, application)
            asked = (form.questions.data or [], form.message.data or "", until)
            ask_for_information(session(), current_person(), now(), application, *asked)
    if form.errors:
        return _page(application, form), 422
    forget_parked()
    flash("The letter is on its way, and these questions are open again.", "good")
    return redirect(_back(slug, reference), 303)


@blueprint.post(f"{ASK}/stop")
@allow(organiser_of_event)
def take_question_back(slug: str, reference: str) -> Answer:
    application = _application(slug, reference)
    with answering() as answer:
        stop_asking(session(), current_person(), now(), application)
    said = answer.problem or "The question is taken back. The application stands as it was sent."
    flash(said, "wait" if answer.problem else "good")
    return redirect(_back(slug, reference), 303)


def _application(slug: str, reference: str) -> Application:
    event = organised_event(session(), slug)
    return sent_application(session(), event.id, reference)


def _back(slug: str, reference: str) -> str:
    return f"{list_address(slug)}/{reference}"


def _page(application: Application, form: AskForm) -> str:
    event = application.event
    context: Mapping[str, object] = {
        "sections": sections_to_ask(application),
        "can_ask": can_ask(application),
        "zone": zone_of(event),
        "back": _back(event.slug, application.reference),
    }
    return render_template(
        "intake/ask.html", event=event, application=application, form=form, **context
    )

"""From the draft's task list to the receipt: read everything again, then send it once."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import IntegerField

from courseapp.accounts.current import current_person, reader_zone
from courseapp.accounts.signing_in import send_link
from courseapp.applications.answers import texts_of
from courseapp.applications.forms import FormStep, checked, complete_answers, steps_for
from courseapp.applications.models import Application
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.questions import answered
from courseapp.applications.rules import Status
from courseapp.applications.standing import saved_note
from courseapp.applications.submitting import submit_application
from courseapp.applications.views.blueprint import (
    ADDRESS,
    address_of,
    blueprint,
    organiser_to_ask,
    own,
    zone_of,
)
from courseapp.applications.wishes import titles_for
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.clock.deadlines import (
    Window,
    accepts,
    explain,
    told_in_zones,
    window,
    zone_of_deadline,
)

Answer = str | Response | tuple[str, int]


class SendForm(FlaskForm):
    """The button that sends: it names the version of the draft that was read."""

    version = IntegerField()


@dataclass(frozen=True)
class Task:
    """A page of the form, how far it is, and what is missing on it."""

    step: FormStep
    state: str  # as the page's task list names it: done, todo, problem
    missing: tuple[tuple[str, str], ...]  # name of the question, what to do

    @property
    def hint(self) -> str:
        return "" if self.state != "problem" else "An answer needs a change."


@blueprint.get(f"{ADDRESS}/check")
@allow(applicant_herself)
def check(reference: str) -> Answer:
    application = own(reference)
    if application.status is not Status.DRAFT:
        return redirect(address_of(application), 303)
    return _check_page(application, SendForm(formdata=None))


@blueprint.post(f"{ADDRESS}/submit")
@allow(applicant_herself)
def submit(reference: str) -> Answer:
    application, form = own(reference), SendForm()
    answers = complete_answers(steps_for(application.event), texts_of(application))
    if application.status is Status.DRAFT and answers is None:
        return _check_page(application, form), 422
    if answers is not None:
        version = form.version.data or 0
        with answering(form):
            submit_application(session(), current_person(), now(), application, answers, version)
    if form.form_errors:
        return _check_page(application, form), 422
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


def draft_page(application: Application) -> str:
    """Return the task list of a draft."""
    event = application.event
    return render_template(
        "applications/draft.html",
        application=application,
        event=event,
        tasks=_tasks(application),
        saved=saved_note(application, now(), zone_of(application)),
        **_window(application),
    )


def _check_page(application: Application, form: SendForm) -> str:
    return render_template(
        "applications/check.html",
        application=application,
        event=application.event,
        form=form,
        person=current_person(),
        tasks=_tasks(application),
        answers=answered(texts_of(application), titles_for(application)),
        **_window(application),
    )


def _window(application: Application) -> dict[str, object]:
    """What pages of a draft say about the deadline."""
    event = application.event
    deadline = event.applications_close_at
    return {
        "accepting": accepts(event, now()),
        "late": window(event, now()) is not Window.OPEN,
        "explained": explain(event, now()),
        "contact": organiser_to_ask(event),
        "deadline": told_in_zones(deadline, zone_of_deadline(event), reader_zone())
        if deadline
        else (),
    }


def _tasks(application: Application) -> list[Task]:
    texts = texts_of(application)
    return [_task(step, texts) for step in steps_for(application.event)]


def _task(step: FormStep, texts: Mapping[str, str]) -> Task:
    wrong = checked(step, texts, sending=False).errors
    errors = checked(step, texts, sending=True).errors
    missing = tuple((name, " ".join(messages)) for name, messages in errors.items() if name)
    return Task(step, "problem" if wrong else ("todo" if missing else "done"), missing)

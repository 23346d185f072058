"""Her answers to the sessions of an event, on the page of her application."""

from collections.abc import Mapping

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.queries import own_application
from courseapp.core.languages import speak_to_reader
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext
from courseapp.invitations.answering import answer_sessions
from courseapp.invitations.own import KEY
from courseapp.invitations.rules import Answer
from courseapp.invitations.views.organising import blueprint
from courseapp.mail.outbox import absolute_url

ANSWERS = {each.value: each for each in Answer if each is not Answer.NONE}


@blueprint.post("/applications/<reference>/sessions")
@allow(applicant_herself)
def answer(reference: str) -> Response:
    application = own_application(session(), current_person(), reference)
    speak_to_reader(application.language)
    with answering() as answered:
        answer_sessions(session(), now(), application, absolute_url(""), _changed(request.form))
    if answered.problem:
        flash(answered.problem, "bad")
    else:
        flash(gettext("Your answers are saved. The organisers see them."), "good")
    return redirect(f"/applications/{application.reference}#{KEY}", 303)


def _changed(form: Mapping[str, str]) -> dict[str, Answer]:
    """Return what she chose otherwise than it stood: what came by mail meanwhile stays."""
    chosen = {
        name.removeprefix("answer-"): value
        for name, value in form.items()
        if name.startswith("answer-") and value in ANSWERS
    }
    return {
        uid: ANSWERS[value] for uid, value in chosen.items() if value != form.get(f"was-{uid}", "")
    }

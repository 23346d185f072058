"""The requester's own page, by a secret link and without an account.

The secret in the address is the proof: whoever could forge a press could also make it. So these
pages work in mail programs that keep no cookies. Opening a page changes nothing, for scanners
of mail open every link.
"""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.extensions import csrf
from courseapp.initiatives.document.vocabularies import LEAD_TYPES
from courseapp.joining.forms import AnswerForm
from courseapp.joining.lifecycle import subject_of
from courseapp.joining.models import JoinRequest
from courseapp.joining.queries import questions_of, request_by_token
from courseapp.joining.requesting import (
    answer_question,
    confirm_request,
    discard_request,
    withdraw_request,
)
from courseapp.joining.rules import TEXT_WORDS, TO_CONFIRM, Action, State, Who, actions
from courseapp.joining.views.blueprint import Answer
from courseapp.joining.words import HER_HISTORY, JOINS_AS, STATES

blueprint = Blueprint("own_join_request", __name__)


@blueprint.errorhandler(NotFound)
def unknown(_error: NotFound) -> tuple[str, int]:
    return render_template("joining/unknown.html"), 404


@blueprint.get("/joining/<token>")
@allow(everyone)
def own_request(token: str) -> Answer:
    return _page(token, request_by_token(session(), token), AnswerForm(formdata=None))


@blueprint.post("/joining/<token>")
@csrf.exempt
@allow(everyone)
def confirm(token: str) -> Answer:
    request = request_by_token(session(), token)
    if request.state is State.UNCONFIRMED:
        done = "Thank you. Your address is confirmed, and the team has your request."
        _do(lambda: confirm_request(session(), now(), request), done)
    return redirect(f"/joining/{token}", 303)


@blueprint.post("/joining/<token>/discard")
@csrf.exempt
@allow(everyone)
def discard(token: str) -> Answer:
    request = request_by_token(session(), token)
    if not _do(lambda: discard_request(session(), request)):
        return redirect(f"/joining/{token}", 303)
    return render_template("joining/discarded.html", initiative=request.initiative)


@blueprint.post("/joining/<token>/answer")
@csrf.exempt
@allow(everyone)
def answer(token: str) -> Answer:
    request, form = request_by_token(session(), token), AnswerForm()
    if form.validate():
        with answering(form):
            answer_question(session(), now(), request, form.answer.data or "")
            flash("Thank you. The team has your answer.", "good")
            return redirect(f"/joining/{token}", 303)
    return _page(token, request, form), 422


@blueprint.get("/joining/<token>/withdraw")
@allow(everyone)
def confirm_withdrawing(token: str) -> Answer:
    request = request_by_token(session(), token)
    if Action.WITHDRAW not in actions(request.state, Who.REQUESTER):
        return redirect(f"/joining/{token}", 303)
    return render_template("joining/withdraw.html", asked=request, here=f"/joining/{token}")


@blueprint.post("/joining/<token>/withdraw")
@csrf.exempt
@allow(everyone)
def withdraw(token: str) -> Answer:
    request = request_by_token(session(), token)
    if request.state is not State.WITHDRAWN:  # pressed twice: what was wanted is so
        done = "Your request is withdrawn. We confirm it by e-mail."
        _do(lambda: withdraw_request(session(), now(), request), done)
    return redirect(f"/joining/{token}", 303)


def _do(service: Callable[[], None], done: str = "") -> bool:
    """Do it and say so; where a rule says no, tell why on the next page."""
    with answering() as outcome:
        service()
    if outcome.problem:
        flash(outcome.problem, "bad")
    elif done:
        flash(done, "good")
    return outcome.problem is None


def _page(token: str, request: JoinRequest, form: AnswerForm) -> str:
    return render_template(
        "joining/own_request.html",
        asked=request,
        here=f"/joining/{token}",
        form=form,
        text=STATES[request.state],
        questions=questions_of(session(), request.id),
        can_withdraw=Action.WITHDRAW in actions(request.state, Who.REQUESTER),
        history=_her_history(session(), request),
        type_name=LEAD_TYPES.label(request.organisation_type),
        joins_as=JOINS_AS.get(request.joins_as) if request.joins_as else "",
        days=TO_CONFIRM.days,
        limit=TEXT_WORDS,
    )


def _her_history(session: Session, request: JoinRequest) -> list[tuple[object, str]]:
    """Return when and what happened, the newest first, without the names of the team."""
    told = {action.value: text for action, text in HER_HISTORY.items()}
    told["send"] = "You sent your request"
    entries = history(session, [subject_of(request)])
    return [(entry.at, told[entry.verb]) for entry in entries if entry.verb in told]

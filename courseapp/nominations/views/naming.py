"""A focal point's own pages behind her secret link: no account, no cookie needed.

The secret in the address is the proof, so whoever could forge a press could also nominate: no
token against forgery is asked for, and the forms work in mail programs that keep no cookies.
Nothing that is loaded or followed from here learns the address, and no cache keeps what is shown.
"""

from flask import Blueprint, flash, redirect
from werkzeug.wrappers import Response

from courseapp.core.permissions import allow, everyone
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.extensions import csrf
from courseapp.nominations import nominating, withdrawing
from courseapp.nominations.forms import MoveForm, NomineeForm, nominee_values
from courseapp.nominations.models import FocalPoint
from courseapp.nominations.ordering import move_nominee, nomination_of
from courseapp.nominations.ranking import Way
from courseapp.nominations.views import own_pages

Answer = str | Response | tuple[str, int]
HOME = "/nominate/<token>"
ONE = f"{HOME}/people/<int(max=2147483647):nomination_id>"

blueprint = Blueprint("own_nominations", __name__)
csrf.exempt(blueprint)
blueprint.after_request(keep_private)


@blueprint.get(HOME)
@allow(everyone)  # who has the letter is let in
def show(token: str) -> Answer:
    found = own_pages.opened(token)
    if not isinstance(found, FocalPoint):
        return found
    return own_pages.home(found, token, NomineeForm(None))


@blueprint.post(f"{HOME}/people")
@allow(everyone)
def nominate(token: str) -> Answer:
    found, form = own_pages.opened_to_act(token), NomineeForm()
    if form.validate():
        with answering(form):
            nominating.nominate(session(), now(), found.quota, found, form.plan())
    if form.errors:
        return own_pages.home(found, token, form), 422
    told = f"{form.full_name.data} is nominated. An invitation is on its way to {form.email.data}."
    return _back(token, None, told)


@blueprint.get(ONE)
@allow(everyone)
def person(token: str, nomination_id: int) -> Answer:
    found = own_pages.opened(token)
    if not isinstance(found, FocalPoint):
        return found
    known = nomination_of(found.quota, nomination_id)
    form = NomineeForm(None, data=nominee_values(known))
    return own_pages.person(found, token, known, form)


@blueprint.post(ONE)
@allow(everyone)
def change_person(token: str, nomination_id: int) -> Answer:
    found, form = own_pages.opened_to_act(token), NomineeForm()
    known = nomination_of(found.quota, nomination_id)
    if form.validate():
        with answering(form):
            about = (known, found, form.plan(), form.changed_at.data)
            nominating.change_nominee(session(), now(), *about)
    if form.errors:
        return own_pages.person(found, token, known, form), 422
    return _back(token, None, "Your change is saved.")


@blueprint.post(f"{ONE}/<any(up, down):way>")
@allow(everyone)
def move(token: str, nomination_id: int, way: str) -> Answer:
    found, form = own_pages.opened_to_act(token), MoveForm()
    known = nomination_of(found.quota, nomination_id)
    with answering() as answer:
        move_nominee(session(), now(), known, found, Way(way), form.seen)
    return _back(token, answer.problem, f"{known.full_name} is number {known.rank} now.")


@blueprint.get(f"{ONE}/withdraw")
@allow(everyone)
def confirm_withdrawing(token: str, nomination_id: int) -> Answer:
    found = own_pages.opened(token)
    if not isinstance(found, FocalPoint):
        return found
    return own_pages.withdraw(found, token, nomination_of(found.quota, nomination_id))


@blueprint.post(f"{ONE}/withdraw")
@allow(everyone)
def withdraw(token: str, nomination_id: int) -> Answer:
    found = own_pages.opened_to_act(token)
    known = nomination_of(found.quota, nomination_id)
    with answering() as answer:
        withdrawing.withdraw_nominee(session(), now(), known, found)
    return _back(token, answer.problem, f"The nomination of {known.full_name} is withdrawn.")


@blueprint.get(f"{ONE}/replace")
@allow(everyone)
def other_person(token: str, nomination_id: int) -> Answer:
    found = own_pages.opened(token)
    if not isinstance(found, FocalPoint):
        return found
    known = nomination_of(found.quota, nomination_id)
    return own_pages.replace(found, token, known, NomineeForm(None))


@blueprint.post(f"{ONE}/replace")
@allow(everyone)
def replace(token: str, nomination_id: int) -> Answer:
    found, form = own_pages.opened_to_act(token), NomineeForm()
    known = nomination_of(found.quota, nomination_id)
    if form.validate():
        with answering(form):
            withdrawing.replace_nominee(session(), now(), known, found, form.plan())
    if form.errors:
        return own_pages.replace(found, token, known, form), 422
    told = f"{form.full_name.data} is nominated instead of {known.full_name}."
    return _back(token, None, told)


@blueprint.post(f"{ONE}/again")
@allow(everyone)
def invite_again(token: str, nomination_id: int) -> Answer:
    found = own_pages.opened_to_act(token)
    known = nomination_of(found.quota, nomination_id)
    with answering() as answer:
        nominating.invite_again(session(), now(), known, found)
    return _back(token, answer.problem, f"A new invitation to {known.email} is on its way.")


def _back(token: str, problem: str | None, told: str) -> Response:
    flash(problem or told, "bad" if problem else "good")
    return redirect(f"/nominate/{token}#people", 303)

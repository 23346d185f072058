"""A delegation's own pages behind its private link: no account, no cookie needed.

The secret in the address is the proof, so whoever could forge a press could also answer: no token
against forgery is asked for, and the forms work in mail programs that keep no cookies. Nothing
that is loaded or followed from here learns the address, and no cache keeps what is shown.
"""

from flask import Blueprint, Response, flash, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.delegations import inviting, naming
from courseapp.delegations.forms import AnswerForm, PersonForm, person_values
from courseapp.delegations.models import Delegation
from courseapp.delegations.naming import person_of
from courseapp.delegations.papers import paper_of
from courseapp.delegations.views import own_pages
from courseapp.extensions import csrf
from courseapp.files.current import current_folder
from courseapp.files.serving import attachment

Answer = str | AnyResponse | tuple[str, int]
HOME = "/delegation/<token>"
ONE = f"{HOME}/people/<int(max=2147483647):delegate_id>"
ACCEPT, DECLINE = "accept", "decline"

blueprint = Blueprint("own_delegation", __name__)
csrf.exempt(blueprint)
blueprint.after_request(keep_private)


@blueprint.get(HOME)
@allow(everyone)  # who has the letter is let in
def show(token: str) -> Answer:
    found = own_pages.opened(token)
    if not isinstance(found, Delegation):
        return found
    return own_pages.home(found, token, AnswerForm(None, remark=found.remark), PersonForm(None))


@blueprint.post(HOME)
@allow(everyone)
def answer(token: str) -> Answer:
    found, form = own_pages.opened_to_act(token), AnswerForm()
    said = request.form.get("answer", "")
    if said not in {ACCEPT, DECLINE}:
        raise BadRequest
    if form.validate():
        with answering(form):
            remark = form.remark.data or ""
            inviting.answer(session(), now(), found, accepts=said == ACCEPT, remark=remark)
    if form.errors:
        return own_pages.home(found, token, form, PersonForm(None)), 422
    flash("Thank you. The organisers see your answer.", "good")
    return redirect(f"/delegation/{token}", 303)


@blueprint.post(f"{HOME}/people")
@allow(everyone)
def name_person(token: str) -> Answer:
    found, form = own_pages.opened_to_act(token), PersonForm()
    if form.validate():
        with answering(form):
            naming.name_person(session(), now(), found, form.plan())
    if form.errors:
        asked = AnswerForm(None, remark=found.remark)
        return own_pages.home(found, token, asked, form), 422
    flash(f"{form.full_name.data} is on your list.", "good")
    return redirect(f"/delegation/{token}#people", 303)


@blueprint.get(ONE)
@allow(everyone)
def person(token: str, delegate_id: int) -> Answer:
    found = own_pages.opened(token)
    if not isinstance(found, Delegation):
        return found
    known = person_of(found, delegate_id)
    return own_pages.person(found, token, known, PersonForm(None, data=person_values(known)))


@blueprint.post(ONE)
@allow(everyone)
def change_person(token: str, delegate_id: int) -> Answer:
    found, form = own_pages.opened_to_act(token), PersonForm()
    known = person_of(found, delegate_id)
    if form.validate():
        with answering(form):
            about = (found, known, form.plan(), form.changed_at.data)
            naming.change_person(session(), now(), *about)
    if form.errors:
        return own_pages.person(found, token, known, form), 422
    flash("Your change is saved.", "good")
    return redirect(f"/delegation/{token}#people", 303)


@blueprint.post(f"{ONE}/withdraw")
@allow(everyone)
def withdraw(token: str, delegate_id: int) -> Answer:
    found = own_pages.opened_to_act(token)
    known = person_of(found, delegate_id)
    with answering() as refused:
        naming.withdraw_person(session(), now(), found, known)
    told = refused.problem or f"{known.full_name} is withdrawn."
    flash(told, "bad" if refused.problem else "good")
    return redirect(f"/delegation/{token}#people", 303)


@blueprint.get(f"{ONE}/substitute")
@allow(everyone)
def substitute(token: str, delegate_id: int) -> Answer:
    found = own_pages.opened(token)
    if not isinstance(found, Delegation):
        return found
    known = person_of(found, delegate_id)
    return own_pages.substitute(found, token, known, PersonForm(None))


@blueprint.post(f"{ONE}/substitute")
@allow(everyone)
def ask_substitute(token: str, delegate_id: int) -> Answer:
    found, form = own_pages.opened_to_act(token), PersonForm()
    known = person_of(found, delegate_id)
    if form.validate():
        with answering(form):
            naming.ask_substitute(session(), now(), found, known, form.plan())
    if form.errors:
        return own_pages.substitute(found, token, known, form), 422
    flash("The organisers will tell you by mail. Until then nothing changes.", "good")
    return redirect(f"/delegation/{token}#people", 303)


@blueprint.get(f"{HOME}/materials/<key>")
@allow(everyone)
def paper(token: str, key: str) -> Response:
    found = paper_of(session(), own_pages.opened_to_act(token), now(), key)
    if found is None or found.file is None:
        raise NotFound
    return attachment(found.file, current_folder())

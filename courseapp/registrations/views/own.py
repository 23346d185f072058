"""Her own page behind the secret link in each letter: no account, no cookie needed.

The secret in the address is the proof, so whoever could forge a press could also press: no token
against forgery is asked for, and the forms work in mail programs that keep no cookies. Looking
changes nothing: machines that follow each link of a letter cancel nothing (RFC 9110 §9.2.1).
"""

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response

from courseapp.accounts.current import reader_zone
from courseapp.asking.pages import Refused, ended_page, unknown_page
from courseapp.core.errors import NotFound
from courseapp.core.languages import speak_to_reader
from courseapp.core.permissions import allow, everyone
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext
from courseapp.events.published.reading import zones_to_choose
from courseapp.extensions import csrf
from courseapp.registrations import registering
from courseapp.registrations.forms import RunsForm, runs_form
from courseapp.registrations.links import link_is_over, path_of, registration_with
from courseapp.registrations.models import Registration
from courseapp.registrations.own_page import own_page, runs_to_choose
from courseapp.registrations.words import CHANGED

Answer = str | Response | tuple[str, int]

HOME = "/registrations/<token>"

blueprint = Blueprint("own_registration", __name__)
csrf.exempt(blueprint)
blueprint.after_request(keep_private)


@blueprint.get(HOME)
@allow(everyone)  # who has the letter is let in
def show(token: str) -> Answer:
    found = _opened(token)
    if not isinstance(found, Registration):
        return found
    return _page(found, _runs_form(found, blank=True))


@blueprint.get(f"{HOME}/cancel")
@allow(everyone)  # likewise
def ask(token: str) -> Answer:
    found = _opened(token)
    if not isinstance(found, Registration):
        return found
    page = own_page(session(), found, now(), reader_zone())
    if not page.may_cancel:
        return redirect(path_of(found), 303)
    return render_template("registrations/cancel.html", own=page, event=page.event)


@blueprint.post(f"{HOME}/cancel")
@allow(everyone)  # likewise
def cancel(token: str) -> Answer:
    found = _opened_to_act(token)
    with answering() as answer:
        registering.cancel(session(), now(), found)
    if answer.problem:
        flash(answer.problem, "bad")
    return redirect(path_of(found), 303)


@blueprint.post(f"{HOME}/again")
@allow(everyone)  # likewise
def again(token: str) -> Answer:
    found = _opened_to_act(token)
    with answering() as answer:
        registering.register_again(session(), now(), found)
    if answer.problem:
        flash(answer.problem, "bad")
    return redirect(path_of(found), 303)


@blueprint.post(f"{HOME}/runs")
@allow(everyone)  # likewise
def choose_runs(token: str) -> Answer:
    found = _opened_to_act(token)
    form = _runs_form(found)
    if form.validate():
        with answering(form):
            chosen = form.runs(runs_to_choose(session(), found, now(), reader_zone()))
            registering.choose_runs(session(), now(), found, chosen)
            flash(gettext(CHANGED), "good")
            return redirect(path_of(found), 303)
    return _page(found, form), 422


def _opened(token: str) -> Registration | Refused:
    """Return what the link opens, or the page that says why it opens nothing."""
    found = registration_with(session(), token)
    speak_to_reader(found.application.language if found else "")
    if found is None:
        return unknown_page()
    if link_is_over(found, now()):
        return ended_page(session(), found.application.event)
    return found


def _opened_to_act(token: str) -> Registration:
    """Return what the link opens. Raises NotFound where it opens nothing any more."""
    found = registration_with(session(), token)
    speak_to_reader(found.application.language if found else "")
    if found is None or link_is_over(found, now()):
        raise NotFound
    return found


def _runs_form(found: Registration, *, blank: bool = False) -> RunsForm:
    questions = runs_to_choose(session(), found, now(), reader_zone())
    form = runs_form(questions, found.chosen)
    return form(None) if blank else form()


def _page(found: Registration, form: RunsForm) -> str:
    page = own_page(session(), found, now(), reader_zone())
    return render_template(
        "registrations/own.html",
        own=page,
        event=page.event,
        form=form,
        zones=zones_to_choose(now()),
    )

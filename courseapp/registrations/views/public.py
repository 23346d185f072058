"""The one page on which everybody registers for an event."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from courseapp.accounts.current import optional_person, reader_zone
from courseapp.accounts.honest_forms import Allowance, sender_network, spend
from courseapp.accounts.rules import canonical_email
from courseapp.core.languages import language_of_answer, speak_to_reader
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.events.clock.registration import registers
from courseapp.events.models import Event
from courseapp.events.published.reading import zones_to_choose
from courseapp.events.queries import public_event
from courseapp.extensions import csrf
from courseapp.registrations.forms import RegisterForm, register_form
from courseapp.registrations.links import path_of
from courseapp.registrations.models import Registration
from courseapp.registrations.opening import opening
from courseapp.registrations.queries import registration_for
from courseapp.registrations.registering import Wish, register
from courseapp.registrations.runs import RunQuestion, run_questions

Answer = str | Response | tuple[str, int]
Questions = tuple[RunQuestion, ...]

ALLOWANCE = Allowance.of("register for an event")
PAGE = "/events/<slug>/register"

blueprint = Blueprint("registrations", __name__)


@blueprint.get(PAGE)
@allow(everyone)
def ask(slug: str) -> Answer:
    speak_to_reader()
    event = public_event(session(), slug)
    if not registers(event):
        return redirect(f"/events/{slug}", 303)
    mine, person = _mine(event), optional_person()
    if mine is not None:
        return redirect(path_of(mine), 303)
    questions = _questions(event)
    known = {"full_name": person.full_name, "email": person.email} if person else {}
    return _page(event, register_form(questions)(data=known), questions)


@blueprint.post(PAGE)
@csrf.exempt  # the form asks for its token itself
@allow(everyone)
def send(slug: str) -> Answer:
    speak_to_reader()
    event = public_event(session(), slug)
    questions = _questions(event)
    form = register_form(questions)()
    if form.sent_by_robot():
        return redirect(_thanks(event), 303)
    if form.validate():
        with answering(form):
            spend(session(), now(), ALLOWANCE, sender_network(), form.email.data)
            done = register(session(), now(), event, _wish(form, questions))
            return redirect(_leads_to(event, form, done), 303)
    return _page(event, form, questions), 422


@blueprint.get(f"{PAGE}/thanks")
@allow(everyone)
def thanks(slug: str) -> Answer:
    speak_to_reader()
    return render_template("registrations/thanks.html", event=public_event(session(), slug))


def _questions(event: Event) -> Questions:
    return run_questions(session(), event, now(), reader_zone())


def _wish(form: RegisterForm, questions: Questions) -> Wish:
    name, email = form.full_name.data or "", form.email.data or ""
    return Wish(name, email, form.runs(questions), reader_zone(), language_of_answer())


def _leads_to(event: Event, form: RegisterForm, done: Registration | None) -> str:
    """Whoever is signed in as the one whom she registered sees her page; others learn nothing."""
    person = optional_person()
    if done is None or person is None or canonical_email(form.email.data or "") != person.email:
        return _thanks(event)
    return path_of(done)


def _thanks(event: Event) -> str:
    return f"/events/{event.slug}/register/thanks"


def _mine(event: Event) -> Registration | None:
    person = optional_person()
    return registration_for(session(), person.id, event.id) if person else None


def _page(event: Event, form: RegisterForm, questions: Questions) -> str:
    return render_template(
        "registrations/register.html",
        event=event,
        form=form,
        questions=questions,
        opening=opening(session(), event, now(), reader_zone()),
        zones=zones_to_choose(now()),
    )

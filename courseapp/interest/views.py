"""Asking to be told of the next edition, and the page on which one confirms or leaves."""

from flask import Blueprint, flash, redirect, render_template
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from courseapp.accounts.honest_forms import Allowance, sender_network, spend
from courseapp.core.permissions import allow, everyone
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.queries import public_event
from courseapp.extensions import csrf
from courseapp.interest import listing
from courseapp.interest.forms import TellMeForm
from courseapp.interest.links import interest_of
from courseapp.interest.people import signing_key

Answer = str | Response | tuple[str, int]

ALLOWANCE = Allowance.of("be told of the next edition")
OWN = "/interest/<token>"

blueprint = Blueprint("interest", __name__)


@blueprint.get("/events/<slug>/next")
@allow(everyone)
def ask(slug: str) -> Answer:
    return _page(public_event(session(), slug), TellMeForm())


@blueprint.post("/events/<slug>/next")
@csrf.exempt
@allow(everyone)
def send(slug: str) -> Answer:
    event, form = public_event(session(), slug), TellMeForm()
    thanks = f"/events/{slug}/next/thanks"
    if form.sent_by_robot():
        return redirect(thanks, 303)
    if form.validate():
        with answering(form):
            spend(session(), now(), ALLOWANCE, sender_network(), form.email.data)
            listing.ask_to_be_told(session(), now(), event, form.email.data or "", signing_key())
            return redirect(thanks, 303)
    return _page(event, form), 422


@blueprint.get("/events/<slug>/next/thanks")
@allow(everyone)
def thanks(slug: str) -> Answer:
    event = public_event(session(), slug)
    return render_template("interest/thanks.html", event=event, days=listing.TO_CONFIRM.days)


@blueprint.get(OWN)
@allow(everyone)  # who has the letter is let in
def own(token: str) -> Response:
    interest = interest_of(session(), token, signing_key())
    return _private(render_template("interest/own.html", interest=interest, token=token))


@blueprint.post(f"{OWN}/confirm")
@allow(everyone)  # likewise
def confirm(token: str) -> Response:
    interest = interest_of(session(), token, signing_key())
    if listing.confirm(session(), now(), interest):
        flash("You are on the list. We write to you when there is news.", "good")
    return redirect(f"/interest/{token}", 303)


@blueprint.post(f"{OWN}/leave")
@csrf.exempt  # a mail program sends it by itself, without a page (RFC 8058 §3.2)
@allow(everyone)  # likewise
def leave(token: str) -> Response:
    interest = interest_of(session(), token, signing_key())
    about = interest.about
    listing.leave(session(), interest)
    return _private(render_template("interest/left.html", about=about))


def _page(event: Event, form: TellMeForm) -> str:
    return render_template("interest/ask.html", event=event, form=form)


def _private(page: str) -> Response:
    return keep_private(FlaskResponse(page))

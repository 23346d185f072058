"""Answering an offer: by the letter's link without an account, or from one's own page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.standing import what_comes_next
from courseapp.applications.views.blueprint import speaking_to_her
from courseapp.core.errors import NotFound
from courseapp.core.form_checks import tidy_text
from courseapp.core.languages import speak_to_reader
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext
from courseapp.events.clock.deadlines import told_in_zones
from courseapp.events.contacts import contact_for
from courseapp.events.words import dates_of
from courseapp.extensions import csrf
from courseapp.selection import more_time
from courseapp.selection.forms import MoreTimeForm
from courseapp.selection.links import offer_with
from courseapp.selection.models import Offer
from courseapp.selection.more_time import REASON_CHARACTERS, open_request
from courseapp.selection.offers import answer_offer, state_of
from courseapp.selection.queries import latest_offer
from courseapp.selection.rules import Answer, LinkState
from courseapp.selection.terms import place_of, zone_of
from courseapp.selection.texts import link_text

Page = str | tuple[str, int]

blueprint = Blueprint("offers", __name__)


@blueprint.get("/offers/<token>")
@allow(everyone)
def show(token: str) -> Page:
    offer = offer_with(session(), token)
    if offer is None:
        speak_to_reader()
        return render_template("selection/offer_unknown.html"), 404
    return _page(offer, f"/offers/{token}", MoreTimeForm(None))


# The secret in the address is the proof: whoever could forge this press could also answer.
# So it works in mail programs that keep no cookies.
@blueprint.post("/offers/<token>")
@csrf.exempt
@allow(everyone)
def answer(token: str) -> Response:
    _answer(_offer_with(token))
    return redirect(url_for("offers.show", token=token), 303)


@blueprint.post("/offers/<token>/more-time")
@csrf.exempt
@allow(everyone)  # likewise
def ask_for_time(token: str) -> Page | Response:
    return _ask(_offer_with(token), f"/offers/{token}")


@blueprint.get("/applications/<reference>/offer")
@allow(applicant_herself)
def show_signed_in(reference: str) -> Page:
    offer = latest_offer(session(), current_person(), reference)
    return _page(offer, f"/applications/{reference}/offer", MoreTimeForm(None))


@blueprint.post("/applications/<reference>/offer")
@allow(applicant_herself)
def answer_there(reference: str) -> Response:
    _answer(latest_offer(session(), current_person(), reference))
    return redirect(f"/applications/{reference}/offer", 303)


@blueprint.post("/applications/<reference>/offer/more-time")
@allow(applicant_herself)
def ask_for_time_there(reference: str) -> Page | Response:
    offer = latest_offer(session(), current_person(), reference)
    return _ask(offer, f"/applications/{reference}/offer")


@blueprint.post("/applications/<reference>/answer")
@allow(applicant_herself)
def answer_signed_in(reference: str) -> Response:
    _answer(latest_offer(session(), current_person(), reference))
    return redirect(f"/applications/{reference}", 303)


def _offer_with(token: str) -> Offer:
    offer = offer_with(session(), token)
    if offer is None:
        raise NotFound
    return offer


def _page(offer: Offer, here: str, form: MoreTimeForm) -> str:
    speaking_to_her(offer.application)
    state, event = state_of(offer, now()), offer.application.event
    return render_template(
        "selection/offer.html",
        here=here,
        form=form,
        application=offer.application,
        event=event,
        open=state is LinkState.OPEN,
        wish=open_request(session(), offer),
        next=what_comes_next(offer.application),
        ended=link_text(state),
        reply_by=told_in_zones(offer.reply_by, zone_of(event)),
        until=offer.reply_by,
        zone=zone_of(event),
        dates=dates_of(event),
        place=place_of(event),
        contact=contact_for(session(), event),
    )


def _answer(offer: Offer) -> None:
    """Take the answer in the request; where it comes too late, the next page says so."""
    said, reason = request.form.get("answer", ""), tidy_text(request.form.get("reason", ""))
    if said not in set(Answer):
        raise BadRequest
    speaking_to_her(offer.application)
    with answering() as outcome:
        kept = reason[:REASON_CHARACTERS]
        answer_offer(session(), offer, Answer(said), now(), kept)
    if outcome.problem is not None:
        flash(outcome.problem, "bad")


def _ask(offer: Offer, here: str) -> Page | Response:
    speaking_to_her(offer.application)
    form = MoreTimeForm()
    if form.validate():
        with answering(form):
            about = (offer, form.reason.data or "", form.wanted_on.data)
            more_time.ask_for_time(session(), now(), *about)
    if form.errors:
        return _page(offer, here, form), 422
    flash(gettext("The organiser reads your wish and writes to you."), "good")
    return redirect(here, 303)

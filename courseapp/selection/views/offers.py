"""Answering an offer: by the letter's link without an account, or from one's own page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.standing import what_comes_next
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.events.clock.deadlines import told_in_zones
from courseapp.events.contacts import contact_for
from courseapp.events.words import dates_of
from courseapp.extensions import csrf
from courseapp.selection.links import offer_with
from courseapp.selection.models import Offer
from courseapp.selection.offers import answer_offer, state_of
from courseapp.selection.queries import latest_offer
from courseapp.selection.rules import Answer, LinkState
from courseapp.selection.terms import place_of, zone_of
from courseapp.selection.texts import LINK_TEXTS

blueprint = Blueprint("offers", __name__)


@blueprint.get("/offers/<token>")
@allow(everyone)
def show(token: str) -> str | tuple[str, int]:
    offer = offer_with(session(), token)
    if offer is None:
        return render_template("selection/offer_unknown.html"), 404
    state = state_of(offer, now())
    event = offer.application.event
    return render_template(
        "selection/offer.html",
        application=offer.application,
        event=event,
        open=state is LinkState.OPEN,
        next=what_comes_next(offer.application),
        ended=LINK_TEXTS.get(state),
        reply_by=told_in_zones(offer.reply_by, zone_of(event)),
        until=offer.reply_by,
        zone=zone_of(event),
        dates=dates_of(event),
        place=place_of(event),
        contact=contact_for(session(), event),
    )


# The secret in the address is the proof: whoever could forge this press could also answer.
# So it works in mail programs that keep no cookies.
@blueprint.post("/offers/<token>")
@csrf.exempt
@allow(everyone)
def answer(token: str) -> Response:
    offer = offer_with(session(), token)
    if offer is None:
        raise NotFound
    _answer(offer)
    return redirect(url_for("offers.show", token=token), 303)


@blueprint.post("/applications/<reference>/answer")
@allow(applicant_herself)
def answer_signed_in(reference: str) -> Response:
    _answer(latest_offer(session(), current_person(), reference))
    return redirect(f"/applications/{reference}", 303)


def _answer(offer: Offer) -> None:
    """Take the answer in the request; where it comes too late, the next page says so."""
    said = request.form.get("answer", "")
    if said not in set(Answer):
        raise BadRequest
    with answering() as outcome:
        answer_offer(session(), offer, Answer(said), now())
    if outcome.problem is not None:
        flash(outcome.problem, "bad")

"""Asking for a digest, one's own page behind a secret link, and how many people get one."""

from flask import Blueprint, flash, redirect, render_template, request
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from courseapp.accounts.honest_forms import Allowance, sender_network, spend
from courseapp.accounts.permissions import administrator
from courseapp.core.permissions import allow, everyone
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.digests import subscribing
from courseapp.digests.counting import counts
from courseapp.digests.forms import AskForDigestForm, ChangeDigestForm
from courseapp.digests.letters import area_in_words
from courseapp.digests.links import path_of, subscription_with
from courseapp.digests.models import DigestSubscription
from courseapp.digests.wording import WORDS
from courseapp.events.lists.filters import filters_of
from courseapp.extensions import csrf
from courseapp.initiatives.queries import all_initiatives
from courseapp.selection.rules import Language

Answer = str | Response | tuple[str, int]

ALLOWANCE = Allowance.of("get a digest")
THANKS = "/digest/thanks"
OWN = "/digest/<token>"

blueprint = Blueprint("digests", __name__)


@blueprint.get("/digest")
@allow(everyone)
def ask() -> Answer:
    chosen = filters_of(request.args)
    form = AskForDigestForm(
        None,
        country=chosen.country or None,
        region=chosen.region,
        topic=chosen.topic,
        initiative=chosen.initiative,
    )
    form.offer(all_initiatives(session()))
    return render_template("digests/ask.html", form=form)


@blueprint.post("/digest")
@csrf.exempt
@allow(everyone)
def send() -> Answer:
    form, initiatives = AskForDigestForm(), all_initiatives(session())
    form.offer(initiatives)
    if form.sent_by_robot():
        return redirect(THANKS, 303)
    if form.validate():
        with answering(form):
            spend(session(), now(), ALLOWANCE, sender_network(), form.email.data)
            email = form.email.data or ""
            subscribing.ask_for_digest(session(), now(), email, form.plan(initiatives))
            return redirect(THANKS, 303)
    return render_template("digests/ask.html", form=form), 422


@blueprint.get(THANKS)
@allow(everyone)
def thanks() -> str:
    return render_template("digests/thanks.html", days=subscribing.TO_CONFIRM.days)


@blueprint.get(OWN)
@allow(everyone)  # who has the letter is let in
def own(token: str) -> Response:
    row = subscription_with(session(), token)
    return _own_page(row, _form(row))


@blueprint.post(OWN)
@allow(everyone)  # likewise
def change(token: str) -> Response:
    row = subscription_with(session(), token)
    form = _form(row, request.form)
    if not form.validate():
        return _own_page(row, form, 422)
    subscribing.change(session(), now(), row, form.plan(all_initiatives(session())))
    flash("Saved. The next digest comes so.", "good")
    return redirect(path_of(row), 303)


@blueprint.post(f"{OWN}/confirm")
@allow(everyone)  # likewise
def confirm(token: str) -> Response:
    row = subscription_with(session(), token)
    if subscribing.confirm(session(), now(), row):
        flash("Thank you. The digest comes when there is something new.", "good")
    return redirect(path_of(row), 303)


@blueprint.post(f"{OWN}/leave")
@csrf.exempt  # a mail program sends it by itself, without a page (RFC 8058 §3.2)
@allow(everyone)  # likewise
def leave(token: str) -> Response:
    subscribing.leave(session(), subscription_with(session(), token))
    return keep_private(FlaskResponse(render_template("digests/left.html")))


@blueprint.get("/manage/digest")
@allow(administrator)
def numbers() -> str:
    return render_template("digests/numbers.html", counts=counts(session()))


def _form(row: DigestSubscription, sent: object = None) -> ChangeDigestForm:
    form = ChangeDigestForm.of(row, sent)
    form.offer(all_initiatives(session()))
    return form


def _own_page(row: DigestSubscription, form: ChangeDigestForm, status: int = 200) -> Response:
    area = area_in_words(row, WORDS[Language.ENGLISH])
    page = render_template("digests/own.html", row=row, here=path_of(row), form=form, area=area)
    return keep_private(FlaskResponse(page, status))

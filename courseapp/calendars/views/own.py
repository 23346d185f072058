"""The addresses of one's own calendars: made, replaced, stopped, each by itself."""

from flask import Response, flash, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from courseapp.accounts.current import current_person
from courseapp.calendars.feeds.addresses import path_of_person
from courseapp.calendars.feeds.secrets import own_feeds
from courseapp.calendars.forms import AddressForm
from courseapp.calendars.kinds import KINDS, kinds_for
from courseapp.calendars.services import (
    make_address,
    replace_address,
    revoke_address,
)
from courseapp.calendars.subscribing import Subscription
from courseapp.calendars.views.blueprint import blueprint
from courseapp.core.permissions import allow, signed_in
from courseapp.core.request import answering, now, session
from courseapp.mail.outbox import absolute_url

OWN_PAGE = "/account/calendar"
Answer = AnyResponse | str | tuple[str, int]


@blueprint.get(OWN_PAGE)
@allow(signed_in)
def own() -> Answer:
    return _page(_form())


@blueprint.post(OWN_PAGE)
@allow(signed_in)
def make_own() -> Answer:
    form = _form()
    if not form.validate():
        return _page(form), 422
    person, asked = current_person(), (form.wanted, form.name.data or "", form.spoken)
    with answering(form) as answer:
        token = make_address(session(), now(), person, *asked)
    if answer.problem:
        return _page(form), 422
    return _with_address(token)


@blueprint.post(f"{OWN_PAGE}/<int:feed_id>/replace")
@allow(signed_in)
def replace_own(feed_id: int) -> Answer:
    with answering() as answer:
        token = replace_address(session(), now(), current_person(), feed_id)
    if answer.problem:
        flash(answer.problem, "bad")
        return redirect(OWN_PAGE, 303)
    return _with_address(token)


@blueprint.post(f"{OWN_PAGE}/<int:feed_id>/revoke")
@allow(signed_in)
def revoke_own(feed_id: int) -> Answer:
    revoke_address(session(), now(), current_person(), feed_id)
    flash("The address has stopped working. Your calendar program will say so.", "good")
    return redirect(OWN_PAGE, 303)


def _form() -> AddressForm:
    return AddressForm(kinds_for(current_person()))


def _with_address(token: str) -> AnyResponse:
    """Answer with the page itself: the secret is shown once and put into no cookie."""
    new = Subscription("Your calendar", absolute_url(path_of_person(token)))
    page = _page(AddressForm(kinds_for(current_person()), formdata=None), new)
    return Response(page, headers={"Cache-Control": "no-store"})


def _page(form: AddressForm, new: Subscription | None = None) -> str:
    feeds = own_feeds(session(), current_person())
    return render_template("calendars/own.html", feeds=feeds, kinds=KINDS, form=form, new=new)

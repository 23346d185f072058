"""The address of one's own calendar: made, replaced, stopped."""

from flask import Response, flash, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from courseapp.accounts.current import current_person
from courseapp.calendars.feeds.addresses import path_of_person
from courseapp.calendars.feeds.queries import own_feed
from courseapp.calendars.services import make_address, revoke_address
from courseapp.calendars.subscribing import Subscription
from courseapp.calendars.views.blueprint import blueprint
from courseapp.core.permissions import allow, signed_in
from courseapp.core.request import now, session
from courseapp.mail.outbox import absolute_url

OWN_PAGE = "/account/calendar"


@blueprint.get(OWN_PAGE)
@allow(signed_in)
def own() -> str:
    return render_template("calendars/own.html", feed=own_feed(session(), current_person()))


@blueprint.post(OWN_PAGE)
@allow(signed_in)
def make_own() -> AnyResponse:
    """Answer with the page itself: the secret is shown once and put into no cookie."""
    person = current_person()
    token = make_address(session(), now(), person)
    new = Subscription("Your calendar", "", absolute_url(path_of_person(token)))
    page = render_template("calendars/own.html", feed=own_feed(session(), person), new=new)
    return Response(page, headers={"Cache-Control": "no-store"})


@blueprint.post(f"{OWN_PAGE}/revoke")
@allow(signed_in)
def revoke_own() -> AnyResponse:
    if revoke_address(session(), now(), current_person()):
        flash("The address has stopped working. Your calendar program will say so.", "good")
    return redirect(OWN_PAGE, 303)

"""How people are chosen, for everybody: the seed of the lottery and how to check it."""

from flask import Blueprint, render_template

from courseapp.cohorts.published import how_chosen
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import session
from courseapp.events.queries import public_event
from courseapp.intake.scope import zone_of

blueprint = Blueprint("how_chosen", __name__)


@blueprint.get("/events/<slug>/how-chosen")
@allow(everyone)
def show(slug: str) -> str:
    event = public_event(session(), slug)
    found = how_chosen(session(), event)
    if found is None:
        raise NotFound
    return render_template("cohorts/public.html", event=event, found=found, zone=zone_of(event))

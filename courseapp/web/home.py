"""The first page: what is open, what comes, and whose it is."""

from typing import cast

from flask import Blueprint, current_app, render_template

from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.events.lists.rows import row_of
from courseapp.events.queries import coming_events, open_calls
from courseapp.initiatives.offerings import OfferingsSource
from courseapp.initiatives.queries import all_initiatives

MOST_OPEN = 6
MOST_COMING = 6

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@allow(everyone)
def home() -> str:
    """Show a few of each; the directories have the rest."""
    offerings = cast(OfferingsSource, current_app.extensions["offerings"])
    opened = open_calls(session(), now(), limit=MOST_OPEN)
    coming = coming_events(session(), now(), limit=MOST_OPEN + MOST_COMING)
    others = [event for event in coming if event not in opened][:MOST_COMING]
    return render_template(
        "web/home.html",
        open_calls=[row_of(event, now()) for event in opened],
        coming=[row_of(event, now()) for event in others],
        initiatives=all_initiatives(session()),
        counts=offerings.coming_counts(session(), now()),
    )

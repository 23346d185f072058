"""The pages for a secret link that opens nothing, or nothing any more."""

from flask import render_template
from sqlalchemy.orm import Session

from courseapp.events.contacts import contact_for
from courseapp.events.models import Event

Refused = tuple[str, int]


def unknown_page() -> Refused:
    """Return the page for a secret that nobody has: perhaps a newer letter replaced it."""
    return render_template("asking/unknown.html"), 404


def ended_page(session: Session, event: Event, taken_back: str = "") -> Refused:
    """Return the page for a link whose time is over, or why it was taken back before."""
    contact = contact_for(session, event)
    page = render_template("asking/ended.html", event=event, contact=contact, taken_back=taken_back)
    return page, 410

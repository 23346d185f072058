"""What stands on the page of somebody with a seat about her travel details."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application
from courseapp.core.translations import gettext, noted
from courseapp.logistics.emails import path_of
from courseapp.logistics.queries import asks_for_logistics, logistics_of, may_change
from courseapp.logistics.rules import Progress, is_asked, progress

TITLE = noted("Your travel details")
TEXTS = {
    Progress.NOT_BEGUN: noted(
        "Now that your seat is sure, we need a few details: for your visa, your journey, what you "
        "eat, and whom to call if something happens. Few people read them, and they are deleted "
        "soon after the event."
    ),
    Progress.BEGUN: noted("You have begun, and not sent them yet. What you typed is saved."),
    Progress.SENT: noted("We have them. If something changes, change it here and send it again."),
}
BUTTONS = {
    Progress.NOT_BEGUN: noted("Give your travel details"),
    Progress.BEGUN: noted("Go on with your travel details"),
    Progress.SENT: noted("Look or change"),
}


def travel_for_applicant(
    session: Session, application: Application, now: datetime
) -> Beside | None:
    """Return how far she is and the way on; None for everybody without a confirmed seat."""
    event = application.event
    if not is_asked(application.status, event.status) or not may_change(event, now):
        return None
    if not asks_for_logistics(session, event):
        return None
    found = logistics_of(session, application)
    stands = progress(found.version if found else None, found.sent_at if found else None)
    return Beside(
        "travel",
        gettext(TITLE),
        gettext(TEXTS[stands]),
        gettext(BUTTONS[stands]),
        path_of(application),
        is_urgent=stands is not Progress.SENT,
    )

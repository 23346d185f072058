"""Letters about travel details; none repeats an answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.speaking import in_her_language
from courseapp.mail.outbox import queue


def path_of(application: Application, page: str = "") -> str:
    """Return the path of her travel details, or of a page of them."""
    return f"/applications/{application.reference}/travel" + (f"/{page}" if page else "")


def send_receipt(session: Session, now: datetime, application: Application) -> None:
    """Tell her that we have her travel details."""
    _send(session, now, application, "logistics_receipt")


def send_reminder(session: Session, now: datetime, application: Application) -> None:
    """Ask her for her travel details once more."""
    _send(session, now, application, "logistics_reminder")


def _send(session: Session, now: datetime, application: Application, kind: str) -> None:
    context = {
        "application": application,
        "event": application.event,
        "path": path_of(application),
    }
    to, about = application.person.email, f"application/{application.id}"
    with in_her_language(application):
        queue(session, now, kind=kind, to=to, about=about, context=context)

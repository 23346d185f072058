"""What all pages of the planner share."""

from collections.abc import Mapping

from flask import Blueprint, request
from werkzeug.wrappers import Response

from courseapp.core.request import now, session
from courseapp.events.models import Event
from courseapp.events.published.changes import ChangeKind
from courseapp.planner.beside import Beside, warnings_beside
from courseapp.planner.looking import Look, read_look

Answer = str | Response | tuple[str, int]

PLANNER = "/manage/events/<slug>/planner"
blueprint = Blueprint("planner", __name__)

# The word and the tone of what happened to a session since the last published version.
CHANGES: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.NEW: ("good", "New"),
    ChangeKind.MOVED: ("info", "Moved"),
    ChangeKind.CHANGED: ("info", "Changed"),
    ChangeKind.CANCELLED: ("bad", "Cancelled"),
    ChangeKind.RESTORED: ("good", "Restored"),
}


def planner_of(event: Event, look: Look | None = None) -> str:
    """Return the address of the planner of an event."""
    return f"/manage/events/{event.slug}/planner{look.query if look else ''}"


def asked_look() -> Look:
    """Return how the present address looks at the grid."""
    return read_look(request.args)


def beside(event: Event) -> Beside:
    """Return what stands beside the sessions of the event."""
    return warnings_beside(session(), event, now())

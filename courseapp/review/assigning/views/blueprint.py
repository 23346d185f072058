"""What the views of assigning share."""

from flask import Blueprint
from werkzeug.wrappers import Response

from courseapp.core.private_pages import keep_private
from courseapp.events.models import Event
from courseapp.review.rules import Round

Answer = str | Response | tuple[str, int]
HOME = "/manage/events/<slug>/review"
ASSIGNMENTS = f"{HOME}/<any(reading, interview):round>/assignments"

blueprint = Blueprint("assigning", __name__)
blueprint.after_request(keep_private)


def list_of(event: Event, which: Round) -> str:
    """Return the address of the assignments of a round."""
    return f"/manage/events/{event.slug}/review/{which}/assignments"


def people_of(event: Event) -> str:
    """Return the address of the event's reviewers."""
    return f"/manage/events/{event.slug}/review/people"

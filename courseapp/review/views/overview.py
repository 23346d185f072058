"""The organisers' page of a review: where each round stands, and who has come how far."""

from flask import Blueprint, render_template

from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.scope import zone_of
from courseapp.review.phases import next_change
from courseapp.review.progress import progress_of
from courseapp.review.rounds import dates_of, hidden_traits, phase_of, rounds_of
from courseapp.review.scores import marks_of
from courseapp.review.words import TRAITS_SHORT, WORDS

HOME = "/manage/events/<slug>/review"

blueprint = Blueprint("review", __name__)


def home_of(event: Event) -> str:
    """Return the address of the organisers' pages of the event's review."""
    return f"/manage/events/{event.slug}/review"


@blueprint.get(HOME)
@allow(organiser_of_event)
def overview(slug: str) -> str:
    event = organised_event(session(), slug)
    marks = marks_of(session(), event)
    rows = rounds_of(session(), event.id)
    return render_template(
        "review/overview.html",
        event=event,
        here=home_of(event),
        zone=zone_of(event),
        marks=marks,
        rounds=[progress_of(session(), marks, row) for row in rows.values()],
        rows=rows,
        phases={each: phase_of(row, now()) for each, row in rows.items()},
        changes={each: next_change(dates_of(row), now()) for each, row in rows.items()},
        hidden=[TRAITS_SHORT[each] for each in sorted(hidden_traits(session(), event.id))],
        **WORDS,
    )

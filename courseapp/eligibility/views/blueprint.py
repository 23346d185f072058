"""What all pages of this room share: their blueprint and the words for their templates."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from courseapp.eligibility import vocabulary
from courseapp.eligibility.composed.words import told_day
from courseapp.eligibility.country_lists import showing
from courseapp.events.models import Event

blueprint = Blueprint("eligibility", __name__)
blueprint.add_app_template_filter(told_day)
VERDICT_TONES = {
    "fits": "good",
    "asked": "info",
    "warned": "wait",
    "undecided": "wait",
    "blocked": "bad",
}
SEVERITY_TONES = {"warn": "wait", "ask": "info", "block": "bad"}


@blueprint.record_once
def share_words(state: BlueprintSetupState) -> None:
    """Give templates the words of the room under one name."""
    state.app.jinja_env.globals.update(
        eligibility_words=vocabulary,
        list_words=showing,
        verdict_tones=VERDICT_TONES,
        severity_tones=SEVERITY_TONES,
    )


def rules_page(event: Event) -> str:
    """Return the address of the organiser's page of the event's rules."""
    return f"/manage/events/{event.slug}/eligibility"

"""What all pages of events share: their blueprint, words for templates, the organiser's menu."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Blueprint, request
from flask.blueprints import BlueprintSetupState

from courseapp.accounts.current import optional_person
from courseapp.accounts.permissions import organised_initiative_ids
from courseapp.core.request import session
from courseapp.countries.languages import language_name
from courseapp.countries.names import country_name
from courseapp.events import words
from courseapp.events.clock.registration import registers
from courseapp.events.facts.describing import times_of
from courseapp.events.facts.public_facts import facts_of, hear_by
from courseapp.events.lists.organising import own_initiatives
from courseapp.events.models import Event, EventSession
from courseapp.events.published.publicity import is_secret, may_read_programme
from courseapp.initiatives.models import Initiative

ORGANISERS_PAGES = "/manage"
MOST_IN_MENU = 12  # an administrator has thousands, and finds them by their pages

blueprint = Blueprint("events", __name__)
# `{% if event is secret %}`: it has no page; `{% if event is told_whole %}`: with its programme;
# `{% if event is registering %}`: nobody selects.
blueprint.add_app_template_test(is_secret, "secret")
blueprint.add_app_template_test(registers, "registering")
blueprint.add_app_template_test(may_read_programme, "told_whole")


@dataclass(frozen=True)
class Place:
    """An initiative in the organiser's menu."""

    name: str
    href: str
    new_event_href: str
    team_href: str
    record_href: str
    joining_href: str
    reports_href: str


@blueprint.app_context_processor
def menu() -> dict[str, object]:
    """Give the organiser's pages the initiatives for their menu; other pages ask for nothing."""
    if not request.path.startswith(ORGANISERS_PAGES):
        return {}
    person = optional_person()
    in_hand = str((request.view_args or {}).get("initiative", ""))
    own = own_initiatives(session(), organised_initiative_ids(person), MOST_IN_MENU, in_hand)
    return {
        "manage_nav": [_place(name, slug) for name, slug in sorted(_named(own))],
        "administers": person is not None and person.is_administrator,
    }


@blueprint.record_once
def share_words(state: BlueprintSetupState) -> None:
    """Give every template, imported ones too, the words for events and the names of countries."""
    state.app.jinja_env.globals.update(
        words=words,
        country_name=country_name,
        language_name=language_name,
        event_facts=facts_of,
        hear_by=hear_by,
    )


@blueprint.app_template_filter()
def session_times(sitting: EventSession) -> str:
    """Return day and times of a session in its own zone."""
    return times_of(sitting)


def home_of(event: Event) -> str:
    """Return the address of the event's page for its organisers."""
    return f"{ORGANISERS_PAGES}/events/{event.slug}"


def _named(initiatives: Iterable[Initiative]) -> Iterator[tuple[str, str]]:
    return ((each.called, each.slug) for each in initiatives)


def _place(name: str, slug: str) -> Place:
    address = f"{ORGANISERS_PAGES}/{slug}"
    pages = ("events/new", "team", "record", "joining", "reports")
    return Place(name, address, *(f"{address}/{page}" for page in pages))

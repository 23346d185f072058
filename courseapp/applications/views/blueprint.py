"""What the pages of an application share."""

from flask import Blueprint

from courseapp.accounts.current import current_person, reader_zone
from courseapp.accounts.models import Person
from courseapp.accounts.queries import organisers_of
from courseapp.applications.models import Application
from courseapp.applications.queries import is_sent, own_application
from courseapp.applications.standing import zone_for
from courseapp.core.menus import menu_options
from courseapp.core.request import session
from courseapp.countries.languages import own_language_name
from courseapp.events.models import Event
from courseapp.forms.document.reading import in_words

blueprint = Blueprint("applications", __name__)

ADDRESS = "/applications/<reference>"


@blueprint.app_context_processor
def _words() -> dict[str, object]:
    return {
        "own_language_name": own_language_name,
        "told_answer": in_words,
        "menu_options": menu_options,
    }


@blueprint.app_template_global()
def was_sent(subject: str) -> bool:
    """Return whether organisers may open what a subject names: an application that was sent."""
    kind, _, reference = subject.partition("/")
    return kind == "application" and is_sent(session(), reference)


def own(reference: str) -> Application:
    """Return the signed-in person's application. Raises NotFound for anybody else's."""
    return own_application(session(), current_person(), reference)


def address_of(application: Application, page: str = "") -> str:
    """Return the path of a page of the application."""
    return f"/applications/{application.reference}" + (f"/{page}" if page else "")


def zone_of(application: Application) -> str:
    """Return the zone in which this request tells times about the application."""
    return zone_for(application, reader_zone())


def organiser_to_ask(event: Event) -> Person | None:
    """Return the organiser whom an applicant can write to: the longest-serving one."""
    return next(iter(organisers_of(session(), event.initiative_id)), None)

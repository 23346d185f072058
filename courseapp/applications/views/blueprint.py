"""What the pages of an application share."""

from flask import Blueprint, request

from courseapp.accounts.current import current_person, reader_zone
from courseapp.accounts.models import Person
from courseapp.accounts.queries import organisers_of
from courseapp.applications.models import Application
from courseapp.applications.queries import is_sent, own_application
from courseapp.applications.standing import zone_for
from courseapp.core.languages import (
    LONGEST_TAG,
    language_of_answer,
    speak_to_reader,
    spoken,
)
from courseapp.core.menus import menu_options
from courseapp.core.request import session
from courseapp.countries.languages import own_language_name
from courseapp.countries.spoken_names import country_said
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
        "country_said": country_said,
    }


@blueprint.app_template_global()
def was_sent(subject: str) -> bool:
    """Return whether organisers may open what a subject names: an application that was sent."""
    kind, _, reference = subject.partition("/")
    return kind == "application" and is_sent(session(), reference)


def own(reference: str) -> Application:
    """Return the signed-in person's application, and answer in her language.

    Raises NotFound for anybody else's.
    """
    return speaking_to_her(own_application(session(), current_person(), reference))


def speaking_to_her(application: Application) -> Application:
    """Return the application once this request is answered in its applicant's language."""
    speak_to_reader(application.language)
    return application


def form_language(application: Application) -> str:
    """Return the language (BCP 47) in which this request shows her the form, where it has it.

    It is that of the page, but for a form in a language that only it speaks.
    """
    asked, before = request.values.get("language", "")[:LONGEST_TAG], application.language
    return asked or (before if before and not spoken(before) else language_of_answer())


def address_of(application: Application, page: str = "") -> str:
    """Return the path of a page of the application."""
    return f"/applications/{application.reference}" + (f"/{page}" if page else "")


def zone_of(application: Application) -> str:
    """Return the zone in which this request tells times about the application."""
    return zone_for(application, reader_zone())


def organiser_to_ask(event: Event) -> Person | None:
    """Return the organiser whom an applicant can write to: the longest-serving one."""
    return next(iter(organisers_of(session(), event.initiative_id)), None)

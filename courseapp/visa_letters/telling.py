"""What stands on the page of an application about its letters."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application
from courseapp.core.translations import gettext, noted
from courseapp.visa_letters.emails import path_of
from courseapp.visa_letters.queries import letters_of, standing_of
from courseapp.visa_letters.rules import Standing

TITLE = noted("Your letters")
OUTDATED = noted(
    "The event has changed since your letter was issued. The organisers will send a new one."
)
VALID = noted("Your letter for the embassy and for your journey is here to download and print.")


def letters_for_applicant(
    session: Session, application: Application, _now: datetime
) -> Beside | None:
    """Return the way to her letters; None where she has none that can be used."""
    stand = {standing_of(each) for each in letters_of(session, application)}
    if Standing.VALID in stand:
        return _beside(application, VALID)
    if Standing.OUTDATED in stand:
        return _beside(application, OUTDATED)
    return None


def _beside(application: Application, text: str) -> Beside:
    see, path = gettext("See your letters"), path_of(application)
    return Beside("letters", gettext(TITLE), gettext(text), see, path)

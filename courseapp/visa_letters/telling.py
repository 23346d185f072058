"""What stands on the page of an application about its letters."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application
from courseapp.visa_letters.emails import path_of
from courseapp.visa_letters.queries import letters_of, standing_of
from courseapp.visa_letters.rules import Standing

TITLE = "Your letters"
OUTDATED = "The event has changed since your letter was issued. The organisers will send a new one."


def letters_for_applicant(
    session: Session, application: Application, _now: datetime
) -> Beside | None:
    """Return the way to her letters; None where she has none that can be used."""
    stand = {standing_of(each) for each in letters_of(session, application)}
    if Standing.VALID in stand:
        text = "Your letter for the embassy and for your journey is here to download and print."
        return Beside("letters", TITLE, text, "See your letters", path_of(application))
    if Standing.OUTDATED in stand:
        return Beside("letters", TITLE, OUTDATED, "See your letters", path_of(application))
    return None

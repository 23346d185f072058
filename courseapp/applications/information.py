"""An organiser asks an applicant for something more: those questions open again, no others."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.asked import form_asked
from courseapp.applications.emails import send_information_request
from courseapp.applications.lifecycle import hold, move
from courseapp.applications.models import Application, InformationRequest
from courseapp.applications.rules import Action
from courseapp.applications.writing import open_request
from courseapp.core.errors import Problem
from courseapp.core.form_checks import tidy_text
from courseapp.forms.document.record import Kind

LONGEST_MESSAGE = 2000


def ask_for_information(
    session: Session,
    actor: Person,
    now: datetime,
    application: Application,
    questions: Collection[str],
    message: str,
    reply_by: datetime | None = None,
) -> InformationRequest:
    """Open the questions again and write to the applicant what is asked.

    What she had begun to change by herself is dropped for the questions that stay closed.
    Raises Problem with the field that is wrong, and where it is not sent or decided already.
    """
    hold(session, application)
    asked = [each.key for each in form_asked(application).questions if each.kind is not Kind.NOTE]
    chosen = [key for key in asked if key in set(questions)]
    _refuse(chosen, message, reply_by, now)
    request = InformationRequest(
        questions=chosen,
        message=tidy_text(message),
        asked_by=actor.display_name,
        asked_at=now,
        reply_by=reply_by,
    )
    application.requests.append(request)
    if application.typed is not None:
        begun = {key: text for key, text in application.typed.items() if key in chosen}
        application.typed = {**application.answers, **begun}
    move(session, application, Action.ASK, actor, now)
    send_information_request(session, now, application, request)
    return request


def stop_asking(session: Session, actor: Person, now: datetime, application: Application) -> None:
    """Take the question back: the application stands as it was sent. Twice is as good as once."""
    hold(session, application)
    request = open_request(application)
    if request is None:
        return
    request.closed_at = now
    application.typed = None
    move(session, application, Action.STOP_ASKING, actor, now)


def _refuse(chosen: list[str], message: str, reply_by: datetime | None, now: datetime) -> None:
    if not chosen:
        raise Problem("Choose at least one question that opens again.", "questions")
    if not message.strip():
        raise Problem("Write what you need, in a sentence.", "message")
    if len(message) > LONGEST_MESSAGE:
        raise Problem(f"Use at most {LONGEST_MESSAGE:,} characters.", "message")
    if reply_by is not None and reply_by <= now:
        raise Problem("This time is over. Enter a time in the future.", "reply_by")

"""Sending an application, taking it back, opening it again."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.answers import write_answers
from courseapp.applications.emails import send_receipt, send_withdrawal
from courseapp.applications.lifecycle import hold, move
from courseapp.applications.models import Application
from courseapp.applications.questions import Answers
from courseapp.applications.rules import Action, Status
from courseapp.applications.wishes import write_wishes
from courseapp.core.errors import Problem
from courseapp.events.clock.deadlines import Window, accepts, explain, window

CHANGED = (
    "Your answers were changed on another page since you opened this one. "
    "Please read them again, then send."
)
UNVERIFIED = (
    "We do not know yet that this e-mail address is yours. Ask for the link below, open it from "
    "your mail, then send your application."
)


def submit_application(
    session: Session,
    actor: Person,
    now: datetime,
    application: Application,
    answers: Answers,
    version: int,
) -> None:
    """Send the application and mail the receipt. Sent once, it stays sent: again changes nothing.

    `version` is that of the draft which the applicant read before she pressed the button.
    Raises Problem after the deadline with its grace, while the address is not verified, and
    when the draft was changed since.
    """
    hold(session, application)
    if application.status is not Status.DRAFT:
        return
    _refuse_to_send(actor, now, application, version)
    write_answers(application, answers)
    write_wishes(session, application, answers.modules)
    application.consented_at = now
    actor.full_name = actor.full_name or answers.full_name
    move(session, application, Action.SUBMIT, actor, now)
    send_receipt(session, now, application)


def withdraw_application(
    session: Session, actor: Person, now: datetime, application: Application
) -> None:
    """Take the application back, giving up the seat it holds. Twice is as good as once."""
    hold(session, application)
    if application.status is Status.WITHDRAWN:
        return
    had_seat = application.holds_a_seat
    move(session, application, Action.WITHDRAW, actor, now)
    send_withdrawal(session, now, application, had_seat)


def reopen_application(
    session: Session, actor: Person, now: datetime, application: Application
) -> None:
    """Make a withdrawn application a draft again, answers included, while the window is open."""
    hold(session, application)
    if application.status is Status.DRAFT:
        return
    if window(application.event, now) is not Window.OPEN:
        raise Problem(f"{explain(application.event, now)} You cannot open it again.".strip())
    move(session, application, Action.REOPEN, actor, now)


def _refuse_to_send(actor: Person, now: datetime, application: Application, version: int) -> None:
    if not accepts(application.event, now):
        raise Problem(explain(application.event, now) or "This event takes no applications here.")
    if actor.email_verified_at is None:
        raise Problem(UNVERIFIED)
    if application.version != version:
        raise Problem(CHANGED)

"""Sending an application, sending it again with changes, taking it back, opening it again."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.admission import refusal_to_apply
from courseapp.applications.asked import form_asked
from courseapp.applications.deadlines import can_reopen, deadline_of
from courseapp.applications.emails import send_receipt, send_withdrawal
from courseapp.applications.judging import judge, told_in_words
from courseapp.applications.lifecycle import hold, move
from courseapp.applications.models import Application, Sending
from courseapp.applications.rules import Action, Cause, Status
from courseapp.applications.wishes import write_wishes
from courseapp.applications.writing import keep_for_lists, open_questions, open_request
from courseapp.core.errors import Problem
from courseapp.core.translations import gettext, lazy_gettext, told_later
from courseapp.events.models import Event
from courseapp.extra_time.rules import Deadline
from courseapp.extra_time.windows import accepts_for, explain_for
from courseapp.forms.document import known
from courseapp.forms.document.asking import problems, relevant, shown
from courseapp.forms.document.reading import values_of
from courseapp.forms.document.record import FormDocument
from courseapp.forms.filling.keeping import texts_of

CHANGED = lazy_gettext(
    "Your answers were changed on another page since you opened this one. "
    "Please read them again, then send."
)
UNVERIFIED = lazy_gettext(
    "We do not know yet that this e-mail address is yours. Ask for the link below, open it from "
    "your mail, then send your application."
)
INCOMPLETE = lazy_gettext("Some answers are missing or need a change. They are listed below.")

# How an application is sent, by where it stands.
SENDING = MappingProxyType(
    {
        Status.DRAFT: (Action.SUBMIT, Cause.SENT),
        Status.SUBMITTED: (Action.CHANGE, Cause.CHANGED),
        Status.NEEDS_INFORMATION: (Action.REPLY, Cause.INFORMATION),
    }
)


def submit_application(
    session: Session, actor: Person, now: datetime, application: Application, version: int
) -> None:
    """Send what she wrote and mail the receipt. Sent once, it stays sent: again changes nothing.

    The same press sends an application, changes of one that was sent, and what an organiser
    asked for. `version` is that of the answers which she read before she pressed the button.
    Raises Problem after her deadline with its grace, while the address is not verified, where
    something is missing or wrong, when the answers were changed since, and where the rules of who
    may apply keep her from it.
    """
    hold(session, application)
    if application.status is not Status.DRAFT and application.typed is None:
        return
    if application.status not in SENDING:
        return
    action, cause = SENDING[application.status]
    document, own = form_asked(application), deadline_of(application)
    _refuse_to_send(actor, now, application, document, version, own)
    if action is Action.SUBMIT and own is not None:
        application.due_at = own.closing.at
    if application.status is Status.DRAFT:
        _require_admission(session, actor, application)
    send_answers(session, actor, now, application, document, cause)
    move(session, application, action, actor, now)
    send_receipt(session, now, application)


def send_answers(
    session: Session,
    actor: Person,
    now: datetime,
    application: Application,
    document: FormDocument,
    cause: Cause,
) -> None:
    """Make what was written the answers that count, as one more sending; mails nothing.

    The rules of who may apply are asked, and what they mean is kept. Raises Problem where they
    keep the applicant herself from sending.
    """
    outcome = judge(session, actor, now, application)
    answers = dict(relevant(document, texts_of(application)))
    application.answers, application.typed = answers, None
    application.sendings.append(
        Sending(
            number=len(application.sendings) + 1,
            form_version_id=application.form_version_id,
            cause=cause,
            author=actor.display_name,
            sent_at=now,
            answers=answers,
            told=told_in_words(outcome),
        )
    )
    keep_for_lists(application, document, answers)
    write_wishes(session, application, _modules(answers))
    if answers.get(known.CONSENT):
        application.consented_at = now
    if request := open_request(application):
        request.closed_at = now
    if actor.id == application.person_id:
        actor.full_name = actor.full_name or application.full_name


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
    """Make a withdrawn application a draft again, answers included, while she could still send."""
    hold(session, application)
    if application.status is Status.DRAFT:
        return
    if application.status is Status.WITHDRAWN and not can_reopen(application, now):
        own = deadline_of(application)
        raise Problem(told_later(_stays_withdrawn, application.event, now, own))
    move(session, application, Action.REOPEN, actor, now)


def _stays_withdrawn(event: Event, now: datetime, own: Deadline | None) -> str:
    said = gettext("You cannot open it again.")
    return f"{explain_for(event, now, own)} {said}".strip()


def _too_late(event: Event, now: datetime, own: Deadline | None) -> str:
    return explain_for(event, now, own) or gettext("This event takes no applications here.")


def _refuse_to_send(
    actor: Person,
    now: datetime,
    application: Application,
    document: FormDocument,
    version: int,
    own: Deadline | None,
) -> None:
    event, is_asked_for = application.event, application.status is Status.NEEDS_INFORMATION
    if not is_asked_for and not accepts_for(event, now, own):
        raise Problem(told_later(_too_late, event, now, own))
    if actor.email_verified_at is None:
        raise Problem(UNVERIFIED)
    if application.version != version:
        raise Problem(CHANGED)
    if wrong(application, document, now):
        raise Problem(INCOMPLETE)


def _require_admission(session: Session, actor: Person, application: Application) -> None:
    """What is sent first needs what everybody needs; changes of it do not."""
    if refused := refusal_to_apply(session, application.event, actor):
        raise Problem(refused)


def wrong(application: Application, document: FormDocument, now: datetime) -> Mapping[str, object]:
    """Return what is missing or wrong with the answers that she may change, by question."""
    texts = texts_of(application)
    found = problems(shown(document, texts), texts, sending=True)
    is_open = open_questions(application, document, now)
    return {key: told for key, told in found.items() if key in is_open}


def _modules(answers: Mapping[str, str]) -> list[int]:
    return [int(each) for each in values_of(answers.get(known.MODULES, "")) if each.isdecimal()]

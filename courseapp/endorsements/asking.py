"""Writing to the supervisor whom an applicant named: asking, reminding, asking somebody else."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from courseapp.accounts.rules import canonical_email
from courseapp.applications.asked import form_asked
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.ids import random_token, token_hash
from courseapp.core.translations import lazy_gettext
from courseapp.endorsements.letters import send_request
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.queries import STILL_OPEN, letters_so_far, present_endorsement
from courseapp.endorsements.rules import ANSWERED, MOST_LETTERS, EndorsementStatus, may_write
from courseapp.events.rules import EventStatus
from courseapp.forms.document.asking import relevant
from courseapp.forms.document.known import SUPERVISOR_EMAIL, SUPERVISOR_NAME
from courseapp.forms.document.reading import complaint
from courseapp.forms.filling.keeping import texts_of

ASK, ASK_AGAIN = "ask supervisor", "remind supervisor"
HER_OWN = lazy_gettext("This is your own address. Name your supervisor, and her or his address.")
NOT_VERIFIED = lazy_gettext(
    "We do not know yet that your e-mail address is yours. Open the link that we sent to you "
    "first, then we write to your supervisor."
)


def named_supervisor(application: Application) -> tuple[str, str]:
    """Return name and canonical address of the supervisor whom her answers name, or two "".

    An answer that is not asked any more, or is no address, names nobody.
    """
    document = form_asked(application)
    answers = relevant(document, texts_of(application))
    question, email = document.by_key.get(SUPERVISOR_EMAIL), answers.get(SUPERVISOR_EMAIL, "")
    if question is None or not email or complaint(question, email):
        return "", ""
    return answers.get(SUPERVISOR_NAME, ""), canonical_email(email)


def ask_supervisor(
    session: Session, actor: str, now: datetime, application: Application, *, presses: bool
) -> Endorsement | None:
    """Write to the supervisor whom she named; return who is asked, or None where nobody is named.

    With `presses` somebody pressed a button for it: then whoever was asked is reminded, with a
    new link. Without, somebody who was asked already gets no second letter. Whoever was asked
    before under another address is asked no more. Raises Problem where no letter may go out now.
    """
    lock(session, Application, application.id)
    name, email = named_supervisor(application)
    present = present_endorsement(session, application.id)
    if not email:
        return None
    if present is not None and present.email == email and not presses:
        return present
    _refuse(session, application, email, present, now)
    if present is not None and present.email != email:
        _revoke(session, actor, now, present)
        present = None
    asked = present or _new(application, email, now)
    session.add(asked)
    _write(session, actor, now, asked, name)
    return asked


def remind(session: Session, actor: str, now: datetime, asked: Endorsement) -> None:
    """Write once more to somebody who was asked, with a new link."""
    lock(session, Application, asked.application_id)
    if asked.status is EndorsementStatus.ASKED:
        _write(session, actor, now, asked, asked.name)


def _refuse(
    session: Session,
    application: Application,
    email: str,
    present: Endorsement | None,
    now: datetime,
) -> None:
    event = application.event
    if application.status not in STILL_OPEN or event.status is EventStatus.CANCELLED:
        raise Problem(lazy_gettext("Nobody can support this application any more."))
    if application.person.email_verified_at is None:
        raise Problem(NOT_VERIFIED)
    if email == application.person.email:
        raise Problem(HER_OWN, SUPERVISOR_EMAIL)
    if present is not None and present.email == email and present.status in ANSWERED:
        raise Problem(lazy_gettext("An answer has come already. You need not write again."))
    letters = letters_so_far(session, application.id)
    last_at = (present.reminded_at or present.invited_at) if present else None
    if letters >= MOST_LETTERS:
        raise Problem(
            lazy_gettext(
                "%(number)s letters went out. Please add a signed letter instead.",
                number=MOST_LETTERS,
            )
        )
    if not may_write(letters, last_at if present and present.email == email else None, now):
        raise Problem(
            lazy_gettext("A letter went out less than a day ago. Please wait until tomorrow.")
        )


def _new(application: Application, email: str, now: datetime) -> Endorsement:
    return Endorsement(
        application=application,
        email=email,
        language=application.language or "en",
        created_at=now,
        changed_at=now,
    )


def _write(session: Session, actor: str, now: datetime, asked: Endorsement, name: str) -> None:
    token, again = random_token(), asked.invited_at is not None
    asked.token_hash, asked.name = token_hash(token), name[:300]
    asked.invited_at, asked.reminded_at = asked.invited_at or now, now if again else None
    asked.letters = (asked.letters or 0) + 1
    asked.changed_at = now
    session.flush()
    send_request(session, now, asked, token)
    _log(session, actor, now, asked, ASK_AGAIN if again else ASK)


def _revoke(session: Session, actor: str, now: datetime, present: Endorsement) -> None:
    present.status = EndorsementStatus.REVOKED
    present.token_hash = None
    present.changed_at = now
    _log(session, actor, now, present, "ask no more")
    session.flush()


def _log(session: Session, actor: str, now: datetime, asked: Endorsement, verb: str) -> None:
    told = {
        ASK: "The supervisor was asked for support",
        ASK_AGAIN: "The supervisor was reminded",
    }.get(verb, "The supervisor named before is asked no more")
    subject = f"application/{asked.application_id}"
    record(session, at=now, actor=actor, verb=verb, subject=subject, summary=told)


def ask_at_sending(sender: Application, *, session: Session, now: datetime, **_news: Any) -> None:
    """Write to the supervisor when the application is sent, if nobody has done so yet."""
    try:
        ask_supervisor(session, sender.person.display_name, now, sender, presses=False)
    except Problem:
        return  # what is wrong is told on her page, and does not keep her from sending

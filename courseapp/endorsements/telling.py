"""How it stands with support for an application: for its applicant, and for organisers."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application
from courseapp.core.formats import instant
from courseapp.core.translations import gettext, noted
from courseapp.endorsements.asking import named_supervisor
from courseapp.endorsements.queries import STILL_OPEN, letters_so_far, present_endorsement
from courseapp.endorsements.rules import ANSWERED, EndorsementStatus, may_write

TITLE = noted("Support of your supervisor")
HAS_ANSWERED = noted(
    "{name} has answered. The organisers read the answer; you need not do anything."
)
NOT_ASKED = noted(
    "Nobody has written to {email} yet. We do it when you send your application, or now, so that "
    "the answer comes early."
)
NO_ANSWER = noted(
    "We wrote to {email} on {at}. There is no answer yet. We remind by ourselves; you can also "
    "ask her or him yourself to look into the mailbox."
)

STANDS = {
    EndorsementStatus.ASKED: ("wait", "Asked, no answer yet"),
    EndorsementStatus.ENDORSED: ("good", "Supports the application"),
    EndorsementStatus.DECLINED: ("bad", "Does not support the application"),
}


def support_for_applicant(
    session: Session, application: Application, now: datetime
) -> Beside | None:
    """Return what the applicant may know: whether an answer came, never what it says."""
    name, email = named_supervisor(application)
    if not email:
        return None
    present = present_endorsement(session, application.id)
    hers = present if present is not None and present.email == email else None
    if hers is not None and hers.status in ANSWERED:
        return Beside("support", gettext(TITLE), gettext(HAS_ANSWERED).format(name=name or email))
    last_at = (hers.reminded_at or hers.invited_at) if hers else None
    may_ask = (
        application.status in STILL_OPEN
        and application.person.email_verified_at is not None
        and may_write(letters_so_far(session, application.id), last_at, now)
    )
    path = f"/applications/{application.reference}/endorsement" if may_ask else ""
    if last_at is None:
        button = gettext("Write to my supervisor now") if may_ask else ""
        told = gettext(NOT_ASKED).format(email=email)
        return Beside("support", gettext(TITLE), told, button, path, may_ask)
    at = instant(last_at, application.person.zone or application.event.zone or "UTC")
    button = gettext("Write again") if may_ask else ""
    told = gettext(NO_ANSWER).format(email=email, at=at)
    return Beside("support", gettext(TITLE), told, button, path, may_ask)

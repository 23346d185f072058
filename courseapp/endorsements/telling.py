"""How it stands with support for an application: for its applicant, and for organisers."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.support import Support
from courseapp.endorsements.asking import named_supervisor
from courseapp.endorsements.queries import STILL_OPEN, letters_so_far, present_endorsement
from courseapp.endorsements.rules import ANSWERED, EndorsementStatus, may_write

STANDS = {
    EndorsementStatus.ASKED: ("wait", "Asked, no answer yet"),
    EndorsementStatus.ENDORSED: ("good", "Supports the application"),
    EndorsementStatus.DECLINED: ("bad", "Does not support the application"),
}


def support_for_applicant(
    session: Session, application: Application, now: datetime
) -> Support | None:
    """Return what the applicant may know: whether an answer came, never what it says."""
    name, email = named_supervisor(application)
    if not email:
        return None
    present = present_endorsement(session, application.id)
    hers = present if present is not None and present.email == email else None
    last_at = (hers.reminded_at or hers.invited_at) if hers else None
    has_answered = hers is not None and hers.status in ANSWERED
    letters = letters_so_far(session, application.id)
    may_ask = (
        not has_answered
        and application.status in STILL_OPEN
        and application.person.email_verified_at is not None
        and may_write(letters, last_at, now)
    )
    return Support(name, email, last_at, has_answered, may_ask)

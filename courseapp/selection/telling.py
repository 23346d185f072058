"""What stands on an applicant's own page about an offer, and about the next edition."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.translations import gettext
from courseapp.events.rules import EventStatus

_NOT_CHOSEN = frozenset({Status.DECLINED, Status.LAPSED, Status.TURNED_DOWN, Status.GIVEN_UP})


def offer_for_applicant(
    _session: Session, application: Application, _now: datetime
) -> Beside | None:
    """Return the way to ask for more time; None where no offer waits for her answer."""
    is_usual = application.event.status not in {EventStatus.CANCELLED, EventStatus.POSTPONED}
    if application.status is not Status.OFFERED or not is_usual:
        return None
    return Beside(
        "more-time",
        gettext("Do you need more time?"),
        gettext(
            "You can ask the organiser for more time to answer. Until you hear, the day above "
            "stands."
        ),
        gettext("Answer, or ask for more time"),
        f"/applications/{application.reference}/offer",
    )


def next_edition_for_applicant(
    _session: Session, application: Application, _now: datetime
) -> Beside | None:
    """Return the way to hear of the next edition, for everybody who does not take part."""
    if application.status not in _NOT_CHOSEN:
        return None
    return Beside(
        "next-edition",
        gettext("The next edition"),
        gettext("If you like, we write to you once when a new date is announced."),
        gettext("Tell me about the next edition"),
        f"/events/{application.event.slug}/next",
    )

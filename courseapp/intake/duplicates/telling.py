"""What an applicant reads on her own page when her application was set aside as a duplicate."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.translations import gettext, noted
from courseapp.intake.coming_in import DuplicateDecision
from courseapp.intake.rules import Same

TEXT = noted(
    "The organisers think that you applied twice, from two addresses, and keep the other "
    "application. If you applied only once, write to them: they can bring this one back."
)


def set_aside_for_applicant(
    session: Session, application: Application, _now: datetime
) -> Beside | None:
    """Return why her application does not count; None where that is not so.

    It names neither the other address nor the other application: they may be somebody else's.
    """
    if application.status is not Status.WITHDRAWN:
        return None
    either = or_(
        DuplicateDecision.first_id == application.id, DuplicateDecision.second_id == application.id
    )
    is_aside = select(DuplicateDecision.id).where(
        either, DuplicateDecision.same == Same.YES, DuplicateDecision.kept_id != application.id
    )
    if session.scalar(is_aside.limit(1)) is None:
        return None
    return Beside("set_aside", gettext("Set aside by the organisers"), gettext(TEXT))

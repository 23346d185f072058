"""What stands on an applicant's own page about her answers."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.invitations.queries import own_invitations
from courseapp.invitations.rules import Answer

MOST_SHOWN = 20
SAID = {
    Answer.ACCEPTED: "you come",
    Answer.TENTATIVE: "you perhaps come",
    Answer.DECLINED: "you do not come",
    Answer.NONE: "no answer yet",
}


def answers_for_applicant(
    session: Session, application: Application, now: datetime
) -> Beside | None:
    """Return what she answered to each session; None where none was put into her calendar."""
    if application.status is not Status.CONFIRMED:
        return None
    held = [each for each in own_invitations(session, application.id) if each.ends_at > now]
    if not any(each.answer is not Answer.NONE for each in held):
        return None
    lines = [f"{each.title}: {SAID[each.answer]}" for each in held[:MOST_SHOWN]]
    more = [f"and {len(held) - MOST_SHOWN} more"] if len(held) > MOST_SHOWN else []
    told = "; ".join([*lines, *more])
    return Beside(
        "calendar-answers",
        "Your answers from your calendar",
        f"{told}. To answer otherwise, use the invitation in your calendar.",
    )

"""What stands on somebody's own page about her answers, and what she answers there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.calendars.rules import AllDay, Entry
from courseapp.core import formats
from courseapp.core.translations import gettext, noted
from courseapp.events.published.change_words import times_between
from courseapp.invitations.answering import answerable
from courseapp.invitations.queries import own_invitations
from courseapp.invitations.rules import Answer
from courseapp.mail.outbox import absolute_url

MOST_SHOWN = 20
MOST_OPEN = 5  # sessions; more are folded away until she wants to answer
KEY = "sessions"
TEMPLATE, SHEET = "invitations/_sessions.html", "css/answers.css"
TITLE = noted("Which sessions you attend")
ASKS = noted(
    "The organisers plan rooms and groups with your answers. You can change them until a session "
    "is over, here or in your calendar."
)
CHOICES = (
    (Answer.ACCEPTED, noted("I attend")),
    (Answer.TENTATIVE, noted("Maybe")),
    (Answer.DECLINED, noted("I cannot")),
)
SAID = {
    Answer.ACCEPTED: noted("you come"),
    Answer.TENTATIVE: noted("you perhaps come"),
    Answer.DECLINED: noted("you do not come"),
    Answer.NONE: noted("no answer yet"),
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
    lines = [f"{each.title}: {gettext(SAID[each.answer])}" for each in held[:MOST_SHOWN]]
    more = (
        [gettext("and %(number)s more", number=len(held) - MOST_SHOWN)]
        if len(held) > MOST_SHOWN
        else []
    )
    told = "; ".join([*lines, *more])
    return Beside(
        "calendar-answers",
        gettext("Your answers from your calendar"),
        f"{told}. {gettext('To answer otherwise, use the invitation in your calendar.')}",
    )


@dataclass(frozen=True)
class AskedSession:
    """A session as she is asked about it; `answer` is "" while she has not answered."""

    uid: str
    title: str
    times: Sequence[str]
    answer: str


@dataclass(frozen=True)
class AskedSessions:
    """The form of her answers; `choices` are values with their labels."""

    path: str
    sessions: Sequence[AskedSession]
    choices: Sequence[tuple[str, str]]
    open_number: int

    @property
    def is_folded(self) -> bool:
        """Whether there are too many to lie open."""
        return len(self.sessions) > MOST_OPEN


def sessions_for_applicant(
    session: Session, application: Application, now: datetime
) -> Beside | None:
    """Return her sessions to come, each to be answered; None where nobody asks her."""
    found = answerable(session, application, now, absolute_url(""))
    if not found:
        return answers_for_applicant(session, application, now)
    zone = application.person.zone
    asked = tuple(
        AskedSession(uid, each.entry.title, _times(each.entry, zone), _said(each.answer))
        for uid, each in found.items()
    )
    choices = tuple((value.value, gettext(label)) for value, label in CHOICES)
    number = sum(not each.answer for each in asked)
    path = f"/applications/{application.reference}/sessions"
    more = AskedSessions(path, asked, choices, number)
    return Beside(KEY, gettext(TITLE), gettext(ASKS), template=TEMPLATE, sheet=SHEET, more=more)


def _said(answer: Answer) -> str:
    return "" if answer is Answer.NONE else answer.value


def _times(entry: Entry, zone: str | None) -> Sequence[str]:
    when = entry.when
    if isinstance(when, AllDay):
        return (formats.date_range(when.first_day, when.last_day),)
    return times_between(when.starts_at, when.ends_at, when.zone, zone)

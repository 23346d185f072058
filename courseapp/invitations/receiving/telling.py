"""What is written back: once, to people, never to programs; and what goes to the organiser.

Whoever is not sure to be the person who was invited learns nothing of her or of the event.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.config import Settings
from courseapp.events.contacts import contact_for
from courseapp.events.published.change_words import times_between
from courseapp.invitations.models import Invitation, ReceivedReply
from courseapp.invitations.receiving.answers import CalendarAnswer
from courseapp.invitations.receiving.outcomes import ANSWERED_KINDLY, Outcome
from courseapp.invitations.receiving.reading import Incoming
from courseapp.invitations.receiving.words import Kind, kind_words
from courseapp.mail.outbox import queue
from courseapp.selection.wording.speaking import language_of

KIND = "invitation_reply"
PROPOSAL = "invitation_proposal"
ONCE_IN = timedelta(days=7)
MOST_AN_HOUR = 30  # letters to whoever writes: a flood of forged senders ends here


@dataclass(frozen=True)
class Proposal:
    """Another time that somebody proposes, for the organiser."""

    name: str
    event: str
    title: str
    times: tuple[str, ...]
    comment: str
    path: str


def tell_kindly(
    session: Session,
    now: datetime,
    mail: Incoming,
    row: ReceivedReply,
    application: Application | None,
    invitation: Invitation | None,
) -> bool:
    """Write back why an answer was not taken, and return whether somebody was written to."""
    if row.outcome not in ANSWERED_KINDLY or not mail.may_answer or _is_ours(mail.sender):
        return False
    if _told_lately(session, now, row) or _is_flood(session, now):
        return False
    # Only a late answer is sure to be hers, and only to her is the session named.
    known = application if row.outcome is Outcome.LATE else None
    words = kind_words(row.outcome, language_of(known.language or "") if known else None)
    queue(
        session,
        now,
        kind=KIND,
        to=mail.sender,
        about=f"application/{known.id}" if known else "replies",
        context={"letter": _letter(words, known, invitation)},
    )
    return True


def pass_on(
    session: Session,
    now: datetime,
    application: Application,
    invitation: Invitation,
    answer: CalendarAnswer,
) -> None:
    """Send a proposal of another time to whom the event's organisers answer by; nothing changes."""
    event = application.event
    contact = contact_for(session, event)
    if not contact.email:
        return
    proposal = Proposal(
        name=application.full_name or application.person.full_name or "Somebody",
        event=event.title,
        title=invitation.title,
        times=times_between(*answer.proposed, event.zone or "UTC") if answer.proposed else (),
        comment=answer.comment,
        path=f"/manage/events/{event.slug}/invitations",
    )
    about = f"event/{event.id}"
    queue(
        session,
        now,
        kind=PROPOSAL,
        to=contact.email,
        about=about,
        context={"letter": proposal},
    )


@dataclass(frozen=True)
class KindLetter:
    """What the letter says; `title` and `path` are "" for whom we do not know."""

    words: Kind
    title: str = ""
    path: str = ""


def _letter(words: Kind, known: Application | None, invitation: Invitation | None) -> KindLetter:
    if known is None or invitation is None:
        return KindLetter(words)
    return KindLetter(words, invitation.title, f"/events/{known.event.slug}")


def _told_lately(session: Session, now: datetime, row: ReceivedReply) -> bool:
    same = select(ReceivedReply.id).where(
        ReceivedReply.sender == row.sender,
        ReceivedReply.told,
        ReceivedReply.received_at > now - ONCE_IN,
        ReceivedReply.outcome == row.outcome,
        ReceivedReply.detail == row.detail,
    )
    return session.scalar(same.limit(1)) is not None


def _is_flood(session: Session, now: datetime) -> bool:
    lately = select(func.count()).where(
        ReceivedReply.told, ReceivedReply.received_at > now - timedelta(hours=1)
    )
    return (session.scalar(lately) or 0) >= MOST_AN_HOUR


def _is_ours(sender: str) -> bool:
    """Return whether it came from a mailbox of ours: that would be a loop."""
    settings = cast(Settings, current_app.extensions["settings"])
    own, _, host = (settings.replies_to or "").lower().rpartition("@")
    local, _, sender_host = sender.rpartition("@")
    is_replies = bool(own) and sender_host == host and local.partition("+")[0] == own
    return is_replies or sender in settings.mail_from.lower()

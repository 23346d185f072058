"""Sending what is due: each row claimed by one conditional UPDATE, then sent, then marked.

Nothing is locked meanwhile: neither making an attachment nor a slow mail server holds up others.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from courseapp.core.database import rows_changed
from courseapp.mail.attachments import NotMadeYet, made_for, make_again
from courseapp.mail.models import Message
from courseapp.mail.outgoing import Outgoing, outgoing
from courseapp.mail.rules import CLAIM_LIFETIME, MessageState, wait_before
from courseapp.mail.transport import NeverDeliverable, Transport

BATCH = 50
WIPED = "This message held a secret. Its text was removed after it was sent.\n"


def deliver_due(session: Session, transport: Transport, clock: Callable[[], datetime]) -> int:
    """Send what is due, at most `BATCH` messages; return how many were sent.

    Commits after each step: a claim must be seen by other workers before the message leaves,
    and a message that left must be known to have left even if the next one brings us down.
    """
    release_stale_claims(session, clock())
    sent = 0
    for message_id in _due(session, clock()):
        if claim(session, message_id, clock()):
            sent += _send(session, session.get_one(Message, message_id), transport, clock)
    return sent


def claim(session: Session, message_id: int, now: datetime) -> bool:
    """Take one message into our hands; False where another worker was faster."""
    take = (
        update(Message)
        .where(Message.id == message_id, Message.state == MessageState.QUEUED)
        .values(state=MessageState.SENDING, claimed_at=now, attempts=Message.attempts + 1)
        .execution_options(synchronize_session=False)
    )
    taken = rows_changed(session, take) == 1
    session.commit()
    return taken


def release_stale_claims(session: Session, now: datetime) -> None:
    """Put back what a worker held when it died: it may go out twice, but never not at all."""
    session.execute(
        update(Message)
        .where(
            Message.state == MessageState.SENDING,
            or_(Message.claimed_at.is_(None), Message.claimed_at < now - CLAIM_LIFETIME),
        )
        .values(state=MessageState.QUEUED, claimed_at=None)
        .execution_options(synchronize_session=False)
    )
    session.commit()


def try_again(message: Message, now: datetime) -> None:
    """Queue a message that was given up once more, at once and with fresh patience."""
    if message.state is MessageState.FAILED:
        message.state, message.due_at, message.attempts = MessageState.QUEUED, now, 0
        message.error = None
        make_again(message)


def _due(session: Session, now: datetime) -> list[int]:
    statement = (
        select(Message.id)
        .where(Message.state == MessageState.QUEUED, Message.due_at <= now)
        .order_by(Message.due_at, Message.id)
        .limit(BATCH)
    )
    found = list(session.scalars(statement))
    session.commit()
    return found


def _send(
    session: Session, message: Message, transport: Transport, clock: Callable[[], datetime]
) -> bool:
    try:
        transport.send(_ready(session, message))
    except NeverDeliverable as error:
        _give_up(message, str(error))
    except (NotMadeYet, OSError) as error:
        _wait_or_give_up(message, str(error) or type(error).__name__, clock())
    else:
        _mark_sent(message, clock())
    session.commit()
    return message.state is MessageState.SENT


def _ready(session: Session, message: Message) -> Outgoing:
    """Return the message with what goes along, and let go of the database. May raise NotMadeYet."""
    ready = outgoing(message, made_for(session, message))
    session.commit()
    return ready


def _mark_sent(message: Message, now: datetime) -> None:
    message.state, message.sent_at = MessageState.SENT, now
    message.claimed_at = message.error = message.headers = None  # they may hold a secret address
    if message.holds_secret:
        message.text = message.html = WIPED
        message.calendar = None


def _wait_or_give_up(message: Message, error: str, now: datetime) -> None:
    wait = wait_before(message.attempts)
    if wait is None:
        _give_up(message, error)
        return
    message.state, message.claimed_at = MessageState.QUEUED, None
    message.error, message.due_at = error, now + wait


def _give_up(message: Message, error: str) -> None:
    message.state, message.claimed_at, message.error = MessageState.FAILED, None, error

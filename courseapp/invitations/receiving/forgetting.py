"""What came by mail is not kept for ever: the answers are, the addresses of strangers are not."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from courseapp.core.database import rows_changed
from courseapp.invitations.models import ReceivedReply

KEPT_FOR = timedelta(days=180)


def forget_replies(session: Session, now: datetime) -> int:
    """Delete the notes of what came long ago and return how many."""
    old = delete(ReceivedReply).where(ReceivedReply.received_at < now - KEPT_FOR)
    return rows_changed(session, old)

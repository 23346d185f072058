"""Reading the outbox."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from courseapp.mail.models import Message
from courseapp.mail.rules import MessageState


def messages_about(
    subjects: Sequence[str], search: str = "", state: MessageState | None = None
) -> Select[Message]:
    """Return the select of messages about any of the subjects, newest first, with their files."""
    statement = select(Message).where(Message.about.in_(subjects))
    statement = statement.options(selectinload(Message.attachments))
    if search:
        found = or_(
            Message.to_address.icontains(search, autoescape=True),
            Message.subject.icontains(search, autoescape=True),
        )
        statement = statement.where(found)
    if state is not None:
        statement = statement.where(Message.state == state)
    return statement.order_by(Message.created_at.desc(), Message.id.desc())

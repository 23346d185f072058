"""Reading the outbox."""

from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select

from courseapp.mail.models import Message
from courseapp.mail.rules import MessageState


def messages_about(
    subjects: Sequence[str], search: str = "", state: MessageState | None = None
) -> Select[Message]:
    """Return the select of messages about any of the subjects, newest first."""
    statement = select(Message).where(Message.about.in_(subjects))
    if search:
        pattern = f"%{_literal(search.lower())}%"
        statement = statement.where(
            or_(
                Message.to_address.like(pattern, escape="\\"),
                func.lower(Message.subject).like(pattern, escape="\\"),
            )
        )
    if state is not None:
        statement = statement.where(Message.state == state)
    return statement.order_by(Message.created_at.desc(), Message.id.desc())


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

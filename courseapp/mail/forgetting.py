"""Messages that repeat what was deleted elsewhere lose their texts; that they were sent stays."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session

from courseapp.mail.models import Message

FORGOTTEN = "What this message said was deleted, as announced.\n"
AT_ONCE = 500


def forget_texts(session: Session, kind: str, about: Sequence[str], *, address: str = "") -> None:
    """Delete the texts of all messages of a kind about these; see `Message.about`.

    With `address`, that one takes the place of whom they were sent to.
    """
    values: dict[str, str | None] = {"text": FORGOTTEN, "html": FORGOTTEN, "calendar": None}
    if address:
        values |= {"to_address": address}
    for start in range(0, len(about), AT_ONCE):
        part = about[start : start + AT_ONCE]
        these = update(Message).where(Message.kind == kind, Message.about.in_(part))
        session.execute(these.values(values))

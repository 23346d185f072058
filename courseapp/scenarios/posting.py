"""Sends the letters of an example world into its own folder, so that none leaves the machine."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.orm import Session

from courseapp.config import Settings
from courseapp.mail.delivery import deliver_due
from courseapp.mail.outgoing import Outgoing
from courseapp.mail.transport import Folder

ON_ITS_WAY = timedelta(seconds=20)


class TimeMachine:
    """A way out and the clock beside it: each letter is sent right after it was written."""

    def __init__(self, folder: Folder, now: datetime) -> None:
        self.folder = folder
        self.now = now
        self.sent_at: datetime | None = None

    def send(self, message: Outgoing) -> None:
        """Write the letter to the folder, whatever mail server is configured."""
        self.folder.send(message)
        self.sent_at = message.created_at + ON_ITS_WAY

    def clock(self) -> datetime:
        """Return when the letter just sent was sent, asked right after it; else the present."""
        at, self.sent_at = self.sent_at or self.now, None
        return at


def post_letters(session: Session, now: datetime) -> int:
    """Deliver all that is due to the instance's mail folder; return how many. Commits."""
    settings: Settings = current_app.extensions["settings"]
    machine = TimeMachine(Folder(settings.mail_folder, settings.mail_from), now)
    total = 0
    while sent := deliver_due(session, machine, machine.clock):
        total += sent
    return total

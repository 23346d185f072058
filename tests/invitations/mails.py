"""Answers as calendar programs send them: three shapes, filled in for an invitation."""

import base64
import quopri
from dataclasses import dataclass, replace
from datetime import datetime

from tests.invitations.story import SAMPLES, Sent

GOOGLE, OUTLOOK, APPLE = "google", "outlook", "apple"


@dataclass(frozen=True)
class Reply:
    """What an answer says. Whoever is not named answers as the one who was invited."""

    to: str
    sender: str
    attendee: str
    uid: str
    answer: str = "ACCEPTED"
    sequence: int = 0
    stamp: datetime | None = None
    comment: str = ""
    method: str = "REPLY"

    def by(self, **others: object) -> "Reply":
        """The same answer with something else."""
        return replace(self, **others)  # type: ignore[arg-type]

    def written(self, program: str = GOOGLE) -> bytes:
        """Return the mail as the program writes it."""
        stamp = f"{self.stamp:%Y%m%dT%H%M%SZ}" if self.stamp else "20270301T100000Z"
        values = {
            "TO": self.to,
            "FROM": self.sender,
            "FROM-UPPER": self.sender.upper(),
            "ATTENDEE": self.attendee,
            "ATTENDEE-UPPER": self.attendee.upper(),
            "UID": self.uid,
            "ANSWER": self.answer,
            "SEQUENCE": str(self.sequence),
            "STAMP": stamp,
            "COMMENT": self.comment,
            "METHOD": self.method,
        }
        calendar = _filled(f"{program}.ics", values).replace("\n", "\r\n").encode()
        inside = {
            "CALENDAR": calendar.decode(),
            "CALENDAR-BASE64": base64.encodebytes(calendar).decode(),
            "CALENDAR-QUOTED": quopri.encodestring(calendar).decode(),
        }
        return _filled(f"{program}.eml", values | inside).encode()


def reply_to(sent: Sent, answer: str = "ACCEPTED", **others: object) -> Reply:
    """Return the answer of the one who was invited."""
    address = str(sent.mail["Reply-To"])
    return Reply(address, sent.to, sent.to, sent.uid, answer, sent.sequence).by(**others)


def _filled(name: str, values: dict[str, str]) -> str:
    text = (SAMPLES / name).read_text()
    for key in sorted(values, key=len, reverse=True):
        text = text.replace(f"@{key}@", values[key])
    return text

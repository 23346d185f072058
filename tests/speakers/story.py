"""A published course whose session names two speakers, and what happens to one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import compress, crc32

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event, EventSession
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from courseapp.speakers.asking import invite
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.plans import PartPlan, ProfilePlan
from courseapp.speakers.profiles import add_speaker
from tests.support.clock import FixedClock

MAI = "Mai Trần"
PLAN = ProfilePlan(
    MAI,
    title="Deputy Director",
    organisation="Ministry of Environment",
    country="VN",
    email="mai.tran@example.org",
    zone="Asia/Ho_Chi_Minh",
)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + check


# A whole picture of one white pixel.
PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    (
        _chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"),
        _chunk(b"IDAT", compress(b"\0\xff")),
        _chunk(b"IEND", b""),
    )
)


@dataclass(frozen=True)
class Stage:
    """One course with one session by two speakers, and who acts."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    event: Event
    sitting: EventSession

    @property
    def page(self) -> str:
        return f"/manage/events/{self.event.slug}/speakers"

    def added(self, plan: ProfilePlan = PLAN, **part: Any) -> SpeakerEngagement:
        """Let the organiser put a speaker on the list."""
        with self.app.test_request_context():
            organiser = self.cast.icap_organiser
            found = add_speaker(
                self.session, organiser, self.clock.now, self.event, plan, PartPlan(**part)
            )
            self.session.commit()
        return found

    def invited(self, engagement: SpeakerEngagement | None = None, note: str = "") -> str:
        """Let the organiser write to her; return the path of the link in that letter."""
        engagement = engagement or self.added()
        with self.app.test_request_context():
            invite(self.session, self.cast.icap_organiser, self.clock.now, engagement, note)
            self.session.commit()
        return link_in(self.letters()[-1])

    def letters(self, kind: str = "") -> list[Message]:
        """Return the letters to speakers, the oldest first."""
        found = select(Message).where(Message.kind.startswith(kind or "speaker_"))
        return list(self.session.scalars(found.order_by(Message.id)))

    def engagements(self) -> list[SpeakerEngagement]:
        self.session.expire_all()
        found = select(SpeakerEngagement).order_by(SpeakerEngagement.id)
        return list(self.session.scalars(found))


def link_in(letter: Message) -> str:
    """Return the path of the private link in a letter."""
    address = next(word for word in letter.text.split() if "/speak/" in word)
    return address.removeprefix("http://courseapp.test")


def window(day: str, starts: str, ends: str, zone: str = "Asia/Ho_Chi_Minh") -> Mapping[str, str]:
    """Return what a speaker types to say when she can."""
    return {"zone": zone, "day": day, "starts": starts, "ends": ends}


def wall(text: str) -> datetime:
    """Return what a clock on the wall shows."""
    return datetime.fromisoformat(text)

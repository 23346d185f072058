"""A course, who gives extra time for it, and what she types."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry
from courseapp.events.clock.local_time import moment
from courseapp.events.models import Event
from courseapp.extra_time.granting import grant, revoke
from courseapp.extra_time.models import DeadlineExtension
from courseapp.extra_time.plans import ExtraTimePlan
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from tests.support.clock import FixedClock
from tests.support.pages import Value

wall = datetime.fromisoformat  # what a clock on the wall shows

ROME = "Europe/Rome"
STORM = "A storm has cut the power."
PLAN = ExtraTimePlan(moment(wall("2027-04-18T23:59"), ROME), STORM, country="TO", may_begin=True)
SHOW = "Show whom it concerns"
TYPED: Mapping[str, Value] = {
    "emails": "",
    "country": "TO",
    "until_on": "2027-04-18",
    "reason": STORM,
}


@dataclass(frozen=True)
class Desk:
    """One course, its clock, and who acts."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    event: Event

    @property
    def page(self) -> str:
        return f"/manage/events/{self.event.slug}/extra-time"

    def given(self, **changes: Any) -> list[DeadlineExtension]:
        """Let the organiser give extra time; `changes` are fields of its plan."""
        plan = replace(PLAN, **changes)
        with self.app.test_request_context():
            about = (self.session, self.cast.icap_organiser, self.clock.now, self.event, plan)
            found = list(grant(*about))
            self.session.commit()
        return found

    def given_to(self, *emails: str, **changes: Any) -> list[DeadlineExtension]:
        """Let the organiser give it to people."""
        return self.given(emails=emails, country=None, **changes)

    def revoked(self, extension: DeadlineExtension) -> None:
        with self.app.test_request_context():
            revoke(self.session, self.cast.icap_organiser, self.clock.now, extension)
            self.session.commit()

    def rows(self) -> list[DeadlineExtension]:
        """Return all extra time that was ever given, the oldest first."""
        self.session.expire_all()
        return list(self.session.scalars(select(DeadlineExtension).order_by(DeadlineExtension.id)))

    def letters(self) -> list[Message]:
        """Return the letters about extra time, the oldest first."""
        found = select(Message).where(Message.kind.startswith("extra_time_"))
        return list(self.session.scalars(found.order_by(Message.id)))

    def logged(self) -> list[str]:
        """Return what the history of the event says of extra time, the oldest first."""
        wanted = select(AuditEntry).where(AuditEntry.verb.endswith("extra time"))
        return [each.summary for each in self.session.scalars(wanted.order_by(AuditEntry.id))]

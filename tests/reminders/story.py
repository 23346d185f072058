"""An event, the people who may hear of it, and a worker that plans and sends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.mail.models import Message
from courseapp.reminders.models import PlannedMessage
from courseapp.reminders.rules import Kind, State
from courseapp.reminders.tasks import plan_messages, send_due_messages
from tests.support.clock import FixedClock


@dataclass
class Post:
    """What the worker does, and what came of it."""

    app: Flask
    session: Session
    clock: FixedClock

    def plan(self) -> int:
        """Plan everything anew and return how much has changed."""
        with self.app.test_request_context():
            return plan_messages()

    def send(self, at: datetime | None = None) -> int:
        """Send what is due, later if an instant is given."""
        if at is not None:
            self.clock.set(at)
        with self.app.test_request_context():
            return send_due_messages()

    def planned(self, state: State = State.PLANNED) -> list[tuple[Kind, str]]:
        """Return what stands so, the next first."""
        return [(each.kind, each.subject) for each in self.rows(state)]

    def rows(self, state: State = State.PLANNED) -> Sequence[PlannedMessage]:
        self.session.expire_all()
        wanted = select(PlannedMessage).where(PlannedMessage.state == state)
        ordered = wanted.order_by(PlannedMessage.due_at, PlannedMessage.id)
        return self.session.scalars(ordered).all()

    def letters(self, kind: Kind | None = None) -> list[Message]:
        wanted = select(Message).where(Message.kind.startswith("reminder_")).order_by(Message.id)
        found = self.session.scalars(wanted)
        return [each for each in found if kind is None or each.kind == f"reminder_{kind}"]

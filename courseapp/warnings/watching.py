"""The warnings for the pages of events; see `events.ports.cautions`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.ports.cautions import Caution
from courseapp.events.sessions.sittings import SessionPlan
from courseapp.warnings.queries import warnings_of, warnings_with


class ProgrammeWatch:
    """The `Watch` over programmes."""

    def of_event(self, session: Session, event: Event, now: datetime) -> Sequence[Caution]:
        """Return what is wrong with the programme as it is saved."""
        return warnings_of(session, event, now)

    def of_plan(
        self,
        session: Session,
        event: Event,
        now: datetime,
        plan: SessionPlan,
        session_id: int | None,
    ) -> Sequence[Caution]:
        """Return what would be wrong with a session that is not saved yet, and is not so now."""
        return warnings_with(session, event, now, plan, session_id)

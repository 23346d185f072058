"""What stands beside the sessions in the planner: the warnings about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.ports.cautions import Caution, by_session
from courseapp.warnings.queries import warnings_of


@dataclass(frozen=True)
class Beside:
    """All warnings of an event, and those of each session by its id."""

    all: Sequence[Caution]
    of: Mapping[int, Sequence[Caution]]

    @property
    def warned(self) -> Mapping[int, Sequence[Caution]]:
        """The open warnings of the sessions that have any; what may stand is left out."""
        return by_session(each for each in self.all if each.is_open)

    def open(self, session_id: int) -> Sequence[Caution]:
        """Return the open warnings of one session."""
        return [each for each in self.of.get(session_id, ()) if each.is_open]


def warnings_beside(session: Session, event: Event, now: datetime) -> Beside:
    """Return the warnings of an event. A fixed number of statements."""
    found = warnings_of(session, event, now)
    return Beside(found, by_session(found))

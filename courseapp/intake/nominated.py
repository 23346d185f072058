"""The mark of those who were nominated for an event; see `intake.marks`."""

from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.intake.marks import Mark
from courseapp.nominations.people import nominated_among
from courseapp.nominations.queries import figures_of


def _has_quotas(session: Session, event: Event) -> bool:
    return figures_of(session, event).quotas > 0


NOMINATED = Mark(
    "nominated", "Nominated", "nominated", "not nominated", nominated_among, _has_quotas
)

"""The decision table of an event: kept, so that rules can be tried again after each change."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.eligibility.models import DecisionTable
from courseapp.eligibility.queries import decision_table
from courseapp.eligibility.tables.reading import Line
from courseapp.events.facts.changing import SYSTEM, hold, log, require_alive
from courseapp.events.models import Event

LONGEST_NAME = 200


def keep_table(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    name: str,
    lines: Sequence[Line],
) -> None:
    """Keep a table in the place of the one before. Raises Problem for a cancelled event."""
    require_alive(hold(session, event))
    kept = decision_table(session, event) or DecisionTable(event_id=event.id)
    kept.file_name, kept.lines = name[:LONGEST_NAME] or "table.csv", list(lines)
    kept.uploaded_by = actor.display_name if actor else SYSTEM
    kept.uploaded_at = now
    session.add(kept)
    rows = "1 row" if len(lines) == 1 else f"{len(lines)} rows"
    told = f"Uploaded a decision table of {rows}: {kept.file_name}."
    log(session, event, actor, now, "keep decision table", told)
    session.flush()


def remove_table(session: Session, actor: Person | None, now: datetime, event: Event) -> None:
    """Delete the table. Without one, nothing happens."""
    hold(session, event)
    if decision_table(session, event) is None:
        return
    session.execute(delete(DecisionTable).where(DecisionTable.event_id == event.id))
    log(session, event, actor, now, "remove decision table", "Removed the decision table.")
    session.flush()

"""An import goes from state to state: each step is one conditional UPDATE, so only one wins."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from courseapp.core.database import rows_changed
from courseapp.exchange.models import RecordImport
from courseapp.exchange.rules import ImportAction, begins_in, leads_to

WAITS = "record_imports_wait"  # in the session's notes: the worker is woken after the commit


def take_step(
    session: Session,
    import_id: int,
    action: ImportAction,
    now: datetime,
    conditions: Collection[ColumnElement[bool]] = (),
    **values: Any,
) -> bool:
    """Take the step if the import stands where it begins; return whether it was taken here.

    Whoever comes second finds that the state has moved on, and changes nothing.
    """
    statement = (
        update(RecordImport)
        .where(
            RecordImport.id == import_id,
            RecordImport.state.in_(begins_in(action)),
            *conditions,
        )
        .values(state=leads_to(action), changed_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    taken = rows_changed(session, statement) == 1
    session.expire_all()
    return taken


def wake_worker(session: Session) -> None:
    """Let the worker look as soon as this transaction is committed."""
    session.info[WAITS] = True

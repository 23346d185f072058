"""What was read and imported, or never imported, is let go after a month."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from courseapp.core.database import rows_changed
from courseapp.exchange.models import ImportRow, RecordImport
from courseapp.exchange.rules import WORKS, ImportState

KEPT_FOR = timedelta(days=30)


def forget_old_imports(session: Session, now: datetime) -> int:
    """Delete the rows and the content of imports that nobody touched for a month.

    What was imported stays in the records and in their versions; that a file was imported stays in
    the list. Returns how many rows were let go.
    """
    old = select(RecordImport.id).where(
        RecordImport.changed_at < now - KEPT_FOR, RecordImport.state.not_in(WORKS)
    )
    forgotten = rows_changed(session, delete(ImportRow).where(ImportRow.import_id.in_(old)))
    given_up = (
        update(RecordImport)
        .where(RecordImport.id.in_(old), RecordImport.state != ImportState.DONE)
        .values(content=None, state=ImportState.THROWN_AWAY)
        .execution_options(synchronize_session=False)
    )
    session.execute(given_up)
    return forgotten

"""Files that nobody imported are let go."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from courseapp.core.database import rows_changed
from courseapp.programmes.models import ProgrammeImport
from courseapp.programmes.rules import KEPT_FOR, ImportState


def forget_old_imports(session: Session, now: datetime) -> int:
    """Throw away what waited longer than a week; return how many files that were."""
    old = (
        update(ProgrammeImport)
        .where(
            ProgrammeImport.state == ImportState.WAITING,
            ProgrammeImport.created_at < now - KEPT_FOR,
        )
        .values(state=ImportState.THROWN_AWAY, document=None, decided_at=now)
        .execution_options(synchronize_session=False)
    )
    return rows_changed(session, old)

"""What organisers began to bring in and left lying: personal answers that became no application."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from courseapp.core.database import rows_changed
from courseapp.intake.coming_in import ApplicationImport, EnteredForm

FILE_KEPT = timedelta(days=14)  # after its dry run
FORM_KEPT = timedelta(days=60)  # after it was saved last


def forget_left_lying(session: Session, now: datetime) -> int:
    """Delete files that nobody imported and forms that nobody entered; return how many.

    What was imported or entered is an application's now, and of it only the trace is here.
    """
    files = delete(ApplicationImport).where(
        ApplicationImport.taken_at.is_(None), ApplicationImport.created_at < now - FILE_KEPT
    )
    forms = delete(EnteredForm).where(
        EnteredForm.application_id.is_(None), EnteredForm.saved_at < now - FORM_KEPT
    )
    return rows_changed(session, files) + rows_changed(session, forms)

"""What must be true of all stored files, for operators: each row has its bytes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile

ROWS_AT_ONCE = 1000


def missing_files(session: Session, folder: Folder) -> list[str]:
    """Return a sentence for each file whose bytes are missing or not as many as they were."""
    statement = select(StoredFile.id, StoredFile.key, StoredFile.size).order_by(StoredFile.id)
    rows = session.execute(statement.execution_options(yield_per=ROWS_AT_ONCE))
    told = (_told(row.id, row.size, folder.size_of(row.key)) for row in rows)
    return [sentence for sentence in told if sentence]


def _told(number: int, size: int, found: int | None) -> str:
    if found is None:
        return f"The file {number} is not in the folder of files."
    return "" if found == size else f"The file {number} has {found} bytes instead of {size}."

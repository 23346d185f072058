"""What people do with an import: bring a file, choose how it is read, import it, throw it away."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.core.typed_text import one_line
from courseapp.exchange.models import RecordImport
from courseapp.exchange.rules import MOST_BYTES, ImportAction, ImportState, TextEncoding
from courseapp.exchange.steps import take_step, wake_worker
from courseapp.initiatives.models import Initiative

PASTED = "the pasted text"
LONGEST_FILE_NAME = 120


def start_import(
    session: Session,
    actor: Person,
    now: datetime,
    content: bytes,
    file_name: str,
    initiative: Initiative | None = None,
) -> RecordImport:
    """Keep the file until the worker reads it. With an initiative only its own row counts.

    Raises Problem for an empty file and for one that is too large.
    """
    if not content.strip():
        raise Problem("The file is empty. Choose another one, or paste the text.", "file")
    if len(content) > MOST_BYTES:
        megabytes = MOST_BYTES // 1024 // 1024
        raise Problem(f"The file is larger than {megabytes} MB. Divide it.", "file")
    started = RecordImport(
        initiative_id=initiative.id if initiative else None,
        author_id=actor.id,
        author=actor.display_name,
        file_name=_file_name(file_name),
        content=content,
        encoding=TextEncoding.UTF_8,
        state=ImportState.WAITING,
        turn=0,
        done=0,
        total=0,
        notes=[],
        faults=[],
        problem="",
        new_are_public=False,
        with_older=False,
        created_at=now,
        changed_at=now,
    )
    session.add(started)
    session.flush()
    wake_worker(session)
    return started


def take_import(
    session: Session,
    actor: Person,
    now: datetime,
    import_id: int,
    new_are_public: bool = False,
    with_older: bool = False,
) -> bool:
    """Let the worker import the chosen rows; return False where that was begun already."""
    taken = take_step(
        session,
        import_id,
        ImportAction.TAKE,
        now,
        taken_by_id=actor.id,
        new_are_public=new_are_public,
        with_older=with_older,
        problem="",
    )
    if taken:
        wake_worker(session)
    return taken


def read_otherwise(session: Session, now: datetime, import_id: int, encoding: TextEncoding) -> bool:
    """Let the worker read the file again in another encoding; return whether it may."""
    has_content = [RecordImport.content.is_not(None)]
    waits = take_step(
        session,
        import_id,
        ImportAction.READ_OTHERWISE,
        now,
        has_content,
        encoding=encoding,
        turn=0,
        problem="",
    )
    if waits:
        wake_worker(session)
    return waits


def throw_away(session: Session, now: datetime, import_id: int) -> bool:
    """Let go of a file that was not imported; return False where it is too late for that."""
    return take_step(session, import_id, ImportAction.THROW_AWAY, now, content=None)


def _file_name(given: str) -> str:
    name = one_line(given).replace("\\", "/").rpartition("/")[2].strip()
    return name[-LONGEST_FILE_NAME:] or PASTED

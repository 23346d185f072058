"""What editors of a record tell each other; never public, in no version and in no log."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import NotFound
from courseapp.core.paging import Page, paginate
from courseapp.initiatives.models import Initiative, InternalNote


@dataclass(frozen=True)
class ReadNote:
    """A note with what its author is called today; `own` where the reader wrote it."""

    note: InternalNote
    author: str
    own: bool


def notes_of(session: Session, initiative_id: int, reader: Person, number: int) -> Page[ReadNote]:
    """Return a page of notes, the newest first. Two statements."""
    chosen = (
        select(InternalNote, Person.full_name)
        .outerjoin(Person, Person.email == InternalNote.author)
        .where(InternalNote.initiative_id == initiative_id)
        .order_by(InternalNote.at.desc(), InternalNote.id.desc())
    )
    page: Page[tuple[InternalNote, str | None]] = paginate(session, chosen, number)
    read = [
        ReadNote(note, name or note.author, note.author == reader.email)
        for note, name in page.items
    ]
    return Page(read, page.number, page.size, page.total)


def number_of_notes(session: Session, initiative_id: int) -> int:
    """Return how many notes there are. One statement."""
    counted = select(func.count()).where(InternalNote.initiative_id == initiative_id)
    return session.scalar(counted) or 0


def add_note(
    session: Session, actor: Person, now: datetime, initiative: Initiative, text: str
) -> InternalNote:
    """Add a note for the other editors."""
    note = InternalNote(initiative_id=initiative.id, author=actor.email, text=text, at=now)
    session.add(note)
    session.flush()
    return note


def delete_note(session: Session, actor: Person, initiative: Initiative, note_id: int) -> None:
    """Delete one's own note for good. Raises NotFound for anybody else's."""
    note = session.get(InternalNote, note_id)
    if note is None or note.initiative_id != initiative.id or note.author != actor.email:
        raise NotFound
    session.delete(note)
    session.flush()

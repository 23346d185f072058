"""Notes of organisers about an application. The applicant never reads them, nor do reviewers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.core.typed_text import paragraphs
from courseapp.countries.names import folded
from courseapp.intake.models import ApplicationNote
from courseapp.intake.rules import LONGEST_NOTE

TEXT = "text"


def notes_on(session: Session, application_id: int) -> Sequence[ApplicationNote]:
    """Return the notes on an application, the oldest first. One statement."""
    return session.scalars(
        select(ApplicationNote)
        .where(ApplicationNote.application_id == application_id)
        .order_by(ApplicationNote.written_at, ApplicationNote.id)
    ).all()


def note_of(
    session: Session, application: Application, note_id: int, author: Person
) -> ApplicationNote:
    """Return the person's own note on the application. Raises NotFound for any other."""
    found = session.get(ApplicationNote, note_id)
    if found is None or found.application_id != application.id or found.author_id != author.id:
        raise NotFound
    return found


def write_note(
    session: Session, actor: Person, now: datetime, application: Application, text: str
) -> ApplicationNote:
    """Add a note. Raises Problem for an empty one, or one that is too long."""
    tidy = _tidy(text)
    note = ApplicationNote(
        application_id=application.id,
        author_id=actor.id,
        author=actor.display_name,
        text=tidy,
        folded_text=folded(tidy),
        revision=0,
        written_at=now,
    )
    session.add(note)
    session.flush()
    _log(session, actor, now, note, "note", "Note written")
    return note


def change_note(
    session: Session, actor: Person, now: datetime, note: ApplicationNote, text: str, seen: int
) -> None:
    """Change one's own note; `seen` is its revision when it was opened.

    Raises Problem where it was changed in another window since, so that neither text is lost.
    """
    tidy = _tidy(text)
    lock(session, ApplicationNote, note.id)
    if note.revision != seen:
        said = f"You changed this note in another window. It says there: “{note.text}”"
        raise Problem(said, TEXT)
    if tidy == note.text:
        return
    note.text, note.folded_text = tidy, folded(tidy)
    note.revision, note.changed_at = note.revision + 1, now
    _log(session, actor, now, note, "note", "Note changed")


def delete_note(session: Session, actor: Person, now: datetime, note: ApplicationNote) -> None:
    """Delete one's own note for good."""
    _log(session, actor, now, note, "note", "Note deleted")
    session.delete(note)
    session.flush()


def _tidy(text: str) -> str:
    tidy = paragraphs(text)
    if not tidy:
        raise Problem("Write something, or leave this page.", TEXT)
    if len(tidy) > LONGEST_NOTE:
        raise Problem(f"Shorten the note to {LONGEST_NOTE} letters. It has {len(tidy)}.", TEXT)
    return tidy


def _log(
    session: Session, actor: Person, now: datetime, note: ApplicationNote, verb: str, said: str
) -> None:
    """What the note says stays in the note, so that it goes when the note goes."""
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=verb,
        subject=f"application/{note.application_id}",
        summary=said,
    )
    session.flush()

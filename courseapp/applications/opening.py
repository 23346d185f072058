"""Opening one sensitive answer: an organiser sees it alone, and it is written down who did."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.documents.organising import Sent
from courseapp.core.audit import record
from courseapp.core.errors import NotFound
from courseapp.forms.document.asking import shown
from courseapp.forms.document.reading import in_words
from courseapp.forms.document.record import Kind, Visibility

OPEN = "open sensitive answer"


def open_answer(session: Session, actor: Person, now: datetime, sent: Sent, key: str) -> str:
    """Return one sensitive answer in words, and note who opened it, not what it says.

    Raises NotFound where no such thing was asked, or where it is not sensitive. Files are
    opened as documents.
    """
    question = shown(sent.form, sent.answers).by_key.get(key)
    if question is None or question.kind is Kind.FILE:
        raise NotFound
    if question.visibility is not Visibility.SENSITIVE:
        raise NotFound
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=OPEN,
        subject=f"application/{sent.application.id}",
        summary=f"Opened: {sent.form.said(question.label, '')}",
    )
    return in_words(question, sent.answers.get(key, ""), *sent.form.languages)

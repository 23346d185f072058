"""A course whose form asks for files, and files that people send."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.accounts.models import Person
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.taking import add_document
from courseapp.applications.models import Application
from courseapp.applications.submitting import submit_application
from courseapp.events.models import Event
from courseapp.files.current import current_folder
from courseapp.files.models import StoredFile
from courseapp.forms.document.record import FormDocument, Kind, Need, Question, Section, Stage
from courseapp.forms.document.record import Visibility as See
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormVersion
from tests.support.uploads import pdf

CV, LETTER, PROOFS, PASSPORT = "cv", "endorsement", "proofs", "passport_copy"


def asks(key: str, label: str, **rest: object) -> Question:
    return Question(key, Kind.FILE, {"en": label}, **rest)  # type: ignore[arg-type]


NAME = Question("full_name", Kind.LINE, {"en": "Full name"})
FORM = FormDocument(
    title={"en": "With papers"},
    sections=(
        Section("about", {"en": "About you"}, questions=(NAME,)),
        Section(
            "papers",
            {"en": "Your papers"},
            questions=(
                Question("remark", Kind.LINE, {"en": "Remark"}),
                asks(CV, "Your CV", most=1),
                asks(LETTER, "Letter of your supervisor", most=1, need=Need.SENDING, due="+7d"),
                asks(PROOFS, "Proofs", most=2, visibility=See.ORGANISERS),
                asks(PASSPORT, "Copy of your passport", visibility=See.SENSITIVE),
            ),
        ),
    ),
)


def give_form(session: Session, now: datetime, course: Event) -> None:
    """Let the course ask with the form above."""
    plain = to_plain(FORM)
    form = Form(
        initiative_id=course.initiative_id,
        event=course,
        stage=Stage.APPLICATION,
        document=plain,
        created_at=now,
        changed_at=now,
    )
    session.add(FormVersion(form=form, number=1, document=plain, published_at=now))
    session.commit()


def chosen(content: bytes, name: str = "letter.pdf") -> FileStorage:
    return FileStorage(BytesIO(content), name, "document")


def add(
    app: Flask,
    session: Session,
    person: Person,
    now: datetime,
    application: Application,
    key: str = CV,
    content: bytes | None = None,
    name: str = "letter.pdf",
) -> ApplicationDocument:
    """Let the person add a file."""
    with app.test_request_context():
        upload = chosen(pdf() if content is None else content, name)
        return add_document(session, person, now, current_folder(), application, key, upload)


def send(app: Flask, session: Session, person: Person, now: datetime, draft: Application) -> None:
    with app.test_request_context():
        submit_application(session, person, now, draft, draft.version)
    session.commit()


def kept(session: Session) -> Mapping[str, int]:
    """Return how many rows there are, and how many of files."""
    rows = session.scalar(select(func.count(ApplicationDocument.id)))
    return {"documents": rows or 0, "files": session.scalar(select(func.count(StoredFile.id))) or 0}

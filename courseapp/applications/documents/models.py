"""Which stored file answers which question of an application."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.files.models import StoredFile
from courseapp.forms.document.record import Stage


class ApplicationDocument(Base):
    """A file that came for a question. Whether it answers it is for the answer to say.

    `sha256` is that of its content: the same file, sent again, is the one that is there. It goes
    when neither what she is writing nor any sending names it, or when it is forgotten.
    """

    __tablename__ = "application_documents"
    __table_args__ = (UniqueConstraint("application_id", "stage", "question", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    stage: Mapped[Stage] = mapped_column(one_of(Stage))
    question: Mapped[str] = mapped_column(String(60))  # its key in the form
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[datetime]

    file: Mapped[StoredFile] = relationship(lazy="joined")

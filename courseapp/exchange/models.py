"""Imports with the rows of their files; a row waits there until somebody decides about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.exchange.rules import (
    FileFormat,
    ImportState,
    Origin,
    Result,
    TextEncoding,
    Verdict,
)
from courseapp.initiatives.models import Initiative


class RecordImport(Base):
    """One file on its way in. Without `initiative_id` it may be about any record.

    `turn` counts how often a worker began to read it: one that comes back late from an earlier
    turn finds that and stops. The content is let go once the file is imported or thrown away.
    """

    __tablename__ = "record_imports"
    __table_args__ = (
        CheckConstraint("done >= 0 AND total >= 0 AND turn >= 0", name="counts_not_negative"),
        CheckConstraint("(state = 'done') = (finished_at IS NOT NULL)", name="finished_when_done"),
        CheckConstraint(
            "state NOT IN ('waiting', 'reading') OR content IS NOT NULL", name="has_what_to_read"
        ),
        Index("ix_record_imports_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    author: Mapped[str] = mapped_column(String(320))
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    file_name: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    encoding: Mapped[TextEncoding] = mapped_column(one_of(TextEncoding))
    format: Mapped[FileFormat | None] = mapped_column(one_of(FileFormat))
    state: Mapped[ImportState] = mapped_column(one_of(ImportState))
    turn: Mapped[int]
    done: Mapped[int]  # rows read so far
    total: Mapped[int]  # about how many there are
    notes: Mapped[list[str]] = mapped_column(JSON)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # of the file as a whole
    problem: Mapped[str] = mapped_column(Text)  # why the last try to import it did not work
    new_are_public: Mapped[bool]
    with_older: Mapped[bool]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    initiative: Mapped[Initiative | None] = relationship()


class ImportRow(Base):
    """One record of a file: as it was read, what importing it would do, and what became of it."""

    __tablename__ = "record_import_rows"
    __table_args__ = (
        UniqueConstraint("import_id", "number"),
        CheckConstraint("(verdict = 'fault') = (document IS NULL)", name="good_rows_hold_a_record"),
        Index("ix_record_import_rows_verdict", "import_id", "verdict", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("record_imports.id"))
    number: Mapped[int]  # counts the records of the file from 1
    line: Mapped[int]  # in which it begins; 0 where that is not known
    name: Mapped[str] = mapped_column(String(300))
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict))
    result: Mapped[Result | None] = mapped_column(one_of(Result))
    origin: Mapped[Origin | None] = mapped_column(one_of(Origin))
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives.id"), index=True)
    document: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    cells: Mapped[list[list[Any]]] = mapped_column(JSON)
    notes: Mapped[list[str]] = mapped_column(JSON)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    initiative: Mapped[Initiative | None] = relationship()

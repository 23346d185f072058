"""The table of materials. A file's bytes are a stored file's; a link is kept as entered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, LocalTime, one_of
from courseapp.events.models import Event
from courseapp.files.models import StoredFile
from courseapp.materials.rules import Audience, MaterialKind

EMPTY = text("''")


class Material(Base):
    """A file or a link that belongs to a session, or to the whole event where `session_id` is None.

    `key` is its address: random, so that it tells nothing. Until `visible_from_at` nobody but the
    organisers knows of it; the wall clock time and its zone are kept as entered. What was taken
    away (`removed_at`) is read by nobody and can be put back.
    """

    __tablename__ = "materials"
    __table_args__ = (
        CheckConstraint("(file_id IS NULL) <> (link = '')", name="is_file_or_link"),
        CheckConstraint(
            "(visible_from_at IS NULL) = (visible_from_local IS NULL)", name="embargo_is_whole"
        ),
        CheckConstraint("visible_from_local IS NULL OR visible_from_zone <> ''", name="has_zone"),
        Index("ix_materials_event_id_position", "event_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    # A session that is deleted leaves its materials to the event: nobody's file is lost by that.
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("sessions.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int]  # within the event; what belongs to one session is shown together
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[MaterialKind] = mapped_column(one_of(MaterialKind))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    link: Mapped[str] = mapped_column(String(500), default="", server_default=EMPTY)
    language: Mapped[str] = mapped_column(String(35), default="", server_default=EMPTY)  # BCP 47
    visible_to: Mapped[Audience] = mapped_column(one_of(Audience))
    visible_from_local: Mapped[datetime | None] = mapped_column(LocalTime)
    visible_from_zone: Mapped[str] = mapped_column(String(60), default="", server_default=EMPTY)
    visible_from_at: Mapped[datetime | None]
    added_by: Mapped[str] = mapped_column(String(320))  # a name for people
    is_offered_by_speaker: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    file: Mapped[StoredFile | None] = relationship()

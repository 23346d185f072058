"""What is known of each stored file; its bytes lie in the folder of files."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Enum, String
from sqlalchemy.orm import Mapped, mapped_column

from courseapp.core.database import Base
from courseapp.files.rules import LONGEST_NAME, MediaType


class StoredFile(Base):
    """An uploaded file. It never changes: a new version is a new file."""

    __tablename__ = "stored_files"
    __table_args__ = (
        CheckConstraint("size > 0", name="size_positive"),
        CheckConstraint("pages > 0", name="pages_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)  # what its bytes are called on disk
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))  # what people call it
    # No CHECK: a new type is a row of rules.py and needs no migration.
    media_type: Mapped[MediaType] = mapped_column(
        Enum(
            MediaType,
            native_enum=False,
            create_constraint=False,
            length=100,
            values_callable=lambda members: [member.value for member in members],
        )
    )
    size: Mapped[int]  # in bytes
    sha256: Mapped[str] = mapped_column(String(64))  # of the content, in hexadecimal
    pages: Mapped[int | None]  # where they were counted
    created_at: Mapped[datetime]

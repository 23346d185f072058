"""Series: numbered editions of the same thing."""

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base
from courseapp.initiatives.models import Initiative


class Series(Base):
    """Numbered editions of the same thing."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    since: Mapped[int | None]
    # Which activity of the initiative's record it belongs to: a key, for the record has versions.
    activity: Mapped[str] = mapped_column(String(80), default="", server_default=text("''"))

    initiative: Mapped[Initiative] = relationship()

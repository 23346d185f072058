"""Travel details of somebody with a seat. Never public, in no list of answers."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.core.database import Base
from courseapp.forms.models import FilledForm


class Logistics(FilledForm, Base):
    """What one person filled in for her journey, from its first saved answer on.

    She may send it again with changes; then `answers` and `sent_at` are those of the last time.
    """

    __tablename__ = "logistics"

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship()

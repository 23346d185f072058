"""Modules: the parts of a programme for which people apply one by one."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.events.rules import Level

if TYPE_CHECKING:
    from courseapp.events.models.event import Event


class Module(Base):
    """A part of an event with a level, a prerequisite and seats of its own.

    `builds_on` is the module of the same event that one should know first. `starts_on` and
    `ends_on` are local dates at the venue, both inclusive; None is not decided.
    """

    __tablename__ = "modules"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("seats >= 1", name="at_least_one_seat"),
        CheckConstraint("builds_on_id <> id", name="builds_on_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    level: Mapped[Level | None] = mapped_column(one_of(Level))
    prerequisite: Mapped[str] = mapped_column(String(500), default="", server_default=text("''"))
    builds_on_id: Mapped[int | None] = mapped_column(ForeignKey("modules.id"))
    seats: Mapped[int | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    event: Mapped["Event"] = relationship(back_populates="modules")
    builds_on: Mapped["Module | None"] = relationship(remote_side="Module.id")

"""What a registration has besides its application: its secret page, and the runs she chose."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.core.database import Base


class Registration(Base):
    """An application that came in by registering: it has no form, and needs no account.

    `nonce` is a part of the secret in her link: another one, and the links sent before are dead.
    `zone` is the one her browser told (IANA), for the times in later letters. `told_at` is when a
    letter with her link was last written.
    """

    __tablename__ = "registrations"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    nonce: Mapped[str] = mapped_column(String(40))
    zone: Mapped[str | None] = mapped_column(String(60))
    told_at: Mapped[datetime]

    application: Mapped[Application] = relationship(lazy="joined")
    runs: Mapped[list["ChosenRun"]] = relationship(
        order_by="ChosenRun.repeat_group", cascade="all, delete-orphan"
    )

    @property
    def chosen(self) -> dict[str, int]:
        """The session that she goes to, by the name of its repeat group."""
        return {each.repeat_group: each.session_id for each in self.runs}


class ChosenRun(Base):
    """Which run of a session she goes to, where one person attends only one of them."""

    __tablename__ = "chosen_runs"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.application_id", ondelete="CASCADE"), primary_key=True
    )
    repeat_group: Mapped[str] = mapped_column(String(40), primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"), index=True)

"""The worker's sign of life, so that /healthz can tell whether mail will leave."""

from datetime import datetime, timedelta

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from courseapp.core.database import Base, rows_changed

FRESH_FOR = timedelta(seconds=60)


class Heartbeat(Base):
    """When a part of the system last said that it is alive."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]


def beat(session: Session, name: str, now: datetime) -> None:
    """Note that the named part is alive now."""
    if not rows_changed(session, update(Heartbeat).where(Heartbeat.name == name).values(at=now)):
        session.add(Heartbeat(name=name, at=now))


def alive(session: Session, name: str, now: datetime) -> bool:
    """Return whether the named part gave a sign of life within the last minute."""
    at = session.scalar(select(Heartbeat.at).where(Heartbeat.name == name))
    return at is not None and now - at <= FRESH_FOR

"""Secret addresses of people's calendars, and what public feeds remember of an event."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.accounts.models import Person
from courseapp.calendars.kinds import SecretKind
from courseapp.core.database import Base, one_of
from courseapp.selection.rules import Language

EMPTY = text("''")
LONGEST_NAME = 80


class PersonalFeed(Base):
    """One secret address of a calendar, named by the person whose it is. It opens one feed only.

    `last_used_at` is right to the hour; None until a program has read it.
    """

    __tablename__ = "personal_feeds"
    __table_args__ = (Index("ix_personal_feeds_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[SecretKind] = mapped_column(
        one_of(SecretKind), default=SecretKind.MINE, server_default=SecretKind.MINE.value
    )
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="", server_default=EMPTY)
    language: Mapped[Language] = mapped_column(
        one_of(Language), default=Language.ENGLISH, server_default=Language.ENGLISH.value
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")


class FormerFact(Base):
    """What a public event was before: by it, calendars found the event, and must not lose it.

    `name` is that of a filter, or `opens` and `closes` for an earlier deadline; `value` is the
    filter's, or an instant of UTC as ISO 8601. A row stands for each change, in their order.
    """

    __tablename__ = "former_facts"
    __table_args__ = (
        Index("ix_former_facts_name_value", "name", "value"),
        Index("ix_former_facts_event_id_name", "event_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    name: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(160))

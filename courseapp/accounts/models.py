"""People, their roles, and everything that proves who they are."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.accounts.rules import LinkPurpose, RoleKind
from courseapp.core.database import Base, one_of


class Person(Base):
    """Somebody with an address of her own: applicant, organiser, reviewer, administrator."""

    __tablename__ = "people"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower_case"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    full_name: Mapped[str] = mapped_column(String(300), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    email_verified_at: Mapped[datetime | None]
    zone: Mapped[str | None] = mapped_column(String(60))  # IANA name, None: not chosen
    is_administrator: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    roles: Mapped[list["Role"]] = relationship(back_populates="person", lazy="selectin")

    @property
    def display_name(self) -> str:
        return self.full_name or self.email


class Role(Base):
    """What a person may do for one initiative."""

    __tablename__ = "roles"
    __table_args__ = (UniqueConstraint("person_id", "initiative_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"), index=True)
    kind: Mapped[RoleKind] = mapped_column(one_of(RoleKind))

    person: Mapped[Person] = relationship(back_populates="roles")


class SignIn(Base):
    """A person signed in on one device. Ending the row ends it there at once."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    by_link: Mapped[bool]  # the mailbox was proved: she may choose a new password
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")


class OneTimeLink(Base):
    """A secret sent to an address; following it once signs its reader in."""

    __tablename__ = "one_time_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(320), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(one_of(LinkPurpose))
    next_path: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Attempt(Base):
    """One try at signing in or asking for a link, counted by account and by network address."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_counted_key_at", "counted_key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    counted_key: Mapped[str] = mapped_column(String(64))  # a hash: no address is kept here
    at: Mapped[datetime] = mapped_column(index=True)


class ParkedForm(Base):
    """What somebody sent while signed out: kept until she has signed in again."""

    __tablename__ = "parked_forms"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    path: Mapped[str] = mapped_column(String(500))
    values: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    created_at: Mapped[datetime]

"""The tables of delegations: who is invited, and whom they send. Nothing here is ever public."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.asking.models import AskedByLink
from courseapp.core.database import Base, one_of
from courseapp.delegations.rules import COMING, DelegateState, DelegationStatus
from courseapp.events.models import Event

EMPTY = text("''")
IS_HEAD = text("is_head")
IS_ON_LIST = text("state IN ('named', 'approved', 'substitute_asked')")
IS_ASKED = text("state = 'substitute_asked'")


class Delegation(AskedByLink, Base):
    """A country, a part of one or an organisation that an event invites.

    `subdivision` is ISO 3166-2 and then `country` its ISO 3166-1 alpha-2 parent; an organisation
    has neither. `size` is how many people may come at most. `note` is
    the organisers' own, `remark` what came with the answer.
    """

    __tablename__ = "delegations"
    __table_args__ = (
        UniqueConstraint("event_id", "folded_name"),
        CheckConstraint("name <> '' AND folded_name <> ''", name="has_a_name"),
        CheckConstraint("size > 0", name="somebody_may_come"),
        CheckConstraint(
            "subdivision IS NULL OR substr(subdivision, 1, 2) = country", name="part_of_country"
        ),
        CheckConstraint("contact_email = lower(contact_email)", name="email_lower_case"),
        CheckConstraint(
            "status NOT IN ('accepted', 'declined') OR answered_at IS NOT NULL",
            name="answer_has_time",
        ),
        CheckConstraint("status <> 'invited' OR invited_at IS NOT NULL", name="invited_has_time"),
        CheckConstraint("token_hash IS NULL OR invited_at IS NOT NULL", name="link_was_sent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    name: Mapped[str] = mapped_column(String(300))
    folded_name: Mapped[str] = mapped_column(String(300))
    country: Mapped[str | None] = mapped_column(String(2))
    subdivision: Mapped[str | None] = mapped_column(String(6))
    size: Mapped[int]
    contact_name: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    contact_email: Mapped[str] = mapped_column(String(320), default="", server_default=EMPTY)
    status: Mapped[DelegationStatus] = mapped_column(
        one_of(DelegationStatus), default=DelegationStatus.LISTED
    )
    note: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    remark: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    answered_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    event: Mapped[Event] = relationship()
    people: Mapped[list["Delegate"]] = relationship(
        back_populates="delegation",
        order_by="(Delegate.is_head.desc(), Delegate.named_at, Delegate.id)",
        cascade="all, delete-orphan",
    )


class Delegate(Base):
    """Somebody whom a delegation sends, by name in any script.

    A substitute names in `replaces_id` for whom she comes.
    """

    __tablename__ = "delegates"
    __table_args__ = (
        CheckConstraint("full_name <> '' AND folded_name <> ''", name="has_a_name"),
        CheckConstraint("email = lower(email)", name="email_lower_case"),
        CheckConstraint("NOT is_head OR state IN ('named', 'approved')", name="head_comes"),
        CheckConstraint(
            "state NOT IN ('approved', 'refused') OR decided_at IS NOT NULL",
            name="decision_has_time",
        ),
        CheckConstraint(
            "state NOT IN ('substitute_asked', 'approved', 'refused') OR replaces_id IS NOT NULL",
            name="substitute_for_somebody",
        ),
        Index(
            "uq_delegates_head",
            "delegation_id",
            unique=True,
            sqlite_where=IS_HEAD,
            postgresql_where=IS_HEAD,
        ),
        Index(
            "uq_delegates_folded_name",
            "delegation_id",
            "folded_name",
            unique=True,
            sqlite_where=IS_ON_LIST,
            postgresql_where=IS_ON_LIST,
        ),
        Index(
            "uq_delegates_substitute",
            "replaces_id",
            unique=True,
            sqlite_where=IS_ASKED,
            postgresql_where=IS_ASKED,
        ),
        Index("ix_delegates_delegation_id", "delegation_id"),
        Index("ix_delegates_email", "email"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    full_name: Mapped[str] = mapped_column(String(300))
    folded_name: Mapped[str] = mapped_column(String(300))
    position: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    email: Mapped[str] = mapped_column(String(320), default="", server_default=EMPTY)
    is_head: Mapped[bool] = mapped_column(default=False)
    state: Mapped[DelegateState] = mapped_column(one_of(DelegateState), default=DelegateState.NAMED)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("delegates.id"))
    named_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    delegation: Mapped[Delegation] = relationship(back_populates="people")
    replaces: Mapped["Delegate | None"] = relationship(remote_side="Delegate.id")

    @property
    def comes(self) -> bool:
        """Whether she takes one of the seats of her delegation."""
        return self.state in COMING

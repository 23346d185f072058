"""The tables of nominations: quotas, focal points, and whom they nominate. Never public."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.asking.models import AskedByLink
from courseapp.core.database import Base, one_of
from courseapp.events.models import Event
from courseapp.nominations.rules import Need, NominationState, PointStatus

EMPTY = text("''")
COUNTS = text("state = 'named'")


class NominationRule(Base):
    """Whether people need a nomination to apply for an event; without a row, they do not."""

    __tablename__ = "nomination_rules"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    need: Mapped[Need] = mapped_column(one_of(Need))
    changed_at: Mapped[datetime]


class Quota(Base):
    """How many people a jurisdiction, or an organisation, may nominate for an event.

    `subdivision` is ISO 3166-2 and then `country` its ISO 3166-1 alpha-2 parent; an organisation
    has neither. `used` counts the nominations that are not withdrawn; the database refuses one too
    many. `until_on` is the last day, in the zone of the event's deadline. `note` is the
    organisers' own.
    """

    __tablename__ = "nomination_quotas"
    __table_args__ = (
        UniqueConstraint("event_id", "folded_name"),
        CheckConstraint("name <> '' AND folded_name <> ''", name="has_a_name"),
        CheckConstraint("size > 0", name="somebody_may_be_named"),
        CheckConstraint("used BETWEEN 0 AND size", name="never_too_many"),
        CheckConstraint(
            "subdivision IS NULL OR substr(subdivision, 1, 2) = country", name="part_of_country"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    name: Mapped[str] = mapped_column(String(300))
    folded_name: Mapped[str] = mapped_column(String(300))
    country: Mapped[str | None] = mapped_column(String(2))
    subdivision: Mapped[str | None] = mapped_column(String(6))
    size: Mapped[int]
    used: Mapped[int] = mapped_column(default=0)
    until_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    event: Mapped[Event] = relationship()
    points: Mapped[list["FocalPoint"]] = relationship(
        back_populates="quota", order_by="FocalPoint.id", cascade="all, delete-orphan"
    )
    nominations: Mapped[list["Nomination"]] = relationship(
        back_populates="quota",
        order_by="(Nomination.rank.is_(None), Nomination.rank, Nomination.id)",
        cascade="all, delete-orphan",
    )

    @property
    def left(self) -> int:
        """How many people may still be named."""
        return self.size - self.used


class FocalPoint(AskedByLink, Base):
    """Somebody who nominates for a jurisdiction, by a link of her own; there may be several."""

    __tablename__ = "focal_points"
    __table_args__ = (
        UniqueConstraint("quota_id", "email"),
        CheckConstraint("email <> '' AND email = lower(email)", name="email_lower_case"),
        CheckConstraint("status <> 'invited' OR invited_at IS NOT NULL", name="invited_has_time"),
        CheckConstraint("token_hash IS NULL OR status = 'invited'", name="link_of_the_invited"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_id: Mapped[int] = mapped_column(ForeignKey("nomination_quotas.id"))
    name: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    email: Mapped[str] = mapped_column(String(320))
    status: Mapped[PointStatus] = mapped_column(one_of(PointStatus), default=PointStatus.LISTED)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    quota: Mapped[Quota] = relationship(back_populates="points")

    @property
    def called(self) -> str:
        """Her name; her address where nobody knows it."""
        return self.name or self.email


class Nomination(Base):
    """Somebody who is to apply, by name in any script, bound to her address.

    `rank` 1 is whom her focal point wishes most; a withdrawn nomination has none. The invitation
    holds the secret whose hash is here. Which application is hers follows from the event and the
    address: nothing else links them.
    """

    __tablename__ = "nominations"
    __table_args__ = (
        CheckConstraint("full_name <> '' AND folded_name <> ''", name="has_a_name"),
        CheckConstraint("email <> '' AND email = lower(email)", name="email_lower_case"),
        CheckConstraint("rank >= 1", name="rank_positive"),
        CheckConstraint("(state = 'named') = (rank IS NOT NULL)", name="who_counts_has_a_rank"),
        CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_time"
        ),
        *(
            Index(
                f"uq_nominations_{column}",
                "quota_id",
                column,
                unique=True,
                sqlite_where=COUNTS,
                postgresql_where=COUNTS,
            )
            for column in ("email", "rank")
        ),
        Index("ix_nominations_quota_id", "quota_id"),
        Index("ix_nominations_email", "email"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_id: Mapped[int] = mapped_column(ForeignKey("nomination_quotas.id"))
    full_name: Mapped[str] = mapped_column(String(300))
    folded_name: Mapped[str] = mapped_column(String(300))
    email: Mapped[str] = mapped_column(String(320))
    position: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    organisation: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    reason: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    state: Mapped[NominationState] = mapped_column(
        one_of(NominationState), default=NominationState.NAMED
    )
    rank: Mapped[int | None]
    named_by: Mapped[str] = mapped_column(String(320))
    named_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    invited_at: Mapped[datetime]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)

    quota: Mapped[Quota] = relationship(back_populates="nominations")

"""The form of each initiative, the requests, what was asked about them, and their secret links."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.countries.names import country_name
from courseapp.initiatives.models import Initiative
from courseapp.joining.rules import JoinsAs, PartnerKind, State


class JoinForm(Base):
    """Whether an initiative takes requests, from whom, and what its form says."""

    __tablename__ = "join_forms"

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"), primary_key=True)
    is_open: Mapped[bool] = mapped_column(default=False)
    kinds: Mapped[list[str]] = mapped_column(JSON)  # values of PartnerKind
    introduction: Mapped[str] = mapped_column(Text, default="")
    commitment: Mapped[str] = mapped_column(Text, default="")  # what a partner agrees to
    changed_by: Mapped[str] = mapped_column(String(320))
    changed_at: Mapped[datetime]

    @property
    def open_to(self) -> tuple[PartnerKind, ...]:
        """Whom the form is for, in the order of the enumeration."""
        return tuple(kind for kind in PartnerKind if kind.value in self.kinds)


class JoinRequest(Base):
    """Somebody asks to join. Once purged, only kind, country, state and dates are left.

    `country` is ISO 3166-1 alpha-2: the country itself, or where the organisation has its seat.
    """

    __tablename__ = "join_requests"
    __table_args__ = (
        CheckConstraint("kind <> 'country' OR organisation = ''", name="country_or_organisation"),
        CheckConstraint(
            "purged_at IS NOT NULL OR (full_name <> '' AND email <> '' AND consented_at IS NOT NULL"
            " AND (kind = 'country' OR organisation <> ''))",
            name="somebody_asks",
        ),
        CheckConstraint(
            "purged_at IS NULL OR (full_name = '' AND email = '' AND organisation = ''"
            " AND contribution = '' AND reason = '' AND search_text = '')",
            name="purged_names_nobody",
        ),
        CheckConstraint(
            "purged_at IS NULL OR state IN ('declined', 'withdrawn')", name="purged_led_to_nothing"
        ),
        CheckConstraint(
            "(state = 'unconfirmed') = (confirmed_at IS NULL)", name="confirmed_has_time"
        ),
        CheckConstraint(
            "state <> 'declined' OR reason <> '' OR purged_at IS NOT NULL", name="declined_says_why"
        ),
        CheckConstraint(
            "(state = 'accepted') = (membership_key <> '')", name="accepted_is_in_record"
        ),
        Index("ix_join_requests_initiative_id_state", "initiative_id", "state", "state_since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(14), unique=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    state: Mapped[State] = mapped_column(one_of(State))
    state_since: Mapped[datetime]
    kind: Mapped[PartnerKind] = mapped_column(one_of(PartnerKind))
    country: Mapped[str] = mapped_column(String(2))
    organisation: Mapped[str] = mapped_column(String(300), default="")
    organisation_type: Mapped[str] = mapped_column(String(60), default="")  # key of LEAD_TYPES
    website: Mapped[str] = mapped_column(String(300), default="")
    full_name: Mapped[str] = mapped_column(String(300))
    position: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(320))
    areas: Mapped[list[str]] = mapped_column(JSON)  # titles, as the record had them
    contribution: Mapped[str] = mapped_column(Text, default="")
    commitment: Mapped[str] = mapped_column(Text, default="")  # the text that she agreed to
    consented_at: Mapped[datetime | None]
    consent_version: Mapped[str] = mapped_column(String(20), default="")
    is_held: Mapped[bool] = mapped_column(default=False)  # many links: not mailed to anybody
    search_text: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(String(320), default="")
    reason: Mapped[str] = mapped_column(Text, default="")  # why it was declined
    membership_key: Mapped[str] = mapped_column(String(80), default="")  # in the record
    joins_as: Mapped[JoinsAs | None] = mapped_column(one_of(JoinsAs))
    since: Mapped[str] = mapped_column(String(10), default="")  # partial date, ISO 8601
    purged_at: Mapped[datetime | None]

    initiative: Mapped[Initiative] = relationship(lazy="joined")

    @property
    def on_behalf_of(self) -> str:
        """What joins: the organisation, else the country. Empty for a purged organisation."""
        return country_name(self.country) if self.kind is PartnerKind.COUNTRY else self.organisation


class JoinQuestion(Base):
    """What an organiser asked about a request, and the answer."""

    __tablename__ = "join_questions"
    __table_args__ = (
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answer_has_time"),
        Index(
            "ix_join_questions_one_open",
            "request_id",
            unique=True,
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
        Index("ix_join_questions_request_id", "request_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("join_requests.id"))
    question: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(String(320))
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]


class JoinLink(Base):
    """A secret link to the requester's page; each letter has its own, and all of them work."""

    __tablename__ = "join_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("join_requests.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    request: Mapped[JoinRequest] = relationship(lazy="joined")

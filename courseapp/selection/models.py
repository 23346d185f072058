"""Decisions, private until they are released, and offers: a seat held until she answers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.core.database import Base, one_of
from courseapp.events.models import Event
from courseapp.nominations.models import Quota
from courseapp.selection.rules import (
    AskState,
    Choice,
    Language,
    Outcome,
    Privacy,
    ReleaseState,
    SubstituteState,
)

EMPTY = text("''")
UNDER_WAY = text("state IN ('planned', 'begun')")
ASKED = text("state = 'asked'")
PROPOSED = text("state IN ('proposed', 'approved')")


class SelectionPlan(Base):
    """What organisers set for the selection of an event; without a row, the usual.

    `number` counts the changes of its private decisions, so that who decides about something that
    somebody else has just decided is told. `kept_free` are seats that organisers left free when
    they last told people: nobody moves up into them. `substitutes_until` is the last day on which
    focal points propose somebody else, in the event's zone.
    """

    __tablename__ = "selection_plans"
    __table_args__ = (CheckConstraint("kept_free >= 0", name="kept_free_not_negative"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    kept_free: Mapped[int] = mapped_column(default=0)
    substitutes_until: Mapped[date | None]


class PrivateDecision(Base):
    """What organisers have decided about somebody, apart from the status that people see.

    `choice` None: decided and taken back. `rank` orders the reserve, 1 first. `note` is the
    organisers' own, and never in a letter. `number` is that of the plan at the last change.
    `problem` says why the release could not make it known. `own_…` is a letter for her alone.
    """

    __tablename__ = "private_decisions"
    __table_args__ = (
        CheckConstraint("rank IS NULL OR choice = 'wait'", name="rank_of_the_reserve"),
        CheckConstraint("rank >= 1", name="rank_positive"),
        CheckConstraint("privacy = 'open' OR choice IS NOT NULL", name="bound_is_something"),
        CheckConstraint(
            "(privacy = 'bound') = (release_id IS NOT NULL AND known_at IS NULL)",
            name="bound_to_release",
        ),
        CheckConstraint("(privacy = 'known') = (known_at IS NOT NULL)", name="known_has_time"),
        CheckConstraint("(own_subject = '') = (own_body = '')", name="letter_is_whole"),
    )

    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id"), primary_key=True, autoincrement=False
    )
    choice: Mapped[Choice | None] = mapped_column(one_of(Choice))
    rank: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[str] = mapped_column(String(320))
    made_at: Mapped[datetime]
    number: Mapped[int] = mapped_column(default=0)
    privacy: Mapped[Privacy] = mapped_column(one_of(Privacy), default=Privacy.OPEN)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("releases.id"), index=True)
    known_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(Text, default="")
    own_subject: Mapped[str] = mapped_column(String(300), default="")
    own_body: Mapped[str] = mapped_column(Text, default="")

    application: Mapped[Application] = relationship(lazy="joined")


class Release(Base):
    """Private decisions of an event that become known together, once, at an instant.

    `points_at` is when the focal points hear of their people first; None: not before them.
    `reply_by` is until when who is offered a seat can answer.
    """

    __tablename__ = "releases"
    __table_args__ = (
        CheckConstraint("points_at IS NULL OR points_at <= due_at", name="points_come_first"),
        CheckConstraint("(state = 'done') = (finished_at IS NOT NULL)", name="done_has_time"),
        Index(
            "uq_releases_under_way",
            "event_id",
            unique=True,
            sqlite_where=UNDER_WAY,
            postgresql_where=UNDER_WAY,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    state: Mapped[ReleaseState] = mapped_column(one_of(ReleaseState), default=ReleaseState.PLANNED)
    due_at: Mapped[datetime]
    points_at: Mapped[datetime | None]
    points_told_at: Mapped[datetime | None]
    reply_by: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text, default="")  # in each letter
    planned_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    planned_by: Mapped[str] = mapped_column(String(320))
    planned_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()


class ToldPoint(Base):
    """A focal point who was written to about a release: once."""

    __tablename__ = "told_points"

    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    point_id: Mapped[int] = mapped_column(
        ForeignKey("focal_points.id", ondelete="CASCADE"), primary_key=True
    )
    told_at: Mapped[datetime]


class LetterText(Base):
    """The event's own words for a letter, in place of those that we ship; see `wording`."""

    __tablename__ = "letter_texts"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    choice: Mapped[Choice] = mapped_column(one_of(Choice), primary_key=True)
    language: Mapped[Language] = mapped_column(one_of(Language), primary_key=True)
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(320))


class Decision(Base):
    """What was made known about an application, by whom, and what was added to the letter.

    `why` says why it was her turn, where a free seat found her.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("(choice = 'offer') = (reply_by IS NOT NULL)", name="offer_has_reply_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    choice: Mapped[Choice] = mapped_column(one_of(Choice))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(320))  # a name, or "waiting list"
    note: Mapped[str] = mapped_column(Text, default="")
    reply_by: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)


class Offer(Base):
    """A seat offered by letter; the letter's link holds the secret whose hash is here.

    `reason` is what she said when she did not take it. `reminders` counts the letters that
    reminded her.
    """

    __tablename__ = "offers"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed_has_outcome"),
        CheckConstraint("reminders >= 0", name="reminders_not_negative"),
        Index(
            "ix_offers_one_open",
            "application_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_offers_closed_at_reply_by", "closed_at", "reply_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    reply_by: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))
    reason: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    reminders: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    application: Mapped[Application] = relationship(lazy="joined")


class TimeRequest(Base):
    """Somebody who is offered a seat asks for more time to answer. The offer stands as it was."""

    __tablename__ = "time_requests"
    __table_args__ = (
        CheckConstraint("(state = 'asked') = (closed_at IS NULL)", name="closed_has_time"),
        Index(
            "uq_time_requests_asked",
            "offer_id",
            unique=True,
            sqlite_where=ASKED,
            postgresql_where=ASKED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"))
    wanted_on: Mapped[date | None]  # until when she would need
    reason: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    state: Mapped[AskState] = mapped_column(one_of(AskState), default=AskState.ASKED)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(String(320), default="")
    note: Mapped[str] = mapped_column(Text, default="")  # the organiser's answer

    offer: Mapped[Offer] = relationship(lazy="joined")


class Substitute(Base):
    """A focal point proposes somebody in the place of somebody of her jurisdiction.

    An approved one has the next free seat, before everybody who waits; `offered_at` is when.
    """

    __tablename__ = "substitutes"
    __table_args__ = (
        CheckConstraint("application_id <> instead_of_id", name="somebody_else"),
        CheckConstraint("state = 'offered' OR offered_at IS NULL", name="offered_has_time"),
        Index(
            "uq_substitutes_instead_of",
            "instead_of_id",
            unique=True,
            sqlite_where=PROPOSED,
            postgresql_where=PROPOSED,
        ),
        Index(
            "uq_substitutes_application",
            "application_id",
            unique=True,
            sqlite_where=PROPOSED,
            postgresql_where=PROPOSED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_id: Mapped[int] = mapped_column(
        ForeignKey("nomination_quotas.id", ondelete="CASCADE"), index=True
    )
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    instead_of_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_by: Mapped[str] = mapped_column(String(320))
    proposed_at: Mapped[datetime]
    state: Mapped[SubstituteState] = mapped_column(
        one_of(SubstituteState), default=SubstituteState.PROPOSED
    )
    decided_by: Mapped[str] = mapped_column(String(320), default="")
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text, default="")  # the organiser's answer
    offered_at: Mapped[datetime | None]

    quota: Mapped[Quota] = relationship()
    application: Mapped[Application] = relationship(foreign_keys=application_id)
    instead_of: Mapped[Application] = relationship(foreign_keys=instead_of_id)

"""Lists that organisers keep, the rules of an event with their versions, and outcomes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.composed.writing import from_plain
from courseapp.eligibility.rules import Ruling, Verdict
from courseapp.events.models import Event
from courseapp.initiatives.models import Initiative

EMPTY = text("''")
IS_CURRENT = text("superseded_at IS NULL")


class OwnList(Base):
    """A list of countries that the organisers of an initiative keep themselves.

    What is on it stands in its versions; `number` is that of the newest. A retired list is offered
    no more, and rules that look into it go on doing so.
    """

    __tablename__ = "own_country_lists"
    __table_args__ = (
        UniqueConstraint("initiative_id", "folded_name"),
        CheckConstraint("name <> '' AND folded_name <> ''", name="has_a_name"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    name: Mapped[str] = mapped_column(String(120))
    folded_name: Mapped[str] = mapped_column(String(120))
    number: Mapped[int] = mapped_column(default=1)
    is_retired: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    initiative: Mapped[Initiative] = relationship()


class OwnListVersion(Base):
    """The whole list as it was saved once; see `own_lists.documents`. Versions never change."""

    __tablename__ = "own_country_list_versions"
    __table_args__ = (UniqueConstraint("list_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("own_country_lists.id"))
    number: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(320))
    note: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]

    kept: Mapped[OwnList] = relationship()


class EventRules(Base):
    """The rules of an event as its organisers compose them.

    They judge nobody until they are put in force as a version; `in_force` is its number, None
    where everybody may apply. `reference_on` is the day as of which people are judged, None for
    the day of the deadline. `revision` rises with each change, so that a second editor is noticed.
    """

    __tablename__ = "eligibility_rules"
    __table_args__ = (CheckConstraint("in_force >= 1", name="in_force_positive"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    reference_on: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=0)
    in_force: Mapped[int | None]
    changed_at: Mapped[datetime]

    event: Mapped[Event] = relationship()

    @property
    def composed(self) -> RuleSet:
        """The rules as they are being composed."""
        return from_plain(self.document)


class RulesVersion(Base):
    """Rules as they were put in force once. Versions never change."""

    __tablename__ = "eligibility_rule_versions"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    number: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    reference_on: Mapped[date | None]
    author: Mapped[str] = mapped_column(String(320))
    put_in_force_at: Mapped[datetime]

    @property
    def rules(self) -> RuleSet:
        """The rules as they judge people."""
        return from_plain(self.document)


class EligibilityOutcome(Base):
    """What the rules meant for somebody when she applied, with what she was shown.

    `subject` names what was judged, such as ``application/12``. `reference_on` is the day as of
    which, `version` the number of the rules, None where none were in force. A new evaluation is a
    new row, and the earlier one stays with `superseded_at`. What an organiser ruled about the
    person goes on to hold.
    """

    __tablename__ = "eligibility_outcomes"
    __table_args__ = (
        CheckConstraint("subject <> ''", name="is_about_something"),
        CheckConstraint(
            "(ruling IS NULL) = (ruled_at IS NULL) AND (ruling IS NULL OR ruling_reason <> '')",
            name="ruling_has_reason_and_time",
        ),
        Index("ix_eligibility_outcomes_subject", "subject"),
        Index("ix_eligibility_outcomes_event_id_verdict", "event_id", "verdict"),
        Index(
            "uq_eligibility_outcomes_current",
            "event_id",
            "subject",
            unique=True,
            sqlite_where=IS_CURRENT,
            postgresql_where=IS_CURRENT,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    subject: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(320))
    reference_on: Mapped[date]
    version: Mapped[int | None]
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict))
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    lists: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text)
    superseded_at: Mapped[datetime | None]
    ruling: Mapped[Ruling | None] = mapped_column(one_of(Ruling))
    ruling_reason: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    ruled_by: Mapped[str] = mapped_column(String(320), default="", server_default=EMPTY)
    ruled_at: Mapped[datetime | None]


class DecisionTable(Base):
    """Made-up people with the verdict that is expected for each: the test of an event's rules.

    `lines` are rows of texts by column, as uploaded.
    """

    __tablename__ = "eligibility_decision_tables"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    lines: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    uploaded_by: Mapped[str] = mapped_column(String(320))
    uploaded_at: Mapped[datetime]

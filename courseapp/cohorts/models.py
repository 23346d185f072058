"""What the choice of a cohort keeps: settings, limits, proposals as they were made, cohorts."""

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
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.rules import CohortState, ProposalState, Unscored
from courseapp.core.database import Base, one_of
from courseapp.events.models import Event

LONGEST_REASON = 500
LONGEST_SEED = 120


class CohortPlan(Base):
    """What organisers set for the choice of an event; without a row, the usual.

    `seed` decides between equals; "" stands for the usual one, see `rules.usual_seed`. Once a
    proposal was drawn with it, it stays. `fewest` people must be chosen, 0 for as many as the
    limits allow. `revision` rises with each change of settings or limits.
    """

    __tablename__ = "cohort_plans"
    __table_args__ = (CheckConstraint("fewest >= 0", name="fewest_not_negative"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    unscored: Mapped[Unscored] = mapped_column(one_of(Unscored), default=Unscored.NOTHING)
    by_nationality: Mapped[bool] = mapped_column(default=False)
    fewest: Mapped[int] = mapped_column(default=0)
    seed: Mapped[str] = mapped_column(String(LONGEST_SEED), default="")
    seed_by: Mapped[str] = mapped_column(String(320), default="")
    seed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0)


class CohortLimit(Base):
    """One limit on who is chosen together, as an organiser set it; see `model.record.Limit`.

    A limit on a person names her application and a reason. `weight` in thousandths of a point
    makes it a wish.
    """

    __tablename__ = "cohort_limits"
    __table_args__ = (
        CheckConstraint("number >= 0", name="number_not_negative"),
        CheckConstraint("weight > 0", name="weight_positive"),
        CheckConstraint(
            "(kind IN ('must_in', 'must_out')) = (application_id IS NOT NULL)",
            name="person_where_about_one",
        ),
        CheckConstraint("application_id IS NULL OR reason <> ''", name="person_with_reason"),
        UniqueConstraint("event_id", "application_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    kind: Mapped[LimitKind] = mapped_column(one_of(LimitKind))
    number: Mapped[int] = mapped_column(default=0)
    feature: Mapped[str] = mapped_column(String(40), default="")
    values: Mapped[list[str]] = mapped_column(JSON, default=list)
    except_for: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    application_id: Mapped[int | None] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE")
    )
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    weight: Mapped[int | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(320))

    application: Mapped[Application | None] = relationship()

    @property
    def key(self) -> str:
        """The key of the limit in a task."""
        return f"limit-{self.id}"


class CohortProposal(Base):
    """One answer of the solver, with all that it was asked: never changed, and reproducible.

    `task` and `result` are canonical JSON, see `model.document`, with their SHA-256. `raw` are the
    points without calibration, `about` says what the task was made from, `explained` holds costs
    of limits, equals and reasons, as far as they are worked out, or the ways out.
    """

    __tablename__ = "cohort_proposals"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint(
            "state NOT IN ('solved', 'explained') OR result IS NOT NULL", name="solved_has_result"
        ),
        Index("ix_cohort_proposals_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    number: Mapped[int]
    state: Mapped[ProposalState] = mapped_column(one_of(ProposalState))
    task: Mapped[str] = mapped_column(Text)
    task_digest: Mapped[str] = mapped_column(String(64))
    result: Mapped[str | None] = mapped_column(Text)
    result_digest: Mapped[str] = mapped_column(String(64), default="")
    raw: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)  # by reference
    about: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    explained: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    lists_on: Mapped[date]  # as of which day lists of countries were read
    solver: Mapped[str] = mapped_column(String(60), default="")  # with its version
    milliseconds: Mapped[int | None]  # that solving took
    claimed_until: Mapped[datetime | None]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_by: Mapped[str] = mapped_column(String(320))
    made_at: Mapped[datetime]
    is_stripped: Mapped[bool] = mapped_column(default=False)  # of answers that were forgotten

    event: Mapped[Event] = relationship()


class Cohort(Base):
    """People whom organisers chose together, from a proposal; `version` rises with each change.

    `chosen` and `reserve` are references, from the locking on in the order of points and then of
    the lottery; `modules` are then allotted. `digest` is of what was locked. `later_modules` are of
    people who got a seat afterwards.
    """

    __tablename__ = "cohorts"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint(
            "(state = 'approved') = (approved_by_id IS NOT NULL)", name="approved_by_somebody"
        ),
        CheckConstraint("approved_by_id <> made_by_id", name="approved_by_another"),
        CheckConstraint("approved_by_id <> locked_by_id", name="approved_by_who_did_not_lock"),
        CheckConstraint("state = 'open' OR locked_by_id IS NOT NULL", name="locked_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    number: Mapped[int]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("cohort_proposals.id"), index=True)
    state: Mapped[CohortState] = mapped_column(one_of(CohortState), default=CohortState.OPEN)
    version: Mapped[int] = mapped_column(default=1)
    chosen: Mapped[list[str]] = mapped_column(JSON)
    reserve: Mapped[list[str]] = mapped_column(JSON, default=list)
    modules: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    later_modules: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    digest: Mapped[str] = mapped_column(String(64), default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_by: Mapped[str] = mapped_column(String(320))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    locked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    locked_by: Mapped[str] = mapped_column(String(320), default="")
    locked_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_by: Mapped[str] = mapped_column(String(320), default="")
    approved_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    proposal: Mapped[CohortProposal] = relationship()
    changes: Mapped[list["CohortChange"]] = relationship(order_by="CohortChange.id")


class CohortChange(Base):
    """Somebody put in or taken out by hand, and why."""

    __tablename__ = "cohort_changes"
    __table_args__ = (CheckConstraint("reason <> ''", name="has_a_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    reference: Mapped[str] = mapped_column(String(20))
    is_in: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_by: Mapped[str] = mapped_column(String(320))
    made_at: Mapped[datetime]

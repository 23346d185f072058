"""How a choice is set up: what counts without a review, which countries, the lottery's seed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.cohorts.models import CohortPlan, CohortProposal
from courseapp.cohorts.rules import Unscored, usual_seed
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.eligibility.queries import reference_date, rules_in_force
from courseapp.events.models import Event

DRAWN = (
    "A proposal was drawn with this seed already, so it stays. Otherwise one could draw until one "
    "likes the outcome."
)


@dataclass(frozen=True)
class Settings:
    """What organisers choose for an event."""

    unscored: Unscored = Unscored.NOTHING
    by_nationality: bool = False
    fewest: int = 0
    revision: int = 0


@dataclass(frozen=True)
class Seed:
    """The seed as everybody sees it; it `is_usual` where nobody chose another."""

    text: str
    is_usual: bool
    is_drawn: bool
    by: str = ""
    at: datetime | None = None


def settings_of(session: Session, event: Event) -> Settings:
    """Return the settings of an event. One statement."""
    found = session.get(CohortPlan, event.id)
    if found is None:
        return Settings()
    return Settings(found.unscored, found.by_nationality, found.fewest, found.revision)


def change_settings(
    session: Session, actor: Person, now: datetime, event: Event, wanted: Settings
) -> None:
    """Set what counts without a review, which countries count, how few are enough."""
    plan = plan_for_change(session, event)
    before = Settings(plan.unscored, plan.by_nationality, plan.fewest)
    plan.unscored, plan.by_nationality = wanted.unscored, wanted.by_nationality
    plan.fewest = wanted.fewest
    note(session, actor, now, event, "The settings of the cohort were changed", vars(before))
    session.flush()


def plan_for_change(session: Session, event: Event) -> CohortPlan:
    """Return the row of the event, held behind its lock, with a revision that is one more."""
    lock(session, Event, event.id)
    found = session.get(CohortPlan, event.id, populate_existing=True)
    if found is None:
        found = CohortPlan(event_id=event.id, unscored=Unscored.NOTHING, revision=0)
        session.add(found)
    found.revision += 1
    session.flush()
    return found


def lists_read_on(session: Session, event: Event, now: datetime) -> date:
    """Return the day as of which lists of countries are read: that of the rules. One statement."""
    rules = rules_in_force(session, event)
    return reference_date(event, rules.reference_on if rules else None, now)


def seed_of(session: Session, event: Event, now: datetime) -> Seed:
    """Return the seed of the event's lottery. Three statements."""
    plan = session.get(CohortPlan, event.id)
    counted = select(func.count()).where(CohortProposal.event_id == event.id)
    is_drawn = bool(session.scalar(counted))
    if plan is not None and plan.seed:
        return Seed(plan.seed, is_usual=False, is_drawn=is_drawn, by=plan.seed_by, at=plan.seed_at)
    day = lists_read_on(session, event, now)
    return Seed(usual_seed(event.slug, day.isoformat()), is_usual=True, is_drawn=is_drawn)


def set_seed(session: Session, actor: Person, now: datetime, event: Event, seed: str) -> None:
    """Publish the seed. Raises Problem where a proposal was drawn already."""
    plan = plan_for_change(session, event)
    if seed_of(session, event, now).is_drawn:
        raise Problem(DRAWN, "seed")
    before: dict[str, object] = {"seed": plan.seed}
    plan.seed, plan.seed_by, plan.seed_at = seed, actor.display_name, now
    note(session, actor, now, event, f"The seed of the lottery is “{seed}”", before)
    session.flush()


def note(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    said: str,
    before: dict[str, object] | None = None,
) -> None:
    """Note in the event's history what was done about its cohort."""
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="choose a cohort",
        subject=f"event/{event.id}",
        summary=said,
        before=before,
    )

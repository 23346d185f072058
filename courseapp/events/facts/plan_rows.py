"""From the rows of an event to the plan that it was made from, and back."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy.orm import Session

from courseapp.core.database import Base
from courseapp.events.clock.local_time import Moment
from courseapp.events.facts.parts import LanguagePlan, OrganisationPlan
from courseapp.events.facts.plans import EventPlan, moment_on
from courseapp.events.models import Event, EventLanguage, EventOrganisation, EventTopic

IN_ROWS_OF_THEIR_OWN = frozenset({"languages", "organisations", "topics"})
IN_COLUMNS = tuple(
    field.name for field in fields(EventPlan) if field.name not in IN_ROWS_OF_THEIR_OWN
)


def plan_of(event: Event) -> EventPlan:
    """Return the event as the plan that it was made from."""
    columns: dict[str, Any] = {name: getattr(event, name) for name in IN_COLUMNS}
    return EventPlan(
        **columns,
        languages=tuple(
            LanguagePlan(each.language, each.is_interpretation) for each in event.languages
        ),
        organisations=tuple(
            OrganisationPlan(each.role, each.name, each.country) for each in event.organisations
        ),
        topics=tuple(each.topic for each in event.topics),
    )


def sitting_of(event: Event) -> tuple[Moment, Moment] | None:
    """Return when an event that is one sitting begins and ends; None where no times are stated."""
    starts = moment_on(event.starts_on, event.starts_time, event.zone)
    ends = moment_on(event.ends_on or event.starts_on, event.ends_time, event.zone)
    return (starts, ends) if starts and ends else None


def write_plan(session: Session, event: Event, plan: EventPlan) -> None:
    """Write a sound plan into the event, which may be new, with the instants that it means."""
    if plan.starts_on is not None or (event.year, event.month) != (plan.year, plan.month):
        event.year_inferred = False
    for name in IN_COLUMNS:
        setattr(event, name, getattr(plan, name))
    schedule = plan.schedule
    event.applications_open_at = schedule.opens.at if schedule.opens else None
    event.applications_close_at = schedule.closes.at if schedule.closes else None
    session.add(event)
    write_parts(session, event, plan)


def write_parts(session: Session, event: Event, plan: EventPlan) -> None:
    """Write languages, organisations and topics; rows that are as they were stay."""
    before = plan_of(event)
    if before.languages != plan.languages:
        _replace(session, event.languages, language_rows(plan.languages))
    if before.organisations != plan.organisations:
        _replace(session, event.organisations, organisation_rows(plan.organisations))
    if before.topics != plan.topics:
        _replace(session, event.topics, topic_rows(plan.topics))


def language_rows(plans: Sequence[LanguagePlan]) -> list[EventLanguage]:
    """Return new rows, in order."""
    return [
        EventLanguage(
            position=position, language=each.language, is_interpretation=each.is_interpretation
        )
        for position, each in enumerate(plans, start=1)
    ]


def organisation_rows(plans: Sequence[OrganisationPlan]) -> list[EventOrganisation]:
    """Return new rows, in order."""
    return [
        EventOrganisation(position=position, role=each.role, name=each.name, country=each.country)
        for position, each in enumerate(plans, start=1)
    ]


def topic_rows(topics: Sequence[str]) -> list[EventTopic]:
    """Return new rows, in order."""
    return [EventTopic(position=position, topic=each) for position, each in enumerate(topics, 1)]


def _replace(session: Session, rows: list[Any], fresh: Sequence[Base]) -> None:
    """The old rows leave the database before the new ones come: positions are unique."""
    rows.clear()
    session.flush()
    rows.extend(fresh)

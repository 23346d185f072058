"""Reading what traits are made from: lists of countries, earlier courses, nominations."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.cohorts.features import REGIONS, USUAL_LISTS, Feature
from courseapp.cohorts.model.record import Limit
from courseapp.cohorts.planning import Settings
from courseapp.cohorts.traits import Known
from courseapp.countries.lists.dated import CountryList
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.country_lists.gathering import gather as gather_lists
from courseapp.events.models import Event
from courseapp.events.queries import is_ahead
from courseapp.events.rules import EventStatus
from courseapp.intake.questionnaire import questionnaire_of
from courseapp.nominations.people import nominated_among
from courseapp.nominations.queries import figures_of

NEVER_HELD = (EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.POSTPONED)


def read_known(
    session: Session,
    event: Event,
    now: datetime,
    day: date,
    people: Sequence[Application],
    limits: Iterable[Limit],
    settings: Settings,
) -> Known:
    """Return what is looked up once for all people. At most nine statements."""
    keys = (
        value
        for limit in limits
        for value in limit.values
        if limit.feature in (Feature.LIST, Feature.REGION)
    )
    nominates = figures_of(session, event).quotas > 0
    ids = [each.id for each in people]
    return Known(
        day=day,
        lists=lists_for(session, event, *keys),
        hidden=questionnaire_of(session, event).hidden,
        earlier=_earlier(session, event, now),
        nominated=nominated_among(session, event.id, ids) if nominates else None,
        by_nationality=settings.by_nationality,
    )


def lists_for(session: Session, event: Event, *keys: str) -> dict[str, CountryList]:
    """Return the usual lists, the regions, and those with the keys, as far as there are any."""
    wanted = dict.fromkeys((*USUAL_LISTS, *REGIONS, *keys))
    known = gather_lists(session, RuleSet(), event.initiative_id, *wanted)
    return {key: known.names.lists[key] for key in wanted if key in known.names.lists}


def _earlier(session: Session, event: Event, now: datetime) -> frozenset[int]:
    """Return who had a confirmed seat at an earlier event of the initiative. One statement."""
    return frozenset(
        session.scalars(
            select(Application.person_id)
            .join(Event, Event.id == Application.event_id)
            .where(
                Event.initiative_id == event.initiative_id,
                Event.id != event.id,
                Event.status.not_in(NEVER_HELD),
                Application.status == Status.CONFIRMED,
                ~is_ahead(now),
            )
        )
    )

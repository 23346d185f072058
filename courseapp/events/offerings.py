"""Tells the initiatives' pages of their events; see `initiatives.offerings`."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from courseapp.core import formats
from courseapp.events.deadlines import Window, window, zone_of_deadline
from courseapp.events.models import Event, Series
from courseapp.events.queries import coming_events, is_coming, past_events
from courseapp.events.rows import day_of, kind_labels, public_town_of
from courseapp.events.rules import PUBLIC_STATUSES, EventStatus
from courseapp.events.words import KINDS, STANDINGS, dates_of
from courseapp.initiatives.offerings import OfferingRow, Offerings, SeriesRow

MOST_COMING = 50
MOST_PAST = 200
WORTH_SAYING = frozenset({EventStatus.ANNOUNCED, EventStatus.CANCELLED})


class EventOfferings:
    """The events of the database, as rows for an initiative's pages."""

    def coming_counts(self, session: Session, now: datetime) -> Mapping[int, int]:
        """Return how many events of each initiative, by its id, are still to come."""
        counted = (
            select(Event.initiative_id, func.count())
            .where(is_coming(now), Event.status != EventStatus.CANCELLED)
            .group_by(Event.initiative_id)
        )
        return dict(session.execute(counted).all())

    def offerings(self, session: Session, now: datetime, initiative_id: int) -> Offerings:
        """Return the events of an initiative; old announcements stand apart from the past."""
        coming = coming_events(session, now, initiative_id=initiative_id, limit=MOST_COMING)
        past = past_events(session, now, initiative_id=initiative_id, limit=MOST_PAST)
        planned = [event for event in past if event.status is EventStatus.ANNOUNCED]
        held = [event for event in past if event.status is not EventStatus.ANNOUNCED]
        return Offerings(
            coming=[_row(event, now) for event in coming],
            held=[_row(event, now) for event in held],
            unconfirmed=[_row(event, now) for event in planned],
        )

    def series(self, session: Session, initiative_id: int) -> Sequence[SeriesRow]:
        """Return the series of an initiative by title, with how many public events each has."""
        public = and_(Event.series_id == Series.id, Event.status.in_(PUBLIC_STATUSES))
        counted = (
            select(Series.title, Series.since, Series.activity, func.count(Event.id))
            .outerjoin(Event, public)
            .where(Series.initiative_id == initiative_id)
            .group_by(Series.id)
            .order_by(Series.title, Series.id)
        )
        return [SeriesRow(*row) for row in session.execute(counted)]


def _row(event: Event, now: datetime) -> OfferingRow:
    standing = STANDINGS[event.status] if event.status in WORTH_SAYING else None
    lead, lead_note = day_of(event)
    return OfferingRow(
        path=f"/events/{event.slug}",
        title=event.title,
        lead=lead,
        lead_note=lead_note,
        when_and_where=" · ".join(filter(None, (_dates(event), public_town_of(event)))),
        labels=_labels(event),
        note=_note(event, now),
        tone=standing.tone if standing else "",
        standing=standing.word if standing else "",
        is_example=event.is_example,
        date=_partial_date(event),
        kind=KINDS[event.kind],
    )


def _partial_date(event: Event) -> str:
    if event.starts_on:
        return event.starts_on.isoformat()
    month = f"-{event.month:02}" if event.month else ""
    return f"{event.year}{month}" if event.year else ""


def _dates(event: Event) -> str:
    dates = dates_of(event)
    return f"{dates} (year inferred)" if event.year_inferred else dates


def _labels(event: Event) -> tuple[str, ...]:
    edition = f"Edition {event.edition}" if event.edition else ""
    return tuple(filter(None, (*kind_labels(event), edition)))


def _note(event: Event, now: datetime) -> str:
    if window(event, now) is Window.OPEN and event.applications_close_at is not None:
        deadline = formats.instant(event.applications_close_at, zone_of_deadline(event))
        return f"Apply by {deadline}"
    people, countries = event.participants_stated, event.participant_countries_stated
    told = (f"{people} people" if people else "", f"{countries} countries" if countries else "")
    return ", ".join(filter(None, told))

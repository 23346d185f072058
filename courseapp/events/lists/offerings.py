"""Tells the initiatives' pages of their events; see `initiatives.offerings`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager

from courseapp.core import formats
from courseapp.events.clock.deadlines import Window, asked, window, zone_of_deadline
from courseapp.events.lists.rows import day_of, kind_labels, public_town_of
from courseapp.events.models import Event, Series
from courseapp.events.published.publicity import is_secret_event, listed, place_is_public
from courseapp.events.queries import (
    coming_events,
    is_coming,
    is_past,
    latest_first,
    past_events,
    soonest_first,
)
from courseapp.events.rules import Access, EventStatus
from courseapp.events.sessions.readings import sessions_reading
from courseapp.events.words import KINDS, STANDINGS, dates_of
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.offerings import (
    OfferingCounts,
    OfferingRow,
    Offerings,
    ReadingRow,
    SeriesRow,
)

MOST_COMING = 50
MOST_PAST = 200
TOOK_PLACE = frozenset({EventStatus.PUBLISHED, EventStatus.HELD})
PLANS = frozenset({EventStatus.ANNOUNCED, EventStatus.POSTPONED})  # nobody knows whether held
WORTH_SAYING = PLANS | {EventStatus.CANCELLED}


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
        return _offerings(coming, past, partial(_row, now=now))

    def series(self, session: Session, initiative_id: int) -> Sequence[SeriesRow]:
        """Return the series of an initiative by title, with how many public events each has.

        One of whose events everybody is told nothing is not named either, unless it has others.
        """
        public = and_(Event.series_id == Series.id, listed())
        counted = (
            select(Series.title, Series.since, Series.activity, func.count(Event.id))
            .outerjoin(Event, public)
            .where(Series.initiative_id == initiative_id)
            .group_by(Series.id)
            .having(or_(func.count(Event.id) > 0, ~_has_secrets()))
            .order_by(Series.title, Series.id)
        )
        return [SeriesRow(*row) for row in session.execute(counted)]

    def counts(
        self, session: Session, now: datetime, ids: Sequence[int]
    ) -> Mapping[int, OfferingCounts]:
        """Return the counts of these initiatives, by id. One statement."""
        coming = and_(is_coming(now), Event.status != EventStatus.CANCELLED)
        took_place = and_(Event.status.in_(TOOK_PLACE), Event.is_example.is_(False))
        counted = (
            select(
                Event.initiative_id,
                _number(coming),
                _number(and_(is_past(now), took_place)),
                _number(and_(is_past(now), Event.status.in_(PLANS))),
            )
            .where(Event.initiative_id.in_(ids))
            .group_by(Event.initiative_id)
        )
        return {row[0]: OfferingCounts(*row[1:]) for row in session.execute(counted)}

    def next_of(
        self, session: Session, now: datetime, ids: Sequence[int], most: int
    ) -> Mapping[int, Sequence[OfferingRow]]:
        """Return the next events of these initiatives, at most so many of each. One statement."""
        place = func.row_number().over(
            partition_by=Event.initiative_id, order_by=list(soonest_first())
        )
        numbered = select(Event.id, place.label("place")).where(
            is_coming(now), Event.status != EventStatus.CANCELLED, Event.initiative_id.in_(ids)
        )
        first = numbered.subquery()
        chosen = select(Event).join(first, first.c.id == Event.id).where(first.c.place <= most)
        found: dict[int, list[OfferingRow]] = {}
        for event in session.scalars(chosen.order_by(*soonest_first())):
            found.setdefault(event.initiative_id, []).append(_row(event, now))
        return found

    def in_country(self, session: Session, now: datetime, code: str) -> Offerings:
        """Return the events in a country, without those whose place only the invited are told."""
        return _everywhere(session, now, Event.country == code, place_is_public())

    def for_members(self, session: Session, now: datetime, ids: Sequence[int]) -> Offerings:
        """Return the events that are for members and partners of these initiatives only."""
        return _everywhere(
            session, now, Event.access == Access.PARTNERS, Event.initiative_id.in_(ids)
        )

    def sessions_reading(
        self, session: Session, publication_ids: Sequence[int]
    ) -> Mapping[int, Sequence[ReadingRow]]:
        """Return the sessions of public programmes that read each publication. One statement."""
        return sessions_reading(session, publication_ids)


def _everywhere(session: Session, now: datetime, *conditions: ColumnElement[bool]) -> Offerings:
    """The events of all public initiatives that keep the conditions. Two statements."""
    chosen = (
        select(Event)
        .join(Event.initiative)
        .options(contains_eager(Event.initiative).defer(Initiative.search_text))
        .where(Initiative.is_public, *conditions)
    )
    coming = chosen.where(is_coming(now)).order_by(*soonest_first()).limit(MOST_COMING)
    past = chosen.where(is_past(now)).order_by(*latest_first()).limit(MOST_PAST)
    return _offerings(session.scalars(coming), session.scalars(past), partial(_named_row, now))


def _offerings(
    coming: Iterable[Event], past: Iterable[Event], row: Callable[[Event], OfferingRow]
) -> Offerings:
    over = list(past)
    return Offerings(
        coming=[row(event) for event in coming],
        held=[row(event) for event in over if event.status not in PLANS],
        unconfirmed=[row(event) for event in over if event.status in PLANS],
    )


def _has_secrets() -> ColumnElement[bool]:
    other = aliased(Event)
    return exists().where(other.series_id == Series.id, is_secret_event(other))


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _named_row(now: datetime, event: Event) -> OfferingRow:
    """The row with its initiative, for lists of several."""
    row = _row(event, now)
    return replace(row, labels=(event.initiative.called, *row.labels))


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
        text=event.description if event.source else "",
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
        return f"{asked(event)} by {deadline}"
    people, countries = event.participants_stated, event.participant_countries_stated
    told = (f"{people} people" if people else "", f"{countries} countries" if countries else "")
    return ", ".join(filter(None, told))

"""Brings the catalogue of real events, and examples, into the database."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, exists, select
from sqlalchemy.orm import Session

from courseapp.core import audit
from courseapp.core.audit import AuditEntry
from courseapp.core.ids import calendar_uid
from courseapp.events.clock.local_time import moment
from courseapp.events.facts.changing import SYSTEM
from courseapp.events.facts.plan_rows import language_rows, organisation_rows, topic_rows
from courseapp.events.facts.topics import in_order
from courseapp.events.models import Event, ExpectedCountry, Module, RepeatGroup, Series
from courseapp.events.published.versions import write_version
from courseapp.events.shipped.catalogue import (
    CallLine,
    EventLine,
    RepeatLine,
    SeriesLine,
    real_catalogue,
)
from courseapp.events.shipped.programme_rows import programme_rows
from courseapp.initiatives.models import Initiative

_NOT_A_COLUMN = frozenset(
    {"series", "initiative", "call", "sessions", "repeats"}
    | {"languages", "organisations", "topics", "modules", "expected", "rooms", "tracks"}
)


def load_records(session: Session, now: datetime) -> tuple[str, ...]:
    """Add the series and events of the catalogue that are missing; return the new events' slugs.

    The records of the initiatives must be there. An event that is there already gets the facts
    that it does not tell yet, unless an organiser has ever changed it: then it stays as it is.
    """
    _add_series(session, real_catalogue().series)
    complete(session, real_catalogue().events, now)
    return add_events(session, real_catalogue().events, now)


def add_events(session: Session, lines: Iterable[EventLine], now: datetime) -> tuple[str, ...]:
    """Add the events whose slug is free, made at `now`; return the slugs of those."""
    taken = set(session.scalars(select(Event.slug)))
    owners = dict(session.execute(select(Initiative.slug, Initiative.id)).all())
    series = {row.slug: row for row in session.scalars(select(Series))}
    new = [line for line in lines if line.slug not in taken]
    for line in new:
        _add_event(session, line, owners, series, now)
    return tuple(line.slug for line in new)


def complete(session: Session, lines: Iterable[EventLine], now: datetime) -> tuple[str, ...]:
    """Give events that nobody has touched what their lines tell besides; return their slugs."""
    by_slug = {line.slug: line for line in lines}
    touched = exists().where(
        AuditEntry.subject == "event/" + cast(Event.id, String), AuditEntry.actor != SYSTEM
    )
    there = select(Event).where(Event.slug.in_(by_slug), ~touched).order_by(Event.id)
    return tuple(
        event.slug
        for event in session.scalars(there)
        if _complete(session, event, by_slug[event.slug], now)
    )


def _complete(session: Session, event: Event, line: EventLine, now: datetime) -> bool:
    """Fill what is blank; what is told already stays, also where the line tells it otherwise."""
    told = {**_columns(line), **_call(line.call), **_parts(line)}
    blank = {name: value for name, value in told.items() if value and not getattr(event, name)}
    groups = [each for each in line.repeats if not session.get(RepeatGroup, (event.id, each.name))]
    if not blank and not groups:
        return False
    for name, value in blank.items():
        setattr(event, name, value)
    _add_groups(session, event, groups)
    event.changed_at = now
    _note(session, event, now, "New facts of “{}” came with the product.")
    return True


def _add_groups(session: Session, event: Event, lines: Iterable[RepeatLine]) -> None:
    session.add_all(
        RepeatGroup(event_id=event.id, name=each.name, rule=each.rule) for each in lines
    )


def _add_series(session: Session, lines: Iterable[SeriesLine]) -> None:
    taken = set(session.scalars(select(Series.slug)))
    owners = dict(session.execute(select(Initiative.slug, Initiative.id)).all())
    session.add_all(
        Series(
            slug=line.slug,
            initiative_id=owners[line.initiative],
            title=line.title,
            since=line.since,
            activity=line.activity,
        )
        for line in lines
        if line.slug not in taken
    )
    session.flush()


def _add_event(
    session: Session,
    line: EventLine,
    owners: Mapping[str, int],
    series: Mapping[str, Series],
    now: datetime,
) -> None:
    own_series = series[line.series] if line.series else None
    programme = programme_rows(line.rooms, line.tracks, line.sessions, line.zone, now)
    event = Event(
        **_columns(line),
        **_call(line.call),
        series=own_series,
        initiative_id=own_series.initiative_id if own_series else owners[line.initiative or ""],
        calendar_uid=calendar_uid(),
        created_at=now,
        changed_at=now,
        published_at=now,
        **_parts(line),
        expected=[ExpectedCountry(country=code, people=count) for code, count in line.expected],
        rooms=programme.rooms,
        tracks=programme.tracks,
        sessions=programme.sessions,
    )
    session.add(event)
    session.flush()
    _add_groups(session, event, line.repeats)
    write_version(session, None, now, event, was_public=False)
    _note(session, event, now, "“{}” was loaded with the records that come with the product.")


def _note(session: Session, event: Event, now: datetime, summary: str) -> None:
    audit.record(
        session,
        at=now,
        actor=SYSTEM,
        verb="loaded",
        subject=f"event/{event.id}",
        summary=summary.format(event.title),
    )


def _columns(line: EventLine) -> dict[str, object]:
    names = (field.name for field in fields(line) if field.name not in _NOT_A_COLUMN)
    return {name: getattr(line, name) for name in names}


def _call(line: CallLine | None) -> dict[str, object]:
    if line is None:
        return {}
    return {
        "applications_zone": line.zone,
        "applications_open_local": line.opens,
        "applications_close_local": line.closes,
        "applications_open_at": moment(line.opens, line.zone).at if line.opens else None,
        "applications_close_at": moment(line.closes, line.zone).at,
    }


def _parts(line: EventLine) -> dict[str, Any]:
    return {
        "languages": language_rows(line.languages),
        "organisations": organisation_rows(line.organisations),
        "topics": topic_rows(in_order(line.topics)),
        "modules": _modules(line),
    }


def _modules(line: EventLine) -> list[Module]:
    return [
        Module(
            number=number,
            title=each.title,
            level=each.level,
            prerequisite=each.prerequisite,
            seats=each.seats,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
        )
        for number, each in enumerate(line.modules, start=1)
    ]

"""Reading the outputs of an initiative: four statements, however many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload, load_only

from courseapp.events.models import Event, PublishedSession, Series
from courseapp.events.published.publicity import listed, may_read_place, may_read_programme
from courseapp.events.queries import is_past, soonest_first
from courseapp.events.rules import EventStatus, SessionStatus
from courseapp.events.words import dates_of
from courseapp.initiatives.models import Initiative, RecordPublication
from courseapp.initiatives.web_addresses import host_of
from courseapp.reports.figures import Sitting, with_repeats
from courseapp.reports.outputs import EventOutput, Outputs, PublicationOutput
from courseapp.reports.rules import standing_of

MINUTE = timedelta(minutes=1)
TOOK_PLACE = frozenset({EventStatus.PUBLISHED, EventStatus.HELD})

# What a report tells of an event; its long texts stay where they are.
_TOLD = (
    *(Event.slug, Event.title, Event.kind, Event.mode, Event.level, Event.access, Event.status),
    Event.feed_detail,
    *(Event.is_example, Event.starts_on, Event.ends_on, Event.year, Event.month),
    *(Event.year_inferred, Event.city, Event.country, Event.edition, Event.source),
    *(Event.participants_stated, Event.participant_countries_stated),
)


def outputs_of(session: Session, now: datetime, initiative: Initiative) -> Outputs:
    """Return every public event and listed publication of an initiative. Three statements.

    Whoever asks may see the record. Nothing stands here of an event by invitation but what its
    page tells everybody.
    """
    sittings = _sittings(session, initiative)
    chosen = _events(now).where(Event.initiative_id == initiative.id)
    rows = session.execute(chosen.order_by(*soonest_first()))
    events = tuple(_event(event, bool(over), sittings) for event, over in rows)
    return Outputs(events, _publications(session, initiative))


def activity_owners(session: Session, initiative: Initiative) -> frozenset[str]:
    """Return the keys of the record's activities to which a series belongs. One statement."""
    keys = select(Series.activity).where(Series.initiative_id == initiative.id).distinct()
    return frozenset(filter(None, session.scalars(keys)))


def _events(now: datetime) -> Select[Event, bool]:
    return (
        select(Event, is_past(now))
        .where(listed(), _is_of_a_year())
        .options(load_only(*_TOLD, raiseload=True), joinedload(Event.series))
    )


def _is_of_a_year() -> ColumnElement[bool]:
    """What is postponed until nobody knows when is an output of no year."""
    return or_(Event.starts_on.is_not(None), Event.year.is_not(None))


def _event(event: Event, over: bool, sittings: Mapping[int, Sequence[Sitting]]) -> EventOutput:
    programme = with_repeats(sittings.get(event.id, ())) or None
    is_told = may_read_place(event)
    return EventOutput(
        path=f"/events/{event.slug}",
        title=event.title,
        kind=event.kind,
        standing=standing_of(event.status, is_example=event.is_example, is_over=over),
        year=event.starts_on.year if event.starts_on else event.year or 0,
        mode=event.mode,
        level=event.level,
        dates=dates_of(event),
        first_day=event.starts_on,
        last_day=(event.ends_on or event.starts_on) if event.starts_on else None,
        month=event.starts_on.month if event.starts_on else event.month,
        year_inferred=event.year_inferred,
        city=event.city if is_told else "",
        country=(event.country or "") if is_told else "",
        series=event.series.title if event.series else "",
        edition=event.edition,
        activity=event.series.activity if event.series else "",
        participants_stated=event.participants_stated,
        participant_countries_stated=event.participant_countries_stated,
        source=event.source,
        is_closed=not may_read_programme(event),
        sittings=programme if may_read_programme(event) else None,
    )


def _sittings(session: Session, initiative: Initiative) -> Mapping[int, Sequence[Sitting]]:
    """The sessions of each event that may count, in the order of time."""
    wanted = (
        select(
            PublishedSession.event_id,
            PublishedSession.starts_local,
            PublishedSession.starts_at,
            PublishedSession.ends_at,
            PublishedSession.repeat_group,
            PublishedSession.status,
        )
        .join(PublishedSession.event)
        .where(Event.initiative_id == initiative.id, Event.status.in_(TOOK_PLACE))
        .order_by(PublishedSession.starts_at, PublishedSession.id)
    )
    found: dict[int, list[Sitting]] = defaultdict(list)
    for event_id, local, starts, ends, group, status in session.execute(wanted):
        minutes = (ends - starts) // MINUTE
        cancelled = status is SessionStatus.CANCELLED
        found[event_id].append(Sitting(local.date(), minutes, group, cancelled))
    return found


def _publications(session: Session, initiative: Initiative) -> tuple[PublicationOutput, ...]:
    wanted = (
        select(RecordPublication)
        .where(RecordPublication.initiative_id == initiative.id, RecordPublication.is_listed)
        .order_by(RecordPublication.search_text, RecordPublication.id)
    )
    return tuple(_publication(row) for row in session.scalars(wanted))


def _publication(row: RecordPublication) -> PublicationOutput:
    site = host_of(row.link)
    return PublicationOutput(
        path=f"/publications/{row.id}",
        title=row.title,
        year=row.year,
        organisation=row.organisation,
        language=row.language,
        topic=row.topic,
        link=row.link if site else "",
        site=site,
    )

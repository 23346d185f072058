"""Publishing a programme: what was planned becomes what everybody sees, as a numbered version."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import SYSTEM, hold, log, require_alive
from courseapp.events.models import (
    Event,
    EventSession,
    ProgrammeVersion,
    PublishedSession,
    Speaker,
)
from courseapp.events.names import folded_name
from courseapp.events.published.changes import Change, changes_between, raises_sequence
from courseapp.events.published.states import (
    STATE_FIELDS,
    AgendaPart,
    SessionState,
    SpokenBy,
    States,
    state_to_plain,
)
from courseapp.events.queries import whole_event
from courseapp.events.rules import EventStatus, SessionStatus
from courseapp.events.signals import programme_published


def unpublished_changes(event: Event) -> tuple[Change, ...]:
    """Return what the organisers planned since the last version; before the first, everything."""
    return changes_between(public_states(event), planned_states(event))


def publish_programme(
    session: Session, actor: Person | None, now: datetime, event: Event, note: str = ""
) -> ProgrammeVersion | None:
    """Let everybody see the programme as it is planned; None where nothing changed.

    Raises Problem for a draft, whose programme becomes public with the event, and for a cancelled
    event. Calendars follow: SEQUENCE rises for exactly the sessions whose time or status changed.
    """
    hold(session, event)
    require_alive(event)
    if event.status is EventStatus.DRAFT:
        raise Problem("The event is a draft. Its programme becomes public with it.")
    return write_version(session, actor, now, event, note)


def write_version(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    note: str = "",
    *,
    was_public: bool = True,
) -> ProgrammeVersion | None:
    """Publish what changed of an event that the caller holds; None where nothing did.

    `was_public` says whether calendars may have the whole event as one entry already.
    """
    read_afresh(session, event)
    if was_public:
        _let_first_take_over(event)
    changes = unpublished_changes(event)
    if not changes:
        return None
    _write(event, changes, now, was_public=was_public)
    version = ProgrammeVersion(
        event_id=event.id,
        number=_next_number(session, event),
        published_at=now,
        author=actor.display_name if actor else SYSTEM,
        note=note,
        document={each.calendar_uid: state_to_plain(each.state) for each in _public(event)},
    )
    session.add(version)
    session.flush()
    session.expire(event, ["versions"])
    summary = f"Published version {version.number} of the programme."
    log(session, event, actor, now, "publish programme", summary)
    programme_published.send(event, session=session, now=now, version=version, changes=changes)
    return version


def read_afresh(session: Session, event: Event) -> None:
    """Read what is planned and what is public again, whole: a fixed number of statements."""
    session.flush()
    session.expire(event, ["sessions", "published_sessions"])
    wanted = select(Event).where(Event.id == event.id).options(*whole_event())
    session.scalars(wanted.execution_options(populate_existing=True)).one()


def public_states(event: Event) -> States:
    """Return what everybody sees now, by UID."""
    return {each.calendar_uid: each.state for each in event.published_sessions}


def planned_states(event: Event) -> States:
    """Return what would be seen if the programme were published now, by UID."""
    return {each.calendar_uid: planned_state(each) for each in event.sessions}


def planned_state(sitting: EventSession) -> SessionState:
    """Return a session as it would be published."""
    return SessionState(
        status=sitting.status,
        title=sitting.title,
        zone=sitting.zone,
        starts_local=sitting.starts_local,
        ends_local=sitting.ends_local,
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        place=sitting.where,
        track=sitting.track.name if sitting.track else "",
        module=sitting.module.title if sitting.module else "",
        language=sitting.language,
        repeat_group=sitting.repeat_group,
        description=sitting.description,
        speakers=_speakers(sitting),
        agenda=_agenda(sitting),
    )


def _speakers(sitting: EventSession) -> tuple[SpokenBy, ...]:
    """Return everybody who speaks, each once: for the whole session first, then in its agenda."""
    found: dict[str, SpokenBy] = {}
    for each in sorted(sitting.speakers, key=lambda each: each.agenda_item_id is not None):
        found.setdefault(folded_name(each.name), _spoken_by(each))
    return tuple(found.values())


def _spoken_by(speaker: Speaker) -> SpokenBy:
    return SpokenBy(speaker.name, speaker.organisation, speaker.presence)


def _agenda(sitting: EventSession) -> tuple[AgendaPart, ...]:
    return tuple(
        AgendaPart(
            item.kind,
            item.title,
            item.starts_after,
            item.minutes,
            tuple(_spoken_by(each) for each in sitting.speakers if each.agenda_item_id == item.id),
        )
        for item in sitting.agenda
    )


def _let_first_take_over(event: Event) -> None:
    """Give the first session the UID of the event, which stands in calendars as whole days.

    Otherwise that entry would just vanish; so it becomes its own next version.
    """
    planned = [each for each in event.sessions if each.status is SessionStatus.SCHEDULED]
    if planned and not event.published_sessions:
        min(planned, key=lambda each: (each.starts_at, each.id)).calendar_uid = event.calendar_uid


def _write(event: Event, changes: tuple[Change, ...], now: datetime, *, was_public: bool) -> None:
    planned = {each.calendar_uid: each for each in event.sessions}
    known = {each.calendar_uid: each for each in event.published_sessions}
    # In the order in which they were planned: so those at one time stand side by side for good.
    for change in sorted(changes, key=lambda each: planned[each.uid].id):
        row = known.get(change.uid)
        if row is None:
            row = _first_row(event, planned[change.uid], now, was_public=was_public)
        elif raises_sequence(row.state, change.after):
            row.sequence += 1
        for name in STATE_FIELDS:
            setattr(row, name, getattr(change.after, name))
        row.changed_at = now


def _first_row(
    event: Event, sitting: EventSession, now: datetime, *, was_public: bool
) -> PublishedSession:
    takes_over = was_public and sitting.calendar_uid == event.calendar_uid
    row = PublishedSession(
        session=sitting,
        calendar_uid=sitting.calendar_uid,
        sequence=event.sequence + 1 if takes_over else 0,
        created_at=now,
    )
    event.published_sessions.append(row)
    return row


def _public(event: Event) -> list[PublishedSession]:
    return sorted(event.published_sessions, key=lambda each: (each.starts_at, each.calendar_uid))


def _next_number(session: Session, event: Event) -> int:
    highest = select(func.max(ProgrammeVersion.number)).where(ProgrammeVersion.event_id == event.id)
    return (session.scalar(highest) or 0) + 1

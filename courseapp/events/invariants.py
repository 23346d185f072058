"""What must be true of every programme: for operators and for tests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from courseapp.events.models import Event, EventSession, ProgrammeVersion
from courseapp.events.published.states import SessionState, States
from courseapp.events.published.versions import public_states
from courseapp.events.rules import EventStatus, SessionStatus

AT_ONCE = 100  # programmes that are read in one go


def broken_programmes(session: Session) -> Sequence[str]:
    """Return a sentence for each programme that is not as it must be; nothing means all is well.

    What everybody sees is the newest version, all of it cancelled if the event is; versions are
    numbered without a gap; and each planned session is at the instant that its clock time means.
    """
    gaps = session.scalars(_with_gaps()).all()
    newest = select(ProgrammeVersion).where(ProgrammeVersion.id.in_(_newest()))
    whole = joinedload(ProgrammeVersion.event).selectinload(Event.published_sessions)
    differing = [
        version.event.slug
        for version in session.scalars(newest.options(whole)).yield_per(AT_ONCE)
        if not _same(version.states, public_states(version.event), version.event)
    ]
    return [
        *(f"The programme of {slug} misses a version between others." for slug in gaps),
        *(f"The public programme of {slug} is not its newest version." for slug in differing),
        *_at_other_instants(session),
    ]


def _with_gaps() -> Select[str]:
    versions = func.count(ProgrammeVersion.id)
    return (
        select(Event.slug)
        .join(ProgrammeVersion, ProgrammeVersion.event_id == Event.id)
        .group_by(Event.id)
        .having(func.max(ProgrammeVersion.number) != versions)
    )


def _newest() -> Select[int]:
    return select(func.max(ProgrammeVersion.id)).group_by(ProgrammeVersion.event_id)


def _same(frozen: States, public: States, event: Event) -> bool:
    if event.status is not EventStatus.CANCELLED:
        return frozen == public
    off = all(state.is_cancelled for state in public.values())
    return off and _without_status(frozen) == _without_status(public)


def _without_status(states: States) -> Mapping[str, SessionState]:
    scheduled = SessionStatus.SCHEDULED
    return {uid: replace(state, status=scheduled) for uid, state in states.items()}


def _at_other_instants(session: Session) -> list[str]:
    rows = session.scalars(
        select(EventSession).options(joinedload(EventSession.event)).order_by(EventSession.id)
    )
    return [
        f"A session of {row.event.slug} is not at the instant that its clock time means."
        for row in rows.yield_per(AT_ONCE)
        if not _is_at_its_instant(row)
    ]


def _is_at_its_instant(row: EventSession) -> bool:
    """Of a time that comes twice either reading will do."""
    zone = ZoneInfo(row.zone)
    pairs = ((row.starts_local, row.starts_at), (row.ends_local, row.ends_at))
    return all(at.astimezone(zone).replace(tzinfo=None) == local for local, at in pairs)

"""The warnings of an event, all at once, with who has acknowledged them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.ports.cautions import Acknowledged, Caution
from courseapp.events.sessions.sittings import SessionPlan
from courseapp.warnings.finding import Finding
from courseapp.warnings.gathering import gather, gather_with
from courseapp.warnings.looking import findings
from courseapp.warnings.models import AcknowledgedWarning
from courseapp.warnings.programme import NOT_SAVED
from courseapp.warnings.rules import KINDS, Gravity, Kind


@dataclass(frozen=True)
class OtherEvent:
    """Another event that a warning is about too. Both texts are "" where it may not be known."""

    title: str
    when: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeWarning(Caution):
    """A warning about a programme. `day` is local, None where it is about no single day."""

    kind: Kind
    day: date | None = None
    other: OtherEvent | None = None


def warnings_of(session: Session, event: Event, now: datetime) -> tuple[ProgrammeWarning, ...]:
    """Return what is wrong with the programme as it is planned, problems first.

    Acknowledged warnings are among them. Sessions that are over are left out, and so is an event
    that was held or is cancelled. A fixed number of statements, however long the programme.
    """
    return _told(findings(gather(session, event, now)), acknowledged(session, event))


def warnings_with(
    session: Session, event: Event, now: datetime, plan: SessionPlan, session_id: int | None
) -> tuple[ProgrammeWarning, ...]:
    """Return what a planned session would bring with it that is not so already.

    `session_id` is the session it replaces, None for a new one. What is acknowledged is left out.
    Raises Problem for impossible times.
    """
    before = {each.key for each in findings(gather(session, event, now))}
    before |= acknowledged(session, event).keys()
    after = findings(gather_with(session, event, now, plan, session_id))
    number = session_id or NOT_SAVED
    return _told((each for each in after if each.concerns(number) and each.key not in before), {})


def acknowledged(session: Session, event: Event) -> Mapping[str, Acknowledged]:
    """Return who lets which warnings of the event stand, by key, lapsed ones too. One statement."""
    rows = session.scalars(
        select(AcknowledgedWarning)
        .where(AcknowledgedWarning.event_id == event.id)
        .order_by(AcknowledgedWarning.id)
    )
    return {row.key: Acknowledged(row.by, row.at, row.reason) for row in rows}


def _told(
    found: Iterable[Finding], known: Mapping[str, Acknowledged]
) -> tuple[ProgrammeWarning, ...]:
    return tuple(_warning(each, known.get(each.key)) for each in found)


def _warning(finding: Finding, known: Acknowledged | None) -> ProgrammeWarning:
    told, other = KINDS[finding.kind], finding.other
    return ProgrammeWarning(
        key=finding.key,
        label=told.label,
        sentence=finding.sentence,
        advice=told.advice,
        is_hint=told.gravity is Gravity.HINT,
        session_ids=tuple(item.id for item in finding.items if item.id != NOT_SAVED),
        acknowledged=known,
        kind=finding.kind,
        day=finding.day,
        other=OtherEvent(other.title, other.when) if other else None,
    )

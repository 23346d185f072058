"""Reading quotas and focal points, each list in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from courseapp.core.errors import NotFound
from courseapp.core.ids import token_hash
from courseapp.core.paging import Page, paginate
from courseapp.events.models import Event
from courseapp.events.names import stored_name
from courseapp.nominations.models import FocalPoint, Nomination, Quota
from courseapp.nominations.rules import NominationState, PointAction, PointStatus
from courseapp.nominations.timing import is_over

PAGE_SIZE = 50
_WRITTEN_TO = {
    PointAction.INVITE: PointStatus.LISTED,
    PointAction.REMIND: PointStatus.INVITED,
}


class QuotaFilter(StrEnum):
    """Which jurisdictions organisers want to see."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    LEFT = "left"  # asked, and may still name somebody
    NOBODY = "nobody"  # asked, and has named nobody


@dataclass(frozen=True)
class Figures:
    """What an event's nominations amount to, all jurisdictions together."""

    quotas: int
    asked: int
    size: int
    used: int


def listed(
    session: Session, event: Event, *, search: str = "", status: str = "", number: int = 1
) -> Page[Quota]:
    """Return a page of the event's jurisdictions by name, with their focal points.

    Three statements, whatever their number. `status` is a QuotaFilter; `search` finds all its
    words in names of jurisdictions and in names and addresses of focal points.
    """
    wanted = select(Quota).where(Quota.event_id == event.id, _stands(status))
    for word in stored_name(search).split():
        wanted = wanted.where(_has_word(word))
    ordered = wanted.options(selectinload(Quota.points)).order_by(Quota.folded_name, Quota.id)
    return paginate(session, ordered, number, PAGE_SIZE)


def figures_of(session: Session, event: Event) -> Figures:
    """Return the numbers of all jurisdictions of the event. One statement."""
    row = session.execute(
        select(
            func.count(Quota.id),
            func.count(Quota.id).filter(_is_asked()),
            func.coalesce(func.sum(Quota.size), 0),
            func.coalesce(func.sum(Quota.used), 0),
        ).where(Quota.event_id == event.id)
    ).one()
    return Figures(*(int(each) for each in row))


def quota_of(session: Session, event: Event, quota_id: int) -> Quota:
    """Return a quota of the event with its people. Raises NotFound for another event's."""
    wanted = select(Quota).where(Quota.id == quota_id, Quota.event_id == event.id)
    people = selectinload(Quota.points), selectinload(Quota.nominations)
    found = session.scalars(wanted.options(*people)).one_or_none()
    if found is None:
        raise NotFound
    return found


def quota_choices(session: Session, event: Event) -> Mapping[int, str]:
    """Return the names of the event's jurisdictions by their ids, by name. One statement."""
    rows = session.execute(
        select(Quota.id, Quota.name)
        .where(Quota.event_id == event.id)
        .order_by(Quota.folded_name, Quota.id)
    )
    return dict(rows.all())


def point_with_token(session: Session, token: str) -> FocalPoint | None:
    """Return the focal point whose link has the secret, with her quota; None if nobody.

    A link that was replaced or taken back opens nothing. A fixed number of statements.
    """
    wanted = select(FocalPoint).where(FocalPoint.token_hash == token_hash(token))
    return session.scalars(
        wanted.options(
            joinedload(FocalPoint.quota).options(
                selectinload(Quota.nominations),
                joinedload(Quota.event).joinedload(Event.initiative),
            )
        )
    ).one_or_none()


def nomination_with_token(session: Session, token: str) -> Nomination | None:
    """Return whose invitation has the secret; None if nobody's. One statement."""
    wanted = select(Nomination).where(Nomination.token_hash == token_hash(token))
    return session.scalars(
        wanted.options(
            joinedload(Nomination.quota).joinedload(Quota.event).joinedload(Event.initiative)
        )
    ).one_or_none()


def nominations_for(session: Session, event: Event, email: str) -> Sequence[Nomination]:
    """Return what counts of the nominations of an address for the event. One statement."""
    return session.scalars(
        select(Nomination)
        .join(Nomination.quota)
        .where(
            Quota.event_id == event.id,
            Nomination.email == email,
            Nomination.state == NominationState.NAMED,
        )
        .options(contains_eager(Nomination.quota))
        .order_by(Quota.folded_name, Nomination.id)
    ).all()


def to_write_to(
    session: Session, event: Event, action: PointAction, now: datetime
) -> Sequence[FocalPoint]:
    """Return, by jurisdiction, those not asked yet, or asked who may still name somebody.

    Nobody is written to whose last day is over. One statement.
    """
    wanted = (
        select(FocalPoint)
        .join(FocalPoint.quota)
        .where(
            Quota.event_id == event.id,
            Quota.used < Quota.size,
            FocalPoint.status == _WRITTEN_TO[action],
        )
        .options(contains_eager(FocalPoint.quota))
        .order_by(Quota.folded_name, FocalPoint.id)
    )
    return [each for each in session.scalars(wanted) if not is_over(each.quota, now)]


def _is_asked() -> ColumnElement[bool]:
    return Quota.points.any(FocalPoint.status == PointStatus.INVITED)


def _stands(status: str) -> ColumnElement[bool]:
    conditions = {
        QuotaFilter.NOT_ASKED.value: ~_is_asked(),
        QuotaFilter.ASKED.value: _is_asked(),
        QuotaFilter.LEFT.value: _is_asked() & (Quota.used < Quota.size),
        QuotaFilter.NOBODY.value: _is_asked() & (Quota.used == 0),
    }
    return conditions.get(status, Quota.id.is_not(None))


def _has_word(word: str) -> ColumnElement[bool]:
    hers = or_(
        func.lower(FocalPoint.name).contains(word, autoescape=True),
        FocalPoint.email.contains(word, autoescape=True),
    )
    return or_(Quota.folded_name.contains(word, autoescape=True), Quota.points.any(hers))

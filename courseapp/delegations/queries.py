"""Reading delegations, each list in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from courseapp.core.errors import NotFound
from courseapp.core.ids import token_hash
from courseapp.core.paging import Page, paginate
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.rules import (
    COMING,
    ON_LIST,
    DelegateState,
    DelegationAction,
    DelegationStatus,
)
from courseapp.events.models import Event, PublishedSession
from courseapp.events.names import stored_name

PAGE_SIZE = 50
_WRITTEN_TO = {
    DelegationAction.INVITE: DelegationStatus.LISTED,
    DelegationAction.REMIND: DelegationStatus.INVITED,
}
WAITING = "waiting"  # a filter: delegations with a substitute to decide on


@dataclass(frozen=True)
class Figures:
    """What an event's delegations amount to. `seats` and `named` count those that accepted."""

    by_status: Mapping[DelegationStatus, int]
    invited_seats: int
    seats: int
    named: int
    without_head: int
    waiting: int

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    @property
    def written_to(self) -> int:
        """How many were invited, whatever they answered."""
        return self.total - self.by_status.get(DelegationStatus.LISTED, 0)


@dataclass(frozen=True)
class Line:
    """One delegation in the list: people named, the name of its head, substitutes to decide on."""

    delegation: Delegation
    named: int
    head: str
    waiting: int


def listed(
    session: Session, event: Event, *, search: str = "", status: str = "", number: int = 1
) -> Page[Line]:
    """Return a page of the event's delegations by name. Two statements, whatever their number.

    `status` is a DelegationStatus, or WAITING; `search` finds all its words in the names of
    delegations, focal points and people, whatever case and accents.
    """
    wanted = _counted().where(Delegation.event_id == event.id, _stands(status))
    for word in stored_name(search).split():
        wanted = wanted.where(_has_word(word))
    page = paginate(
        session, wanted.order_by(Delegation.folded_name, Delegation.id), number, PAGE_SIZE
    )
    lines = [
        Line(each, named or 0, head or "", waits or 0) for each, named, head, waits in page.items
    ]
    return Page(lines, page.number, page.size, page.total)


def figures_of(session: Session, event: Event) -> Figures:
    """Return the numbers of all delegations of the event. One statement."""
    people = _people()
    counted = (
        select(
            Delegation.status,
            func.count(),
            func.sum(Delegation.size),
            func.sum(func.coalesce(people.c.named, 0)),
            func.sum(case((people.c.head.is_(None), 1), else_=0)),
            func.sum(func.coalesce(people.c.waiting, 0)),
        )
        .outerjoin(people, people.c.delegation_id == Delegation.id)
        .where(Delegation.event_id == event.id)
        .group_by(Delegation.status)
    )
    rows = {row[0]: [int(each or 0) for each in row[1:]] for row in session.execute(counted)}
    accepted = rows.get(DelegationStatus.ACCEPTED, [0] * 5)
    return Figures(
        {status: row[0] for status, row in rows.items()},
        invited_seats=sum(row[1] for row in rows.values()),
        seats=accepted[1],
        named=accepted[2],
        without_head=accepted[3],
        waiting=accepted[4],
    )


def delegation_of(session: Session, event: Event, delegation_id: int) -> Delegation:
    """Return a delegation of the event with its people. Raises NotFound for another event's."""
    wanted = select(Delegation).where(
        Delegation.id == delegation_id, Delegation.event_id == event.id
    )
    found = session.scalars(wanted.options(selectinload(Delegation.people))).one_or_none()
    if found is None:
        raise NotFound
    return found


def delegation_with_token(session: Session, token: str) -> Delegation | None:
    """Return what the secret of a private link opens, with its event; None if nothing.

    A link that was replaced opens nothing. A fixed number of statements.
    """
    wanted = (
        select(Delegation)
        .where(Delegation.token_hash == token_hash(token))
        .options(
            selectinload(Delegation.people),
            joinedload(Delegation.event).options(
                joinedload(Event.initiative),
                selectinload(Event.published_sessions).joinedload(PublishedSession.session),
            ),
        )
    )
    return session.scalars(wanted).one_or_none()


def to_write_to(session: Session, event: Event, action: DelegationAction) -> Sequence[Delegation]:
    """Return, by name, those with an address that were not invited yet, or did not answer yet."""
    stands = _WRITTEN_TO[action]
    wanted = select(Delegation).where(
        Delegation.event_id == event.id,
        Delegation.status == stands,
        Delegation.contact_email != "",
    )
    return session.scalars(wanted.order_by(Delegation.folded_name, Delegation.id)).all()


def people_of(session: Session, event: Event) -> Sequence[Delegate]:
    """Return everybody who stands on the list of a delegation that accepted. One statement."""
    return session.scalars(
        select(Delegate)
        .join(Delegate.delegation)
        .where(
            Delegation.event_id == event.id,
            Delegation.status == DelegationStatus.ACCEPTED,
            Delegate.state.in_(ON_LIST),
        )
        .options(contains_eager(Delegate.delegation))
        .order_by(
            Delegation.folded_name,
            Delegation.id,
            Delegate.is_head.desc(),
            Delegate.named_at,
            Delegate.id,
        )
    ).all()


def _people() -> Subquery:
    """As a subquery: people named, head and substitutes to decide on, of each delegation."""
    return (
        select(
            Delegate.delegation_id,
            func.count(case((Delegate.state.in_(COMING), 1))).label("named"),
            func.max(case((Delegate.is_head, Delegate.full_name))).label("head"),
            func.count(case((Delegate.state == DelegateState.ASKED, 1))).label("waiting"),
        )
        .group_by(Delegate.delegation_id)
        .subquery()
    )


def _counted() -> Select[Delegation, int, str, int]:
    people = _people()
    return select(Delegation, people.c.named, people.c.head, people.c.waiting).outerjoin(
        people, people.c.delegation_id == Delegation.id
    )


def _stands(status: str) -> ColumnElement[bool]:
    if status == WAITING:
        asked = Delegation.people.any(Delegate.state == DelegateState.ASKED)
        return and_(Delegation.status == DelegationStatus.ACCEPTED, asked)
    known = next((each for each in DelegationStatus if each.value == status), None)
    return Delegation.id.is_not(None) if known is None else Delegation.status == known


def _has_word(word: str) -> ColumnElement[bool]:
    named = Delegate.folded_name.contains(word, autoescape=True)
    return or_(
        Delegation.folded_name.contains(word, autoescape=True),
        func.lower(Delegation.contact_name).contains(word, autoescape=True),
        Delegation.contact_email.contains(word, autoescape=True),
        Delegation.people.any(and_(Delegate.state.in_(ON_LIST), named)),
    )

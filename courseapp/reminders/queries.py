"""Reading the plan of an event: what will go to whom when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, contains_eager, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound
from courseapp.core.paging import Page, paginate
from courseapp.countries.names import folded
from courseapp.events.models import Event
from courseapp.reminders.models import MessagePlan, PlannedMessage
from courseapp.reminders.rules import Kind, State

PAGE_SIZE = 50


@dataclass(frozen=True)
class Sought:
    """Which messages a list shows; "" or None asks for nothing. `subject` needs a `kind`."""

    text: str = ""
    kind: Kind | None = None
    subject: str | None = None
    state: State | None = State.PLANNED


@dataclass(frozen=True)
class MessageGroup:
    """The same message to several people, still to be sent: when the first and the last are due."""

    kind: Kind
    subject: str
    first: datetime
    last: datetime
    people: int
    paused: int


@dataclass(frozen=True)
class Counted:
    """So many messages of a kind that are, or were, due at an instant."""

    kind: Kind
    state: State
    at: datetime
    number: int


def pause_of(session: Session, event_id: int) -> MessagePlan | None:
    """Return since when the messages of the event are paused, and by whom; None: they are not."""
    plan = session.get(MessagePlan, event_id)
    return plan if plan is not None and plan.paused_at else None


def groups_ahead(session: Session, event: Event) -> Sequence[MessageGroup]:
    """Return what is planned, grouped by message, the next first. One statement."""
    first = func.min(PlannedMessage.due_at)
    paused = func.sum(case((PlannedMessage.paused_at.is_not(None), 1), else_=0))
    wanted = (
        select(
            PlannedMessage.kind,
            PlannedMessage.subject,
            first,
            func.max(PlannedMessage.due_at),
            func.count(),
            paused,
        )
        .where(PlannedMessage.event_id == event.id, PlannedMessage.state == State.PLANNED)
        .group_by(PlannedMessage.kind, PlannedMessage.subject)
        .order_by(first, PlannedMessage.kind, PlannedMessage.subject)
    )
    return [MessageGroup(*row) for row in session.execute(wanted)]


def counted(session: Session, event: Event) -> Sequence[Counted]:
    """Return how many messages are planned, or were sent, at each instant. One statement."""
    wanted = (
        select(PlannedMessage.kind, PlannedMessage.state, PlannedMessage.due_at, func.count())
        .where(
            PlannedMessage.event_id == event.id,
            PlannedMessage.state.in_([State.PLANNED, State.SENT]),
        )
        .group_by(PlannedMessage.kind, PlannedMessage.state, PlannedMessage.due_at)
        .order_by(PlannedMessage.due_at)
    )
    return [Counted(*row) for row in session.execute(wanted)]


def planned_by_kind(counts: Sequence[Counted], state: State) -> Mapping[Kind, int]:
    """Return how many messages of each kind stand so."""
    found: dict[Kind, int] = {}
    for each in counts:
        if each.state is state:
            found[each.kind] = found.get(each.kind, 0) + each.number
    return found


def people_of(session: Session, event: Event, sought: Sought, number: int) -> Page[PlannedMessage]:
    """Return a page of messages with their readers, the next first. Two statements."""
    statement = _with_reader(event.id)
    if sought.state is not None:
        statement = statement.where(PlannedMessage.state == sought.state)
    if sought.kind is not None:
        statement = statement.where(PlannedMessage.kind == sought.kind)
        if sought.subject is not None:
            statement = statement.where(PlannedMessage.subject == sought.subject)
    for word in folded(sought.text).split():
        found = func.coalesce(Application.search_text, "").contains(word, autoescape=True)
        by_address = Person.email.icontains(word, autoescape=True)
        by_name = Person.full_name.icontains(word, autoescape=True)
        statement = statement.where(found | by_address | by_name)
    ordered = statement.order_by(PlannedMessage.due_at, PlannedMessage.id)
    return paginate(session, ordered, number, PAGE_SIZE)


def planned_message(session: Session, event: Event, planned_id: int) -> PlannedMessage:
    """Return a message of the event with its reader. Raises NotFound for that of another event."""
    wanted = _with_reader(event.id).where(PlannedMessage.id == planned_id)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def _with_reader(event_id: int) -> Select[PlannedMessage]:
    return (
        select(PlannedMessage)
        .join(PlannedMessage.application)
        .join(Application.person)
        .where(PlannedMessage.event_id == event_id)
        .options(
            contains_eager(PlannedMessage.application).options(
                contains_eager(Application.person).lazyload(Person.roles),
                lazyload(Application.event),
            )
        )
    )

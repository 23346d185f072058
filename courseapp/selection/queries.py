"""Reading applications, decisions and offers for those who decide."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.errors import NotFound
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.intake.queries import is_sent
from courseapp.selection.models import Decision, Offer, PrivateDecision, Substitute
from courseapp.selection.rules import REMINDERS_BEFORE, Outcome, Privacy, SubstituteState

MOST_AT_ONCE = 2000
NOTHING_LAPSES = (EventStatus.CANCELLED, EventStatus.POSTPONED)


def chosen(session: Session, event_id: int, wanted: Sequence[str]) -> Sequence[Application]:
    """Return the event's sent applications among the references, in the order asked for."""
    unique = list(dict.fromkeys(wanted))[:MOST_AT_ONCE]
    rows = session.scalars(
        select(Application)
        .where(is_sent(event_id), Application.reference.in_(unique))
        .options(lazyload(Application.person, Person.roles))
    )
    found = {application.reference: application for application in rows}
    return [found[reference] for reference in unique if reference in found]


def waiting(event_id: int) -> Select[Application]:
    """Return the select of those who wait and can be written to, in the order of their turn.

    That is the rank on the reserve, where organisers gave one, and then who has waited longest.
    Whom a decision is about that is not known yet is left out: her turn is decided already.
    """
    undecided = or_(PrivateDecision.choice.is_(None), PrivateDecision.privacy == Privacy.KNOWN)
    return (
        select(Application)
        .join(Person, Application.person_id == Person.id)
        .outerjoin(PrivateDecision, PrivateDecision.application_id == Application.id)
        .where(
            Application.event_id == event_id,
            Application.status == Status.WAITING,
            Person.disabled_at.is_(None),
            undecided,
        )
        .order_by(
            PrivateDecision.rank.is_(None),
            PrivateDecision.rank,
            Application.waiting_since,
            Application.id,
        )
    )


def next_in_turn(session: Session, event_id: int, number: int) -> Sequence[str]:
    """Return the references of the next who wait. One statement."""
    return session.scalars(
        waiting(event_id).with_only_columns(Application.reference).limit(number)
    ).all()


def waiting_number(session: Session, event_id: int) -> int:
    """Return how many people wait for a seat and can be written to. One statement."""
    counted = waiting(event_id).order_by(None).with_only_columns(func.count())
    return session.scalar(counted) or 0


def place_in_line(session: Session, application: Application) -> int:
    """Return her number on a waiting list by order; 1 is the next. One statement.

    Where organisers select, the order is theirs, and nobody is told a number.
    """
    before = or_(
        Application.waiting_since < application.waiting_since,
        and_(
            Application.waiting_since == application.waiting_since,
            Application.id < application.id,
        ),
    )
    ahead = waiting(application.event_id).where(before).order_by(None)
    return (session.scalar(ahead.with_only_columns(func.count())) or 0) + 1


def approved_substitutes(session: Session, event_id: int) -> Sequence[Substitute]:
    """Return who has the next free seats because organisers approved it. One statement."""
    return session.scalars(
        select(Substitute)
        .join(Application, Application.id == Substitute.application_id)
        .where(Application.event_id == event_id, Substitute.state == SubstituteState.APPROVED)
        .order_by(Substitute.decided_at, Substitute.id)
    ).all()


def decisions(session: Session, application_id: int) -> Sequence[Decision]:
    """Return all decisions about an application, newest first. One statement."""
    return session.scalars(
        select(Decision)
        .where(Decision.application_id == application_id)
        .order_by(Decision.made_at.desc(), Decision.id.desc())
    ).all()


def latest_offer(session: Session, person: Person, reference: str) -> Offer:
    """Return the newest offer to the person for her application. Raises NotFound."""
    found = session.scalars(
        select(Offer)
        .join(Application)
        .where(Application.reference == reference, Application.person_id == person.id)
        .order_by(Offer.id.desc())
        .limit(1)
    ).first()
    if found is None:
        raise NotFound
    return found


def overdue_offers(session: Session, now: datetime) -> Sequence[int]:
    """Return the ids of open offers whose time to answer is over, the oldest first.

    Where the event is cancelled there is nothing to answer any more, and while it is postponed
    nobody has to: nothing is overdue.
    """
    return session.scalars(
        select(Offer.id)
        .join(Application)
        .join(Event)
        .where(Offer.closed_at.is_(None), Offer.reply_by < now)
        .where(Application.status == Status.OFFERED, Event.status.not_in(NOTHING_LAPSES))
        .order_by(Offer.reply_by, Offer.id)
    ).all()


def open_offers(session: Session, event_id: int) -> Sequence[Offer]:
    """Return the offers of the event that nobody has answered yet, the oldest first."""
    return session.scalars(
        select(Offer)
        .join(Application)
        .where(Offer.closed_at.is_(None), Application.event_id == event_id)
        .where(Application.status == Status.OFFERED)
        .order_by(Offer.id)
    ).all()


def application_subjects(session: Session, event_id: int) -> Sequence[str]:
    """Return what audit entries and messages call the event's sent applications."""
    ids = session.scalars(select(Application.id).where(is_sent(event_id)))
    return [f"application/{each}" for each in ids]


def offers_to_remind(session: Session, now: datetime) -> Sequence[Offer]:
    """Return the open offers that end within the longest time before which one is reminded.

    Not where the event is cancelled or postponed: there nobody has to answer.
    """
    horizon = now + max(REMINDERS_BEFORE) + timedelta(days=1)
    return session.scalars(
        select(Offer)
        .join(Application)
        .join(Event)
        .where(Offer.closed_at.is_(None), Offer.reply_by > now, Offer.reply_by < horizon)
        .where(Application.status == Status.OFFERED, Event.status.not_in(NOTHING_LAPSES))
        .order_by(Offer.reply_by, Offer.id)
    ).all()


def answered_offers(session: Session, application_id: int) -> Sequence[Offer]:
    """Return the offers that the applicant did not take, the newest first. One statement."""
    return session.scalars(
        select(Offer)
        .where(Offer.application_id == application_id, Offer.outcome == Outcome.TURNED_DOWN)
        .order_by(Offer.id.desc())
    ).all()

"""A focal point proposes somebody in the place of one of her people; an organiser approves.

The substitute is somebody of the same jurisdiction: nominated by it, or working in its country,
who has applied herself. An approved one gets the seat that the other gives up, and no other person
passes her; see `filling`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT, Action, Status, next_step
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.core.formats import day
from courseapp.events.clock.local_time import local_date
from courseapp.events.models import Event
from courseapp.nominations.models import FocalPoint, Nomination, Quota
from courseapp.nominations.rules import NominationState
from courseapp.selection.filling import fill_seats
from courseapp.selection.giving_up import replace_in_seat
from courseapp.selection.models import SelectionPlan, Substitute
from courseapp.selection.private import plan_of
from courseapp.selection.rules import SUBSTITUTE_STEPS, SubstituteDeed, SubstituteState, can, step
from courseapp.selection.terms import starts_at, zone_of

REASON_CHARACTERS = 1000
_OPEN = (SubstituteState.PROPOSED, SubstituteState.APPROVED)
# Whose seat somebody else can have: she holds it, or it was hers and she does not come.
_REPLACED = (*HOLDS_A_SEAT, Status.TURNED_DOWN, Status.LAPSED, Status.WITHDRAWN, Status.GIVEN_UP)


@dataclass(frozen=True)
class Proposal:
    """Who is to come in whose place: references of applications, and why."""

    reference: str
    instead_of: str
    reason: str = ""


def until_when(session: Session, event_id: int) -> date | None:
    """Return the last day on which substitutes are proposed; None: never. One statement."""
    wanted = select(SelectionPlan.substitutes_until).where(SelectionPlan.event_id == event_id)
    return session.scalar(wanted)


def allow_until(
    session: Session, actor: Person, now: datetime, event: Event, until: date | None
) -> None:
    """Let focal points propose substitutes until the end of a day in the event's zone."""
    lock(session, Event, event.id)
    begins = starts_at(event)
    if until is not None and begins is not None and until > local_date(begins, zone_of(event)):
        raise Problem("The event has begun by then. Enter an earlier day.", "substitutes_until")
    plan_of(session, event).substitutes_until = until
    told = f"until {day(until)}" if until else "no longer"
    _log(session, actor.display_name, now, event, f"Substitutes can be proposed {told}.")
    session.flush()


def refusal(session: Session, event: Event, now: datetime) -> str:
    """Return why nobody can be proposed now, in words for her; "" where one can."""
    until = until_when(session, event.id)
    if until is None:
        return "The organisers take no substitutes. If somebody cannot come, write to them."
    if local_date(now, zone_of(event)) > until:
        return f"Substitutes could be proposed until {day(until)}. Please write to the organisers."
    return ""


def to_replace(session: Session, quota: Quota) -> Sequence[Application]:
    """Return those of her people who hold a seat, or held one. One statement."""
    return session.scalars(
        _hers(quota).where(Application.status.in_(_REPLACED), Nomination.id.is_not(None))
    ).all()


def candidates(session: Session, quota: Quota) -> Sequence[Application]:
    """Return who could come instead: has applied, is of her jurisdiction. One statement."""
    possible = [each for each in Status if next_step(each, Action.OFFER) is not None]
    return session.scalars(_hers(quota).where(Application.status.in_(possible))).all()


def propose(session: Session, now: datetime, point: FocalPoint, proposal: Proposal) -> Substitute:
    """Keep a proposal for the organisers. Sent twice, the second finds the first.

    Raises Problem where nobody can be proposed any more, or not this person in that place.
    """
    quota = point.quota
    event = lock(session, Event, quota.event_id)
    refused = refusal(session, event, now)
    if refused:
        raise Problem(refused)
    leaves = _among(to_replace(session, quota), proposal.instead_of, "instead_of")
    comes = _among(candidates(session, quota), proposal.reference, "reference")
    known = _open_about(session, leaves, comes)
    if known is not None:
        if (known.application_id, known.instead_of_id) == (comes.id, leaves.id):
            return known
        raise Problem("One of them is in another proposal already.", "reference")
    found = Substitute(
        quota=quota,
        application=comes,
        instead_of=leaves,
        reason=proposal.reason,
        proposed_by=point.called,
        proposed_at=now,
    )
    session.add(found)
    told = f"{quota.name} proposed {comes.full_name} in the place of {leaves.full_name}."
    _log(session, point.called, now, event, told)
    session.flush()
    return found


def take_back(session: Session, now: datetime, point: FocalPoint, substitute: Substitute) -> None:
    """Take a proposal back that nobody has decided about. Raises Problem for another one."""
    lock(session, Event, point.quota.event_id)
    _step(session, substitute, SubstituteDeed.TAKE_BACK)
    substitute.decided_by, substitute.decided_at = point.called, now
    session.flush()


def approve(
    session: Session, actor: Person, now: datetime, substitute: Substitute
) -> SubstituteState:
    """Let her come instead: the other gives up the seat, is told, and she is offered it.

    Returns whether she was offered it at once or has the next one that becomes free. Raises
    Problem where the proposal was decided meanwhile.
    """
    leaves = substitute.instead_of
    event = lock(session, Event, leaves.event_id)
    _step(session, substitute, SubstituteDeed.APPROVE)
    substitute.decided_by, substitute.decided_at = actor.display_name, now
    session.flush()
    session.refresh(leaves)
    if leaves.status in HOLDS_A_SEAT:
        replace_in_seat(session, actor, now, leaves, substitute.quota.name)
    fill_seats(session, event, now)
    _log(session, actor.display_name, now, event, f"Approved: {_said(substitute)}")
    session.flush()
    return substitute.state


def refuse(
    session: Session, actor: Person, now: datetime, substitute: Substitute, note: str = ""
) -> None:
    """Do not let her come instead. Raises Problem where it was decided meanwhile."""
    event = lock(session, Event, substitute.instead_of.event_id)
    _step(session, substitute, SubstituteDeed.REFUSE)
    substitute.decided_by, substitute.decided_at = actor.display_name, now
    substitute.note = note
    _log(session, actor.display_name, now, event, f"Refused: {_said(substitute)}")
    session.flush()


def open_proposals(session: Session, event_id: int) -> Sequence[Substitute]:
    """Return what waits for the organisers, or for a seat, the oldest first. One statement."""
    return session.scalars(
        select(Substitute)
        .join(Quota, Quota.id == Substitute.quota_id)
        .where(Quota.event_id == event_id, Substitute.state.in_(_OPEN))
        .order_by(Substitute.id)
    ).all()


def proposals_of(session: Session, quota: Quota) -> Sequence[Substitute]:
    """Return all proposals of a jurisdiction, the newest first. One statement."""
    wanted = select(Substitute).where(Substitute.quota_id == quota.id)
    return session.scalars(wanted.order_by(Substitute.id.desc())).all()


def proposal_of(session: Session, event: Event, substitute_id: int) -> Substitute:
    """Return a proposal for the event. Raises NotFound for another event's."""
    found = session.get(Substitute, substitute_id)
    if found is None or found.quota.event_id != event.id:
        raise NotFound
    return found


def _hers(quota: Quota) -> Select[Application]:
    """People who have applied and whom the jurisdiction nominated, or who work in its country."""
    named = and_(
        Nomination.email == Person.email,
        Nomination.quota_id == quota.id,
        Nomination.state == NominationState.NAMED,
        Person.email_verified_at.is_not(None),
    )
    same: list[ColumnElement[bool]] = [Nomination.id.is_not(None)]
    if quota.country and not quota.subdivision:
        same.append(Application.work_country == quota.country)
    return (
        select(Application)
        .join(Person, Person.id == Application.person_id)
        .outerjoin(Nomination, named)
        .where(
            Application.event_id == quota.event_id,
            Application.submitted_at.is_not(None),
            Person.disabled_at.is_(None),
            or_(*same),
        )
        .order_by(Nomination.rank.is_(None), Nomination.rank, Application.id)
    )


def _among(people: Sequence[Application], reference: str, field: str) -> Application:
    for each in people:
        if each.reference == reference:
            return each
    raise Problem("Choose one of the people in the list.", field)


def _open_about(session: Session, leaves: Application, comes: Application) -> Substitute | None:
    return session.scalars(
        select(Substitute)
        .where(Substitute.state.in_(_OPEN))
        .where(or_(Substitute.instead_of_id == leaves.id, Substitute.application_id == comes.id))
        .limit(1)
    ).first()


def _step(session: Session, substitute: Substitute, deed: SubstituteDeed) -> None:
    session.refresh(substitute, ["state"])
    if not can(SUBSTITUTE_STEPS, substitute.state, deed):
        raise Problem("This was decided meanwhile.")
    substitute.state = step(SUBSTITUTE_STEPS, substitute.state, deed)


def _said(substitute: Substitute) -> str:
    leaves, comes = substitute.instead_of.full_name, substitute.application.full_name
    return f"{comes} in the place of {leaves} ({substitute.quota.name})."


def _log(session: Session, actor: str, now: datetime, event: Event, told: str) -> None:
    record(
        session,
        at=now,
        actor=actor,
        verb="substitute",
        subject=f"event/{event.id}",
        summary=told,
    )

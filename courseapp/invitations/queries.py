"""Reading invitations, answers and what came by mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.invitations.models import (
    Invitation,
    InvitationCall,
    InvitationPlan,
    ReceivedReply,
)
from courseapp.invitations.rules import Answer, Asking, Method, Style

NEWEST = 20


@dataclass(frozen=True)
class Counted:
    """How many people were invited to a session, and what they answered."""

    invited: int = 0
    answers: Mapping[Answer, int] | None = None

    def of(self, answer: Answer) -> int:
        """Return how many answered so."""
        return (self.answers or {}).get(answer, 0)


def plan_of(session: Session, event: Event) -> InvitationPlan:
    """Return how the event invites; what is usual, as a row that is not stored, where unsaid."""
    found = session.get(InvitationPlan, event.id)
    return found or InvitationPlan(
        event_id=event.id, style=Style.BY_NUMBER, asking=Asking.USUAL, changed_at=event.created_at
    )


def waiting_events(session: Session) -> Sequence[int]:
    """Return the events of which something changed, by id, the longest ago first."""
    oldest = func.min(InvitationCall.id)
    wanted = select(InvitationCall.event_id).group_by(InvitationCall.event_id).order_by(oldest)
    return session.scalars(wanted).all()


def held_at(session: Session, event_id: int) -> dict[tuple[int, str], Invitation]:
    """Return all invitations of an event by application and UID. One statement."""
    wanted = select(Invitation).where(Invitation.event_id == event_id)
    rows = session.scalars(wanted.execution_options(populate_existing=True))
    return {(each.application_id, each.calendar_uid): each for each in rows}


def invitation_to(session: Session, application_id: int, uid: str) -> Invitation | None:
    """Return what somebody holds of a session. One statement."""
    wanted = select(Invitation).where(
        Invitation.application_id == application_id, Invitation.calendar_uid == uid
    )
    return session.scalars(wanted).one_or_none()


def answers_stand() -> ColumnElement[bool]:
    """Return the condition on Invitation, joined with Application, that it counts for organisers.

    It is in her calendar, or she has a seat and answered on her page.
    """
    on_page = and_(Invitation.method == Method.NONE, Application.status == Status.CONFIRMED)
    return or_(Invitation.method == Method.REQUEST, on_page)


def held_by(session: Session, application_id: int) -> dict[str, Invitation]:
    """Return all invitations and answers of somebody, by UID. One statement."""
    wanted = select(Invitation).where(Invitation.application_id == application_id)
    return {each.calendar_uid: each for each in session.scalars(wanted)}


def own_invitations(session: Session, application_id: int) -> Sequence[Invitation]:
    """Return what somebody's calendar holds by invitation, in order. One statement."""
    wanted = (
        select(Invitation)
        .where(Invitation.application_id == application_id, Invitation.method == Method.REQUEST)
        .order_by(Invitation.ends_at, Invitation.id)
    )
    return session.scalars(wanted).all()


def counted(session: Session, event: Event) -> Mapping[str, Counted]:
    """Return how each session stands, by UID: those who were called off count no more."""
    wanted = (
        select(Invitation.calendar_uid, Invitation.answer, func.count())
        .join(Invitation.application)
        .where(Invitation.event_id == event.id, answers_stand())
        .group_by(Invitation.calendar_uid, Invitation.answer)
    )
    found: dict[str, dict[Answer, int]] = {}
    for uid, answer, number in session.execute(wanted):
        found.setdefault(uid, {})[answer] = number
    return {uid: Counted(sum(each.values()), each) for uid, each in found.items()}


def people_invited(event: Event, uid: str, answer: Answer | None) -> Select[Invitation]:
    """Return the select of what people hold of a session, by name, with the people."""
    wanted = (
        select(Invitation)
        .join(Invitation.application)
        .join(Application.person)
        .where(Invitation.event_id == event.id, Invitation.calendar_uid == uid)
        .where(or_(Invitation.method == Method.CANCEL, answers_stand()))
        .options(contains_eager(Invitation.application).contains_eager(Application.person))
        .order_by(Application.full_name, Person.email)
    )
    return wanted if answer is None else wanted.where(Invitation.answer == answer)


def newest_replies(session: Session, event: Event) -> Sequence[ReceivedReply]:
    """Return what came by mail about the event, newest first. One statement."""
    wanted = (
        select(ReceivedReply)
        .where(ReceivedReply.event_id == event.id)
        .order_by(ReceivedReply.received_at.desc(), ReceivedReply.id.desc())
        .limit(NEWEST)
    )
    return session.scalars(wanted).all()

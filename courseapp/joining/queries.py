"""Reading forms and requests, each in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from courseapp.core.errors import NotFound
from courseapp.core.ids import token_hash
from courseapp.countries.names import folded
from courseapp.initiatives.models import Contact
from courseapp.joining.models import JoinForm, JoinLink, JoinQuestion, JoinRequest
from courseapp.joining.rules import PRESSED_TWICE, SEEN, WAITING, State

# Where organisers look first: what waits for them, then for an answer, then what is over.
_URGENCY = {State.RECEIVED.value: 0, State.CLARIFICATION_ASKED.value: 1}


def form_of(session: Session, initiative_id: int) -> JoinForm | None:
    """Return the form of an initiative; None where nobody has ever opened one. One statement."""
    return session.scalars(
        select(JoinForm).where(JoinForm.initiative_id == initiative_id)
    ).one_or_none()


def whom_to_ask(session: Session, initiative_id: int, today: date) -> Sequence[Contact]:
    """Return the public contacts with an e-mail address. One statement."""
    return session.scalars(
        select(Contact)
        .where(Contact.initiative_id == initiative_id, Contact.is_public, Contact.email != "")
        .where(or_(Contact.keep_until.is_(None), Contact.keep_until >= today))
        .order_by(Contact.id)
    ).all()


def request_by_token(session: Session, token: str) -> JoinRequest:
    """Return the request whose secret link this is. Raises NotFound. One statement."""
    found = session.scalars(
        select(JoinLink).where(JoinLink.token_hash == token_hash(token))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found.request


def seen_request(session: Session, initiative_id: int, reference: str) -> JoinRequest:
    """Return a request that the organisers of the initiative may read. Raises NotFound."""
    found = session.scalars(
        select(JoinRequest).where(
            JoinRequest.initiative_id == initiative_id,
            JoinRequest.reference == reference,
            JoinRequest.state.in_(SEEN),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def sent_lately(session: Session, like: JoinRequest, now: datetime) -> JoinRequest | None:
    """Return the same request, sent a moment ago and not confirmed yet. One statement."""
    same = ("initiative_id", "email", "kind", "country", "organisation", "full_name")
    return session.scalars(
        select(JoinRequest)
        .where(*(getattr(JoinRequest, name) == getattr(like, name) for name in same))
        .where(
            JoinRequest.contribution == like.contribution,
            JoinRequest.state == State.UNCONFIRMED,
            JoinRequest.sent_at > now - PRESSED_TWICE,
        )
        .order_by(JoinRequest.id)
        .limit(1)
    ).one_or_none()


def questions_of(session: Session, request_id: int) -> Sequence[JoinQuestion]:
    """Return what was asked about a request, the first question first. One statement."""
    return session.scalars(
        select(JoinQuestion).where(JoinQuestion.request_id == request_id).order_by(JoinQuestion.id)
    ).all()


def open_question(session: Session, request_id: int) -> JoinQuestion | None:
    """Return the question that waits for an answer. One statement."""
    return session.scalars(
        select(JoinQuestion).where(
            JoinQuestion.request_id == request_id, JoinQuestion.answered_at.is_(None)
        )
    ).one_or_none()


def counts(session: Session, initiative_id: int) -> Mapping[State, int]:
    """Return how many requests stand where, unconfirmed ones included. One statement."""
    rows = session.execute(
        select(JoinRequest.state, func.count())
        .where(JoinRequest.initiative_id == initiative_id)
        .group_by(JoinRequest.state)
    )
    return dict(rows.all())


def requests_matching(
    initiative_id: int, state: State | None = None, search: str = ""
) -> Select[JoinRequest]:
    """Return the select of what organisers may read: what waits first, the oldest of it on top."""
    chosen = select(JoinRequest).where(
        JoinRequest.initiative_id == initiative_id,
        JoinRequest.state.in_(SEEN),
        JoinRequest.state == state if state else true(),
        *_has_words(search),
    )
    waits_since = case((JoinRequest.state.in_(WAITING), JoinRequest.state_since))
    rank = case(_URGENCY, value=JoinRequest.state, else_=len(_URGENCY))
    return chosen.order_by(rank, waits_since, JoinRequest.state_since.desc(), JoinRequest.id)


def _has_words(search: str) -> Sequence[ColumnElement[bool]]:
    words = folded(search).split()
    return [JoinRequest.search_text.contains(word, autoescape=True) for word in words]


def others_like(session: Session, request: JoinRequest, limit: int = 10) -> Sequence[JoinRequest]:
    """Return the initiative's other requests for the same country, organisation or person."""
    if request.purged_at is not None:
        return ()
    country = and_(JoinRequest.kind == request.kind, JoinRequest.country == request.country)
    named = func.lower(JoinRequest.organisation) == request.organisation.lower()
    same = (JoinRequest.email == request.email, named if request.organisation else country)
    return session.scalars(
        select(JoinRequest)
        .where(JoinRequest.initiative_id == request.initiative_id, JoinRequest.id != request.id)
        .where(JoinRequest.state.in_(SEEN), JoinRequest.purged_at.is_(None), or_(*same))
        .order_by(JoinRequest.id.desc())
        .limit(limit)
    ).all()

"""What must be true of the whole database, whatever happened: for operators and for tests."""

from collections.abc import Sequence
from types import MappingProxyType

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT, Action, Status
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event
from courseapp.mail.models import Message
from courseapp.selection.letters import KINDS
from courseapp.selection.models import Decision, Offer, PrivateDecision, Release
from courseapp.selection.rules import Privacy, ReleaseState

# Which step last led to a status that a decision, or the answer to one, explains.
_EXPLAINED_BY = MappingProxyType(
    {
        Status.OFFERED: (Action.OFFER,),
        Status.CONFIRMED: (Action.CONFIRM, Action.REGISTER, Action.MOVE_UP),
        Status.WAITING: (Action.WAIT, Action.QUEUE),
        Status.DECLINED: (Action.DECLINE, Action.REMOVE, Action.END_WAIT),
        Status.TURNED_DOWN: (Action.TURN_DOWN,),
        Status.LAPSED: (Action.LAPSE,),
        Status.GIVEN_UP: (Action.GIVE_UP,),
    }
)
_LETTER_OF = MappingProxyType({kind: choice for choice, kind in KINDS.items()})


def broken_invariants(session: Session) -> Sequence[str]:
    """Return a sentence for each thing that is not as it must be; nothing means all is well."""
    checks = (
        (_miscounted_events(), "The event {} counts other seats than its applications hold."),
        (_oversold_events(), "The event {} has given more seats than it has."),
        (_offered_without_offer(), "The application {} is offered a seat without an open offer."),
        (_offer_without_seat(), "The application {} has an open offer and no seat held for it."),
        (_other_reply_by(), "The application {} and its offer tell different times to answer."),
        (_two_open_offers(), "The application {} has two open offers."),
        (_sent_without_name(), "The application {} was sent without a name or without consent."),
        (_unexplained(), "The application {} stands where its history does not lead."),
        (_told_twice(), "The application {} got more letters of an outcome than decisions."),
        (_known_and_undecided(), "The application {} knows a decision that was never made known."),
        (_told_before_release(), "The application {} was told before its release was due."),
        (_left_in_a_release(), "The application {} was left out by a release that is done."),
    )
    return [
        words.format(name) for statement, words in checks for name in session.scalars(statement)
    ]


def _miscounted_events() -> Select[str]:
    held = (
        select(func.count())
        .where(Application.event_id == Event.id, Application.status.in_(HOLDS_A_SEAT))
        .scalar_subquery()
    )
    return select(Event.slug).where(Event.seats_taken != held)


def _oversold_events() -> Select[str]:
    """Beyond its seats an event has only whom it had when they became fewer."""
    places = Event.seats + Event.seats * Event.overbooked_percent // 100
    above = case((Event.seats_taken > places, Event.seats_taken - places), else_=0)
    return select(Event.slug).where(Event.seats_above != above)


def _offered_without_offer() -> Select[str]:
    offered = Application.status == Status.OFFERED
    return select(Application.reference).where(offered, ~_open_offer().exists())


def _offer_without_seat() -> Select[str]:
    return select(Application.reference).where(
        Application.status != Status.OFFERED, _open_offer().exists()
    )


def _other_reply_by() -> Select[str]:
    differs = _open_offer().where(Offer.reply_by != Application.reply_by)
    return select(Application.reference).where(differs.exists())


def _two_open_offers() -> Select[str]:
    return (
        select(Application.reference)
        .join(Offer, Offer.application_id == Application.id)
        .where(Offer.closed_at.is_(None))
        .group_by(Application.reference)
        .having(func.count() > 1)
    )


def _sent_without_name() -> Select[str]:
    sent = Application.submitted_at.is_not(None) & (Application.status != Status.DRAFT)
    return select(Application.reference).where(sent, Application.full_name == "")


def _unexplained() -> Select[str]:
    """Whose last step in the history is none that leads to where she stands.

    What comes from a time before there was a history, or from an example, has no entry at all.
    """
    steps = [each.value for each in Action]
    about = literal("application/") + cast(Application.id, String)
    last = (
        select(AuditEntry.verb)
        .where(AuditEntry.subject == about, AuditEntry.verb.in_(steps))
        .order_by(AuditEntry.id.desc())
        .limit(1)
        .correlate(Application)
        .scalar_subquery()
    )
    wrong = [
        and_(Application.status == status, last.not_in([each.value for each in actions]))
        for status, actions in _EXPLAINED_BY.items()
    ]
    return select(Application.reference).where(or_(*wrong))


def _told_twice() -> Select[str]:
    """More letters of an outcome than were decided; a letter that was forgotten counts nothing."""
    about = literal("application/") + cast(Application.id, String)
    wrong = []
    for kind, choice in _LETTER_OF.items():
        sent = select(func.count()).where(Message.about == about, Message.kind == kind)
        made = select(func.count()).where(
            Decision.application_id == Application.id, Decision.choice == choice
        )
        wrong.append(
            sent.correlate(Application).scalar_subquery()
            > made.correlate(Application).scalar_subquery()
        )
    return select(Application.reference).where(or_(*wrong))


def _known_and_undecided() -> Select[str]:
    made = select(Decision.id).where(
        Decision.application_id == PrivateDecision.application_id,
        Decision.choice == PrivateDecision.choice,
    )
    return _of_private(PrivateDecision.privacy == Privacy.KNOWN, ~made.exists())


def _told_before_release() -> Select[str]:
    return _of_private(
        PrivateDecision.privacy == Privacy.KNOWN,
        or_(
            Release.state.in_((ReleaseState.PLANNED, ReleaseState.CANCELLED)),
            PrivateDecision.known_at < Release.due_at,
        ),
    )


def _left_in_a_release() -> Select[str]:
    return _of_private(
        PrivateDecision.privacy == Privacy.BOUND,
        Release.state != ReleaseState.BEGUN,
    )


def _of_private(*conditions: ColumnElement[bool]) -> Select[str]:
    return (
        select(Application.reference)
        .join(PrivateDecision, PrivateDecision.application_id == Application.id)
        .outerjoin(Release, Release.id == PrivateDecision.release_id)
        .where(*conditions)
    )


def _open_offer() -> Select[int]:
    return select(Offer.id).where(Offer.application_id == Application.id, Offer.closed_at.is_(None))

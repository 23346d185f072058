"""Lets the organiser choose whom to invite, and the invited answer, at times gone by."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.applications.submitting import withdraw_application
from courseapp.cohorts.adjusting import adopt, lock_cohort
from courseapp.cohorts.approving import approve
from courseapp.cohorts.features import YES, Feature
from courseapp.cohorts.limits import LimitPlan, add_limit
from courseapp.cohorts.model.record import POINT, LimitKind
from courseapp.cohorts.names_read import calling
from courseapp.cohorts.proposing import answer, explain_in_steps, propose, read, solved
from courseapp.cohorts.rules import ProposalState
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from courseapp.scenarios.stages import Timeline
from courseapp.selection.models import Offer
from courseapp.selection.offers import answer_offer, lapse_offer
from courseapp.selection.private import Mark, decide_privately, decision_of
from courseapp.selection.releasing import ReleasePlan, plan_release, take_step
from courseapp.selection.rules import Answer, Choice, usual_reply_by
from courseapp.selection.terms import starts_at, zone_of

SINCE_CHOSEN = timedelta(hours=20)
ON_THE_RESERVE = 13
AHEAD_OF_THE_CAST = 5  # of the cast's place on the reserve
TURNS_DOWN, NEVER_ANSWERS, WITHDRAWS_LATER = 7, 12, 20  # who among the invited does not come
A_WISH = 5 * POINT
LIMITS = (
    LimitPlan(LimitKind.AT_MOST_EACH, 1, Feature.COUNTRY),
    LimitPlan(LimitKind.AT_LEAST_SHARE, 40, Feature.GENDER, ("woman",)),
    LimitPlan(LimitKind.AT_LEAST, 8, Feature.LIST, ("ldc",)),
    LimitPlan(LimitKind.AT_LEAST, 4, Feature.SUBNATIONAL, (YES,), weight=A_WISH),
)
REASONS = {
    LimitKind.MUST_IN: "She runs the registry that this edition visits.",
    LimitKind.MUST_OUT: "Agreed with the focal point: the next edition fits better.",
}

Step = tuple[datetime, Callable[[], object]]


def choose_participants(session: Session, event: Event, cast: Cast, times: Timeline) -> None:
    """Propose the best cohort under some limits, approve it, and release the decisions."""
    at = times.decided_at - SINCE_CHOSEN
    _choose_cohort(session, event, cast, at)
    _decide_others(session, event, cast, at)
    reply_by = usual_reply_by(times.decided_at, event.reply_days, zone_of(event), starts_at(event))
    plan = ReleasePlan(times.decided_at, reply_by)
    release = plan_release(session, cast.icap_organiser, times.decided_at, event, plan)
    while take_step(session, release.id, times.decided_at):
        session.flush()


def answer_offers(session: Session, event: Event, times: Timeline) -> None:
    """Let most of the invited confirm; where somebody does not come, the next is invited."""
    for _at, act in sorted(_answers(session, event, times), key=itemgetter(0)):
        act()
        session.flush()


def _choose_cohort(session: Session, event: Event, cast: Cast, at: datetime) -> None:
    """The cast is where its story wants it; a second person, who has no hand in it, approves."""
    organiser = cast.icap_organiser
    for plan in (*LIMITS, *_about_cast(session, event, cast)):
        add_limit(session, organiser, at, event, plan, calling(session, event).names)
    asked = propose(session, organiser, at, event)
    if asked.state is ProposalState.WAITING:  # a large one is the worker's, and there is none yet
        answer(asked, read(asked).task)
    for _ in explain_in_steps(asked):
        session.flush()
    whole = solved(session, event, asked.number)
    cohort = adopt(session, organiser, at, event, whole)
    called = calling(session, event, whole.task)
    lock_cohort(session, organiser, at, cohort, cohort.version, ON_THE_RESERVE, called)
    approve(session, cast.administrator, at, cohort, cohort.version, called)


def _about_cast(session: Session, event: Event, cast: Cast) -> Iterator[LimitPlan]:
    kinds = {
        cast.accepted.id: LimitKind.MUST_IN,
        cast.waiting.id: LimitKind.MUST_OUT,
        cast.declined.id: LimitKind.MUST_OUT,
    }
    for application in _sent(session, event):
        if kind := kinds.get(application.person_id):
            yield LimitPlan(kind, application_id=application.id, reason=REASONS[kind])


def _decide_others(session: Session, event: Event, cast: Cast, at: datetime) -> None:
    """Put the waiting one of the cast on the reserve, and decline everybody who is left."""
    about, sent = (session, cast.icap_organiser, at, event), _sent(session, event)
    waiting = [each.reference for each in sent if each.person_id == cast.waiting.id]
    decide_privately(*about, waiting, Mark(Choice.WAIT, rank=AHEAD_OF_THE_CAST + 1))
    left = [each.reference for each in sent if decision_of(session, each.id) is None]
    decide_privately(*about, left, Mark(Choice.DECLINE))


def _sent(session: Session, event: Event) -> Sequence[Application]:
    sent = select(Application).filter_by(event_id=event.id, status=Status.SUBMITTED)
    return session.scalars(sent.order_by(Application.submitted_at, Application.id)).all()


def _answers(session: Session, event: Event, times: Timeline) -> Iterator[Step]:
    offers = session.scalars(
        select(Offer).join(Application).filter_by(event_id=event.id).order_by(Offer.id)
    ).all()
    for number, offer in enumerate(offers):
        answered_at = times.decided_at + timedelta(hours=5 * number + 3)
        if number == NEVER_ANSWERS:
            lapsed_at = offer.reply_by + timedelta(minutes=2)
            yield lapsed_at, partial(lapse_offer, session, offer.id, lapsed_at)
            continue
        answer = Answer.TURN_DOWN if number == TURNS_DOWN else Answer.CONFIRM
        yield answered_at, partial(answer_offer, session, offer, answer, answered_at)
        if number == TURNS_DOWN:
            next_at = answered_at + timedelta(days=2)
            yield next_at, partial(_confirm_newest, session, event, next_at)
        if number == WITHDRAWS_LATER:
            gone_at = times.now - timedelta(days=1)
            yield gone_at, partial(_withdraw, session, offer, gone_at)


def _confirm_newest(session: Session, event: Event, at: datetime) -> None:
    """Let whoever was invited last, from the waiting list, confirm."""
    newest = session.scalars(
        select(Offer)
        .join(Application)
        .where(Application.event_id == event.id, Offer.closed_at.is_(None))
        .order_by(Offer.id.desc())
        .limit(1)
    ).one()
    answer_offer(session, newest, Answer.CONFIRM, at)


def _withdraw(session: Session, offer: Offer, at: datetime) -> None:
    application = offer.application
    withdraw_application(session, application.person, at, application)

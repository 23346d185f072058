"""Lets the organiser choose whom to invite, and the invited answer, at times gone by."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import OrganisationType, Status
from courseapp.applications.submitting import withdraw_application
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from courseapp.scenarios.people import notes
from courseapp.scenarios.stages import Timeline
from courseapp.selection.deciding import Intent, decide
from courseapp.selection.models import Offer
from courseapp.selection.offers import answer_offer, lapse_offer
from courseapp.selection.rules import Answer, Choice, usual_reply_by
from courseapp.selection.terms import starts_at, zone_of

MOST_OF_A_COUNTRY = 1
ON_THE_WAITING_LIST = 14
AHEAD_OF_THE_CAST = 5  # of the cast's place on the waiting list
TURNS_DOWN, NEVER_ANSWERS, WITHDRAWS_LATER = 7, 12, 20  # who among the invited does not come
GOVERNMENT = frozenset(
    {
        OrganisationType.NATIONAL_GOVERNMENT,
        OrganisationType.PUBLIC_AGENCY,
        OrganisationType.SUBNATIONAL_GOVERNMENT,
    }
)

Step = tuple[datetime, Callable[[], object]]


def choose_participants(session: Session, event: Event, cast: Cast, times: Timeline) -> None:
    """Offer every seat, put some people on the waiting list, decline the others."""
    ranked = _ranked(session, event, cast)
    invited, others = ranked[: event.seats], ranked[event.seats :]
    waiting, declined = others[:ON_THE_WAITING_LIST], others[ON_THE_WAITING_LIST:]
    reply_by = usual_reply_by(times.decided_at, event.reply_days, zone_of(event), starts_at(event))
    decisions = (
        (Choice.OFFER, invited, reply_by),
        (Choice.WAIT, waiting[:AHEAD_OF_THE_CAST], None),
        (Choice.WAIT, waiting[AHEAD_OF_THE_CAST:], None),
        (Choice.DECLINE, declined, None),
    )
    for minutes, (choice, chosen, until) in enumerate(decisions):
        at = times.decided_at + timedelta(minutes=minutes)
        references = tuple(application.reference for application in chosen)
        intent = Intent(choice, references, note=notes()[choice.value], reply_by=until)
        decide(session, cast.icap_organiser, at, event, intent)


def answer_offers(session: Session, event: Event, times: Timeline) -> None:
    """Let most of the invited confirm; where somebody does not come, the next is invited."""
    for _at, take_step in sorted(_answers(session, event, times), key=itemgetter(0)):
        take_step()
        session.flush()


def _ranked(session: Session, event: Event, cast: Cast) -> Sequence[Application]:
    """The cast where its story wants it; of the others first one official of each country."""
    statement = (
        select(Application)
        .where(Application.event_id == event.id, Application.status == Status.SUBMITTED)
        .order_by(Application.submitted_at, Application.id)
    )
    sent = session.scalars(statement).all()
    of_cast = {cast.accepted.id: 0, cast.waiting.id: 1, cast.declined.id: 2}
    own = {of_cast[each.person_id]: each for each in sent if each.person_id in of_cast}
    ranked = _fairly([each for each in sent if each.person_id not in of_cast])
    place = (event.seats or 0) + AHEAD_OF_THE_CAST
    ranked.insert(0, own[0])
    ranked.insert(place, own[1])
    return [*ranked, own[2]]


def _fairly(sent: Sequence[Application]) -> list[Application]:
    by_kind = sorted(sent, key=lambda each: each.organisation_type not in GOVERNMENT)
    seen: Counter[str | None] = Counter()
    first: list[Application] = []
    later: list[Application] = []
    for application in by_kind:
        seen[application.nationality] += 1
        fits = seen[application.nationality] <= MOST_OF_A_COUNTRY
        (first if fits else later).append(application)
    return first + later


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

"""However many decide, withdraw and answer at once: no seat twice, none lost, one outcome each."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from random import Random

import pytest

from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.core.errors import Problem
from courseapp.mail.models import Message
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import Decision, Offer
from courseapp.selection.offers import answer_offer, lapse_offer
from courseapp.selection.rules import Answer, Choice, Outcome
from courseapp.selection.tasks import lapse_overdue
from tests.races.arena import CROWD, Arena

pytestmark = pytest.mark.both_databases

ROUNDS = 20  # on each database
SEATS = 10


def test_fifty_accepts_for_one_seat_give_it_to_exactly_one(arena: Arena) -> None:
    for number in range(1, 4):
        event_id, people = arena.course(seats=1, applicants=CROWD)
        jobs = [partial(arena.decide, event_id, Choice.OFFER, each) for each in people]
        verdicts = arena.at_once(*jobs)
        reasons = Counter(r.reason for verdict in verdicts for r in verdict.refused)
        assert sum(len(verdict.moved) for verdict in verdicts) == 1
        assert sum(reasons.values()) == CROWD - 1
        assert all(reason.startswith("No seat is left: 1 of 1") for reason in reasons)
        standing = arena.standing(event_id)
        assert len(standing[Status.OFFERED]) == 1
        assert len(standing[Status.SUBMITTED]) == CROWD - 1
        for written in (Offer, Decision, Message):
            assert arena.count(written) == number


def test_the_same_accept_pressed_by_ten_sends_one_letter(arena: Arena) -> None:
    event_id, people = arena.course(seats=3, applicants=5)
    verdicts = arena.at_once(*[partial(arena.decide, event_id, Choice.OFFER, *people)] * 10)
    moved = [each.reference for verdict in verdicts for each in verdict.moved]
    assert sorted(moved) == sorted(people[:3])
    assert arena.standing(event_id)[Status.OFFERED] == people[:3]
    assert arena.count(Message) == 3


def test_seats_given_up_at_once_go_on_in_order_while_organisers_decide(arena: Arena) -> None:
    event_id, people = arena.course(seats=8, applicants=24)
    holding, waiting, undecided = people[:8], people[8:18], people[18:]
    arena.decide(event_id, Choice.OFFER, *holding)
    arena.decide(event_id, Choice.WAIT, *waiting)
    give_up = [partial(withdraw, arena, each) for each in holding]
    accept = [partial(arena.decide, event_id, Choice.OFFER, each) for each in undecided]
    arena.at_once(*give_up, *accept)
    standing = arena.standing(event_id)
    assert standing[Status.WITHDRAWN] == holding
    assert standing[Status.OFFERED] == waiting[:8]
    assert standing[Status.WAITING] == waiting[8:]
    assert standing[Status.SUBMITTED] == undecided
    assert arena.count(Offer, Offer.closed_at.is_(None)) == 8
    assert arena.count(Offer, Offer.outcome == Outcome.WITHDRAWN) == 8


def test_waiting_people_who_withdraw_at_once_are_never_offered_a_seat(arena: Arena) -> None:
    event_id, people = arena.course(seats=3, applicants=9)
    arena.decide(event_id, Choice.OFFER, *people[:3])
    arena.decide(event_id, Choice.WAIT, *people[3:])
    arena.at_once(*[partial(withdraw, arena, each) for each in people[:6]])
    standing = arena.standing(event_id)
    assert sorted(standing[Status.WITHDRAWN]) == sorted(people[:6])
    assert standing[Status.OFFERED] == people[6:]


def test_a_hundred_accepts_declines_and_expiries_on_ten_seats_keep_every_promise(
    arena: Arena,
) -> None:
    """Ten offers, and for each of them ten hands at once; twenty rounds on each database."""
    ended: Counter[Outcome] = Counter()
    for _ in range(ROUNDS):
        event_id, people = arena.course(seats=SEATS, applicants=3 * SEATS)
        arena.decide(event_id, Choice.OFFER, *people[:SEATS])
        arena.decide(event_id, Choice.WAIT, *people[SEATS:])
        jobs = [job for offer_id in open_offers(arena, event_id) for job in hands(arena, offer_id)]
        assert len(jobs) == 100
        arena.at_once(*jobs)

        standing = arena.standing(event_id)
        outcomes = outcomes_of(arena, event_id)
        left = sum(
            number for outcome, number in outcomes.items() if outcome is not Outcome.CONFIRMED
        )
        assert sum(outcomes.values()) == SEATS  # each first offer has ended, and once
        assert len(standing.get(Status.CONFIRMED, [])) == outcomes[Outcome.CONFIRMED]
        assert standing.get(Status.OFFERED, []) == people[SEATS : SEATS + left]  # in their order
        assert standing.get(Status.WAITING, []) == people[SEATS + left :]
        ended += outcomes
    assert sum(ended.values()) == ROUNDS * SEATS
    with arena.session() as session:
        assert broken_invariants(session) == []
        offers = session.query(Offer).count()
        written = Counter(kind for (kind,) in session.query(Message.kind))
    assert written["selection_offer"] == offers
    assert written["selection_confirmed"] == ended[Outcome.CONFIRMED]
    assert written["selection_turned_down"] == ended[Outcome.TURNED_DOWN]
    assert written["selection_lapsed"] == ended[Outcome.LAPSED]


def test_two_workers_end_each_overdue_offer_once(arena: Arena) -> None:
    event_id, people = arena.course(seats=6, applicants=12)
    arena.decide(event_id, Choice.OFFER, *people[:6])
    arena.decide(event_id, Choice.WAIT, *people[6:])
    arena.clock.advance(days=8)
    ended = arena.at_once(*[partial(work, arena)] * 4)
    assert sum(ended) == 6
    standing = arena.standing(event_id)
    assert standing[Status.LAPSED] == people[:6]
    assert standing[Status.OFFERED] == people[6:]
    assert arena.count(Message, Message.kind == "selection_lapsed") == 6
    assert arena.count(Message, Message.kind == "selection_offer") == 12


def withdraw(arena: Arena, reference: str) -> None:
    """Let an applicant withdraw in a transaction of her own."""
    with arena.session() as session:
        application = session.query(Application).filter_by(reference=reference).one()
        move(session, application, Action.WITHDRAW, application.person, arena.clock.now)


def work(arena: Arena) -> int:
    with arena.app.app_context():
        return lapse_overdue()


def open_offers(arena: Arena, event_id: int) -> list[int]:
    with arena.session() as session:
        found = session.query(Offer.id).join(Application).filter_by(event_id=event_id)
        return [number for (number,) in found.order_by(Offer.id)]


def hands(arena: Arena, offer_id: int) -> list[Callable[[], None]]:
    """Return ten hands on one offer: accepts, declines, and workers a week later, in any order."""
    answers = [partial(answer, arena, offer_id, said) for said in (*Answer, *Answer, *Answer)]
    jobs = [*answers, *[partial(expire, arena, offer_id)] * 4]
    return Random(offer_id).sample(jobs, len(jobs))


def answer(arena: Arena, offer_id: int, said: Answer) -> None:
    with suppress(Problem), arena.session() as session:
        answer_offer(session, session.get_one(Offer, offer_id), said, arena.clock.now)


def expire(arena: Arena, offer_id: int) -> None:
    with arena.session() as session:
        lapse_offer(session, offer_id, arena.clock.now + timedelta(days=8))


def outcomes_of(arena: Arena, event_id: int) -> "Counter[Outcome]":
    """Return how the offers of an event that have ended did so."""
    with arena.session() as session:
        rows = session.query(Offer.outcome).join(Application).filter_by(event_id=event_id)
        return Counter(outcome for (outcome,) in rows if outcome is not None)

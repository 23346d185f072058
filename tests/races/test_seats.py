"""However many decide, withdraw and answer at once: no seat twice, none lost, one outcome each."""

from collections import Counter
from functools import partial

from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.core.errors import Problem
from courseapp.mail.models import Message
from courseapp.selection.links import offer_with
from courseapp.selection.models import Decision, Offer
from courseapp.selection.offers import answer_offer
from courseapp.selection.rules import ANSWER_DEEDS, OFFER_STEPS, Answer, Choice, Outcome
from courseapp.selection.tasks import lapse_overdue
from tests.races.arena import CROWD, Arena

ROUNDS = 20


def test_fifty_accepts_for_one_seat_give_it_to_exactly_one(arena: Arena) -> None:
    for number in range(1, ROUNDS + 1):
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


def test_confirming_and_giving_back_at_once_has_one_outcome(arena: Arena) -> None:
    outcomes = Counter(both_answers(arena) for _ in range(ROUNDS))
    assert sum(outcomes.values()) == ROUNDS
    assert set(outcomes) <= {Outcome.CONFIRMED, Outcome.TURNED_DOWN}


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


def both_answers(arena: Arena) -> Outcome:
    """Offer one seat, press both buttons at once, and return how the offer ended."""
    event_id, (reference,) = arena.course(seats=1, applicants=1)
    arena.decide(event_id, Choice.OFFER, reference)
    token = newest_token(arena)
    said = arena.at_once(*(partial(answer, arena, token, each) for each in (*Answer, *Answer)))
    (accepted,) = [each for each in said if each is not None]
    arena.standing(event_id)
    with arena.session() as session:
        offer = offer_with(session, token)
        assert offer is not None
        outcome, status = offer.outcome, offer.application.status
    assert outcome is OFFER_STEPS[None, ANSWER_DEEDS[accepted]]
    assert outcome is not None
    assert status.value == outcome.value
    return outcome


def answer(arena: Arena, token: str, said: Answer) -> Answer | None:
    """Return the answer if it was taken."""
    try:
        with arena.session() as session:
            offer = offer_with(session, token)
            assert offer is not None
            answer_offer(session, offer, said, arena.clock.now)
    except Problem:
        return None
    return said


def newest_token(arena: Arena) -> str:
    with arena.session() as session:
        letter = session.query(Message).filter_by(kind="selection_offer")
        newest = letter.order_by(Message.id.desc()).first()
        assert newest is not None
        address = next(word for word in newest.text.split() if "/offers/" in word)
    return address.rsplit("/", 1)[-1]

"""Organisers decide, a requester acts and workers forget, all at once: one wins each time."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import NotFound, Problem
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import record_of
from courseapp.initiatives.saving import add_initiative
from courseapp.joining.deciding import Acceptance, accept_request, decline_request
from courseapp.joining.forgetting import delete_unconfirmed
from courseapp.joining.models import JoinForm, JoinLink, JoinRequest
from courseapp.joining.opening import Settings, change_settings
from courseapp.joining.requesting import confirm_request, send_request, withdraw_request
from courseapp.joining.rules import JoinsAs, PartnerKind, State
from courseapp.mail.models import Message
from tests.joining.story import KENYA
from tests.races.arena import Arena

pytestmark = pytest.mark.both_databases

ROUNDS = 5
SLUG = "joined"
OPEN = Settings(is_open=True, kinds=list(PartnerKind))

Deed = Callable[[Session, JoinRequest], object]


@pytest.fixture
def joined(arena: Arena) -> Arena:
    """An arena with an initiative that takes requests to join."""
    with arena.session() as session:
        record = Record(slug=SLUG, name="Joined partnership", short_name="JP")
        made = add_initiative(session, None, arena.clock.now, record, "First.")
        change_settings(session, None, arena.clock.now, made, OPEN)
    return arena


def initiative_in(session: Session) -> Initiative:
    return session.scalars(select(Initiative).where(Initiative.slug == SLUG)).one()


def requested(arena: Arena, *, confirmed: bool, text: str = "Training") -> int:
    """Return the id of a new request."""
    asked = replace(KENYA, contribution=text)
    with arena.session() as session:
        request = send_request(session, arena.clock.now, initiative_in(session), asked)
        if confirmed:
            confirm_request(session, arena.clock.now, request)
        return request.id


def attempt(arena: Arena, request_id: int, name: str, deed: Deed) -> str:
    """Do it in a transaction of its own; return its name where it was done, else what was read."""
    try:
        with arena.session() as session:
            request = session.get(JoinRequest, request_id)
            if request is None:
                return "gone"
            deed(session, request)
    except Problem as problem:
        return problem.message
    except NotFound:
        return "gone"
    return name


def accept(arena: Arena, session: Session, request: JoinRequest) -> None:
    actor = session.get_one(Person, arena.organiser_id)
    accept_request(session, actor, arena.clock.now, request, Acceptance(JoinsAs.PARTNER, "2027"))


def decline(arena: Arena, session: Session, request: JoinRequest) -> None:
    actor = session.get_one(Person, arena.organiser_id)
    decline_request(session, actor, arena.clock.now, request, "Not yet.")


def withdraw(arena: Arena, session: Session, request: JoinRequest) -> None:
    withdraw_request(session, arena.clock.now, request)


def confirm(arena: Arena, session: Session, request: JoinRequest) -> None:
    confirm_request(session, arena.clock.now, request)


def forget(arena: Arena, session: Session, request: JoinRequest) -> None:
    if not delete_unconfirmed(session, request.id, arena.clock.now):
        raise NotFound


def all_at_once(
    arena: Arena, request_id: int, *deeds: tuple[str, Callable[..., None]]
) -> list[str]:
    jobs = [partial(attempt, arena, request_id, name, partial(deed, arena)) for name, deed in deeds]
    return arena.at_once(*jobs)


def test_whoever_decides_first_wins_and_the_others_read_it(joined: Arena) -> None:
    deeds = (("accepted", accept), ("declined", decline), ("withdrawn", withdraw)) * 4
    winners: Counter[str] = Counter()
    for _ in range(ROUNDS):
        request_id = requested(joined, confirmed=True)
        said = all_at_once(joined, request_id, *deeds)
        (won,) = [each for each in said if each in {"accepted", "declined", "withdrawn"}]
        lost = [each for each in said if each != won]
        assert len(lost) == len(deeds) - 1
        assert all(each.startswith(f"This request is {won}, so it cannot be ") for each in lost)
        with joined.session() as session:
            assert session.get_one(JoinRequest, request_id).state is State(won)
        winners[won] += 1
    kinds = {f"joining_{each}" for each in ("accepted", "declined", "withdrawn")}
    assert joined.count(Message, Message.kind.in_(kinds)) == ROUNDS
    with joined.session() as session:
        lines = record_of(session, initiative_in(session)).record.memberships
    assert len(lines) == min(1, winners["accepted"])  # Kenya joins once, whoever asks again


def test_two_requests_of_one_country_accepted_at_once_make_one_line(joined: Arena) -> None:
    ids = [requested(joined, confirmed=True) for _ in range(6)]
    jobs = [partial(attempt, joined, each, "accepted", partial(accept, joined)) for each in ids]
    assert joined.at_once(*jobs) == ["accepted"] * 6
    with joined.session() as session:
        (line,) = record_of(session, initiative_in(session)).record.memberships
        keys = session.scalars(select(JoinRequest.membership_key)).all()
    assert keys == [line.key] * 6


def test_confirmed_in_the_last_second_or_deleted_but_never_both(joined: Arena) -> None:
    for _ in range(ROUNDS):
        request_id = requested(joined, confirmed=False)
        joined.clock.advance(days=14)
        said = all_at_once(joined, request_id, *(("confirmed", confirm), ("deleted", forget)) * 3)
        done = [each for each in said if each in {"confirmed", "deleted"}]
        assert len(done) == 1, said
        with joined.session() as session:
            request = session.get(JoinRequest, request_id)
            assert (request is not None) == (done == ["confirmed"])
            if request is not None:
                withdraw_request(session, joined.clock.now, request)
    assert joined.count(JoinLink) == joined.count(Message, Message.holds_secret.is_(True))


def test_one_form_pressed_by_six_fingers_makes_one_request(joined: Arena) -> None:
    ids = joined.at_once(*[partial(requested, joined, confirmed=False)] * 6)
    assert len(set(ids)) == 1
    assert joined.count(Message) == 1


def test_two_organisers_who_open_the_form_at_once_make_one(arena: Arena) -> None:
    def open_it() -> None:
        with arena.session() as session:
            initiative = session.scalars(select(Initiative)).one()
            actor = session.get_one(Person, arena.organiser_id)
            change_settings(session, actor, arena.clock.now, initiative, OPEN)

    arena.at_once(*[open_it] * 8)
    assert arena.count(JoinForm) == 1

"""The one way in which a free seat finds its next person, whatever made it free.

A decline, an offer that lapsed, a withdrawal, a seat given up, more or fewer seats, somebody
taken off the list: each ends in `fill_seats`. It counts behind the lock of the event, so two
seats that become free in the same second go to two people. Nobody loses a seat here.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from flask import Flask, current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.cohorts.allotted import allot, modules_of
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.clock.registration import registers, seats_move_up
from courseapp.events.contacts import contact_for
from courseapp.events.models import Event
from courseapp.selection.closing import close_withdrawn
from courseapp.selection.making_known import News, make_known
from courseapp.selection.models import PrivateDecision, SelectionPlan, Substitute
from courseapp.selection.private import plan_of
from courseapp.selection.queries import approved_substitutes, waiting
from courseapp.selection.rules import (
    SUBSTITUTE_STEPS,
    Choice,
    Privacy,
    SubstituteDeed,
    seats_pass_on,
    step,
    usual_reply_by,
)
from courseapp.selection.terms import seats_free, starts_at, zone_of
from courseapp.selection.turns import Promotion, in_turn, next_in_line

_MOVE_UP = "move_up"


# Gives a seat to who waits where nobody selects, and writes to her.
MoveUp = Callable[[Session, datetime, Application], None]


def connect_move_up(app: Flask, move_up: MoveUp) -> None:
    """Let `move_up` give a seat to somebody where nobody selects."""
    app.extensions[_MOVE_UP] = move_up


def fill_on_news(event: Event, *, session: Session, now: datetime) -> None:
    """Receive `seat_freed` and `seats_changed`."""
    fill_seats(session, event, now)


def fill_seats(session: Session, event: Event, now: datetime) -> Sequence[Promotion]:
    """Give the free seats of the event to those whose turn it is; return who was promoted.

    Nobody is where no seat is free, fewer are there than taken, or the event has begun.
    """
    lock(session, Event, event.id)
    close_withdrawn(session, event.id, now)
    if registers(event):
        return _move_up(session, event, now)
    plan = plan_of(session, event)
    plan.kept_free = min(plan.kept_free, seats_free(event) or 0)
    number = seats_to_fill(session, event, now)
    substitutes = _offer_to_substitutes(session, event, number, now)
    left = number - len(substitutes)
    return (*substitutes, *(_offer_by_turn(session, event, left, now) if left > 0 else ()))


def seats_to_fill(session: Session, event: Event, now: datetime) -> int:
    """Return how many seats are free for those who wait. Two statements.

    Seats that are meant for people whose admission is not released yet are none of them, nor are
    those that organisers left free when they last told people.
    """
    if not seats_pass_on(event.status, event.seats, starts_at(event), now):
        return 0
    return max(0, _not_meant_for_others(session, event) - kept_free(session, event.id))


def keep_free(session: Session, event: Event) -> None:
    """Note that organisers have told people, and left the seats that are free now for later."""
    if not registers(event):
        plan_of(session, event).kept_free = max(0, _not_meant_for_others(session, event))
        session.flush()


def kept_free(session: Session, event_id: int) -> int:
    """Return how many seats organisers left free. One statement."""
    wanted = select(SelectionPlan.kept_free).where(SelectionPlan.event_id == event_id)
    return session.scalar(wanted) or 0


def turns_by_order(session: Session, event: Event, now: datetime) -> Sequence[Promotion]:
    """Return who moves up where nobody selects: as many as seats are free, in their order."""
    if not seats_move_up(event, now):
        return ()
    free = seats_free(event)
    return in_turn(session, waiting(event.id).limit(free)) if free != 0 else ()


def _move_up(session: Session, event: Event, now: datetime) -> Sequence[Promotion]:
    found = turns_by_order(session, event, now)
    move_up = cast(MoveUp, current_app.extensions[_MOVE_UP]) if found else None
    for each in found:
        if move_up is not None:
            move_up(session, now, session.get_one(Application, each.application_id))
    return found


def _offer_by_turn(
    session: Session, event: Event, number: int, now: datetime
) -> Sequence[Promotion]:
    found = next_in_line(session, event, number, now)[:number]
    return tuple(each for each in found if _offer(session, event, each, now))


def _offer_to_substitutes(
    session: Session, event: Event, number: int, now: datetime
) -> Sequence[Promotion]:
    if number <= 0:
        return ()
    found: list[Promotion] = []
    for each in approved_substitutes(session, event.id)[:number]:
        hers = modules_of(session, each.instead_of)
        promotion = Promotion(each.application_id, _in_the_place(each), hers)
        is_offered = _offer(session, event, promotion, now)
        deed = SubstituteDeed.OFFER if is_offered else SubstituteDeed.REFUSE
        each.state = step(SUBSTITUTE_STEPS, each.state, deed)
        each.offered_at = now if is_offered else None
        found += [promotion] if is_offered else []
    session.flush()
    return tuple(found)


def _offer(session: Session, event: Event, promotion: Promotion, now: datetime) -> bool:
    """Offer her a seat for the usual days; False where she cannot be offered one after all."""
    application = session.get_one(Application, promotion.application_id)
    reply_by = usual_reply_by(now, event.reply_days, zone_of(event), starts_at(event))
    contact = contact_for(session, event)
    news = News(Choice.OFFER, contact, reply_by=reply_by, why=promotion.reason)
    try:
        with session.begin_nested():
            make_known(session, None, now, application, news)
            if promotion.modules is not None:
                allot(session, now, application, promotion.modules)
    except Problem:
        return False
    return True


def _not_meant_for_others(session: Session, event: Event) -> int:
    """Return how many seats are free and not meant for somebody who is not told yet."""
    counted = (
        select(func.count())
        .select_from(PrivateDecision)
        .join(Application, Application.id == PrivateDecision.application_id)
        .where(
            Application.event_id == event.id,
            PrivateDecision.choice == Choice.OFFER,
            PrivateDecision.privacy != Privacy.KNOWN,
        )
    )
    return (seats_free(event) or 0) - (session.scalar(counted) or 0)


def _in_the_place(substitute: Substitute) -> str:
    name = substitute.instead_of.full_name
    return (
        f"{substitute.quota.name} proposed her in the place of {name}, and "
        f"{substitute.decided_by} approved."
    )

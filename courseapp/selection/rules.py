"""Which decisions apply to an application, until when an offer is open, who is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from courseapp.applications.rules import Action, Status, next_step
from courseapp.applications.texts import HOW_IT_STANDS
from courseapp.events.rules import EventStatus

NOTE_CHARACTERS = 2000
LATEST_MINUTE = time(23, 59)
NO_SEAT = "finds no free seat"
OVER = frozenset({EventStatus.CANCELLED, EventStatus.HELD})


class Choice(StrEnum):
    """What an organiser can decide about an application."""

    OFFER = "offer"
    WAIT = "wait"
    DECLINE = "decline"


class Answer(StrEnum):
    """What somebody can say to an offer."""

    CONFIRM = "confirm"
    TURN_DOWN = "turn_down"


class Outcome(StrEnum):
    """How an offer ended."""

    CONFIRMED = "confirmed"
    TURNED_DOWN = "turned_down"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"  # she withdrew the application


class LinkState(StrEnum):
    """What the link in a letter of offer leads to."""

    OPEN = "open"
    OVERDUE = "overdue"  # the time is over, the seat not yet passed on
    CONFIRMED = "confirmed"
    TURNED_DOWN = "turned_down"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # a newer letter has a newer link
    CANCELLED = "cancelled"  # the event does not take place


ACTIONS = {Choice.OFFER: Action.OFFER, Choice.WAIT: Action.WAIT, Choice.DECLINE: Action.DECLINE}
ANSWERS = {Answer.CONFIRM: Action.CONFIRM, Answer.TURN_DOWN: Action.TURN_DOWN}
OUTCOMES = {Answer.CONFIRM: Outcome.CONFIRMED, Answer.TURN_DOWN: Outcome.TURNED_DOWN}

# How the application stands says it best; once it has moved on, how the offer itself ended.
_ENDED = {
    Status.CONFIRMED: LinkState.CONFIRMED,
    Status.TURNED_DOWN: LinkState.TURNED_DOWN,
    Status.LAPSED: LinkState.LAPSED,
    Status.WITHDRAWN: LinkState.WITHDRAWN,
}
_FINAL = frozenset({Outcome.TURNED_DOWN, Outcome.LAPSED, Outcome.WITHDRAWN})


@dataclass(frozen=True)
class Chosen:
    """Somebody an organiser has picked: just enough to say what would happen to her."""

    application_id: int
    status: Status


@dataclass(frozen=True)
class Forecast:
    """Who would be moved, in order, and why each of the others would not."""

    moved: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    seats_left: int | None  # after it; None: seats are not limited


def refusal(status: Status, choice: Choice) -> str | None:
    """Return why the choice cannot be made now, as what follows a name; None where it can."""
    return None if next_step(status, ACTIONS[choice]) else HOW_IT_STANDS[status]


def choices(status: Status) -> tuple[Choice, ...]:
    """Return what can be decided about an application that stands so."""
    return tuple(choice for choice in Choice if refusal(status, choice) is None)


def forecast(chosen: Sequence[Chosen], choice: Choice, seats_free: int | None) -> Forecast:
    """Foretell a decision about people in the order given; `seats_free` None means no limit."""
    moved: list[int] = []
    refused: list[tuple[int, str]] = []
    takes_seat = 1 if choice is Choice.OFFER else 0
    left = seats_free
    for one in chosen:
        reason = refusal(one.status, choice)
        if reason is None and left is not None and left < takes_seat:
            reason = NO_SEAT
        if reason is not None:
            refused.append((one.application_id, reason))
            continue
        moved.append(one.application_id)
        left = None if left is None else left - takes_seat
    return Forecast(tuple(moved), tuple(refused), left)


def usual_reply_by(now: datetime, days: int, zone: str, starts_at: datetime | None) -> datetime:
    """Return the usual end of an offer: 23:59 in the zone, `days` from today, or the start.

    `now`, `starts_at` and the result are aware instants. An offer never outlives the start.
    """
    last_day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=max(days, 1))
    end = datetime.combine(last_day, LATEST_MINUTE, ZoneInfo(zone))
    return end if starts_at is None else min(end, starts_at)


def reply_by_problem(reply_by: datetime, now: datetime, starts_at: datetime | None) -> str | None:
    """Return what is wrong with the end of an offer, with what to do; None where it is right."""
    if reply_by <= now:
        return "This time is over. Enter a time in the future."
    if starts_at is not None and reply_by > starts_at:
        return "The event has started by then. Enter a time before its start."
    return None


def seats_pass_on(
    status: EventStatus, seats: int | None, starts_at: datetime | None, now: datetime
) -> bool:
    """Return whether a seat that becomes free is still offered to the next person waiting."""
    to_come = starts_at is None or now < starts_at
    return seats is not None and status not in OVER and to_come


def link_state(
    outcome: Outcome | None,
    reply_by: datetime,
    standing: Status,
    event_status: EventStatus,
    now: datetime,
) -> LinkState:
    """Return what the link of an offer leads to; `standing` is how the application stands now.

    While the event is postponed nobody can know whether she comes: the offer stays open.
    """
    if event_status is EventStatus.CANCELLED:
        return LinkState.CANCELLED
    if outcome is None and standing is Status.OFFERED:
        waits = event_status is EventStatus.POSTPONED
        return LinkState.OPEN if waits or now <= reply_by else LinkState.OVERDUE
    if standing is Status.OFFERED:
        return LinkState.REPLACED
    if standing in _ENDED:
        return _ENDED[standing]
    return LinkState(outcome.value) if outcome in _FINAL else LinkState.WITHDRAWN

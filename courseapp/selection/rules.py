"""Which decisions apply to an application, until when an offer is open, who is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from courseapp.applications.rules import Action, Status, next_step

NOTE_CHARACTERS = 2000
LATEST_MINUTE = time(23, 59)


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


ACTIONS = {Choice.OFFER: Action.OFFER, Choice.WAIT: Action.WAIT, Choice.DECLINE: Action.DECLINE}
ANSWERS = {Answer.CONFIRM: Action.CONFIRM, Answer.TURN_DOWN: Action.TURN_DOWN}
OUTCOMES = {Answer.CONFIRM: Outcome.CONFIRMED, Answer.TURN_DOWN: Outcome.TURNED_DOWN}

# How the end of an offer shows in the status of its application.
OUTCOME_OF_STATUS = {
    Status.CONFIRMED: Outcome.CONFIRMED,
    Status.TURNED_DOWN: Outcome.TURNED_DOWN,
    Status.LAPSED: Outcome.LAPSED,
    Status.WITHDRAWN: Outcome.WITHDRAWN,
}

_STANDS = {
    Status.DRAFT: "has not submitted the application",
    Status.SUBMITTED: "has no decision yet",
    Status.OFFERED: "already has an offer",
    Status.CONFIRMED: "has already confirmed a seat",
    Status.WAITING: "is already on the waiting list",
    Status.DECLINED: "was already declined",
    Status.TURNED_DOWN: "turned the seat down",
    Status.LAPSED: "did not answer an offer in time",
    Status.WITHDRAWN: "withdrew the application",
}


def refusal(status: Status, choice: Choice) -> str | None:
    """Return why the choice cannot be made now, as what follows a name; None where it can."""
    return None if next_step(status, ACTIONS[choice]) else _STANDS[status]


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


NO_SEAT = "no seat is left"


def forecast(chosen: Sequence[Chosen], choice: Choice, seats_free: int | None) -> Forecast:
    """Foretell a decision about people in the order given; `seats_free` None means no limit."""
    moved: list[int] = []
    refused: list[tuple[int, str]] = []
    left = seats_free
    for one in chosen:
        reason = refusal(one.status, choice)
        if reason is None and choice is Choice.OFFER and left is not None:
            reason, left = (NO_SEAT, 0) if left <= 0 else (None, left - 1)
        if reason is None:
            moved.append(one.application_id)
        else:
            refused.append((one.application_id, reason))
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
        return "This is in the past. Choose a time from tomorrow on."
    if starts_at is not None and reply_by > starts_at:
        return "This is after the event starts. Choose a time before the start."
    return None

"""Which decisions apply to an application, until when an offer is open, who is next.

How a private decision, an offer, a release, a wish for more time and a substitute go on stands in
tables at the end; where an application stands, in `applications.rules`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar
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
    GIVEN_UP = "given_up"  # the organiser gave the seat to somebody else


class LinkState(StrEnum):
    """What the link in a letter of offer leads to."""

    OPEN = "open"
    OVERDUE = "overdue"  # the time is over, the seat not yet passed on
    CONFIRMED = "confirmed"
    TURNED_DOWN = "turned_down"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    GIVEN_UP = "given_up"
    REPLACED = "replaced"  # a newer letter has a newer link
    CANCELLED = "cancelled"  # the event does not take place


ACTIONS = {Choice.OFFER: Action.OFFER, Choice.WAIT: Action.WAIT, Choice.DECLINE: Action.DECLINE}
ANSWERS = {Answer.CONFIRM: Action.CONFIRM, Answer.TURN_DOWN: Action.TURN_DOWN}

# How the application stands says it best; once it has moved on, how the offer itself ended.
_ENDED = {
    Status.CONFIRMED: LinkState.CONFIRMED,
    Status.TURNED_DOWN: LinkState.TURNED_DOWN,
    Status.LAPSED: LinkState.LAPSED,
    Status.WITHDRAWN: LinkState.WITHDRAWN,
    Status.GIVEN_UP: LinkState.GIVEN_UP,
}
_FINAL = frozenset({Outcome.TURNED_DOWN, Outcome.LAPSED, Outcome.WITHDRAWN, Outcome.GIVEN_UP})


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


class Language(StrEnum):
    """The languages in which we ship the letters of a selection."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"


class Notice(StrEnum):
    """What a letter tells that tells no outcome; its value is the kind of the message."""

    REMINDER = "selection_reminder"
    MORE_TIME = "selection_more_time"
    NO_MORE_TIME = "selection_no_more_time"
    CONFIRMED = "selection_confirmed"
    TURNED_DOWN = "selection_turned_down"
    LAPSED = "selection_lapsed"
    GIVEN_UP = "selection_given_up"
    REPLACED = "selection_replaced"  # her focal point sends somebody else
    POINTS = "selection_points"  # to focal points: what becomes of their people
    WAITED = "selection_waited"  # the event has begun, and no seat became free


class Privacy(StrEnum):
    """Who may know a private decision: it is no status before everybody may."""

    OPEN = "open"  # the organisers only; it can be changed
    BOUND = "bound"  # it belongs to a release that has begun, and stays as it is
    KNOWN = "known"  # she was told


class Deed(StrEnum):
    """What happens to a private decision."""

    SET = "set"
    CLEAR = "clear"
    BIND = "bind"  # its release begins
    MAKE_KNOWN = "make_known"
    HAND_BACK = "hand_back"  # the release could not make it known


class OfferDeed(StrEnum):
    """What happens to an offer that is open."""

    CONFIRM = "confirm"
    TURN_DOWN = "turn_down"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    GIVE_UP = "give_up"
    PROLONG = "prolong"
    REMIND = "remind"


class ReleaseState(StrEnum):
    """Where a release stands."""

    PLANNED = "planned"
    BEGUN = "begun"
    DONE = "done"
    CANCELLED = "cancelled"


class ReleaseDeed(StrEnum):
    """What happens to a release."""

    BEGIN = "begin"
    FINISH = "finish"
    CANCEL = "cancel"


class AskState(StrEnum):
    """Where a wish for more time stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    OVER = "over"  # the offer ended before anybody answered


class SubstituteState(StrEnum):
    """Where the proposal of a substitute stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"  # the next free seat is hers
    OFFERED = "offered"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class SubstituteDeed(StrEnum):
    """What happens to the proposal of a substitute."""

    APPROVE = "approve"
    REFUSE = "refuse"
    TAKE_BACK = "take_back"
    OFFER = "offer"


# What is not in these tables is refused. An open offer has no outcome yet: None.
DECISION_STEPS: Mapping[tuple[Privacy, Deed], Privacy] = MappingProxyType(
    {
        (Privacy.OPEN, Deed.SET): Privacy.OPEN,
        (Privacy.OPEN, Deed.CLEAR): Privacy.OPEN,
        (Privacy.OPEN, Deed.BIND): Privacy.BOUND,
        (Privacy.OPEN, Deed.MAKE_KNOWN): Privacy.KNOWN,
        (Privacy.BOUND, Deed.MAKE_KNOWN): Privacy.KNOWN,
        (Privacy.BOUND, Deed.HAND_BACK): Privacy.OPEN,
        (Privacy.KNOWN, Deed.SET): Privacy.OPEN,  # another one, after she was told the first
    }
)
OFFER_STEPS: Mapping[tuple[Outcome | None, OfferDeed], Outcome | None] = MappingProxyType(
    {
        (None, OfferDeed.CONFIRM): Outcome.CONFIRMED,
        (None, OfferDeed.TURN_DOWN): Outcome.TURNED_DOWN,
        (None, OfferDeed.LAPSE): Outcome.LAPSED,
        (None, OfferDeed.WITHDRAW): Outcome.WITHDRAWN,
        (None, OfferDeed.GIVE_UP): Outcome.GIVEN_UP,
        (None, OfferDeed.PROLONG): None,
        (None, OfferDeed.REMIND): None,
    }
)
RELEASE_STEPS: Mapping[tuple[ReleaseState, ReleaseDeed], ReleaseState] = MappingProxyType(
    {
        (ReleaseState.PLANNED, ReleaseDeed.BEGIN): ReleaseState.BEGUN,
        (ReleaseState.PLANNED, ReleaseDeed.CANCEL): ReleaseState.CANCELLED,
        (ReleaseState.BEGUN, ReleaseDeed.FINISH): ReleaseState.DONE,
    }
)
ASK_STEPS: Mapping[tuple[AskState, AskState], AskState] = MappingProxyType(
    {(AskState.ASKED, to): to for to in AskState if to is not AskState.ASKED}
)
_SS, _SD = SubstituteState, SubstituteDeed
SUBSTITUTE_STEPS: Mapping[tuple[SubstituteState, SubstituteDeed], SubstituteState] = (
    MappingProxyType(
        {
            (_SS.PROPOSED, _SD.APPROVE): _SS.APPROVED,
            (_SS.PROPOSED, _SD.REFUSE): _SS.REFUSED,
            (_SS.PROPOSED, _SD.TAKE_BACK): _SS.TAKEN_BACK,
            (_SS.APPROVED, _SD.OFFER): _SS.OFFERED,
            (_SS.APPROVED, _SD.REFUSE): _SS.REFUSED,  # the place could not be given after all
        }
    )
)
State = TypeVar("State")
Deeds = TypeVar("Deeds")


def step(table: Mapping[tuple[State, Deeds], State], state: State, deed: Deeds) -> State:
    """Return where the deed leads. Raises ValueError where the table does not know it."""
    if (state, deed) not in table:
        raise ValueError(f"{deed} does not apply to {state}")
    return table[(state, deed)]


def can(table: Mapping[tuple[State, Deeds], State], state: State, deed: Deeds) -> bool:
    """Return whether the deed applies."""
    return (state, deed) in table


ANSWER_DEEDS = {Answer.CONFIRM: OfferDeed.CONFIRM, Answer.TURN_DOWN: OfferDeed.TURN_DOWN}
MORNING, EVENING = time(9), time(19)  # between them people are written to
REMINDERS_BEFORE = (timedelta(days=3), timedelta(days=1))  # the end of an offer
LEAST_AFTER_THE_OFFER = timedelta(hours=20)


def by_day(at: datetime, zone: str) -> datetime:
    """Return the instant, or the last minute before it at which it is day in the zone."""
    local = at.astimezone(ZoneInfo(zone))
    if local.time() > EVENING:
        return datetime.combine(local.date(), EVENING, ZoneInfo(zone))
    if local.time() < MORNING:
        before = local.date() - timedelta(days=1)
        return datetime.combine(before, EVENING, ZoneInfo(zone))
    return at


def reminders(made_at: datetime, reply_by: datetime, zone: str) -> tuple[datetime, ...]:
    """Return when an offer is reminded of: some days before its end, by day where she is.

    Never right after the offer itself, and so perhaps never.
    """
    wanted = (by_day(reply_by - each, zone) for each in REMINDERS_BEFORE)
    return tuple(each for each in wanted if each >= made_at + LEAST_AFTER_THE_OFFER)


def reminder_due(
    made_at: datetime, reply_by: datetime, zone: str, sent: int, now: datetime
) -> int | None:
    """Return how many reminders count as sent once one is sent now; None: none is due.

    Where the worker stood still, what was missed is one letter. At night there is none.
    """
    passed = sum(each <= now for each in reminders(made_at, reply_by, zone))
    is_day = MORNING <= now.astimezone(ZoneInfo(zone)).time() <= EVENING
    return passed if passed > sent and is_day and now < reply_by else None

"""Where an application stands, and which steps lead on from there."""

from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Status(StrEnum):
    """Where an application stands, as the applicant may know it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    NEEDS_INFORMATION = "needs_information"  # the organiser asked for something more
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    DECLINED = "declined"  # by the organiser
    TURNED_DOWN = "turned_down"  # the applicant did not want the seat
    LAPSED = "lapsed"  # the offer was not answered in time
    GIVEN_UP = "given_up"  # the organiser gave her seat to somebody else, and told her why
    WITHDRAWN = "withdrawn"


class OrganisationType(StrEnum):
    """What kind of organisation the applicant works for."""

    NATIONAL_GOVERNMENT = "national_government"
    SUBNATIONAL_GOVERNMENT = "subnational_government"
    PUBLIC_AGENCY = "public_agency"
    INTERGOVERNMENTAL = "intergovernmental"
    RESEARCH = "research"
    NON_GOVERNMENTAL = "non_governmental"
    PRIVATE_SECTOR = "private_sector"
    OTHER = "other"


class Action(StrEnum):
    """What somebody, or the clock, may do with an application."""

    SUBMIT = "submit"
    CHANGE = "change"  # sends other answers while it is open
    ASK = "ask"
    REPLY = "reply"
    STOP_ASKING = "stop_asking"
    OFFER = "offer"
    WAIT = "wait"
    DECLINE = "decline"
    CONFIRM = "confirm"
    TURN_DOWN = "turn_down"
    LAPSE = "lapse"
    END_WAIT = "end_wait"  # the event has begun, and no seat became free
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    REGISTER = "register"  # where nobody selects: the seat is hers at once
    QUEUE = "queue"  # likewise, while no seat is free
    MOVE_UP = "move_up"  # a seat became free, and it was her turn
    ENTER = "enter"  # an organiser brings it in: from paper, or from a file
    SET_ASIDE = "set_aside"  # the same person applied twice, and the other one stays
    BRING_BACK = "bring_back"  # it was not the same person after all
    REMOVE = "remove"  # taken off the list where nobody selects
    GIVE_UP = "give_up"  # her seat goes to somebody else: she cannot come, or does not answer


class Cause(StrEnum):
    """Why an application was sent."""

    SENT = "sent"
    CHANGED = "changed"
    INFORMATION = "information"  # asked for by an organiser
    ON_BEHALF = "on_behalf"  # typed by an organiser, from paper
    IMPORTED = "imported"


class Who(StrEnum):
    """Whose step it is."""

    APPLICANT = "applicant"
    ORGANISER = "organiser"
    CLOCK = "clock"


class Step(NamedTuple):
    """Where an action leads, and who may take it."""

    leads_to: Status
    who: Who


STEPS = MappingProxyType(
    {
        (Status.DRAFT, Action.SUBMIT): Step(Status.SUBMITTED, Who.APPLICANT),
        (Status.SUBMITTED, Action.CHANGE): Step(Status.SUBMITTED, Who.APPLICANT),
        (Status.SUBMITTED, Action.ASK): Step(Status.NEEDS_INFORMATION, Who.ORGANISER),
        (Status.NEEDS_INFORMATION, Action.REPLY): Step(Status.SUBMITTED, Who.APPLICANT),
        (Status.NEEDS_INFORMATION, Action.STOP_ASKING): Step(Status.SUBMITTED, Who.ORGANISER),
        (Status.NEEDS_INFORMATION, Action.DECLINE): Step(Status.DECLINED, Who.ORGANISER),
        (Status.NEEDS_INFORMATION, Action.WITHDRAW): Step(Status.WITHDRAWN, Who.APPLICANT),
        (Status.SUBMITTED, Action.OFFER): Step(Status.OFFERED, Who.ORGANISER),
        (Status.SUBMITTED, Action.WAIT): Step(Status.WAITING, Who.ORGANISER),
        (Status.SUBMITTED, Action.DECLINE): Step(Status.DECLINED, Who.ORGANISER),
        (Status.SUBMITTED, Action.WITHDRAW): Step(Status.WITHDRAWN, Who.APPLICANT),
        (Status.WAITING, Action.OFFER): Step(Status.OFFERED, Who.ORGANISER),
        (Status.WAITING, Action.DECLINE): Step(Status.DECLINED, Who.ORGANISER),
        (Status.WAITING, Action.END_WAIT): Step(Status.DECLINED, Who.CLOCK),
        (Status.WAITING, Action.WITHDRAW): Step(Status.WITHDRAWN, Who.APPLICANT),
        (Status.DECLINED, Action.OFFER): Step(Status.OFFERED, Who.ORGANISER),
        (Status.DECLINED, Action.WAIT): Step(Status.WAITING, Who.ORGANISER),
        (Status.OFFERED, Action.CONFIRM): Step(Status.CONFIRMED, Who.APPLICANT),
        (Status.OFFERED, Action.TURN_DOWN): Step(Status.TURNED_DOWN, Who.APPLICANT),
        (Status.OFFERED, Action.LAPSE): Step(Status.LAPSED, Who.CLOCK),
        (Status.OFFERED, Action.WITHDRAW): Step(Status.WITHDRAWN, Who.APPLICANT),
        (Status.CONFIRMED, Action.WITHDRAW): Step(Status.WITHDRAWN, Who.APPLICANT),
        (Status.LAPSED, Action.OFFER): Step(Status.OFFERED, Who.ORGANISER),
        (Status.WITHDRAWN, Action.REOPEN): Step(Status.DRAFT, Who.APPLICANT),
        (Status.DRAFT, Action.REGISTER): Step(Status.CONFIRMED, Who.APPLICANT),
        (Status.DRAFT, Action.QUEUE): Step(Status.WAITING, Who.APPLICANT),
        (Status.SUBMITTED, Action.REGISTER): Step(Status.CONFIRMED, Who.APPLICANT),
        (Status.SUBMITTED, Action.QUEUE): Step(Status.WAITING, Who.APPLICANT),
        (Status.DRAFT, Action.ENTER): Step(Status.SUBMITTED, Who.ORGANISER),
        (Status.SUBMITTED, Action.SET_ASIDE): Step(Status.WITHDRAWN, Who.ORGANISER),
        (Status.NEEDS_INFORMATION, Action.SET_ASIDE): Step(Status.WITHDRAWN, Who.ORGANISER),
        (Status.WAITING, Action.SET_ASIDE): Step(Status.WITHDRAWN, Who.ORGANISER),
        (Status.DECLINED, Action.SET_ASIDE): Step(Status.WITHDRAWN, Who.ORGANISER),
        (Status.TURNED_DOWN, Action.SET_ASIDE): Step(Status.WITHDRAWN, Who.ORGANISER),
        (Status.LAPSED, Action.SET_ASIDE): Step(Status.WITHDRAWN, Who.ORGANISER),
        (Status.WITHDRAWN, Action.BRING_BACK): Step(Status.SUBMITTED, Who.ORGANISER),
        (Status.WITHDRAWN, Action.REGISTER): Step(Status.CONFIRMED, Who.APPLICANT),
        (Status.WITHDRAWN, Action.QUEUE): Step(Status.WAITING, Who.APPLICANT),
        (Status.TURNED_DOWN, Action.REGISTER): Step(Status.CONFIRMED, Who.APPLICANT),
        (Status.TURNED_DOWN, Action.QUEUE): Step(Status.WAITING, Who.APPLICANT),
        (Status.LAPSED, Action.REGISTER): Step(Status.CONFIRMED, Who.APPLICANT),
        (Status.LAPSED, Action.QUEUE): Step(Status.WAITING, Who.APPLICANT),
        (Status.WAITING, Action.MOVE_UP): Step(Status.CONFIRMED, Who.CLOCK),
        (Status.CONFIRMED, Action.REMOVE): Step(Status.DECLINED, Who.ORGANISER),
        (Status.WAITING, Action.REMOVE): Step(Status.DECLINED, Who.ORGANISER),
        (Status.OFFERED, Action.GIVE_UP): Step(Status.GIVEN_UP, Who.ORGANISER),
        (Status.CONFIRMED, Action.GIVE_UP): Step(Status.GIVEN_UP, Who.ORGANISER),
        (Status.GIVEN_UP, Action.OFFER): Step(Status.OFFERED, Who.ORGANISER),
    }
)

HOLDS_A_SEAT = frozenset({Status.OFFERED, Status.CONFIRMED})
# Nothing comes of it, unless somebody changes her mind.
ENDED = frozenset(
    {Status.DECLINED, Status.TURNED_DOWN, Status.LAPSED, Status.GIVEN_UP, Status.WITHDRAWN}
)
# What makes it known to the organisers, what makes a seat sure, and what ends it.
SENDS = frozenset({Action.SUBMIT, Action.REGISTER, Action.QUEUE, Action.ENTER})
CONFIRMS = frozenset(
    action for (_, action), step in STEPS.items() if step.leads_to is Status.CONFIRMED
)
ENDS = frozenset(action for (_, action), step in STEPS.items() if step.leads_to in ENDED)


def next_step(status: Status, action: Action) -> Step | None:
    """Return where the action leads from the status, or None where it does not apply."""
    return STEPS.get((status, action))

"""Who may ask to join, where a request stands, and which steps lead on from there."""

from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

CONTRIBUTION_WORDS = 300
TEXT_WORDS = 300  # of an introduction, a commitment, a question, an answer, a reason
CONSENT_VERSION = "2026-11"
PRESSED_TWICE = timedelta(minutes=10)  # the same form sent again so soon is the same request
TO_CONFIRM = timedelta(days=14)  # a request whose address is not confirmed by then is deleted
KEPT_FOR = timedelta(days=365)  # then nobody is named in a request that led to nothing


class PartnerKind(StrEnum):
    """On whose behalf somebody asks to join."""

    COUNTRY = "country"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    RESEARCH_INSTITUTE = "research_institute"
    PRIVATE_SECTOR = "private_sector"
    OTHER = "other"


class JoinsAs(StrEnum):
    """What an accepted request makes of who asked; the record has the same words."""

    PARTNER = "partner"
    MEMBER = "member"


class State(StrEnum):
    """Where a request to join stands."""

    UNCONFIRMED = "unconfirmed"  # nobody has proved the e-mail address yet
    RECEIVED = "received"
    CLARIFICATION_ASKED = "clarification_asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What somebody may do with a request."""

    CONFIRM = "confirm"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class Who(StrEnum):
    """Whose step it is."""

    REQUESTER = "requester"
    ORGANISER = "organiser"


class Step(NamedTuple):
    """Where an action leads, and who may take it."""

    leads_to: State
    who: Who


# Who does not answer a question can still be accepted or declined: answers come by telephone too.
STEPS = MappingProxyType(
    {
        (State.UNCONFIRMED, Action.CONFIRM): Step(State.RECEIVED, Who.REQUESTER),
        (State.RECEIVED, Action.ASK): Step(State.CLARIFICATION_ASKED, Who.ORGANISER),
        (State.RECEIVED, Action.ACCEPT): Step(State.ACCEPTED, Who.ORGANISER),
        (State.RECEIVED, Action.DECLINE): Step(State.DECLINED, Who.ORGANISER),
        (State.RECEIVED, Action.WITHDRAW): Step(State.WITHDRAWN, Who.REQUESTER),
        (State.CLARIFICATION_ASKED, Action.ANSWER): Step(State.RECEIVED, Who.REQUESTER),
        (State.CLARIFICATION_ASKED, Action.ACCEPT): Step(State.ACCEPTED, Who.ORGANISER),
        (State.CLARIFICATION_ASKED, Action.DECLINE): Step(State.DECLINED, Who.ORGANISER),
        (State.CLARIFICATION_ASKED, Action.WITHDRAW): Step(State.WITHDRAWN, Who.REQUESTER),
    }
)

# What organisers see: an address that nobody has proved may be anybody's.
SEEN = (
    State.RECEIVED,
    State.CLARIFICATION_ASKED,
    State.ACCEPTED,
    State.DECLINED,
    State.WITHDRAWN,
)
WAITING = frozenset({State.RECEIVED, State.CLARIFICATION_ASKED})
LED_TO_NOTHING = frozenset({State.DECLINED, State.WITHDRAWN})


def next_step(state: State, action: Action) -> Step | None:
    """Return where the action leads from the state, or None where it does not apply."""
    return STEPS.get((state, action))


def actions(state: State, who: Who) -> tuple[Action, ...]:
    """Return what somebody can do with a request that stands so, in the order of the table."""
    return tuple(
        action for (stands, action), step in STEPS.items() if stands is state and step.who is who
    )

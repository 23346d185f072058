"""What people read about registering."""

from types import MappingProxyType
from typing import NamedTuple

from courseapp.applications.rules import Status
from courseapp.events.clock.registration import Entrance

CHANGED = "Your choice is saved."


class Words(NamedTuple):
    """Where a registration stands: a tone of the page's parts, a title, and what that means."""

    tone: str
    title: str
    next: str


# What to do next where nobody can register now.
SHUT = MappingProxyType(
    {
        Entrance.PLANNED: "This event is planned and not yet certain. There is nothing to register "
        "for so far.",
        Entrance.NOT_YET: "Registration is not open yet.",
        Entrance.CLOSED: "Registration is closed.",
        Entrance.OVER: "This event is over.",
        Entrance.POSTPONED: "This event is postponed. You can register again when its new dates "
        "are certain.",
        Entrance.CANCELLED: "This event is cancelled.",
    }
)

STANDS = MappingProxyType(
    {
        Status.CONFIRMED: Words("good", "You have a seat", "We expect you."),
        Status.WAITING: Words(
            "wait",
            "You are on the waiting list",
            "When a seat becomes free and it is your turn, it is yours at once, and we write to "
            "you. You need not do anything.",
        ),
        Status.WITHDRAWN: Words("neutral", "You have cancelled", "You are not on the list."),
        Status.OFFERED: Words(
            "wait",
            "A seat is held for you",
            "Please answer with the link in the letter that offered it to you.",
        ),
        Status.DECLINED: Words("neutral", "You are not on the list", "The organisers decided so."),
    }
)
_NOT_ON_THE_LIST = Words("neutral", "You are not on the list", "You have no seat at present.")


def stands(status: Status) -> Words:
    """Return where a registration stands, in words for her."""
    return STANDS.get(status, _NOT_ON_THE_LIST)

"""What people read about registering."""

from types import MappingProxyType
from typing import NamedTuple

from courseapp.applications.rules import Status
from courseapp.core.translations import gettext, noted
from courseapp.events.clock.registration import Entrance

CHANGED = noted("Your choice is saved.")


class Words(NamedTuple):
    """Where a registration stands: a tone of the page's parts, a title, and what that means."""

    tone: str
    title: str
    next: str


# What to do next where nobody can register now.
SHUT = MappingProxyType(
    {
        Entrance.PLANNED: noted(
            "This event is planned and not yet certain. There is nothing to register for so far."
        ),
        Entrance.NOT_YET: noted("Registration is not open yet."),
        Entrance.CLOSED: noted("Registration is closed."),
        Entrance.OVER: noted("This event is over."),
        Entrance.POSTPONED: noted(
            "This event is postponed. You can register again when its new dates are certain."
        ),
        Entrance.CANCELLED: noted("This event is cancelled."),
    }
)

STANDS = MappingProxyType(
    {
        Status.CONFIRMED: Words("good", noted("You have a seat"), noted("We expect you.")),
        Status.WAITING: Words(
            "wait",
            noted("You are on the waiting list"),
            noted(
                "When a seat becomes free and it is your turn, it is yours at once, and we write "
                "to "
                "you. You need not do anything."
            ),
        ),
        Status.WITHDRAWN: Words(
            "neutral", noted("You have cancelled"), noted("You are not on the list.")
        ),
        Status.OFFERED: Words(
            "wait",
            noted("A seat is held for you"),
            noted("Please answer with the link in the letter that offered it to you."),
        ),
        Status.DECLINED: Words(
            "neutral", noted("You are not on the list"), noted("The organisers decided so.")
        ),
    }
)
_NOT_ON_THE_LIST = Words(
    "neutral", noted("You are not on the list"), noted("You have no seat at present.")
)


def stands(status: Status) -> Words:
    """Return where a registration stands, in words for her."""
    told = STANDS.get(status, _NOT_ON_THE_LIST)
    return Words(told.tone, gettext(told.title), gettext(told.next))

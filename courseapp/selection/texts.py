"""The organiser's words for where applications stand and what can be decided."""

from types import MappingProxyType
from typing import NamedTuple

from courseapp.core.labels import Label
from courseapp.core.translations import gettext, noted
from courseapp.mail.rules import MessageState
from courseapp.selection.board import Show
from courseapp.selection.rules import (
    Choice,
    Language,
    LinkState,
    ReleaseState,
    SubstituteState,
)
from courseapp.selection.wording.speaking import POINT_OUTCOMES as SAID_TO_POINTS


class ChoiceText(NamedTuple):
    """A choice in words; the last three have a form for one person and one for many."""

    button: str
    title: str  # of the page that shows what would happen
    done: tuple[str, str]
    send: tuple[str, str]


CHOICE_TEXTS = MappingProxyType(
    {
        Choice.OFFER: ChoiceText(
            "Offer a seat",
            "Offer seats",
            ("1 person was offered a seat", "{} people were offered a seat"),
            ("Send 1 offer", "Send {} offers"),
        ),
        Choice.WAIT: ChoiceText(
            "Put on the waiting list",
            "Put on the waiting list",
            ("1 person was put on the waiting list", "{} people were put on the waiting list"),
            ("Send 1 letter", "Send {} letters"),
        ),
        Choice.DECLINE: ChoiceText(
            "Decline",
            "Decline",
            ("1 person was declined", "{} people were declined"),
            ("Send 1 letter", "Send {} letters"),
        ),
    }
)

DECISION_TEXTS = MappingProxyType(
    {
        Choice.OFFER: "Seat offered",
        Choice.WAIT: "Put on the waiting list",
        Choice.DECLINE: "Declined",
    }
)

# What organisers have decided and nobody else may know yet.
PRIVATE_LABELS = MappingProxyType(
    {
        Choice.OFFER: Label("good", "Admit"),
        Choice.WAIT: Label("wait", "Reserve"),
        Choice.DECLINE: Label("neutral", "Decline"),
    }
)

PRIVATELY = MappingProxyType(
    {
        Choice.OFFER: ("1 person is to be admitted", "{} people are to be admitted"),
        Choice.WAIT: ("1 person is on the reserve", "{} people are on the reserve"),
        Choice.DECLINE: ("1 person is to be declined", "{} people are to be declined"),
        None: ("1 decision was taken back", "{} decisions were taken back"),
    }
)
# What a focal point reads of her people before these know it.
POINT_OUTCOMES = MappingProxyType(
    {
        choice: Label(status, SAID_TO_POINTS[Language.ENGLISH][choice])
        for choice, status in (
            (Choice.OFFER, "good"),
            (Choice.WAIT, "wait"),
            (Choice.DECLINE, "neutral"),
        )
    }
)
SHOWN = MappingProxyType(
    {
        Show.NOBODY_DECIDED: "Undecided",
        Show.ADMIT: "Admit",
        Show.RESERVE: "Reserve",
        Show.DECLINE: "Decline",
        Show.PROBLEM: "Not released",
        Show.KNOWN: "Known",
    }
)
RELEASE_LABELS = MappingProxyType(
    {
        ReleaseState.PLANNED: Label("wait", "Planned"),
        ReleaseState.BEGUN: Label("info", "Under way"),
        ReleaseState.DONE: Label("good", "Done"),
        ReleaseState.CANCELLED: Label("neutral", "Taken back"),
    }
)
SUBSTITUTE_LABELS = MappingProxyType(
    {
        SubstituteState.PROPOSED: Label("wait", "Waits for the organisers"),
        SubstituteState.APPROVED: Label("info", "Approved: has the next free seat"),
        SubstituteState.OFFERED: Label("good", "Approved: is offered the seat"),
        SubstituteState.REFUSED: Label("neutral", "Not approved"),
        SubstituteState.TAKEN_BACK: Label("neutral", "Taken back"),
    }
)
LANGUAGES = MappingProxyType(
    {Language.ENGLISH: "English", Language.FRENCH: "French", Language.SPANISH: "Spanish"}
)

MESSAGE_LABELS = MappingProxyType(
    {
        MessageState.QUEUED: Label("wait", "Waits to be sent"),
        MessageState.SENDING: Label("info", "Is being sent"),
        MessageState.SENT: Label("good", "Sent"),
        MessageState.FAILED: Label("bad", "Not delivered"),
    }
)


def counted(forms: tuple[str, str], number: int) -> str:
    """Return the form for the number: ``1 letter`` or ``12 letters``."""
    return forms[0] if number == 1 else forms[1].format(number)


class LinkText(NamedTuple):
    """What the link in a letter of offer says once it cannot be answered any more."""

    tone: str
    title: str
    what_to_do: str


LINK_TEXTS = MappingProxyType(
    {
        LinkState.OVERDUE: LinkText(
            "bad",
            noted("The time to answer is over"),
            noted(
                "The seat goes to the next person on the waiting list. "
                "If you still want to come, write to the organiser."
            ),
        ),
        LinkState.LAPSED: LinkText(
            "bad",
            noted("The time to answer is over"),
            noted("The seat has been given up. If you still want to come, write to the organiser."),
        ),
        LinkState.CONFIRMED: LinkText(
            "good",
            noted("Your seat is confirmed"),
            noted(
                "You need not do anything more. If you cannot come after all, please withdraw on "
                "the page of your application, so that another person can have the seat."
            ),
        ),
        LinkState.TURNED_DOWN: LinkText(
            "neutral",
            noted("You gave the seat back"),
            noted(
                "Thank you for telling us. The seat goes to another person. "
                "If this was a mistake, write to the organiser."
            ),
        ),
        LinkState.WITHDRAWN: LinkText(
            "neutral",
            noted("You have withdrawn your application"),
            noted(
                "The seat is not held for you any more. If this was a mistake, write to the "
                "organiser."
            ),
        ),
        LinkState.GIVEN_UP: LinkText(
            "neutral",
            noted("Your seat is not held any more"),
            noted(
                "The organiser gave it to another person and wrote to you why. "
                "If you still want to come, write to the organiser."
            ),
        ),
        LinkState.REPLACED: LinkText(
            "wait",
            noted("There is a newer letter"),
            noted(
                "This link belongs to an earlier offer. Please use the link in the newest letter, "
                "or answer on the page of your application."
            ),
        ),
        LinkState.CANCELLED: LinkText(
            "bad",
            noted("This event is cancelled"),
            noted("There is nothing to answer. The page of the event says more."),
        ),
    }
)


def link_text(state: LinkState) -> LinkText | None:
    """Return what the page of an offer says to its reader; None while she can answer."""
    text = LINK_TEXTS.get(state)
    if text is None:
        return None
    return LinkText(text.tone, gettext(text.title), gettext(text.what_to_do))

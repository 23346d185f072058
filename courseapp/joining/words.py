"""What people read about requests to join: one table each, used on pages and in mails."""

from types import MappingProxyType
from typing import NamedTuple

from courseapp.joining.rules import Action, JoinsAs, PartnerKind, State
from courseapp.mail.rules import MessageState

KINDS = MappingProxyType(
    {
        PartnerKind.COUNTRY: "A country",
        PartnerKind.INTERNATIONAL_ORGANISATION: "An international organisation",
        PartnerKind.RESEARCH_INSTITUTE: "A research institute",
        PartnerKind.PRIVATE_SECTOR: "A company or another part of the private sector",
        PartnerKind.OTHER: "Another organisation",
    }
)
# The same in a list: "Open to countries, international organisations and others".
MANY = MappingProxyType(
    {
        PartnerKind.COUNTRY: "countries",
        PartnerKind.INTERNATIONAL_ORGANISATION: "international organisations",
        PartnerKind.RESEARCH_INSTITUTE: "research institutes",
        PartnerKind.PRIVATE_SECTOR: "the private sector",
        PartnerKind.OTHER: "others",
    }
)
JOINS_AS = MappingProxyType({JoinsAs.PARTNER: "partner", JoinsAs.MEMBER: "member"})


class StateText(NamedTuple):
    """A state in words. `label` for the organiser; `title` and `next` for the requester's page.

    `tone` is one of the tones of the page's parts: neutral, info, good, wait, bad.
    """

    label: str
    tone: str
    title: str
    next: str


STATES = MappingProxyType(
    {
        State.UNCONFIRMED: StateText(
            "Address not confirmed",
            "wait",
            "Please confirm your e-mail address",
            "Press the button to confirm that this address is yours. Only then does the team "
            "see your request.",
        ),
        State.RECEIVED: StateText(
            "To decide",
            "info",
            "We have your request",
            "The team reads it and writes to you by e-mail. You need not do anything now.",
        ),
        State.CLARIFICATION_ASKED: StateText(
            "Waits for an answer",
            "wait",
            "The team has a question for you",
            "Please answer below. Then the team decides and writes to you by e-mail.",
        ),
        State.ACCEPTED: StateText(
            "Accepted",
            "good",
            "Your request is accepted",
            "The team writes to you about the first steps.",
        ),
        State.DECLINED: StateText(
            "Declined",
            "neutral",
            "Your request is declined",
            "You may ask again when things have changed.",
        ),
        State.WITHDRAWN: StateText(
            "Withdrawn",
            "neutral",
            "You have withdrawn your request",
            "Nobody decides about it any more. You may ask again at any time.",
        ),
    }
)

# "This request … , so it cannot be …": told to whoever comes second.
HOW_IT_STANDS = MappingProxyType(
    {
        State.UNCONFIRMED: "is not confirmed yet",
        State.RECEIVED: "waits for a decision",
        State.CLARIFICATION_ASKED: "waits for an answer to a question",
        State.ACCEPTED: "is accepted",
        State.DECLINED: "is declined",
        State.WITHDRAWN: "is withdrawn",
    }
)
DONE_TO_IT = MappingProxyType(
    {
        Action.CONFIRM: "confirmed",
        Action.ASK: "asked about",
        Action.ANSWER: "answered",
        Action.ACCEPT: "accepted",
        Action.DECLINE: "declined",
        Action.WITHDRAW: "withdrawn",
    }
)
# The audit log's summary of each step. It outlives the names of people, so it holds none.
WHAT_HAPPENED = MappingProxyType(
    {
        Action.CONFIRM: "The e-mail address was confirmed; the team has the request",
        Action.ASK: "A question was sent",
        Action.ANSWER: "The question was answered",
        Action.ACCEPT: "Accepted",
        Action.DECLINE: "Declined",
        Action.WITHDRAW: "Withdrawn by the requester",
    }
)
# The same steps as the requester reads them in the history of her request.
HER_HISTORY = MappingProxyType(
    {
        Action.CONFIRM: "You confirmed your address, and the team got your request",
        Action.ASK: "The team asked you a question",
        Action.ANSWER: "You answered",
        Action.ACCEPT: "Your request was accepted",
        Action.DECLINE: "Your request was declined",
        Action.WITHDRAW: "You withdrew your request",
    }
)


class ActionText(NamedTuple):
    """An organiser's action: its button, its page, and the button that does it."""

    button: str
    title: str
    send: str


ACTIONS = MappingProxyType(
    {
        Action.ACCEPT: ActionText("Accept", "Accept the request", "Accept and send the letter"),
        Action.ASK: ActionText("Ask a question", "Ask a question", "Send the question"),
        Action.DECLINE: ActionText("Decline", "Decline the request", "Decline and send the letter"),
    }
)
# The tone and words of a letter's state.
MESSAGES = MappingProxyType(
    {
        MessageState.QUEUED: ("wait", "Waits to be sent"),
        MessageState.SENDING: ("info", "Is being sent"),
        MessageState.SENT: ("good", "Sent"),
        MessageState.FAILED: ("bad", "Not delivered"),
    }
)


def listed(kinds: tuple[PartnerKind, ...]) -> str:
    """Return ``countries, research institutes and others``; empty for none."""
    words = [MANY[kind] for kind in kinds]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))

"""What organisers read about invitations and answers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from courseapp.invitations.models import Invitation
from courseapp.invitations.rules import Answer, Asking, Method, Style


class Choice(NamedTuple):
    """A choice and what follows from it."""

    label: str
    hint: str


class Tag(NamedTuple):
    """A tone of the status tag and its word."""

    tone: str
    word: str


STYLES: Mapping[Style, Choice] = MappingProxyType(
    {
        Style.BY_NUMBER: Choice(
            "As it suits the number of sessions",
            "Up to five sessions: an invitation to each. More: one letter, for nobody likes "
            "fourteen mails.",
        ),
        Style.EACH_SESSION: Choice(
            "An invitation to each session",
            "Each session is put into the calendar by itself, moves with the programme, and can be "
            "answered.",
        ),
        Style.ONE_LETTER: Choice(
            "One letter with all sessions",
            "A file of all sessions, and the address of a calendar that follows each change.",
        ),
        Style.NOTHING: Choice(
            "No invitations", "People find their calendar on their own page, if they look there."
        ),
    }
)
ASKED: Mapping[Asking, str] = MappingProxyType(
    {
        Asking.USUAL: "As usual: where somebody selects, not where people register",
        Asking.YES: "Ask each person whether she comes to each session",
        Asking.NO: "Do not ask: to have a seat is the answer",
    }
)
ANSWERS: Mapping[Answer, Tag] = MappingProxyType(
    {
        Answer.NONE: Tag("neutral", "No answer"),
        Answer.ACCEPTED: Tag("good", "Comes"),
        Answer.TENTATIVE: Tag("wait", "Perhaps"),
        Answer.DECLINED: Tag("bad", "Does not come"),
    }
)
OFF = Tag("neutral", "Taken off")


def standing_of(invitation: Invitation) -> Tag:
    """Return how one person stands to one session."""
    return OFF if invitation.method is Method.CANCEL else ANSWERS[invitation.answer]

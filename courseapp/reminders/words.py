"""What organisers read about messages: what each is called, to whom it goes, when it is due."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from courseapp.core import formats
from courseapp.core.labels import Label
from courseapp.reminders.rules import Kind, MessageRule, State, Unit


class Called(NamedTuple):
    """A message in words: its name, who gets it, and what its time is counted from."""

    name: str
    to: str
    anchor: str


CALLED: Mapping[Kind, Called] = MappingProxyType(
    {
        Kind.DEADLINE: Called(
            "Reminder of the deadline",
            "Everybody with a draft that is not sent",
            "before the deadline, with extra time counted in",
        ),
        Kind.LAST_DAY: Called(
            "Last reminder of the deadline",
            "Everybody with a draft that is not sent",
            "before the deadline, with extra time counted in",
        ),
        Kind.DOCUMENTS: Called(
            "A document is missing",
            "Applicants whose document was to follow and has not come",
            "before the document is due",
        ),
        Kind.TRAVEL: Called(
            "Travel details are missing",
            "People with a confirmed seat who have not sent their travel details",
            "before the event begins",
        ),
        Kind.DAY_BEFORE: Called(
            "Before sessions",
            "Everybody with a confirmed seat, about the sessions that she attends",
            "before the first session of the day",
        ),
        Kind.JOIN_LINK: Called(
            "How to join online",
            "Everybody with a confirmed seat who attends a session with a link to join",
            "before each such session",
        ),
        Kind.THANKS: Called(
            "Thanks, materials, evaluation",
            "Everybody with a confirmed seat",
            "after the event has ended",
        ),
    }
)
UNITS: Mapping[Unit, str] = MappingProxyType({Unit.DAYS: "days", Unit.HOURS: "hours"})
STATES: Mapping[State, Label] = MappingProxyType(
    {
        State.PLANNED: Label("info", "Planned"),
        State.SENT: Label("good", "Sent"),
        State.CANCELLED: Label("neutral", "Not needed any more"),
        State.SKIPPED: Label("neutral", "Left out: its time had passed"),
    }
)
PAUSED = Label("wait", "Paused")


def rule_in_words(rule: MessageRule) -> str:
    """Return ``7 days before the deadline, at 10:00 where each person is``."""
    anchor, timing = CALLED[rule.kind].anchor, rule.timing
    unit = UNITS[timing.unit].removesuffix("s") if timing.amount == 1 else UNITS[timing.unit]
    if timing.unit is Unit.HOURS:
        return f"{timing.amount} {unit} {anchor}, never at night"
    when = f"{timing.amount} {unit} {anchor}" if timing.amount else f"On the day, {anchor}"
    return f"{when}, at {timing.at:%H:%M} where each person is"


def between(first: str, last: str) -> str:
    """Return one time or two with a dash."""
    return first if first == last else f"{first} {formats.DASH} {last}"

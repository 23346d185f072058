"""The organisers' words for where applications stand, and for the columns of their list."""

from types import MappingProxyType

from courseapp.applications.rules import Status
from courseapp.core.labels import Label

STATUS_LABELS = MappingProxyType(
    {
        Status.DRAFT: Label("neutral", "Draft"),
        Status.SUBMITTED: Label("info", "No decision yet"),
        Status.NEEDS_INFORMATION: Label("wait", "Asked for more"),
        Status.OFFERED: Label("wait", "Seat offered"),
        Status.CONFIRMED: Label("good", "Confirmed"),
        Status.WAITING: Label("wait", "Waiting list"),
        Status.DECLINED: Label("neutral", "Declined"),
        Status.TURNED_DOWN: Label("neutral", "Turned the seat down"),
        Status.LAPSED: Label("bad", "No answer in time"),
        Status.GIVEN_UP: Label("neutral", "Seat given up"),
        Status.WITHDRAWN: Label("neutral", "Withdrawn"),
    }
)
# What an application that stands there is, within a sentence.
STATUS_SAID = MappingProxyType(
    {
        Status.SUBMITTED: "without a decision",
        Status.NEEDS_INFORMATION: "asked for more",
        Status.OFFERED: "offered a seat",
        Status.CONFIRMED: "confirmed",
        Status.WAITING: "on the waiting list",
        Status.DECLINED: "declined",
        Status.TURNED_DOWN: "turned down by themselves",
        Status.LAPSED: "not answered in time",
        Status.GIVEN_UP: "given up",
        Status.WITHDRAWN: "withdrawn",
    }
)

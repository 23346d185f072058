"""What the states, acts and reasons of reports are called on pages and in messages."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.corrections.models import Report
from courseapp.corrections.rules import Act, Reason, ReportState

# Tone and word of the tag.
STATES: Mapping[ReportState, tuple[str, str]] = MappingProxyType(
    {
        ReportState.OPEN: ("wait", "Open"),
        ReportState.ACCEPTED: ("good", "Accepted"),
        ReportState.DECLINED: ("neutral", "Declined"),
    }
)
VERBS: Mapping[Act, str] = MappingProxyType(
    {
        Act.ACCEPT: "was accepted into the record",
        Act.MARK_DONE: "was marked as done",
        Act.DECLINE: "was declined",
    }
)
# What an editor chooses, and what the reader then reads.
REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.NOT_CONFIRMED: "No source confirms it",
        Reason.RIGHT_ALREADY: "The record says it already",
        Reason.SOURCE_SAYS_SO: "The source of the record says what stands there",
        Reason.NOT_OF_THIS_RECORD: "It is not about this record",
        Reason.OTHER: "Another reason, in your own words",
        Reason.NO_REPORT: "It is no report, but advertising or the like",
    }
)
HINTS: Mapping[Reason, str] = MappingProxyType({Reason.NO_REPORT: "Nobody is written to."})
ANSWERS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.NOT_CONFIRMED: "We found no source that confirms it.",
        Reason.RIGHT_ALREADY: "The record says it already.",
        Reason.SOURCE_SAYS_SO: "The source that the record names says what stands there, "
        "and we know of no better one.",
        Reason.NOT_OF_THIS_RECORD: "It is not about what this record describes.",
        Reason.OTHER: "",
        Reason.NO_REPORT: "",
    }
)


def told_by(report: Report) -> str:
    """Return what somebody did with a decided report: ``declined this report``."""
    if report.state is ReportState.DECLINED:
        return "declined this report"
    return "accepted this report" if report.saved_number else "marked this report as done"

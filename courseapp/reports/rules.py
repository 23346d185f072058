"""What counts as an output, and which outputs speak for what a record states."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from courseapp.events.rules import EventKind, EventStatus

EARLIEST_YEAR, LATEST_YEAR = 1800, 2200  # of what a record can name; no page for others


class Standing(StrEnum):
    """Whether an event counts: only what is held does."""

    HELD = "held"
    COMING = "coming"  # confirmed, and not over yet
    ANNOUNCED = "announced"  # a plan that nobody has confirmed, be it old, new or postponed
    CANCELLED = "cancelled"
    EXAMPLE = "example"


_STANDINGS: Mapping[EventStatus, Standing] = MappingProxyType(
    {
        EventStatus.ANNOUNCED: Standing.ANNOUNCED,
        EventStatus.POSTPONED: Standing.ANNOUNCED,
        EventStatus.CANCELLED: Standing.CANCELLED,
        EventStatus.HELD: Standing.HELD,
    }
)


def standing_of(status: EventStatus, *, is_example: bool, is_over: bool) -> Standing:
    """Return how a public event stands; a published one is held once it is over.

    Raises ValueError for a draft, of which nobody is told.
    """
    if status is EventStatus.DRAFT:
        raise ValueError("A draft is no output, and nothing is said of it.")
    if is_example:
        return Standing.EXAMPLE
    return _STANDINGS.get(status, Standing.HELD if is_over else Standing.COMING)


@dataclass(frozen=True)
class Evidence:
    """The outputs that speak for a function or an activity; none where outputs cannot show it."""

    kinds: tuple[EventKind, ...] = ()
    publications: bool = False

    def __bool__(self) -> bool:
        return bool(self.kinds) or self.publications


_TEACHING = (EventKind.COURSE, EventKind.SEMINAR, EventKind.WEBINAR, EventKind.TRAINING)
_NOT_SHOWN = Evidence()

# Our reading of function-output fit, by the keys of the platform's vocabularies. An output may
# speak for more than one; money, targets and projects on the ground are shown by none.
EVIDENCE_OF_FUNCTION: Mapping[str, Evidence] = MappingProxyType(
    {
        "political-dialogue": Evidence(
            (EventKind.CONFERENCE, EventKind.SIDE_EVENT, EventKind.DIALOGUE)
        ),
        "technical-dialogue": Evidence(
            (EventKind.WORKSHOP, EventKind.CONFERENCE, EventKind.WORKING_GROUP)
        ),
        "implementation": _NOT_SHOWN,
        "capacity-building": Evidence(_TEACHING),
        "only-a-declaration": _NOT_SHOWN,
        "funding": _NOT_SHOWN,
    }
)
EVIDENCE_OF_ACTIVITY: Mapping[str, Evidence] = MappingProxyType(
    {
        "standard-setting": Evidence((EventKind.WORKING_GROUP,), publications=True),
        "knowledge-production": Evidence(publications=True),
        "technical-implementation": _NOT_SHOWN,
        "fundraising": _NOT_SHOWN,
        "financing": _NOT_SHOWN,
        "goal-setting": _NOT_SHOWN,
        "advocacy": Evidence((EventKind.SIDE_EVENT, EventKind.DIALOGUE)),
        "policy-planning": Evidence((EventKind.WORKSHOP, EventKind.DIALOGUE), publications=True),
        "training": Evidence(_TEACHING),
        "awareness-raising": Evidence(
            (EventKind.WEBINAR, EventKind.CONFERENCE, EventKind.SIDE_EVENT), publications=True
        ),
        "knowledge-exchange": Evidence(
            (
                EventKind.SEMINAR,
                EventKind.WEBINAR,
                EventKind.WORKSHOP,
                EventKind.CONFERENCE,
                EventKind.WORKING_GROUP,
            ),
            publications=True,
        ),
    }
)

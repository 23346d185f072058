"""What kinds of events there are, what may happen to them, and what is wrong with a plan."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class EventKind(StrEnum):
    """What people call it."""

    COURSE = "course"
    SEMINAR = "seminar"
    WEBINAR = "webinar"
    TRAINING = "training"
    WORKSHOP = "workshop"
    CONFERENCE = "conference"
    SIDE_EVENT = "side_event"
    DIALOGUE = "dialogue"
    WORKING_GROUP = "working_group"


class Mode(StrEnum):
    """Where it takes place."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Level(StrEnum):
    """How much its participants know before."""

    INTRODUCTORY = "introductory"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    ALL = "all_levels"


class Access(StrEnum):
    """How a person gets in."""

    OPEN = "open"
    APPLICATION = "application"
    PARTNERS = "partners"
    INVITATION = "invitation"


class EventStatus(StrEnum):
    """A draft is seen by its organisers only; an announced event is a plan, not yet a fact."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    HELD = "held"


class SessionStatus(StrEnum):
    """A cancelled session stays on the page and in calendars, and says so."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"


class EventAction(StrEnum):
    """What an organiser may do to an event as a whole."""

    PUBLISH = "publish"
    CANCEL = "cancel"
    MARK_HELD = "mark_held"


# Anything that is not in this table is refused. Nothing leads back to a draft: once public,
# an event stays in people's calendars, if only as cancelled. Only what is over can be held.
STEPS: Mapping[tuple[EventStatus, EventAction], EventStatus] = MappingProxyType(
    {
        (EventStatus.DRAFT, EventAction.PUBLISH): EventStatus.PUBLISHED,
        (EventStatus.ANNOUNCED, EventAction.PUBLISH): EventStatus.PUBLISHED,
        (EventStatus.ANNOUNCED, EventAction.CANCEL): EventStatus.CANCELLED,
        (EventStatus.PUBLISHED, EventAction.CANCEL): EventStatus.CANCELLED,
        (EventStatus.ANNOUNCED, EventAction.MARK_HELD): EventStatus.HELD,
        (EventStatus.PUBLISHED, EventAction.MARK_HELD): EventStatus.HELD,
    }
)
PUBLIC_STATUSES = frozenset(EventStatus) - {EventStatus.DRAFT}

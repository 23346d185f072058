"""What kinds of events there are, what may happen to them, and what is wrong with a plan."""

from enum import StrEnum


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


PUBLIC_STATUSES = frozenset(EventStatus) - {EventStatus.DRAFT}

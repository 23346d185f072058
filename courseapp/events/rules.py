"""What kinds of events there are, what may happen to them, and what is wrong with a plan."""

from enum import StrEnum


class EventKind(StrEnum):
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
    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Level(StrEnum):
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
    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"


PUBLIC_STATUSES = frozenset(EventStatus) - {EventStatus.DRAFT}

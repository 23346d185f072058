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
    E_LEARNING = "e_learning"  # at the reader's own pace, behind a link


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
    REGISTRATION = "registration"
    APPLICATION = "application"
    PARTNERS = "partners"  # members and partners of the initiative
    INVITATION = "invitation"


class Selection(StrEnum):
    """Who of those that ask gets a seat."""

    NONE = "none"
    FIRST_COME = "first_come"
    COMMITTEE = "committee"


class OrganisationRole(StrEnum):
    """What an organisation or a country does for an event; it may do several things."""

    AUSPICES = "auspices"
    ORGANISER = "organiser"
    IMPLEMENTER = "implementer"
    HOST = "host"
    FUNDER = "funder"
    PARTNER = "partner"
    CO_CHAIR = "co_chair"


class FeedDetail(StrEnum):
    """How much of an event by invitation public pages and feeds tell."""

    ALL = "all"
    DATES = "dates"  # title and dates
    NOTHING = "nothing"


class EventStatus(StrEnum):
    """A draft is seen by its organisers only; an announced event is a plan, not yet a fact."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"


class SessionStatus(StrEnum):
    """A cancelled session stays on the page and in calendars, and says so."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"


class RepeatRule(StrEnum):
    """How many runs of a session that is held again one person attends."""

    ANY = "any"
    ONLY_ONE = "only_one"


class AgendaKind(StrEnum):
    """What happens in a part of a session."""

    TALK = "talk"
    QUESTIONS = "questions"
    POLL = "poll"
    BREAK = "break"
    DISCUSSION = "discussion"
    GROUP_WORK = "group_work"
    OTHER = "other"


class Presence(StrEnum):
    """How somebody speaks; "" while nobody said."""

    UNSAID = ""
    IN_PERSON = "in_person"
    ONLINE = "online"


class EventAction(StrEnum):
    """What an organiser may do to an event as a whole."""

    ANNOUNCE = "announce"
    PUBLISH = "publish"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    MARK_HELD = "mark_held"
    TAKE_BACK_HELD = "take_back_held"


# Anything that is not in this table is refused. Nothing leads back to a draft: once public,
# an event stays in people's calendars, if only as cancelled. Only what is over can be held.
STEPS: Mapping[tuple[EventStatus, EventAction], EventStatus] = MappingProxyType(
    {
        (EventStatus.DRAFT, EventAction.ANNOUNCE): EventStatus.ANNOUNCED,
        (EventStatus.DRAFT, EventAction.PUBLISH): EventStatus.PUBLISHED,
        (EventStatus.ANNOUNCED, EventAction.PUBLISH): EventStatus.PUBLISHED,
        (EventStatus.POSTPONED, EventAction.PUBLISH): EventStatus.PUBLISHED,
        (EventStatus.ANNOUNCED, EventAction.POSTPONE): EventStatus.POSTPONED,
        (EventStatus.PUBLISHED, EventAction.POSTPONE): EventStatus.POSTPONED,
        (EventStatus.ANNOUNCED, EventAction.CANCEL): EventStatus.CANCELLED,
        (EventStatus.PUBLISHED, EventAction.CANCEL): EventStatus.CANCELLED,
        (EventStatus.POSTPONED, EventAction.CANCEL): EventStatus.CANCELLED,
        (EventStatus.ANNOUNCED, EventAction.MARK_HELD): EventStatus.HELD,
        (EventStatus.PUBLISHED, EventAction.MARK_HELD): EventStatus.HELD,
        (EventStatus.HELD, EventAction.TAKE_BACK_HELD): EventStatus.PUBLISHED,
    }
)
PUBLIC_STATUSES = frozenset(EventStatus) - {EventStatus.DRAFT}


def by_registration(access: Access | None, selection: Selection | None) -> bool:
    """Return whether people get in by registering, without anybody who chooses among them."""
    return access is Access.REGISTRATION and selection is not Selection.COMMITTEE

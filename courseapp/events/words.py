"""What the closed vocabularies are called on a page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from courseapp.core import formats
from courseapp.core.translations import gettext, noted
from courseapp.events.facts.plan_rows import sitting_of
from courseapp.events.models import Event
from courseapp.events.ports.attending import Group
from courseapp.events.rules import (
    Access,
    AgendaKind,
    EventKind,
    EventStatus,
    FeedDetail,
    Level,
    Mode,
    OrganisationRole,
    Presence,
    Selection,
)

KINDS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.COURSE: "Course",
        EventKind.SEMINAR: "Seminar",
        EventKind.WEBINAR: "Webinar",
        EventKind.TRAINING: "Training",
        EventKind.WORKSHOP: "Workshop",
        EventKind.CONFERENCE: "Conference",
        EventKind.SIDE_EVENT: "Side event",
        EventKind.DIALOGUE: "Dialogue",
        EventKind.WORKING_GROUP: "Working group",
        EventKind.E_LEARNING: "E-learning",
    }
)
MODES: Mapping[Mode, str] = MappingProxyType(
    {
        Mode.IN_PERSON: "In person",
        Mode.ONLINE: "Online",
        Mode.HYBRID: "In person and online",
    }
)
LEVELS: Mapping[Level, str] = MappingProxyType(
    {
        Level.INTRODUCTORY: "Introductory",
        Level.INTERMEDIATE: "Intermediate",
        Level.ADVANCED: "Advanced",
        Level.ALL: "All levels",
    }
)
ACCESS: Mapping[Access, str] = MappingProxyType(
    {
        Access.OPEN: "Open to everybody",
        Access.REGISTRATION: "By registration",
        Access.APPLICATION: "By application",
        Access.PARTNERS: "For members and partners",
        Access.INVITATION: "By invitation",
    }
)


SELECTIONS: Mapping[Selection, str] = MappingProxyType(
    {
        Selection.NONE: "Everybody gets a seat",
        Selection.FIRST_COME: "First come, first served",
        Selection.COMMITTEE: "A committee chooses",
    }
)
FEED_DETAILS: Mapping[FeedDetail, str] = MappingProxyType(
    {
        FeedDetail.ALL: "Everything that the page tells",
        FeedDetail.DATES: "Title and dates",
        FeedDetail.NOTHING: "Nothing: it is in no list and no calendar",
    }
)
ROLES: Mapping[OrganisationRole, str] = MappingProxyType(
    {
        OrganisationRole.AUSPICES: "Auspices",
        OrganisationRole.ORGANISER: "Organiser",
        OrganisationRole.IMPLEMENTER: "Implementer",
        OrganisationRole.HOST: "Host",
        OrganisationRole.FUNDER: "Funder",
        OrganisationRole.PARTNER: "Partner",
        OrganisationRole.CO_CHAIR: "Co-chair",
    }
)
ORGANISATION_ROLES: Mapping[OrganisationRole, str] = MappingProxyType(
    {
        OrganisationRole.AUSPICES: "Under the auspices of",
        OrganisationRole.ORGANISER: "Organised by",
        OrganisationRole.IMPLEMENTER: "Implemented by",
        OrganisationRole.HOST: "Hosted by",
        OrganisationRole.FUNDER: "Funded by",
        OrganisationRole.PARTNER: "In partnership with",
        OrganisationRole.CO_CHAIR: "Co-chaired by",
    }
)
AGENDA_KINDS: Mapping[AgendaKind, str] = MappingProxyType(
    {
        AgendaKind.TALK: "Talk",
        AgendaKind.QUESTIONS: "Question time",
        AgendaKind.POLL: "Poll",
        AgendaKind.BREAK: "Break",
        AgendaKind.DISCUSSION: "Discussion",
        AgendaKind.GROUP_WORK: "Group work",
        AgendaKind.OTHER: "Other",
    }
)
PRESENCES: Mapping[Presence, str] = MappingProxyType(
    {Presence.UNSAID: "", Presence.IN_PERSON: "in person", Presence.ONLINE: "online"}
)


class Standing(NamedTuple):
    """How an event stands: a tone of the status tag, and its word."""

    tone: str
    word: str


STANDINGS: Mapping[EventStatus, Standing] = MappingProxyType(
    {
        EventStatus.DRAFT: Standing("neutral", "Draft"),
        EventStatus.ANNOUNCED: Standing("wait", "Planned"),
        EventStatus.PUBLISHED: Standing("good", "Published"),
        EventStatus.POSTPONED: Standing("wait", "Postponed"),
        EventStatus.CANCELLED: Standing("bad", "Cancelled"),
        EventStatus.HELD: Standing("neutral", "Held"),
    }
)


GROUPS: Mapping[Group, str] = MappingProxyType(
    {
        Group.CONFIRMED: "Participants with a seat",
        Group.APPLICANTS: "Applicants",
        Group.BEGUN: "People who have begun an application",
        Group.SPEAKERS: "Speakers",
        Group.DELEGATES: "Delegates",
        Group.FOCAL_POINTS: "Focal points who nominate people",
        Group.NOMINATED: "Nominated people who have not begun to apply",
        Group.INTERESTED: "People who asked to be told of the next edition",
    }
)
NO_DATES = noted("Dates not known yet")


def dates_of(event: Event) -> str:
    """Return when an event is, as exactly as it is known: ``Mon 22 Aug – Fri 2 Sep 2027``."""
    if event.starts_on is not None:
        return formats.date_range(event.starts_on, event.ends_on or event.starts_on)
    if event.year:
        return formats.month_and_year(event.year, event.month)
    return gettext(NO_DATES) if event.status is EventStatus.POSTPONED else ""


def earlier_dates_of(event: Event) -> str:
    """Return for when a postponed event was planned before; "" for any other."""
    if event.earlier_starts_on is None:
        return ""
    last = event.earlier_ends_on or event.earlier_starts_on
    return formats.date_range(event.earlier_starts_on, last)


def times_of_day(event: Event) -> str:
    """Return ``10:00 – 11:30 CEST`` of an event that is one sitting; "" where none is stated."""
    sitting = sitting_of(event)
    if sitting is None:
        return ""
    starts, ends = sitting
    return formats.time_range(starts.at, ends.at, starts.zone)

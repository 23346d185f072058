"""The tables of events. Local times are kept as entered, beside the instants they mean."""

from courseapp.events.models.event import (
    Event,
    EventLanguage,
    EventOrganisation,
    EventTopic,
    ExpectedCountry,
)
from courseapp.events.models.modules import Module
from courseapp.events.models.published import ProgrammeVersion, PublishedSession
from courseapp.events.models.series import Series
from courseapp.events.models.sessions import (
    AgendaItem,
    EventSession,
    RepeatGroup,
    Room,
    Speaker,
    Track,
    session_readings,
)
from courseapp.events.models.shown import UNSHOWN, changed_facts

__all__ = [
    "UNSHOWN",
    "AgendaItem",
    "Event",
    "EventLanguage",
    "EventOrganisation",
    "EventSession",
    "EventTopic",
    "ExpectedCountry",
    "Module",
    "ProgrammeVersion",
    "PublishedSession",
    "RepeatGroup",
    "Room",
    "Series",
    "Speaker",
    "Track",
    "changed_facts",
    "session_readings",
]

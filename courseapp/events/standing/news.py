"""What is new when an event changes how it stands, and what each reader's letter says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from courseapp.events.ports.attending import Group
from courseapp.events.rules import EventAction, EventStatus


class News(StrEnum):
    """The letters, by the folder of their templates."""

    ANNOUNCED = "event_announced"
    PUBLISHED = "event_published"
    POSTPONED = "event_postponed"
    RESUMED = "event_resumed"
    CANCELLED = "event_cancelled"
    HELD = "event_held"
    NOT_HELD = "event_not_held"


@dataclass(frozen=True)
class Telling:
    """Whom to tell, and what the organiser adds to the letter."""

    groups: frozenset[Group] = frozenset()
    note: str = ""


NOBODY = Telling()
_NEWS: Mapping[EventAction, News] = MappingProxyType(
    {
        EventAction.ANNOUNCE: News.ANNOUNCED,
        EventAction.PUBLISH: News.PUBLISHED,
        EventAction.POSTPONE: News.POSTPONED,
        EventAction.CANCEL: News.CANCELLED,
        EventAction.MARK_HELD: News.HELD,
        EventAction.TAKE_BACK_HELD: News.NOT_HELD,
    }
)
_CONCERNED = frozenset(Group) - {Group.INTERESTED}
# Who is told unless the organiser decides otherwise: whoever must act or plan otherwise now.
USUALLY_TOLD: Mapping[News, frozenset[Group]] = MappingProxyType(
    {
        News.ANNOUNCED: frozenset({Group.INTERESTED}),
        News.PUBLISHED: frozenset({Group.INTERESTED}),
        News.POSTPONED: _CONCERNED,
        News.RESUMED: _CONCERNED,
        News.CANCELLED: _CONCERNED,
        News.HELD: frozenset(),
        News.NOT_HELD: frozenset(),
    }
)
_CANCEL_JOURNEY = "If you have booked a journey, please cancel it."
_ASKED = "You get this letter because you had asked us to tell you."
# What the news means for whom. Where nothing stands here, the letter says nothing more.
MEANS: Mapping[News, Mapping[Group, str]] = MappingProxyType(
    {
        News.ANNOUNCED: {Group.INTERESTED: _ASKED},
        News.PUBLISHED: {Group.INTERESTED: _ASKED},
        News.POSTPONED: {
            Group.CONFIRMED: "You keep your seat. Please do not travel for the earlier dates; if "
            "you have booked a journey, please change or cancel it.",
            Group.APPLICANTS: "Your application stays as it is. If you have been offered a seat, "
            "it stays held for you, and your answer can wait.",
            Group.BEGUN: "Your draft stays as it is. For now it cannot be sent.",
            Group.SPEAKERS: "Please do not travel for the earlier dates. The organiser asks you "
            "again when the new programme is known.",
            Group.DELEGATES: "Please do not travel for the earlier dates.",
            Group.FOCAL_POINTS: "Your nominations stay. For now nobody can be nominated.",
            Group.NOMINATED: "Your invitation to apply stays as it is. For now nobody can apply.",
        },
        News.RESUMED: {
            Group.CONFIRMED: "You keep your seat. If you cannot come on these dates, please give "
            "it up on your page, so that somebody else gets it.",
            Group.APPLICANTS: "Your application stays as it is. If you cannot come on these dates, "
            "please withdraw it on your page. If you have been offered a seat, your page says "
            "until when you can answer.",
            Group.BEGUN: "The page of the event says until when you can send your draft.",
            Group.SPEAKERS: "Please look in the programme whether your time suits you.",
            Group.FOCAL_POINTS: "Please ask the people whom you nominated whether they can come on "
            "these dates. Your page says until when you can nominate others.",
            Group.NOMINATED: "The page of the event says until when you can apply.",
        },
        News.CANCELLED: {
            Group.CONFIRMED: f"Your seat does not exist any more. {_CANCEL_JOURNEY}",
            Group.APPLICANTS: "Your application needs nothing more from you.",
            Group.BEGUN: "Your draft cannot be sent any more.",
            Group.SPEAKERS: f"Your session does not take place. {_CANCEL_JOURNEY}",
            Group.DELEGATES: _CANCEL_JOURNEY,
            Group.FOCAL_POINTS: "Nobody needs to be nominated any more.",
            Group.NOMINATED: "Nobody can apply any more, so your invitation ends.",
        },
        News.HELD: {
            Group.CONFIRMED: "Thank you for taking part.",
            Group.SPEAKERS: "Thank you for speaking.",
            Group.DELEGATES: "Thank you for taking part.",
        },
        News.NOT_HELD: {},
    }
)


def news_of(status: EventStatus, action: EventAction) -> News:
    """Return what is new when the action is done to an event that stands so."""
    if status is EventStatus.POSTPONED and action is EventAction.PUBLISH:
        return News.RESUMED
    return _NEWS[action]

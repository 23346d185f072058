"""The words for speakers: where asking stands, what can be done, what is missing."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from courseapp.core.labels import Label
from courseapp.events.rules import Presence
from courseapp.speakers.rules import EngagementAction, EngagementStatus


class Missing(StrEnum):
    """What a speaker's entry still needs."""

    ADDRESS = "e-mail address"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    BIOGRAPHY = "biography"
    PHOTO = "photo"
    PRESENCE = "online or in the room"
    SESSION = "a session"


NAMED_ONLY = Label("wait", "Named in the programme, not invited yet")
STATUS_LABELS: Mapping[EngagementStatus, Label] = MappingProxyType(
    {
        EngagementStatus.LISTED: Label("neutral", "Not invited yet"),
        EngagementStatus.ASKED: Label("info", "Asked, no answer yet"),
        EngagementStatus.INVITED: Label("wait", "Invited, no answer yet"),
        EngagementStatus.CONFIRMED: Label("good", "Confirmed"),
        EngagementStatus.DECLINED: Label("bad", "Declined"),
        EngagementStatus.WITHDRAWN: Label("neutral", "Invitation taken back"),
    }
)
# What an organiser presses, and what the page then says; letters have a page of their own.
BY_HAND: Mapping[EngagementAction, tuple[str, str]] = MappingProxyType(
    {
        EngagementAction.ASK: ("Mark as asked", "is marked as asked."),
        EngagementAction.CONFIRM: ("Mark as confirmed", "is marked as confirmed."),
        EngagementAction.DECLINE: ("Mark as declined", "is marked as declined."),
        EngagementAction.WITHDRAW: (
            "Take the invitation back",
            "is no longer invited. No letter says so: please write.",
        ),
    }
)
LOGGED: Mapping[EngagementAction, str] = MappingProxyType(
    {
        EngagementAction.ASK: "was asked to speak",
        EngagementAction.INVITE: "was invited to speak",
        EngagementAction.REMIND: "was sent a new link",
        EngagementAction.CONFIRM: "confirmed to speak",
        EngagementAction.DECLINE: "declined to speak",
        EngagementAction.WITHDRAW: "is no longer invited to speak",
    }
)
PRESENCES: Mapping[Presence, str] = MappingProxyType(
    {Presence.IN_PERSON: "In the room", Presence.ONLINE: "Online"}
)

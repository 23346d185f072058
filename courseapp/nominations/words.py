"""The words for nominations: who may apply, how asking stands, where people stand."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.core.labels import Label
from courseapp.nominations.rules import Need, PointAction, PointStatus, Standing

NEED_CHOICES: Mapping[Need, tuple[str, str]] = MappingProxyType(
    {
        Need.OPEN: ("Everybody may apply", "Nominations make no difference."),
        Need.MARKED: (
            "Everybody may apply; nominated people carry a mark",
            "You see the mark on each application, with the rank that the focal point gave.",
        ),
        Need.ONLY: (
            "Only nominated people may apply",
            "Others are told to ask the focal point of their government.",
        ),
    }
)
POINT_LABELS: Mapping[PointStatus, Label] = MappingProxyType(
    {
        PointStatus.LISTED: Label("neutral", "Not asked yet"),
        PointStatus.INVITED: Label("good", "Asked"),
        PointStatus.REVOKED: Label("bad", "Link taken back"),
    }
)
LOGGED: Mapping[PointAction, str] = MappingProxyType(
    {
        PointAction.INVITE: "was asked to nominate people",
        PointAction.REMIND: "was sent a new link",
        PointAction.REVOKE: "can no longer nominate: the link was taken back",
    }
)
STANDINGS: Mapping[Standing, Label] = MappingProxyType(
    {
        Standing.INVITED: Label("wait", "Invited"),
        Standing.BEGUN: Label("wait", "Has begun to apply"),
        Standing.APPLIED: Label("info", "Has applied"),
        Standing.WAITING: Label("wait", "On the waiting list"),
        Standing.OFFERED: Label("info", "Is offered a seat"),
        Standing.CONFIRMED: Label("good", "Has a seat"),
        Standing.DECLINED: Label("bad", "Gets no seat"),
        Standing.TURNED_DOWN: Label("neutral", "Did not take the seat"),
        Standing.LAPSED: Label("neutral", "Did not answer the offer in time"),
        Standing.GIVEN_UP: Label("neutral", "The seat was given up"),
        Standing.LEFT: Label("neutral", "Has withdrawn the application"),
        Standing.TAKEN_BACK: Label("neutral", "Nomination withdrawn"),
    }
)


def people_in_words(number: int) -> str:
    """Return ``1 person`` or ``3 people``."""
    return "1 person" if number == 1 else f"{number} people"

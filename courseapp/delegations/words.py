"""The words for delegations: where inviting one stands, where a person of it stands."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.core.labels import Label
from courseapp.delegations.rules import DelegateState, DelegationAction, DelegationStatus

STATUS_LABELS: Mapping[DelegationStatus, Label] = MappingProxyType(
    {
        DelegationStatus.LISTED: Label("neutral", "Not invited yet"),
        DelegationStatus.INVITED: Label("wait", "Invited, no answer yet"),
        DelegationStatus.ACCEPTED: Label("good", "Accepted"),
        DelegationStatus.DECLINED: Label("bad", "Declined"),
    }
)
STATE_LABELS: Mapping[DelegateState, Label] = MappingProxyType(
    {
        DelegateState.NAMED: Label("good", "Named"),
        DelegateState.ASKED: Label("wait", "Substitute, waits for approval"),
        DelegateState.APPROVED: Label("good", "Substitute, approved"),
        DelegateState.REFUSED: Label("bad", "Substitute, not approved"),
        DelegateState.WITHDRAWN: Label("neutral", "Does not come"),
    }
)
# What an organiser presses, and what the page then says; letters have a page of their own.
BY_HAND: Mapping[DelegationAction, tuple[str, str]] = MappingProxyType(
    {
        DelegationAction.ACCEPT: ("Mark as accepted", "is marked as accepted."),
        DelegationAction.DECLINE: ("Mark as declined", "is marked as declined."),
    }
)
LOGGED: Mapping[DelegationAction, str] = MappingProxyType(
    {
        DelegationAction.INVITE: "was invited",
        DelegationAction.REMIND: "was sent a new link",
        DelegationAction.ACCEPT: "accepted the invitation",
        DelegationAction.DECLINE: "declined the invitation",
    }
)


def people_in_words(number: int) -> str:
    """Return ``1 person`` or ``3 people``."""
    return "1 person" if number == 1 else f"{number} people"

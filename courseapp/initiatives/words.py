"""What the closed vocabularies of a record are called on a page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from courseapp.accounts.rules import RoleKind
from courseapp.initiatives.rules import CountKind, MembershipKind, PassageKind

COUNTS: Mapping[CountKind, str] = MappingProxyType(
    {
        CountKind.MEMBERS: "Members",
        CountKind.NATIONAL_STATES: "National states",
        CountKind.REGIONS: "States, provinces and regions",
        CountKind.FULL_MEMBERS: "Full members",
        CountKind.OBSERVERS: "Observers",
        CountKind.COUNTRIES: "Countries",
        CountKind.INSTITUTIONS: "Institutions",
        CountKind.JURISDICTIONS_AT_MEETINGS: "Jurisdictions at meetings",
    }
)
PASSAGES: Mapping[PassageKind, str] = MappingProxyType(
    {
        PassageKind.OBJECTIVE: "Objectives",
        PassageKind.ACTIVITY: "Activities",
        PassageKind.AREA_OF_WORK: "Areas of work",
        PassageKind.MEANS: "How the goals are reached",
    }
)
PARTNERS: Mapping[MembershipKind, str] = MappingProxyType(
    {
        MembershipKind.LEADER: "Led by",
        MembershipKind.FOUNDER: "Founded by",
        MembershipKind.TECHNICAL_PARTNER: "Technical partners",
        MembershipKind.CO_FINANCER: "Co-financed by",
    }
)
PARTNER_OF: Mapping[MembershipKind, str] = MappingProxyType(
    {
        MembershipKind.MEMBER: "Member of",
        MembershipKind.LEADER: "Leads",
        MembershipKind.FOUNDER: "Founder of",
        MembershipKind.TECHNICAL_PARTNER: "Technical partner of",
        MembershipKind.CO_FINANCER: "Co-finances",
    }
)


class RoleWords(NamedTuple):
    """What a role is called, and what it lets somebody do: said of her, and to her."""

    name: str
    means: str
    to_her: str


ROLES: Mapping[RoleKind, RoleWords] = MappingProxyType(
    {
        RoleKind.ORGANISER: RoleWords(
            "Organiser",
            "Prepares events, reads applications and decides on them.",
            "You prepare its events, read the applications and decide on them.",
        ),
        RoleKind.REVIEWER: RoleWords(
            "Reviewer",
            "Reads applications that organisers ask her or him to review.",
            "You read applications when its organisers ask you to. You need not do anything now.",
        ),
    }
)

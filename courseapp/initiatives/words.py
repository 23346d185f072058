"""What the closed vocabularies of a record, and its values, are called on a page."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from courseapp.accounts.rules import RoleKind
from courseapp.core import formats
from courseapp.countries.names import country as country_of
from courseapp.countries.names import is_country
from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.fields import BY_KEY, FieldKind
from courseapp.initiatives.document.record import Value
from courseapp.initiatives.rules import CountKind, MembershipKind, MilestoneKind, PassageKind

UNKNOWN = "Unknown"

COUNTS: Mapping[CountKind, str] = MappingProxyType(
    {
        CountKind.MEMBERS: "Members",
        CountKind.COMPANIES: "Companies",
        CountKind.BUSINESS_ORGANISATIONS: "Business organisations",
        CountKind.RESEARCH_ORGANISATIONS: "Research and educational organisations",
        CountKind.NON_GOVERNMENTAL: "Non-governmental organisations",
        CountKind.NATIONAL_STATES: "National states",
        CountKind.GOVERNMENTAL_ACTORS: "Governmental actors",
        CountKind.REGIONS: "States, provinces and regions",
        CountKind.CITIES: "Cities and municipalities",
        CountKind.INTERGOVERNMENTAL: "Intergovernmental organisations",
        CountKind.FINANCIAL_INSTITUTIONS: "Financial institutions",
        CountKind.FAITH_BASED: "Faith-based organisations",
        CountKind.OTHER_MEMBERS: "Other members",
        CountKind.SUPPORTING_PARTNERS: "Supporting partners",
        CountKind.FULL_MEMBERS: "Full members",
        CountKind.OBSERVERS: "Observers",
        CountKind.COUNTRIES: "Countries",
        CountKind.INSTITUTIONS: "Institutions",
        CountKind.FOUNDERS: "Founders",
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
MILESTONES: Mapping[MilestoneKind, str] = MappingProxyType(
    {
        MilestoneKind.FOUNDED: "Founded",
        MilestoneKind.LAUNCHED: "Launched",
        MilestoneKind.MEETING: "Meeting",
        MilestoneKind.OTHER: "Other",
    }
)
# What a kind of membership is called for one, and as the heading of a list.
MEMBERSHIPS: Mapping[MembershipKind, str] = MappingProxyType(
    {
        MembershipKind.MEMBER: "Member",
        MembershipKind.OBSERVER: "Observer",
        MembershipKind.PARTNER: "Partner",
        MembershipKind.TECHNICAL_PARTNER: "Technical partner",
        MembershipKind.CO_FINANCER: "Co-financer",
        MembershipKind.FOUNDER: "Founder",
        MembershipKind.LEADER: "Leader",
        MembershipKind.SECRETARIAT: "Secretariat",
        MembershipKind.HOST: "Host",
        MembershipKind.IMPLEMENTER: "Implementer",
        MembershipKind.PARENT: "Parent initiative",
        MembershipKind.RELATED: "Related initiative",
    }
)
PARTNERS: Mapping[MembershipKind, str] = MappingProxyType(
    {
        MembershipKind.PARENT: "Part of",
        MembershipKind.LEADER: "Led by",
        MembershipKind.FOUNDER: "Founded by",
        MembershipKind.SECRETARIAT: "Secretariat",
        MembershipKind.HOST: "Hosted by",
        MembershipKind.IMPLEMENTER: "Implemented by",
        MembershipKind.TECHNICAL_PARTNER: "Technical partners",
        MembershipKind.PARTNER: "Partners",
        MembershipKind.CO_FINANCER: "Co-financed by",
        MembershipKind.RELATED: "Related initiatives",
    }
)
PARTNER_OF: Mapping[MembershipKind, str] = MappingProxyType(
    {
        MembershipKind.MEMBER: "Member of",
        MembershipKind.OBSERVER: "Observer at",
        MembershipKind.PARTNER: "Partner of",
        MembershipKind.TECHNICAL_PARTNER: "Technical partner of",
        MembershipKind.CO_FINANCER: "Co-finances",
        MembershipKind.FOUNDER: "Founder of",
        MembershipKind.LEADER: "Leads",
        MembershipKind.SECRETARIAT: "Secretariat of",
        MembershipKind.HOST: "Host of",
        MembershipKind.IMPLEMENTER: "Implements",
        MembershipKind.PARENT: "Parent of",
        MembershipKind.RELATED: "Related to",
    }
)


def value_words(key: str, value: Value | None) -> str:
    """Return the value of a field as people read it; ``Unknown`` where there is none."""
    if value is None:
        return UNKNOWN
    field = BY_KEY[key]
    if field.vocabulary is not None and isinstance(value, tuple):
        return ", ".join(field.vocabulary.label(word) for word in value)
    return _TELLERS.get(field.kind, _plainly)(value)


def _plainly(value: Value) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _country(value: Value) -> str:
    code = str(value)
    return country_of(code).name if is_country(code) else code


def _moment(value: Value) -> str:
    """A local time is told without a zone, for its source prints none."""
    text = str(value)
    day = formats.day(datetime.fromisoformat(text).date())
    return f"{day}, {text.partition('T')[2]}" if "T" in text else day


_TELLERS: Mapping[FieldKind, Callable[[Value], str]] = MappingProxyType(
    {
        FieldKind.YES_NO: lambda value: "Yes" if value else "No",
        FieldKind.COUNTRY: _country,
        FieldKind.DAY: lambda value: told(str(value)),
        FieldKind.MOMENT: _moment,
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

"""The closed vocabularies of an initiative's record."""

from enum import StrEnum


class MembershipKind(StrEnum):
    """How a country, region or organisation belongs to an initiative."""

    MEMBER = "member"
    FOUNDER = "founder"
    TECHNICAL_PARTNER = "technical_partner"
    CO_FINANCER = "co_financer"
    LEADER = "leader"


class PassageKind(StrEnum):
    """Which list of the record a passage belongs to."""

    OBJECTIVE = "objective"
    ACTIVITY = "activity"
    AREA_OF_WORK = "area_of_work"
    MEANS = "means"  # how the goals will be reached


class CountKind(StrEnum):
    """What a dated count in a source counts."""

    MEMBERS = "members"
    NATIONAL_STATES = "national_states"
    REGIONS = "regions"
    FULL_MEMBERS = "full_members"
    OBSERVERS = "observers"
    COUNTRIES = "countries"
    INSTITUTIONS = "institutions"
    JURISDICTIONS_AT_MEETINGS = "jurisdictions_at_meetings"

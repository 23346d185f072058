"""The closed vocabularies of an initiative's record."""

from enum import StrEnum


class MembershipKind(StrEnum):
    """How a country, part of a country, organisation or initiative belongs to an initiative."""

    MEMBER = "member"
    OBSERVER = "observer"
    PARTNER = "partner"
    TECHNICAL_PARTNER = "technical_partner"
    CO_FINANCER = "co_financer"
    FOUNDER = "founder"
    LEADER = "leader"
    SECRETARIAT = "secretariat"
    HOST = "host"
    IMPLEMENTER = "implementer"
    PARENT = "parent"
    RELATED = "related"


class PassageKind(StrEnum):
    """Which list of the record a passage belongs to."""

    OBJECTIVE = "objective"
    ACTIVITY = "activity"
    AREA_OF_WORK = "area_of_work"
    MEANS = "means"  # how the goals will be reached


class CountKind(StrEnum):
    """What a dated count in a source counts: the platform's fourteen categories, and others."""

    MEMBERS = "members"
    COMPANIES = "companies"
    BUSINESS_ORGANISATIONS = "business_organisations"
    RESEARCH_ORGANISATIONS = "research_organisations"
    NON_GOVERNMENTAL = "non_governmental"
    NATIONAL_STATES = "national_states"
    GOVERNMENTAL_ACTORS = "governmental_actors"
    REGIONS = "regions"
    CITIES = "cities"
    INTERGOVERNMENTAL = "intergovernmental"
    FINANCIAL_INSTITUTIONS = "financial_institutions"
    FAITH_BASED = "faith_based"
    OTHER_MEMBERS = "other_members"
    SUPPORTING_PARTNERS = "supporting_partners"
    FULL_MEMBERS = "full_members"
    OBSERVERS = "observers"
    COUNTRIES = "countries"
    INSTITUTIONS = "institutions"
    FOUNDERS = "founders"
    JURISDICTIONS_AT_MEETINGS = "jurisdictions_at_meetings"


class MilestoneKind(StrEnum):
    """What happened, or is announced to happen, in the life of an initiative."""

    FOUNDED = "founded"
    LAUNCHED = "launched"
    MEETING = "meeting"
    OTHER = "other"


class TermKind(StrEnum):
    """By which words the directory is filtered."""

    THEME = "theme"
    FUNCTION = "function"
    ACTIVITY = "activity"
    COVERAGE = "coverage"
    LEAD_TYPE = "lead_type"


# Who belongs to an initiative for its own sake; the others work for it or pay.
IS_MEMBERSHIP = frozenset({MembershipKind.MEMBER, MembershipKind.OBSERVER})
# Whose printed names are places, unless a category of the source says otherwise.
IS_PLACE = frozenset({*IS_MEMBERSHIP, MembershipKind.FOUNDER, MembershipKind.LEADER})
# Between two initiatives, not between an initiative and its members.
IS_RELATION = frozenset({MembershipKind.PARENT, MembershipKind.RELATED})

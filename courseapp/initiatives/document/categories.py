"""The fourteen categories of participants of the Climate Initiatives Platform, in its order."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.initiatives.rules import IS_PLACE, CountKind, MembershipKind


@dataclass(frozen=True)
class Category:
    """One line of the participants table: a number and names. `label` is the platform's."""

    kind: CountKind
    label: str


CATEGORIES: tuple[Category, ...] = (
    Category(CountKind.MEMBERS, "Members"),
    Category(CountKind.COMPANIES, "Companies"),
    Category(CountKind.BUSINESS_ORGANISATIONS, "Business organisations"),
    Category(CountKind.RESEARCH_ORGANISATIONS, "Research and educational organisations"),
    Category(CountKind.NON_GOVERNMENTAL, "Non-governmental organisations"),
    Category(CountKind.NATIONAL_STATES, "National states"),
    Category(CountKind.GOVERNMENTAL_ACTORS, "Governmental actors"),
    Category(CountKind.REGIONS, "Regional / state / county actors"),
    Category(CountKind.CITIES, "City / municipal actors"),
    Category(CountKind.INTERGOVERNMENTAL, "Intergovernmental organisations"),
    Category(CountKind.FINANCIAL_INSTITUTIONS, "Financial Institutions"),
    Category(CountKind.FAITH_BASED, "Faith based organisations"),
    Category(CountKind.OTHER_MEMBERS, "Other members"),
    Category(CountKind.SUPPORTING_PARTNERS, "Supporting partners"),
)
CATEGORY_OF: Mapping[CountKind, Category] = MappingProxyType(
    {category.kind: category for category in CATEGORIES}
)
# Their names are places: the others are names of organisations.
NAMES_PLACES = frozenset({CountKind.NATIONAL_STATES, CountKind.REGIONS})


def names_a_place(kind: MembershipKind | None, category: CountKind | None) -> bool:
    """Return whether a printed name should be a country or a part of one."""
    return category in NAMES_PLACES if category else kind in IS_PLACE

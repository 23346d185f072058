"""The fields of a record, in the order of the Climate Initiatives Platform.

`label` is the platform's, to the letter, misspellings included: files are read and written by it.
`title` is ours, for pages. A field without a label is known to us only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from courseapp.initiatives.document.vocabularies import (
    ACTIVITIES,
    COVERAGE,
    FUNCTIONS,
    LEAD_TYPES,
    THEMES,
    Vocabulary,
)


class FieldKind(StrEnum):
    """What a field's value is once it is understood."""

    LINE = "line"  # a text of one line
    TEXT = "text"  # paragraphs
    LINK = "link"  # an http or https address
    YEAR = "year"  # a number such as 2007
    DAY = "day"  # an ISO 8601 date
    MOMENT = "moment"  # an ISO 8601 local time, without a zone where the source prints none
    YES_NO = "yes_no"  # True or False; unknown is no value at all
    TERMS = "terms"  # keys of a vocabulary, and unmapped words as printed
    COUNTRY = "country"  # an ISO 3166-1 alpha-2 code
    RELATIONS = "relations"  # lines such as "parent: Name" and "related: Name"
    YEAR_COUNTS = "year_counts"  # lines such as "2019: 31"
    INDICATORS = "indicators"  # lines such as "Fundraising - Funds raised, 2020, MUS$ 2.4"


class Section(StrEnum):
    """Where a field stands on pages."""

    IDENTITY = "identity"
    ORGANISATION = "organisation"
    PURPOSE = "purpose"
    PROGRESS = "progress"
    PARTICIPANTS = "participants"
    THEMES = "themes"


@dataclass(frozen=True)
class Field:
    """One field of the layout."""

    key: str
    label: str
    title: str
    kind: FieldKind
    section: Section
    vocabulary: Vocabulary | None = None


def _theme(key: str, label: str) -> Field:
    title = f"Theme: {label}"
    return Field(f"theme-{key}", label, title, FieldKind.YES_NO, Section.THEMES)


_I, _O, _P = Section.IDENTITY, Section.ORGANISATION, Section.PURPOSE
_G, _M = Section.PROGRESS, Section.PARTICIPANTS
_LINE, _TEXT, _YES_NO = FieldKind.LINE, FieldKind.TEXT, FieldKind.YES_NO
_TERMS = FieldKind.TERMS

THEME_FIELDS: tuple[Field, ...] = tuple(_theme(term.key, term.label) for term in THEMES.terms)
FIELDS: tuple[Field, ...] = (
    Field("name", "Name of initiative", "Name as printed", _LINE, _I),
    Field("lpaa", "LPAA initiative", "Part of the Lima–Paris Action Agenda", _YES_NO, _I),
    Field("nazca", "NAZCA Initiative", "Listed in NAZCA", _YES_NO, _I),
    Field("website", "Website address", "Website", FieldKind.LINK, _I),
    Field("related", "Related initiatives", "Related initiatives", FieldKind.RELATIONS, _I),
    Field("starting-year", "Starting year", "Since", FieldKind.YEAR, _I),
    Field("launched-on", "", "Launched on", FieldKind.DAY, _I),
    Field("launched-by", "", "Launched by", _LINE, _I),
    Field("end-year", "End year", "Ended", FieldKind.YEAR, _I),
    Field("secretariat", "Secretariat", "Secretariat", _TEXT, _O),
    Field("structure", "Organisational structure", "How it is organised", _TEXT, _O),
    Field("coverage", "Geographical coverage", "Where it works", _TERMS, _O, COVERAGE),
    Field("lead-name", "Name of lead organisation", "Lead organisation", _LINE, _O),
    Field("lead-type", "Type of lead organisation", "Type of lead", _TERMS, _O, LEAD_TYPES),
    Field(
        "lead-country",
        "Location/Nationality of lead organisation",
        "Country of the lead",
        FieldKind.COUNTRY,
        _O,
    ),
    Field("description", "Description", "Description", _TEXT, _P),
    Field("objectives", "Objectives", "Objectives", _TEXT, _P),
    Field("activities", "Activities", "Activities", _TEXT, _P),
    Field("success-stories", "One or two success stories achieved", "Success stories", _TEXT, _P),
    Field("function", "Function of initiative", "Function", _TERMS, _P, FUNCTIONS),
    Field("activity", "Activity of initiative", "Kind of activity", _TERMS, _P, ACTIVITIES),
    Field("indicators", "Indicators", "Indicators", FieldKind.INDICATORS, _G),
    Field("goals", "Goals", "Goals", _TEXT, _G),
    Field(
        "goal-comments",
        "Comments on indicators and goals",
        "Comments on indicators and goals",
        _TEXT,
        _G,
    ),
    Field("means", "How will goals be achieved", "How the goals are reached", _TEXT, _G),
    Field(
        "goals-changed",
        "Have you changed or strenghtened your goals",
        "Goals changed or strengthened",
        _TEXT,
        _G,
    ),
    Field("progress", "Progress towards the goals", "Progress towards the goals", _TEXT, _G),
    Field(
        "tracking",
        "How are you tracking progress of your initiative",
        "How progress is tracked",
        _TEXT,
        _G,
    ),
    Field("reporting", "Available reporting", "Available reporting", _TEXT, _G),
    Field("membership-rule", "", "Who can join", _TEXT, _M),
    Field(
        "members-by-year",
        "Number of members in the years",
        "Members in the years",
        FieldKind.YEAR_COUNTS,
        _M,
    ),
    Field(
        "only-states",
        "Have only national states as participators",
        "Only national states are members",
        _YES_NO,
        _M,
    ),
    *THEME_FIELDS,
    Field("last-update", "Last update", "Last update at the source", FieldKind.MOMENT, _I),
)
BY_KEY: Mapping[str, Field] = MappingProxyType({field.key: field for field in FIELDS})
BY_LABEL: Mapping[str, Field] = MappingProxyType(
    {field.label: field for field in FIELDS if field.label}
)
ORDER: Mapping[str, int] = MappingProxyType(
    {field.key: position for position, field in enumerate(FIELDS)}
)

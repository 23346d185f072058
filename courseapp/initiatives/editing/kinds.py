"""The things of a record's lists as editors see them: which fields each kind of thing has.

One table for forms, for lists and for telling what changed. Fields and their lengths are those
of `document.record`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from courseapp.countries.names import country, is_country, subdivision
from courseapp.initiatives.document.categories import CATEGORIES
from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.record import (
    Count,
    Membership,
    Milestone,
    Passage,
    Publication,
    Source,
)
from courseapp.initiatives.document.vocabularies import LEAD_TYPES
from courseapp.initiatives.rules import PassageKind
from courseapp.initiatives.words import COUNTS, MEMBERSHIPS, MILESTONES

Thing = Source | Passage | Membership | Count | Publication | Milestone


class InputKind(StrEnum):
    """What is typed or chosen for one field of a thing."""

    LINE = "line"
    TEXT = "text"
    LINK = "link"
    WORD = "word"  # one of `words`
    NUMBER = "number"
    YEAR = "year"
    DATE = "date"  # a partial date
    TICK = "tick"
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    PLACE = "place"  # ISO 3166-1 or 3166-2, read from a printed name
    INITIATIVE = "initiative"  # the slug of another record


@dataclass(frozen=True)
class Input:
    """One field of a thing. `missing` is what is said where it is empty; without it, it may be."""

    name: str
    label: str
    kind: InputKind = InputKind.LINE
    hint: str = ""
    missing: str = ""
    longest: int = 300
    words: Mapping[Any, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ListKind:
    """One list of a record. `part` is its name in the record and in addresses."""

    part: str
    type: type[Thing]
    one: str
    title: str
    about: str
    inputs: tuple[Input, ...]
    named: Callable[[Any], str]
    detail: Callable[[Any], str]
    key_words: tuple[str, ...]  # the attributes of which a new thing's key is made
    has_source: bool = True


ONE_PASSAGE: Mapping[PassageKind, str] = MappingProxyType(
    {
        PassageKind.OBJECTIVE: "Objective",
        PassageKind.ACTIVITY: "Activity",
        PassageKind.AREA_OF_WORK: "Area of work",
        PassageKind.MEANS: "How the goals are reached",
    }
)
CATEGORY_WORDS = MappingProxyType({each.kind: COUNTS[each.kind] for each in CATEGORIES})
TYPES_OF_ORGANISATION = MappingProxyType({term.key: term.label for term in LEAD_TYPES.terms})
_DATE_HINT = "As exact as the source is, for example 2022-04-12 or 2022."
_NOTE = Input("note", "Note", InputKind.TEXT, "What is doubtful. Readers see it.", longest=50_000)


def place_name(code: str) -> str:
    """Return ``Ontario, Canada`` for ``CA-ON`` and ``Canada`` for ``CA``; else the code itself."""
    whole, _, part = code.partition("-")
    if not is_country(whole):
        return code
    return f"{subdivision(code).name}, {country(whole).name}" if part else country(whole).name


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def _since_until(line: Membership) -> str:
    since = f"since {told(line.since)}" if line.since else ""
    return _joined(since, f"until {told(line.until)}" if line.until else "")


def _count_named(count: Count) -> str:
    about = "about " if count.approximate else ""
    return f"{COUNTS[count.kind]}: {about}{count.value}"


PASSAGES = ListKind(
    part="passages",
    type=Passage,
    one="passage",
    title="Objectives, activities, areas of work and means",
    about="Short passages of the record, each with a title.",
    inputs=(
        Input(
            "kind", "What it is", InputKind.WORD, words=ONE_PASSAGE, missing="Choose what it is."
        ),
        Input("title", "Title", missing="Enter a title."),
        Input("text", "Text", InputKind.TEXT, longest=50_000),
    ),
    named=lambda passage: str(passage.title),
    detail=lambda passage: ONE_PASSAGE[passage.kind],
    key_words=("title",),
)
MEMBERSHIPS_LIST = ListKind(
    part="memberships",
    type=Membership,
    one="entry",
    title="Members and partners",
    about="Countries, parts of countries, organisations and other initiatives, and how each "
    "belongs to the initiative.",
    inputs=(
        Input("kind", "How it belongs", InputKind.WORD, words=MEMBERSHIPS, missing="Choose one."),
        Input("printed", "Name as printed", missing="Enter the name as the source prints it."),
        Input("code", "Country or part of a country", InputKind.PLACE),
        Input("organisation", "Our name for the organisation"),
        Input("organisation_type", "Type", InputKind.WORD, words=TYPES_OF_ORGANISATION),
        Input("seat", "Seat", InputKind.COUNTRY),
        Input("initiative", "Initiative with a record", InputKind.INITIATIVE),
        Input(
            "category",
            "Line of the participants table",
            InputKind.WORD,
            "Only where a source prints its members in such a table.",
            words=CATEGORY_WORDS,
        ),
        Input("since", "Since", InputKind.DATE, _DATE_HINT),
        Input("until", "Until", InputKind.DATE, "Empty while it belongs to the initiative."),
        _NOTE,
    ),
    named=lambda line: line.organisation or line.printed,
    detail=lambda line: _joined(MEMBERSHIPS[line.kind], _since_until(line)),
    key_words=("code", "printed"),
)
COUNTS_LIST = ListKind(
    part="counts",
    type=Count,
    one="number",
    title="Numbers",
    about="What sources count, and when. Numbers that disagree are all kept.",
    inputs=(
        Input("kind", "What is counted", InputKind.WORD, words=COUNTS, missing="Choose one."),
        Input("value", "Number", InputKind.NUMBER, missing="Enter a whole number, for example 31."),
        Input("approximate", "The source says “about”, “some” or “more than”", InputKind.TICK),
        Input("as_of", "Counted on", InputKind.DATE, f"{_DATE_HINT} Empty: not stated."),
        Input(
            "part",
            "Part of the world",
            hint="Only for a number of one part of the world, for example Africa.",
        ),
        _NOTE,
    ),
    named=_count_named,
    detail=lambda count: _joined(told(count.as_of) or "date not stated", count.part),
    key_words=("kind", "part", "as_of", "source"),
)
PUBLICATIONS = ListKind(
    part="publications",
    type=Publication,
    one="publication",
    title="Publications",
    about="What the initiative published, with titles corrected where a source garbles them.",
    inputs=(
        Input("title", "Title", missing="Enter the title."),
        Input(
            "printed",
            "Title as printed",
            InputKind.TEXT,
            "Only where the source prints it wrongly.",
            longest=50_000,
        ),
        Input("year", "Year", InputKind.YEAR),
        Input("organisation", "Published by"),
        Input("language", "Language", hint="A code such as en, fr or pt-BR.", longest=35),
        Input(
            "topic", "Topic", hint="One or two words, the same for all on this topic.", longest=120
        ),
        Input("about", "What it is about", InputKind.TEXT, longest=50_000),
        Input("link", "Web address", InputKind.LINK, longest=500),
    ),
    named=lambda publication: str(publication.title),
    detail=lambda each: _joined(str(each.year or ""), each.organisation, each.topic),
    key_words=("title",),
)
MILESTONES_LIST = ListKind(
    part="milestones",
    type=Milestone,
    one="milestone",
    title="Milestones",
    about="What stands in the timeline: the founding, launches, meetings. Announced is not held.",
    inputs=(
        Input("kind", "What it is", InputKind.WORD, missing="Choose one.", words=MILESTONES),
        Input("title", "Title", missing="Enter a title."),
        Input("date", "Date", InputKind.DATE, _DATE_HINT),
        Input("approximate", "The date is only our conclusion", InputKind.TICK),
        Input("announced", "Announced; whether it happened is not known", InputKind.TICK),
        Input("text", "Text", InputKind.TEXT, longest=50_000),
    ),
    named=lambda milestone: str(milestone.title),
    detail=lambda each: _joined(
        MILESTONES[each.kind], told(each.date), "announced" if each.announced else ""
    ),
    key_words=("title",),
)
SOURCES = ListKind(
    part="sources",
    type=Source,
    one="source",
    title="Sources",
    about="The documents and pages that state what the record says.",
    inputs=(
        Input("title", "Title", missing="Enter the title of the document or page."),
        Input("address", "Web address", InputKind.LINK, longest=500),
        Input("date", "Date", InputKind.DATE, _DATE_HINT),
        Input("approximate", "The date is only our conclusion", InputKind.TICK),
        Input(
            "dated",
            "The date in words",
            hint="What the date alone cannot say, for example: undated.",
        ),
    ),
    named=lambda source: str(source.title),
    detail=lambda source: _joined(source.key, told(source.date), source.dated),
    key_words=("title",),
    has_source=False,
)

LISTS: Mapping[str, ListKind] = MappingProxyType(
    {
        kind.part: kind
        for kind in (
            PASSAGES,
            MEMBERSHIPS_LIST,
            COUNTS_LIST,
            PUBLICATIONS,
            MILESTONES_LIST,
            SOURCES,
        )
    }
)


def told_value(each: Input, value: Any) -> str:
    """Return the value of a thing's field as people read it; empty where there is none."""
    if value is None or value == "":
        return ""
    teller = _TELLERS.get(each.kind)
    return teller(each, value) if teller else str(value)


_TELLERS: Mapping[InputKind, Callable[[Input, Any], str]] = MappingProxyType(
    {
        InputKind.WORD: lambda each, value: each.words.get(value, str(value)),
        InputKind.TICK: lambda _each, value: "Yes" if value else "No",
        InputKind.DATE: lambda _each, value: told(value),
        InputKind.COUNTRY: lambda _each, value: place_name(value),
        InputKind.PLACE: lambda _each, value: place_name(value),
    }
)

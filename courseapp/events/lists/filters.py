"""What a reader asks of the catalogue: the same in the list, the month, and the feed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, or_, select

from courseapp.countries.groups import countries_in, country_groups
from courseapp.countries.languages import is_language_tag
from courseapp.countries.names import folded, is_country
from courseapp.events.models import Event, EventLanguage, EventTopic
from courseapp.events.published.publicity import place_is_public
from courseapp.events.rules import EventKind, Level, Mode
from courseapp.initiatives.models import Initiative

LONGEST_SEARCH = 200
LONGEST_WORD = 120

Word = TypeVar("Word", bound=StrEnum)


class When(StrEnum):
    """Which part of time is listed."""

    COMING = ""  # open calls first, then what is coming
    OPEN = "open"
    PAST = "past"


@dataclass(frozen=True)
class Filters:
    """Which events. An unknown word asks for nothing: links outlive vocabularies.

    `region` is an M49 region or subregion by name, `country` ISO 3166-1 alpha-2, `group` a key of
    `country_groups`, `language` BCP 47, `topic` a key or somebody's words. An event is in a region
    where it takes place there, or where it is for people of that region.
    """

    initiative: str = ""
    kind: EventKind | None = None
    mode: Mode | None = None
    level: Level | None = None
    language: str = ""
    region: str = ""
    country: str = ""
    group: str = ""
    topic: str = ""

    @property
    def arguments(self) -> dict[str, str]:
        """What is asked for, as the query of an address."""
        asked = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: str(value) for name, value in asked if value}

    @property
    def path(self) -> str:
        """What is asked for, as a part of a path: ``kind/webinar/language/fr``."""
        return "/".join(part for pair in self.arguments.items() for part in pair)


@dataclass(frozen=True)
class Wanted:
    """What the list shows: some events, found by words, of a part of time."""

    filters: Filters = Filters()
    text: str = ""
    when: When = When.COMING

    @property
    def is_filtered(self) -> bool:
        return replace(self, when=When.COMING) != Wanted()

    @property
    def arguments(self) -> dict[str, str]:
        """The address's query, without what is not asked for."""
        more = {"q": self.text, "when": str(self.when)}
        return self.filters.arguments | {name: text for name, text in more.items() if text}


def filters_of(arguments: Mapping[str, str]) -> Filters:
    """Return what a query asks for."""
    said = {name: text.strip()[:LONGEST_WORD] for name, text in arguments.items()}
    return Filters(
        initiative=said.get("initiative", ""),
        kind=_word(EventKind, said.get("kind")),
        mode=_word(Mode, said.get("mode")),
        level=_word(Level, said.get("level")),
        language=_if(is_language_tag(said.get("language", "")), said.get("language", "")),
        region=_if(bool(countries_in(said.get("region", ""))), said.get("region", "")),
        country=_if(is_country(said.get("country", "").upper()), said.get("country", "").upper()),
        group=_if(said.get("group", "") in country_groups(), said.get("group", "")),
        topic=said.get("topic", ""),
    )


def filters_in_path(path: str) -> Filters | None:
    """Return what `Filters.path` was made from; None for a path that is none of them."""
    parts = path.split("/")
    if len(parts) % 2:
        return None
    found = filters_of(dict(zip(parts[::2], parts[1::2], strict=True)))
    return found if path and found.path == path else None


def wanted_of(arguments: Mapping[str, str]) -> Wanted:
    """Return what the query of the list asks for."""
    return Wanted(
        filters_of(arguments),
        arguments.get("q", "").strip()[:LONGEST_SEARCH],
        _word(When, arguments.get("when")) or When.COMING,
    )


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """Return what an event must be for the filters."""
    found = [
        getattr(Event, name) == value
        for name in ("kind", "mode", "level")
        if (value := getattr(filters, name))
    ]
    if filters.initiative:
        owner = select(Initiative.id).where(Initiative.slug == filters.initiative)
        found.append(Event.initiative_id.in_(owner))
    if filters.country:
        found.append(_takes_place_in(frozenset({filters.country})))
    if filters.group:
        found.append(_takes_place_in(country_groups()[filters.group].codes))
    if filters.region:
        there = _takes_place_in(countries_in(filters.region))
        found.append(or_(there, Event.region_focus == filters.region))
    if filters.language:
        found.append(_speaks(filters.language))
    if filters.topic:
        about = select(EventTopic.event_id).where(EventTopic.topic == filters.topic)
        found.append(Event.id.in_(about))
    return found


def has_words(text: str) -> list[ColumnElement[bool]]:
    """Return what an event must be for each word of a search."""
    return [_has_word(word) for word in folded(text[:LONGEST_SEARCH]).split()]


def _takes_place_in(codes: frozenset[str]) -> ColumnElement[bool]:
    """Where the place is for the invited only, no filter tells it either."""
    return and_(Event.country.in_(codes), place_is_public())


def _has_word(word: str) -> ColumnElement[bool]:
    owner = select(Initiative.id).where(
        or_(
            Initiative.name.icontains(word, autoescape=True),
            Initiative.short_name.icontains(word, autoescape=True),
        )
    )
    return or_(Event.search_text.contains(word, autoescape=True), Event.initiative_id.in_(owner))


def _speaks(language: str) -> ColumnElement[bool]:
    """French is also spoken where Canadian French is."""
    spoken = select(EventLanguage.event_id).where(
        or_(
            EventLanguage.language == language,
            EventLanguage.language.startswith(f"{language}-", autoescape=True),
        )
    )
    return Event.id.in_(spoken)


def _word(words: type[Word], text: str | None) -> Word | None:
    return next((word for word in words if word.value == text), None)


def _if(known: bool, text: str) -> str:
    return text if known else ""

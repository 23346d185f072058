"""What the filters of the catalogue offer: only what some public event has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.countries.groups import country_groups, regions
from courseapp.countries.languages import language_name
from courseapp.countries.names import country, country_name, folded
from courseapp.events.facts.topics import topic_label
from courseapp.events.lists.filters import Filters
from courseapp.events.models import Event, EventLanguage, EventTopic
from courseapp.events.published.publicity import listed, place_is_public
from courseapp.events.words import KINDS, LEVELS, MODES
from courseapp.initiatives.queries import all_initiatives

Offered = Sequence[tuple[str, str]]
_IS_PUBLIC = listed()


@dataclass(frozen=True)
class FilterChoice:
    """One filter: what it is called, what it offers as (value, words), and what is chosen."""

    name: str
    label: str
    everything: str
    offered: Offered
    value: str

    @property
    def chosen(self) -> str:
        """What is chosen, in words; "" where nothing is, or nothing that is offered."""
        return dict(self.offered).get(self.value, "")


def choices(session: Session, filters: Filters) -> tuple[FilterChoice, ...]:
    """Return the filters with what they offer. Five statements."""
    codes = _places(session)
    offered: Mapping[str, tuple[str, str, Offered]] = {
        "initiative": ("Initiative", "All", [(e.slug, e.called) for e in all_initiatives(session)]),
        "kind": ("Kind", "All", _words(KINDS)),
        "mode": ("Where", "Everywhere", _words(MODES)),
        "level": ("Level", "All", _words(LEVELS)),
        "language": ("Language", "All", _languages(session)),
        "region": ("Region", "All", _regions(session, codes)),
        "country": ("Country", "All", _named((code, country_name(code)) for code in codes)),
        "group": ("Country group", "All", _groups(codes)),
        "topic": ("Topic", "All", _topics(session)),
    }
    return tuple(
        FilterChoice(name, *said, str(getattr(filters, name) or ""))
        for name, said in offered.items()
    )


def in_words(session: Session, filters: Filters) -> str:
    """Return what is asked for, in words: ``Webinar, French, Africa``."""
    return ", ".join(filter(None, (each.chosen for each in choices(session, filters))))


def _places(session: Session) -> frozenset[str]:
    wanted = select(Event.country).where(_IS_PUBLIC, place_is_public()).distinct()
    return frozenset(filter(None, session.scalars(wanted)))


def _languages(session: Session) -> Offered:
    spoken = select(EventLanguage.language).join(Event, Event.id == EventLanguage.event_id)
    tags = session.scalars(spoken.where(_IS_PUBLIC).distinct())
    return _named((tag, language_name(tag)) for tag in tags)


def _topics(session: Session) -> Offered:
    about = select(EventTopic.topic).join(Event, Event.id == EventTopic.event_id)
    topics = session.scalars(about.where(_IS_PUBLIC).distinct())
    return _named((topic, topic_label(topic)) for topic in topics)


def _regions(session: Session, codes: Iterable[str]) -> Offered:
    """Return the regions and subregions in which there are events, or for whose people."""
    focus = session.scalars(select(Event.region_focus).where(_IS_PUBLIC).distinct())
    known = {each for code in codes for each in (country(code).region, country(code).subregion)}
    known.update(focus)
    in_order = (each for region, parts in regions().items() for each in (region, *parts))
    return [(each, each) for each in in_order if each in known]


def _groups(codes: frozenset[str]) -> Offered:
    return [(each.key, each.label) for each in country_groups().values() if each.codes & codes]


def _named(pairs: Iterable[tuple[str, str]]) -> Offered:
    return sorted(pairs, key=lambda pair: folded(pair[1]))


def _words(words: Mapping[Any, str]) -> Offered:
    return [(str(value), text) for value, text in words.items()]

"""Which events a feed is about, as conditions in SQL: by what they are, and by what they were.

An event that changes so that a filter lets it through no more stays in the calendars that found
it, as what it is now: somebody who planned to go to it in Paris must read that it is in Nairobi,
and that it is cancelled would be wrong. Of one that is told no more, only what it was then counts:
a filter must not tell what was decided since.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import and_, exists, or_, select, true

from courseapp.calendars.feeds.scopes import Scope
from courseapp.calendars.models import FormerFact
from courseapp.calendars.remembering import DEADLINES, TOLD, written
from courseapp.countries.groups import countries_in, country_groups
from courseapp.events.lists.filters import Filters, conditions
from courseapp.events.models import Event, Series
from courseapp.events.published.publicity import Condition, programme_is_public
from courseapp.events.rules import FeedDetail


def chosen(scope: Scope) -> Condition:
    """Return the condition that a public event is in the scope, or was while it was public."""
    kept = [or_(now, and_(before, programme_is_public())) for now, before in _each(scope)]
    return and_(true(), *_whose(scope), *kept)


def chosen_before(scope: Scope) -> Condition:
    """Return the condition that an event was in the scope before less was told of it."""
    return and_(true(), *_whose(scope), *(before for _, before in _each(scope)))


def had_deadline_since(since: datetime) -> Condition:
    """Return the condition that a deadline that was taken back or moved is not long over."""
    return exists().where(
        FormerFact.event_id == Event.id,
        FormerFact.name.in_(DEADLINES),
        FormerFact.value >= written(since),
    )


def had_dates() -> Condition:
    """Return the condition that title and dates alone were told of an event before."""
    return _was(TOLD, [FeedDetail.DATES])


def _whose(scope: Scope) -> list[Condition]:
    """What an event is for good: its address and its initiative."""
    found = [Event.slug == scope.event] if scope.event else []
    if scope.filters.initiative:
        found += conditions(Filters(initiative=scope.filters.initiative))
    return found


def _each(scope: Scope) -> list[tuple[Condition, Condition]]:
    """Return for each fact that the scope asks for: that it is so, and that it was."""
    named = [name for name in scope.filters.arguments if name != "initiative"]
    found = [(_now(scope.filters, name), BEFORE[name](scope.filters)) for name in named]
    if scope.series:
        one = select(Series.id).where(Series.slug == scope.series)
        found.append((Event.series_id.in_(one), _was("series", [scope.series])))
    return found


def _now(filters: Filters, name: str) -> Condition:
    return and_(true(), *conditions(Filters(**{name: getattr(filters, name)})))


def _was(name: str, values: Iterable[str]) -> Condition:
    found = FormerFact.value.in_(list(values))
    return exists().where(FormerFact.event_id == Event.id, FormerFact.name == name, found)


def _spoke(filters: Filters) -> Condition:
    """French was also spoken where Canadian French was."""
    spoken = FormerFact.value.startswith(f"{filters.language}-", autoescape=True)
    dialect = exists().where(FormerFact.event_id == Event.id, FormerFact.name == "language", spoken)
    return or_(_was("language", [filters.language]), dialect)


def _was_in_region(filters: Filters) -> Condition:
    there = _was("country", countries_in(filters.region))
    return or_(there, _was("region", [filters.region]))


def _same(name: str) -> Callable[[Filters], Condition]:
    return lambda filters: _was(name, [str(getattr(filters, name))])


BEFORE: Mapping[str, Callable[[Filters], Condition]] = MappingProxyType(
    {
        **{name: _same(name) for name in ("kind", "mode", "level", "country", "topic")},
        "language": _spoke,
        "region": _was_in_region,
        "group": lambda filters: _was("country", country_groups()[filters.group].codes),
    }
)

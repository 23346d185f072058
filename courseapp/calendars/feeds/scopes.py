"""What the name of a public feed asks for: which entries, and of which events. Plain values.

``initiatives/icap`` is the sessions of an initiative; ``overview/…``, ``deadlines/…`` and
``archive/2026/…`` before it are other entries of the same events.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from courseapp.events.lists.filters import Filters, filters_in_path

ALL = "all"
NO_FILTERS = Filters()
_YEAR = re.compile(r"[12][0-9]{3}")


class Shape(StrEnum):
    """Which entries a feed holds; each has feeds of its own, so that nothing shows twice."""

    SESSIONS = ""  # what takes place; an event without sessions as a whole
    OVERVIEW = "overview"  # each event as a whole
    DEADLINES = "deadlines"  # when applications open and close
    ARCHIVE = "archive"  # what left the window, of one year


@dataclass(frozen=True)
class Scope:
    """Of which events: those that the filters let through, of a series, or a single one.

    `series` and `event` are slugs; `uid` asks for one session of the event.
    """

    filters: Filters = NO_FILTERS
    series: str = ""
    event: str = ""
    uid: str = ""

    @property
    def is_chosen_by_facts(self) -> bool:
        """Whether it depends on facts that change, rather than on whose event it is."""
        return replace(self.filters, initiative="") != NO_FILTERS

    @property
    def name(self) -> str:
        """The part of a feed's name that asks for it."""
        if self.event:
            return "/".join(filter(None, ("events", self.event, self.uid)))
        if self.series:
            return f"series/{self.series}"
        if self.is_chosen_by_facts:
            return f"where/{self.filters.path}"
        return f"initiatives/{self.filters.initiative}" if self.filters.initiative else ALL


EVERYTHING = Scope()


@dataclass(frozen=True)
class Wish:
    """One feed; `year` only of an archive."""

    shape: Shape = Shape.SESSIONS
    scope: Scope = EVERYTHING
    year: int = 0

    @property
    def name(self) -> str:
        """The name that `wish_of` understands."""
        of = "" if self.year and self.scope == EVERYTHING else self.scope.name
        return "/".join(filter(None, (self.shape, str(self.year or ""), of)))


def wish_of(name: str) -> Wish | None:
    """Return what the name of a feed asks for; None where there is no such feed."""
    first, _, rest = name.partition("/")
    if first == Shape.ARCHIVE:
        year, _, of = rest.partition("/")
        scope = scope_of(of or ALL) if of != ALL and _YEAR.fullmatch(year) else None
        return _checked(Wish(Shape.ARCHIVE, scope, int(year)) if scope else None)
    if first in (Shape.OVERVIEW, Shape.DEADLINES):
        scope = scope_of(rest)
        return _checked(Wish(Shape(first), scope) if scope else None)
    scope = scope_of(name)
    return Wish(scope=scope) if scope else None


def scope_of(name: str) -> Scope | None:
    """Return which events a part of a name asks for; None where it is none of ours."""
    if name == ALL:
        return EVERYTHING
    family, _, rest = name.partition("/")
    read = {"initiatives": _initiative, "series": _series, "where": _where, "events": _event}
    return read[family](rest) if rest and family in read else None


def _checked(wish: Wish | None) -> Wish | None:
    """Of one event there is no archive, and a session is one entry anyway."""
    if wish is None or wish.scope.uid or (wish.year and wish.scope.event):
        return None
    return wish


def _initiative(rest: str) -> Scope | None:
    return None if "/" in rest else Scope(Filters(initiative=rest))


def _series(rest: str) -> Scope | None:
    return None if "/" in rest else Scope(series=rest)


def _where(rest: str) -> Scope | None:
    filters = filters_in_path(rest)
    return Scope(filters) if filters else None


def _event(rest: str) -> Scope | None:
    slug, slash, uid = rest.partition("/")
    return Scope(event=slug, uid=uid) if slug and bool(slash) is bool(uid) else None

"""A named list of countries whose members have dates.

Every period is half-open: `since` is the first day in it, `until` the first day no longer in it;
None is without an end. An answer has three values, for a blank in a source is unknown, not "no".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from courseapp.countries.names import all_countries, country_name, is_country


class Membership(StrEnum):
    """Whether a country is on a list."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class Family(StrEnum):
    """Which lists stand together, in the order in which they are shown."""

    DEVELOPMENT = "development"
    INCOME = "income"
    AID = "aid"
    CLIMATE = "climate"
    INITIATIVE = "initiative"  # members of an initiative, as its record has them
    OWN = "own"  # of an initiative's organisers
    REGION = "region"


@dataclass(frozen=True)
class Period:
    """Days from `since` on and before `until`."""

    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Return whether the day lies in it."""
        begun = self.since is None or self.since <= on
        return begun and (self.until is None or on < self.until)

    def meets(self, other: "Period") -> bool:
        """Return whether both have a day in common; an empty period has none with any."""
        starts = [day for day in (self.since, other.since) if day]
        ends = [day for day in (self.until, other.until) if day]
        return not starts or not ends or max(starts) < min(ends)


ALWAYS = Period()


@dataclass(frozen=True)
class Entry:
    """A country (ISO 3166-1 alpha-2) that is on a list for a while, or of which we cannot tell."""

    code: str
    period: Period = ALWAYS
    membership: Membership = Membership.IN
    note: str = ""


@dataclass(frozen=True)
class Standing:
    """What a list says of a country on a day, and for which days it says the same."""

    membership: Membership
    period: Period = ALWAYS
    note: str = ""


@dataclass(frozen=True)
class CountryList:
    """A list as its source states it.

    `placed` completes "Togo is …": ``on the DAC list of ODA recipients``. Outside `known` nothing
    can be said of anybody; from `revised_on` on the list is carried on, for a newer one is due and
    not here yet. `stated_on` is the day up to which the source tells it. A country without an
    entry is not on it. `version` names these very contents.
    """

    key: str
    family: Family
    title: str
    placed: str
    entries: tuple[Entry, ...]
    source: str = ""
    address: str = ""
    about: str = ""
    stated_on: date | None = None
    known: Period = ALWAYS
    revised_on: date | None = None
    version: str = ""

    def standing(self, code: str, on: date) -> Standing:
        """Return what the list says of the country as of the day."""
        if not self.known.holds(on):
            return Standing(Membership.UNKNOWN, _outside(self.known, on), self._why_unknown(on))
        if not is_country(code):
            return Standing(Membership.UNKNOWN, note="We know no such country.")
        own = self._by_code.get(code, ())
        for entry in own:
            if entry.period.holds(on):
                return Standing(entry.membership, entry.period, entry.note)
        return Standing(Membership.OUT, _between(own, on), _last_note(own, on))

    def codes(self, on: date, membership: Membership = Membership.IN) -> tuple[str, ...]:
        """Return the countries of which the list says that as of the day, by name."""
        found = (each.code for each in all_countries())
        return tuple(code for code in found if self.standing(code, on).membership is membership)

    def is_carried_on(self, on: date) -> bool:
        """Return whether a newer list is due on that day, so that this one is but the last."""
        return self.revised_on is not None and on >= self.revised_on

    def days_of_change(self) -> tuple[date, ...]:
        """Return every day from which on the list says something else of somebody."""
        edges = (self.known, *(entry.period for entry in self.entries))
        days = {day for each in edges for day in (each.since, each.until) if day}
        return tuple(sorted(days))

    def faults(self) -> Iterator[str]:
        """Yield what cannot be in a list, in words for who keeps it."""
        for code, own in self._by_code.items():
            name = country_name(code) if is_country(code) else code
            if not is_country(code):
                yield f"We know no country “{name}”."
            for place, entry in enumerate(own):
                yield from _faults_of(entry, own[place + 1 :], name)

    @cached_property
    def _by_code(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            found[entry.code] = (*found.get(entry.code, ()), entry)
        return found

    def _why_unknown(self, on: date) -> str:
        began = self.known.since
        if began is not None and on < began:
            return f"What we have of the list begins on {began.day} {began:%B %Y}."
        return "What we have of the list ends before that day."


def _faults_of(entry: Entry, later: tuple[Entry, ...], name: str) -> Iterator[str]:
    since, until = entry.period.since, entry.period.until
    if since and until and until <= since:
        yield f"{name} leaves the list before it joins it."
    if entry.membership is Membership.OUT:
        yield f"{name} is out of the list without a line of its own."
    if any(entry.period.meets(other.period) for other in later):
        yield f"{name} is on the list twice at the same time."


def _outside(known: Period, on: date) -> Period:
    if known.since is not None and on < known.since:
        return Period(None, known.since)
    return Period(known.until, None)


def _between(own: tuple[Entry, ...], on: date) -> Period:
    """Since when and until when a country without an entry on the day has had none."""
    left = [each.period.until for each in own if each.period.until and each.period.until <= on]
    joins = [each.period.since for each in own if each.period.since and each.period.since > on]
    return Period(max(left, default=None), min(joins, default=None))


def _last_note(own: tuple[Entry, ...], on: date) -> str:
    """Why it is no longer on it."""
    past = [(each.period.until, each.note) for each in own if each.period.until]
    gone = [(until, note) for until, note in past if until <= on]
    return max(gone)[1] if gone else ""

"""The events and publications of an initiative as plain values, and those of one year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from courseapp.events.rules import EventKind, Level, Mode
from courseapp.reports.figures import KindTable, Sessions, Sitting, kind_table, sessions_in
from courseapp.reports.rules import EARLIEST_YEAR, LATEST_YEAR, Standing

NO_SESSIONS = Sessions()


@dataclass(frozen=True)
class EventOutput:
    """An event as reports tell of it.

    `year` is that of its first day at its venue. `first_day` and `last_day` are local dates, None
    where only year and month are known. `activity` is a key of the record's passages. What people
    and countries took part is `source`'s number. `sittings` is None where no programme is known
    or, with `is_closed`, where only the invited may read it.
    """

    path: str
    title: str
    kind: EventKind
    standing: Standing
    year: int
    mode: Mode | None = None
    level: Level | None = None
    dates: str = ""
    first_day: date | None = None
    last_day: date | None = None
    month: int | None = None
    year_inferred: bool = False
    city: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    series: str = ""
    edition: int | None = None
    activity: str = ""
    participants_stated: int | None = None
    participant_countries_stated: int | None = None
    source: str = ""
    is_closed: bool = False
    sittings: tuple[Sitting, ...] | None = None

    @property
    def is_held(self) -> bool:
        return self.standing is Standing.HELD

    def sessions_in(self, year: int) -> Sessions | None:
        """Return its sessions of a year; None is unknown, which is not zero."""
        return None if self.sittings is None else sessions_in(year, self.sittings)

    @cached_property
    def session_years(self) -> frozenset[int]:
        """The years in which one of its sessions was held."""
        return frozenset(each.day.year for each in self.sittings or () if not each.is_cancelled)


@dataclass(frozen=True)
class PublicationOutput:
    """A publication; `path` is its page here, `link` where it is elsewhere, on `site`."""

    path: str
    title: str
    year: int | None
    organisation: str = ""
    language: str = ""  # BCP 47
    topic: str = ""
    link: str = ""
    site: str = ""


@dataclass(frozen=True)
class YearOfOutputs:
    """What belongs to one year. `carried` are events of other years with sessions in this one."""

    year: int
    events: tuple[EventOutput, ...]
    carried: tuple[EventOutput, ...]
    publications: tuple[PublicationOutput, ...]

    def standing(self, standing: str) -> tuple[EventOutput, ...]:
        """Return the events of the year that stand so."""
        return tuple(each for each in self.events if each.standing == standing)

    @cached_property
    def held(self) -> tuple[EventOutput, ...]:
        """The events that count."""
        return self.standing(Standing.HELD)

    @cached_property
    def table(self) -> KindTable:
        return kind_table((each.kind, each.mode) for each in self.held)

    @cached_property
    def known(self) -> tuple[Sessions, ...]:
        """The sessions of each event whose programme is known."""
        counted = (each.sessions_in(self.year) for each in (*self.held, *self.carried))
        return tuple(each for each in counted if each is not None)

    @property
    def sessions(self) -> Sessions | None:
        """All sessions of the year; None where no programme of any event is known."""
        return sum(self.known, NO_SESSIONS) if self.known else None

    @property
    def has_outputs(self) -> bool:
        return bool(self.held or self.carried or self.publications)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be shown: plans are, cancelled events and examples are not."""
        shown = (*self.standing(Standing.COMING), *self.standing(Standing.ANNOUNCED))
        return not (self.has_outputs or shown)


@dataclass(frozen=True)
class Outputs:
    """All public events and publications of an initiative, in the order of their dates."""

    events: tuple[EventOutput, ...]
    publications: tuple[PublicationOutput, ...]

    def of(self, year: int) -> YearOfOutputs:
        """Return what belongs to a year."""
        return YearOfOutputs(
            year=year,
            events=tuple(each for each in self.events if each.year == year),
            carried=tuple(
                each
                for each in self.events
                if each.is_held and each.year != year and year in each.session_years
            ),
            publications=tuple(each for each in self.publications if each.year == year),
        )

    @cached_property
    def years(self) -> tuple[YearOfOutputs, ...]:
        """Every year of which there is something to show, the latest first."""
        found = (self.of(year) for year in sorted(self._named_years, reverse=True))
        return tuple(each for each in found if not each.is_empty)

    @cached_property
    def held(self) -> tuple[EventOutput, ...]:
        """The events of all years that count."""
        return tuple(each for each in self.events if each.is_held)

    @property
    def undated(self) -> tuple[PublicationOutput, ...]:
        """The publications of which no source states the year."""
        return tuple(each for each in self.publications if each.year is None)

    @property
    def by_year(self) -> Mapping[int, KindTable]:
        """The events that count, by year."""
        return {each.year: each.table for each in self.years if each.held}

    @property
    def _named_years(self) -> set[int]:
        events = {year for each in self.events for year in (each.year, *each.session_years)}
        years = events | {each.year or 0 for each in self.publications}
        return {year for year in years if EARLIEST_YEAR <= year <= LATEST_YEAR}

"""Who belongs to an initiative: what is printed, what we read in it, and how both are counted.

Plain values in, plain values out; codes are ISO 3166, regions are UN M49.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from courseapp.countries.names import country, folded, subdivision
from courseapp.initiatives.bars import Bar, bars

NO_REGION = "Elsewhere"


@dataclass(frozen=True)
class Entry:
    """One printed line of a list of members. `code` is of a country or of a part of one."""

    printed: str
    code: str
    note: str = ""


@dataclass(frozen=True)
class Member:
    """A country or a part of one, with each line in which it is printed."""

    code: str
    printed: tuple[str, ...]
    note: str

    @property
    def name(self) -> str:
        return subdivision(self.code).name if self.is_part else country(self.code).name

    @property
    def is_part(self) -> bool:
        return "-" in self.code

    @property
    def parent(self) -> str:
        return country(self.code[:2]).name

    @property
    def region(self) -> str:
        return country(self.code[:2]).region or NO_REGION

    @property
    def times(self) -> int:
        return len(self.printed)

    @property
    def other_names(self) -> tuple[str, ...]:
        """The printed names that differ from ours by more than accents, each once."""
        plain = (text.partition(" (")[0] for text in self.printed)
        return tuple(dict.fromkeys(text for text in plain if folded(text) != folded(self.name)))


@dataclass(frozen=True)
class Group:
    """Members of one region of the world, or parts of one country."""

    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Printed:
    """The numbers that a source prints; None where it prints none."""

    together: int | None = None
    countries: int | None = None
    parts: int | None = None


@dataclass(frozen=True)
class Tally:
    """How many are printed as a number, listed by name, and different when the list is read."""

    what: str
    printed: int | None
    listed: int
    different: int

    @property
    def agrees(self) -> bool:
        return self.printed in {None, self.different} and self.listed == self.different


@dataclass(frozen=True)
class MemberList:
    """All that a page shows of the members."""

    countries: tuple[Group, ...]
    parts: tuple[Group, ...]
    tallies: tuple[Tally, ...]
    bars: tuple[Bar, ...]

    @property
    def all_agree(self) -> bool:
        return all(tally.agrees for tally in self.tallies)


def member_list(entries: Sequence[Entry], printed: Printed) -> MemberList:
    """Return the members grouped and counted, and what the source prints beside it."""
    members = _merged(entries)
    countries = [member for member in members if not member.is_part]
    parts = [member for member in members if member.is_part]
    return MemberList(
        countries=_grouped(countries, lambda member: member.region),
        parts=_grouped(parts, lambda member: member.parent),
        tallies=_tallies(entries, countries, parts, printed),
        bars=_bars(members, countries),
    )


def _merged(entries: Iterable[Entry]) -> tuple[Member, ...]:
    """Bring lines of the same country or part together, by name."""
    in_order = sorted(entries, key=lambda entry: entry.code)
    merged = [_member(code, list(same)) for code, same in groupby(in_order, lambda each: each.code)]
    return tuple(sorted(merged, key=lambda member: folded(member.name)))


def _member(code: str, same: Sequence[Entry]) -> Member:
    note = " ".join(entry.note for entry in same if entry.note)
    return Member(code, tuple(entry.printed for entry in same), note)


def _grouped(members: Sequence[Member], title: Callable[[Member], str]) -> tuple[Group, ...]:
    in_order = sorted(members, key=title)
    return tuple(Group(name, tuple(own)) for name, own in groupby(in_order, title))


def _tallies(
    entries: Sequence[Entry],
    countries: Sequence[Member],
    parts: Sequence[Member],
    printed: Printed,
) -> tuple[Tally, ...]:
    of_parts = sum("-" in entry.code for entry in entries)
    of_countries = len(entries) - of_parts
    together = Tally("Together", printed.together, len(entries), len(countries) + len(parts))
    if not parts:
        return (together,)
    return (
        Tally("Countries", printed.countries, of_countries, len(countries)),
        Tally("States, provinces and regions", printed.parts, of_parts, len(parts)),
        together,
    )


def _bars(members: Sequence[Member], countries: Sequence[Member]) -> tuple[Bar, ...]:
    """One bar for each part of the world: countries, then parts of countries."""
    places = sorted({member.region for member in members})
    counted = {
        place: (
            sum(member.region == place for member in countries),
            sum(member.region == place and member.is_part for member in members),
        )
        for place in places
    }
    return bars(counted)

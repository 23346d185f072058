"""Who belongs to an initiative: what is printed, what we read in it, and how both are counted.

Plain values in, plain values out; codes are ISO 3166, regions are UN M49.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from courseapp.countries.names import country, folded, subdivision
from courseapp.initiatives.bars import Bar, bars
from courseapp.initiatives.document.categories import names_a_place
from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.record import Membership

NO_REGION = "Elsewhere"


@dataclass(frozen=True)
class Member:
    """A country or a part of one, with each line in which it is printed."""

    code: str
    lines: tuple[Membership, ...]

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
        return len(self.lines)

    @property
    def note(self) -> str:
        return " ".join(dict.fromkeys(line.note for line in self.lines if line.note))

    @property
    def when(self) -> str:
        """From when to when, as far as sources say."""
        return ", ".join(dict.fromkeys(filter(None, (period(line) for line in self.lines))))

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.source for line in self.lines))

    @property
    def other_names(self) -> tuple[str, ...]:
        """The printed names that differ from ours by more than accents, each once."""
        plain = (line.printed.partition(" (")[0] for line in self.lines)
        return tuple(dict.fromkeys(text for text in plain if folded(text) != folded(self.name)))


@dataclass(frozen=True)
class Group:
    """Members of one region of the world, or parts of one country."""

    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class MemberList:
    """All that a page shows of the members. `unread` are names that are no place we know."""

    countries: tuple[Group, ...]
    parts: tuple[Group, ...]
    others: tuple[Membership, ...]
    unread: tuple[Membership, ...]
    bars: tuple[Bar, ...]

    @property
    def everybody(self) -> tuple[Member, ...]:
        """Countries and parts, each once."""
        groups = (*self.countries, *self.parts)
        return tuple(member for group in groups for member in group.members)


def period(line: Membership) -> str:
    """Return ``since 2009``, ``until June 2016`` or both."""
    since = f"since {told(line.since)}" if line.since else ""
    until = f"until {told(line.until)}" if line.until else ""
    return " ".join(filter(None, (since, until)))


def member_list(lines: Sequence[Membership]) -> MemberList | None:
    """Return the members grouped; None where there are none."""
    if not lines:
        return None
    members = merged(lines)
    countries = [member for member in members if not member.is_part]
    parts = [member for member in members if member.is_part]
    nowhere = [line for line in lines if not line.code]
    return MemberList(
        countries=_grouped(countries, lambda member: member.region),
        parts=_grouped(parts, lambda member: member.parent),
        others=tuple(line for line in nowhere if not is_unread(line)),
        unread=tuple(line for line in nowhere if is_unread(line)),
        bars=_bars(members, countries),
    )


def is_unread(line: Membership) -> bool:
    """Return whether a name should be a place, but is none that we know."""
    named_otherwise = line.code or line.organisation or line.initiative
    return not named_otherwise and names_a_place(line.kind, line.category)


def merged(lines: Iterable[Membership]) -> tuple[Member, ...]:
    """Bring lines of the same country or part together, by name."""
    in_order = sorted((line for line in lines if line.code), key=lambda line: line.code)
    found = [Member(code, tuple(same)) for code, same in groupby(in_order, lambda each: each.code)]
    return tuple(sorted(found, key=lambda member: folded(member.name)))


def _grouped(members: Sequence[Member], title: Callable[[Member], str]) -> tuple[Group, ...]:
    in_order = sorted(members, key=title)
    return tuple(Group(name, tuple(own)) for name, own in groupby(in_order, title))


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

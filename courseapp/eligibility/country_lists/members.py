"""The members of an initiative, as its record has them, as a dated list of countries.

A state or province that belongs by itself leaves open whether somebody of its country belongs.
Dates of records are partial: whoever joined in ``2009`` is a member for certain from the last day
of that year on, and what ends in ``2016-06`` lasts until that month is over.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from courseapp.countries.lists.dated import CountryList, Entry, Family, Membership, Period
from courseapp.countries.names import all_countries, country_name, folded, subdivision
from courseapp.eligibility.judging.known import MemberOrganisation

NOT_NOTED = "The record names no country as a member."


@dataclass(frozen=True)
class MemberLine:
    """A line of a record: a country, a part of one (ISO 3166-2), or an organisation."""

    country: str = ""
    subdivision: str = ""
    organisation: str = ""
    since: str = ""
    until: str = ""


def list_of(
    key: str, name: str, version: int, saved_on: date, lines: Sequence[MemberLine]
) -> CountryList:
    """Return the countries that belong to the initiative with this name."""
    return CountryList(
        key=key,
        family=Family.INITIATIVE,
        title=f"Members and partners of {name}",
        placed=f"among the members and partners of {name}",
        entries=tuple(_entries(lines)),
        source=f"The record of {name}",
        about=f"Countries that the record of {name} names as members or partners.",
        stated_on=saved_on,
        version=f"version {version} of the record",
    )


def organisations_of(lines: Iterable[MemberLine]) -> tuple[MemberOrganisation, ...]:
    """Return the organisations that belong to it, for as long as they certainly do."""
    return tuple(
        MemberOrganisation(folded(each.organisation), Period(_latest(each.since), _end(each.until)))
        for each in lines
        if each.organisation
    )


def _entries(lines: Sequence[MemberLine]) -> Iterator[Entry]:
    stated = [entry for line in lines if line.country for entry in _stated(line)]
    if not stated:
        for each in all_countries():
            yield Entry(each.code, membership=Membership.UNKNOWN, note=NOT_NOTED)
    for code in dict.fromkeys(entry.code for entry in stated):
        yield from _without_overlaps([entry for entry in stated if entry.code == code])


def _stated(line: MemberLine) -> Iterator[Entry]:
    """What one line says; of the time in which a partial date may lie it leaves all open."""
    first, certain, end = _earliest(line.since), _latest(line.since), _end(line.until)
    if line.subdivision:
        name = subdivision(line.subdivision).name
        note = f"{name} belongs by itself; that says nothing of {country_name(line.country)}."
        yield Entry(line.country, Period(first, end), Membership.UNKNOWN, note)
        return
    yield Entry(line.country, Period(certain, end))
    if first != certain:
        note = f"It joined in {line.since}; on which day is not known."
        yield Entry(line.country, Period(first, certain), Membership.UNKNOWN, note)


def _without_overlaps(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Cut the time at every edge; in each piece what is certain wins."""
    edges = {day for e in entries for day in (e.period.since, e.period.until) if day}
    cuts: list[date | None] = [None, *sorted(edges), None]
    for since, until in pairwise(cuts):
        holding = [each for each in entries if each.period.holds(_day_in(since, until))]
        if holding:
            best = min(holding, key=lambda each: each.membership is not Membership.IN)
            yield Entry(best.code, Period(since, until), best.membership, best.note)


def _day_in(since: date | None, until: date | None) -> date:
    return since or (until - timedelta(days=1) if until else date.min)


def _earliest(partial: str) -> date | None:
    if not partial:
        return None
    year, month, day = (int(part) for part in (f"{partial}-1-1").split("-")[:3])
    return date(year, month, day)


def _latest(partial: str) -> date | None:
    if not partial:
        return None
    parts = [int(part) for part in partial.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _end(partial: str) -> date | None:
    """Return the first day on which it is over."""
    last = _latest(partial)
    return last + timedelta(days=1) if last else None

"""What a list says differently from one day to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from courseapp.countries.lists.dated import CountryList, Membership
from courseapp.countries.names import all_countries


@dataclass(frozen=True)
class Change:
    """From `on` on the list says `now` of a country, and until then it said `before`."""

    on: date
    code: str
    before: Membership
    now: Membership
    note: str = ""


def changes(listed: CountryList, after: date, until: date) -> Iterator[Change]:
    """Yield what changes after the first day and up to the last one, by day, then by name.

    Where the list as a whole begins or ends to be known, that is no change of each country.
    """
    for day in listed.days_of_change():
        whole = day in (listed.known.since, listed.known.until)
        if after < day <= until and not whole:
            yield from _changes_on(listed, day)


def _changes_on(listed: CountryList, day: date) -> Iterator[Change]:
    eve = date.fromordinal(day.toordinal() - 1)
    for each in all_countries():
        before, now = listed.standing(each.code, eve), listed.standing(each.code, day)
        if before.membership is not now.membership:
            yield Change(day, each.code, before.membership, now.membership, now.note)

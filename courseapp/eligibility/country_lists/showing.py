"""What the pages of lists show: all of them on a day, one list, and one country on every list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType

from courseapp.countries.lists.changes import Change, changes
from courseapp.countries.lists.dated import CountryList, Family, Membership, Period, Standing
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.countries.names import country_name, folded, resolve
from courseapp.eligibility.composed.words import told_day

FAMILIES: Mapping[Family, str] = MappingProxyType(
    {
        Family.DEVELOPMENT: "Development",
        Family.INCOME: "Income",
        Family.AID: "Aid",
        Family.CLIMATE: "Climate convention",
        Family.INITIATIVE: "Initiatives",
        Family.OWN: "Own lists",
        Family.REGION: "Regions of the world",
    }
)
MEMBERSHIPS: Mapping[Membership, tuple[str, str]] = MappingProxyType(
    {
        Membership.IN: ("good", "On the list"),
        Membership.OUT: ("neutral", "Not on it"),
        Membership.UNKNOWN: ("wait", "Not known"),
    }
)
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class ListLine:
    """A list as it stands on a day, in numbers."""

    listed: CountryList
    members: int
    unknown: int
    next_change: date | None
    carried_on: bool


@dataclass(frozen=True)
class Place:
    """A country on one list on a day; `when` says for how long."""

    code: str
    name: str
    standing: Standing
    when: str = ""


@dataclass(frozen=True)
class OnEachList:
    """One country on every list."""

    code: str
    name: str
    places: tuple[tuple[CountryList, Standing, str], ...]


def sections(on: date, text: str = "") -> tuple[tuple[str, tuple[ListLine, ...]], ...]:
    """Return the shipped lists by family, of a text those whose title has each word."""
    words = folded(text).split()
    fitting = [e for e in shipped_lists().values() if all(w in folded(e.title) for w in words)]
    return tuple(
        (FAMILIES[family], tuple(line(each, on) for each in own))
        for family, own in groupby(fitting, key=lambda each: each.family)
    )


def line(listed: CountryList, on: date) -> ListLine:
    """Return how a list stands on the day."""
    later = [day for day in listed.days_of_change() if day > on]
    return ListLine(
        listed,
        len(listed.codes(on)),
        len(listed.codes(on, Membership.UNKNOWN)),
        min(later, default=None),
        listed.is_carried_on(on),
    )


def on_each_list(text: str, on: date) -> OnEachList | None:
    """Return where the country that the text names stands; None where it names no country."""
    named = resolve(text)
    if named is None:
        return None
    found = ((each, each.standing(named.code, on)) for each in shipped_lists().values())
    places = tuple((listed, place, period_in_words(place)) for listed, place in found)
    return OnEachList(named.code, named.name, places)


def places(listed: CountryList, on: date, membership: Membership) -> tuple[Place, ...]:
    """Return the countries of which the list says that on the day, by name."""
    codes = listed.codes(on, membership)
    return tuple(_place(listed, code, on) for code in codes)


def same_notes(found: Sequence[Place]) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Yield each note with the countries that it is about; "" for those without one."""
    notes = dict.fromkeys(each.standing.note for each in found)
    for note in notes:
        yield note, tuple(each for each in found if each.standing.note == note)


def changes_around(listed: CountryList, on: date) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return what changed up to the day, the latest first, and what changes after it."""
    before = tuple(reversed(list(changes(listed, date.min, on))))
    return before, tuple(changes(listed, on, date.max))


def change_in_words(change: Change) -> str:
    """Return ``Lao PDR is no longer on it`` for one change."""
    name = country_name(change.code)
    said = {
        Membership.IN: f"{name} is on it from now on",
        Membership.OUT: f"{name} is no longer on it",
        Membership.UNKNOWN: f"Of {name} it is not known any more",
    }
    return said[change.now]


def period_in_words(standing: Standing) -> str:
    """Return ``since 1 July 2026, until 30 June 2027``: both days are in it; "" for always."""
    since, until = standing.period.since, standing.period.until
    told = (f"since {told_day(since)}" if since else "", f"until {_last(until)}" if until else "")
    return ", ".join(filter(None, told))


def known_in_words(known: Period) -> str:
    """Return for which days a list is known."""
    said = period_in_words(Standing(Membership.IN, known))
    return said[:1].upper() + said[1:] if said else "For all days"


def day_asked(text: str, today: date) -> date:
    """Return the day that an address asks for; today where it is none, or out of reach."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return asked if FIRST_YEAR <= asked.year <= LAST_YEAR else today


def _place(listed: CountryList, code: str, on: date) -> Place:
    standing = listed.standing(code, on)
    return Place(code, country_name(code), standing, period_in_words(standing))


def _last(until: date) -> str:
    return told_day(date.fromordinal(until.toordinal() - 1))

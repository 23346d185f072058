"""Whom an event expects, country by country, before anybody has applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.countries.names import country_name, resolve
from courseapp.countries.suggestions import suggest
from courseapp.events.facts.changing import hold, log
from courseapp.events.models import Event, ExpectedCountry

MOST_PEOPLE = 100_000
SEPARATORS = ",;:\t"


@dataclass(frozen=True)
class Refused:
    """A line that names no country or no number of people, and what to say of it."""

    line: int
    text: str


def read_expected(text: str) -> tuple[Mapping[str, int], tuple[Refused, ...]]:
    """Return people by country from one ``Togo 12`` a line, and the lines that say neither.

    A country without a number is one person; one that stands twice is added up.
    """
    found: dict[str, int] = {}
    refused: list[Refused] = []
    for number, line in enumerate(text.splitlines(), start=1):
        told = line.strip(f" {SEPARATORS}")
        if not told:
            continue
        name, people = _parted(told)
        known = resolve(name)
        if known is None:
            refused.append(Refused(number, _unknown(number, name)))
        elif not 1 <= people <= MOST_PEOPLE:
            refused.append(Refused(number, f"Line {number}: enter 1 to 100,000 people."))
        else:
            found[known.code] = found.get(known.code, 0) + people
    return found, tuple(refused)


def written(expected: Mapping[str, int]) -> str:
    """Return what `read_expected` reads, by the names of the countries."""
    named = sorted((country_name(code), people) for code, people in expected.items())
    return "\n".join(f"{name} {people}" for name, people in named)


def expect(session: Session, actor: Person | None, now: datetime, event: Event, text: str) -> bool:
    """Note whom the event expects and return whether that is new.

    Raises Problem, beside `expected`, for a line that names no country.
    """
    hold(session, event)
    wanted, refused = read_expected(text)
    if refused:
        raise Problem(" ".join(each.text for each in refused), "expected")
    before = {each.country: each.people for each in event.expected}
    if wanted == before:
        return False
    rows = {each.country: each for each in event.expected}
    for code in before.keys() - wanted.keys():
        event.expected.remove(rows[code])
    for code, people in wanted.items():
        if code in rows:
            rows[code].people = people
        else:
            event.expected.append(ExpectedCountry(country=code, people=people))
    session.flush()
    summary = f"Expects {sum(wanted.values())} people from {len(wanted)} countries."
    log(session, event, actor, now, "expect", summary)
    session.flush()
    return True


def _parted(told: str) -> tuple[str, int]:
    name, _, number = told.replace("\t", " ").rpartition(" ")
    if name and number.isdecimal():
        return name.strip(f" {SEPARATORS}"), int(number)
    name, _, number = told.rpartition(",")
    if name and number.strip().isdecimal():
        return name.strip(f" {SEPARATORS}"), int(number)
    return told, 1


def _unknown(number: int, name: str) -> str:
    near = " or ".join(each.name for each in suggest(name))
    hint = f"Did you mean {near}?" if near else "Write its name as in English, or its ISO code."
    return f"Line {number}: we know no country “{name[:60]}”. {hint}"

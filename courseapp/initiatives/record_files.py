"""Reads the records of `records/*.yaml` into plain values, and refuses what it does not know."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from courseapp.countries.names import resolve, resolve_subdivision, subdivision
from courseapp.initiatives.rules import CountKind, MembershipKind, PassageKind


@dataclass(frozen=True)
class Facts:
    """The single facts of a record; empty where no source states them."""

    slug: str
    name: str
    short_name: str
    summary: str
    description: str
    starting_year: int | None = None
    launched_on: date | None = None
    launched_by: str = ""
    secretariat: str = ""
    geographical_coverage: str = ""
    membership_rule: str = ""
    website: str = ""


@dataclass(frozen=True)
class SourceLine:
    """A document that states facts of the record; `dated` is as precise as it is."""

    key: str
    title: str
    dated: str


@dataclass(frozen=True)
class PassageLine:
    """One objective, activity, area of work, or means."""

    kind: PassageKind
    source: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class MembershipLine:
    """A member or partner; codes are ISO 3166, `initiative` is another record's slug."""

    kind: MembershipKind
    source: str
    printed: str
    country: str | None = None
    subdivision: str | None = None
    note: str = ""
    initiative: str | None = None


@dataclass(frozen=True)
class CountLine:
    """A number that a source states."""

    kind: CountKind
    value: int
    source: str
    part: str = ""
    about: bool = False
    as_of: str = ""


@dataclass(frozen=True)
class PublicationLine:
    """Something the initiative published; `as_printed` where the source garbles the title."""

    source: str
    title: str
    as_printed: str = ""
    year: int | None = None
    about: str = ""


@dataclass(frozen=True)
class StatementLine:
    """Any other field of a source; an empty value is an empty field."""

    label: str
    source: str
    value: str = ""
    note: str = ""


@dataclass(frozen=True)
class InitiativeRecord:
    """Everything that one file says."""

    facts: Facts
    sources: tuple[SourceLine, ...]
    passages: tuple[PassageLine, ...]
    memberships: tuple[MembershipLine, ...]
    counts: tuple[CountLine, ...]
    publications: tuple[PublicationLine, ...]
    statements: tuple[StatementLine, ...]


@lru_cache
def initiative_records() -> tuple[InitiativeRecord, ...]:
    """Return every record that comes with the product, by file name.

    Raises ValueError or TypeError for a file with an unknown key, kind, country or source.
    """
    folder = resources.files("courseapp.initiatives") / "records"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        read_record(file.read_text("utf-8")) for file in files if file.name[-5:] == ".yaml"
    )


def read_record(text: str) -> InitiativeRecord:
    """Return the record that a YAML text describes. Raises as `initiative_records` does."""
    written: dict[str, Any] = yaml.safe_load(text)
    sections = {
        name: tuple(read(line) for line in _lines(written.pop(name, ())))
        for name, read in _READERS.items()
    }
    record = InitiativeRecord(facts=Facts(**written), **sections)
    _require_known_sources(record)
    return record


def _lines(section: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the lines of a section; what a group says once holds for each of its items."""
    for group in section:
        shared = {key: value for key, value in group.items() if key != "items"}
        for item in group.get("items", ({},)):
            yield shared | (item if isinstance(item, dict) else {"printed": item})


def _source(line: dict[str, Any]) -> SourceLine:
    return SourceLine(**line)


def _passage(line: dict[str, Any]) -> PassageLine:
    return PassageLine(**line | {"kind": PassageKind(line["kind"])})


def _membership(line: dict[str, Any]) -> MembershipLine:
    kind = MembershipKind(line["kind"])
    code = line.pop("subdivision", None) or (_code(line["printed"]) if kind in _PLACES else None)
    within = subdivision(code).country_code if code and "-" in code else code
    return MembershipLine(
        **line | {"kind": kind, "country": within, "subdivision": code if code != within else None}
    )


def _code(printed: str) -> str:
    named = resolve_subdivision(printed) or resolve(printed)
    if named is None:
        raise ValueError(f"No country or region is called {printed!r}.")
    return named.code


def _count(line: dict[str, Any]) -> CountLine:
    return CountLine(**line | {"kind": CountKind(line["kind"])})


def _publication(line: dict[str, Any]) -> PublicationLine:
    return PublicationLine(**line)


def _statement(line: dict[str, Any]) -> StatementLine:
    return StatementLine(**line)


def _require_known_sources(record: InitiativeRecord) -> None:
    known = {source.key for source in record.sources}
    used: set[str] = {
        *(line.source for line in record.passages),
        *(line.source for line in record.memberships),
        *(line.source for line in record.counts),
        *(line.source for line in record.publications),
        *(line.source for line in record.statements),
    }
    if used - known:
        raise ValueError(f"{record.facts.slug} names sources it does not list: {used - known}.")


_PLACES = frozenset({MembershipKind.MEMBER, MembershipKind.FOUNDER, MembershipKind.LEADER})
_READERS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "sources": _source,
    "passages": _passage,
    "memberships": _membership,
    "counts": _count,
    "publications": _publication,
    "statements": _statement,
}

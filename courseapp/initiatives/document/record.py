"""The record of an initiative as one immutable value.

Dates of sources, counts and memberships are *partial dates*: ISO 8601 with reduced precision,
``2022-04-12``, ``2022-04``, ``2022``, or empty where nobody states one. Nothing here is personal
data: contacts and internal notes are kept elsewhere, so that old versions hold none. Who entered
a statement is told by the version in which it first stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from courseapp.initiatives.document.fields import ORDER
from courseapp.initiatives.rules import CountKind, MembershipKind, MilestoneKind, PassageKind

Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A document that states facts. `dated` says in words what `date` cannot."""

    key: str
    title: str
    address: str = ""
    date: str = ""
    approximate: bool = False  # `date` is only our conclusion
    dated: str = ""


@dataclass(frozen=True)
class Statement:
    """What a source states for a field: as printed, and as understood; None is unknown."""

    field: str
    source: str
    value: Value | None = None
    printed: str = ""
    note: str = ""  # why both differ, or what is doubtful


@dataclass(frozen=True)
class Passage:
    """One objective, activity, area of work, or means. Activities may own series of events."""

    key: str
    kind: PassageKind
    source: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class Membership:
    """Who belongs to the initiative, how, and from when to when.

    `code` is ISO 3166-1 alpha-2 for a country, ISO 3166-2 for a part of one. Without a code it is
    an organisation, or another initiative with a record (`initiative` is its slug). A name that
    is neither is kept as printed, with a note.
    """

    key: str
    kind: MembershipKind
    source: str
    printed: str
    code: str = ""
    organisation: str = ""  # our name for it, where the printed one needs one
    organisation_type: str = ""  # a key of LEAD_TYPES
    seat: str = ""  # ISO 3166-1 alpha-2
    initiative: str = ""
    category: CountKind | None = None  # the line of the participants table that names it
    since: str = ""
    until: str = ""
    note: str = ""

    @property
    def country(self) -> str:
        """The ISO 3166-1 code of the country itself, or of the one that the part lies in."""
        return self.code[:2]

    @property
    def is_part(self) -> bool:
        return "-" in self.code


@dataclass(frozen=True)
class Count:
    """A number that a source states at a date; several may disagree and all are kept."""

    key: str
    kind: CountKind
    value: int
    source: str
    as_of: str = ""
    approximate: bool = False  # the source says "some" or "more than"
    part: str = ""  # of the world; empty for all of it
    note: str = ""


@dataclass(frozen=True)
class Publication:
    """Something that the initiative published. `language` is BCP 47, `file` a stored file's key."""

    key: str
    title: str
    source: str
    printed: str = ""  # where the source garbles the title
    year: int | None = None
    organisation: str = ""
    language: str = ""
    topic: str = ""
    about: str = ""
    link: str = ""
    file: str = ""


@dataclass(frozen=True)
class Milestone:
    """Something that happened; with `announced`, a plan of which we know no more."""

    key: str
    kind: MilestoneKind
    source: str
    title: str
    date: str = ""
    approximate: bool = False  # `date` is only our conclusion
    announced: bool = False
    text: str = ""


@dataclass(frozen=True)
class Record:
    """Everything that is known of an initiative. The first statement of a field is the current."""

    slug: str
    name: str
    short_name: str
    summary: str = ""
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()
    memberships: tuple[Membership, ...] = ()
    counts: tuple[Count, ...] = ()
    publications: tuple[Publication, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    @cached_property
    def by_field(self) -> dict[str, tuple[Statement, ...]]:
        """The statements of each field that has any, in the order of the layout."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            found.setdefault(statement.field, []).append(statement)
        in_order = sorted(found, key=lambda key: ORDER.get(key, len(ORDER)))
        return {key: tuple(found[key]) for key in in_order}

    def current(self, key: str) -> Statement | None:
        """Return the current statement of a field, or None where no source speaks of it."""
        return next(iter(self.by_field.get(key, ())), None)

    def value(self, key: str) -> Value | None:
        """Return the current value of a field; None is unknown, never "no"."""
        statement = self.current(key)
        return statement.value if statement else None

    def text(self, key: str) -> str:
        """Return the current value of a field of text; empty where it is unknown."""
        value = self.value(key)
        return value if isinstance(value, str) else ""

    def terms(self, key: str) -> tuple[str, ...]:
        """Return the current words of a field of words; none where they are unknown."""
        value = self.value(key)
        return value if isinstance(value, tuple) else ()

    def source(self, key: str) -> Source | None:
        """Return the source with the key."""
        return next((source for source in self.sources if source.key == key), None)

    def used_sources(self) -> Iterator[str]:
        """Yield the key of the source of each thing that the record says."""
        for part in (
            self.statements,
            self.passages,
            self.memberships,
            self.counts,
            self.publications,
            self.milestones,
        ):
            yield from (thing.source for thing in part)

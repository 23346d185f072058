"""The record of an initiative, arranged as its page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courseapp.initiatives.bars import Bar, bars
from courseapp.initiatives.discrepancies import Discrepancies, discrepancies
from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.fields import FIELDS, Field, FieldKind, Section
from courseapp.initiatives.document.record import Count, Membership, Passage, Record, Statement
from courseapp.initiatives.members import MemberList, member_list
from courseapp.initiatives.rules import IS_MEMBERSHIP, MembershipKind, PassageKind
from courseapp.initiatives.words import COUNTS, PARTNERS, PASSAGES, value_words


@dataclass(frozen=True)
class Fact:
    """A field with its current value in words, and everything that sources state for it."""

    field: Field
    words: str
    statements: tuple[Statement, ...]

    @property
    def current(self) -> Statement:
        return self.statements[0]

    @property
    def is_known(self) -> bool:
        return self.current.value is not None

    @property
    def is_long(self) -> bool:
        """Whether the words are paragraphs rather than a line."""
        return self.field.kind is FieldKind.TEXT and len(self.words) > 120


@dataclass(frozen=True)
class PassageList:
    """One list of the record under its heading."""

    title: str
    anchor: str
    passages: tuple[Passage, ...]

    @property
    def is_told(self) -> bool:
        """Whether the passages have more than a title."""
        return any(passage.text for passage in self.passages)


@dataclass(frozen=True)
class Partner:
    """Who belongs to the initiative in another way; `slug` where that has a record of its own."""

    name: str
    slug: str
    line: Membership

    @property
    def when(self) -> str:
        """From when to when, as far as sources say."""
        since = f"since {told(self.line.since)}" if self.line.since else ""
        until = f"until {told(self.line.until)}" if self.line.until else ""
        return ", ".join(filter(None, (since, until)))


@dataclass(frozen=True)
class PartnerList:
    """Partners of one kind."""

    title: str
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class CountLine:
    """A number that a source states, ready to be shown."""

    what: str
    value: str
    as_of: str
    count: Count


@dataclass(frozen=True)
class RecordPage:
    """Everything of a record that its page shows beside the events."""

    record: Record
    facts: Mapping[Section, tuple[Fact, ...]]
    passage_lists: tuple[PassageList, ...]
    members: MemberList | None
    observers: MemberList | None
    partner_lists: tuple[PartnerList, ...]
    counts: tuple[CountLine, ...]
    empty_counts: tuple[CountLine, ...]
    parts_of_the_world: tuple[Bar, ...]
    parts_source: str
    discrepancies: Discrepancies

    def fact(self, key: str) -> Fact | None:
        """Return the fact of a field, or None where no source speaks of it."""
        return next(
            (fact for facts in self.facts.values() for fact in facts if fact.field.key == key), None
        )

    @property
    def unknown(self) -> tuple[Fact, ...]:
        """The fields that sources have but leave empty."""
        return tuple(fact for facts in self.facts.values() for fact in facts if not fact.is_known)


def record_page(record: Record, names: Mapping[str, str]) -> RecordPage:
    """Arrange a record; `names` are those of the partners that have a record, by slug."""
    members = [each for each in record.memberships if each.kind is MembershipKind.MEMBER]
    observers = [each for each in record.memberships if each.kind is MembershipKind.OBSERVER]
    counts = [_count(count) for count in record.counts if not count.part]
    return RecordPage(
        record=record,
        facts={section: tuple(_facts(record, section)) for section in Section},
        passage_lists=_passage_lists(record.passages),
        members=member_list(members),
        observers=member_list(observers),
        partner_lists=_partner_lists(record.memberships, names),
        counts=tuple(line for line in counts if line.count.value),
        empty_counts=tuple(line for line in counts if not line.count.value),
        parts_of_the_world=_parts_of_the_world(record.counts),
        parts_source=next((count.source for count in record.counts if count.part), ""),
        discrepancies=discrepancies(record),
    )


def _facts(record: Record, section: Section) -> Iterator[Fact]:
    for field in FIELDS:
        statements = record.by_field.get(field.key, ())
        if field.section is section and statements:
            words = value_words(field.key, statements[0].value)
            yield Fact(field, words, statements)


def _passage_lists(passages: Sequence[Passage]) -> tuple[PassageList, ...]:
    return tuple(
        PassageList(title, kind.value.replace("_", "-"), own)
        for kind, title in PASSAGES.items()
        if (own := _of_kind(passages, kind))
    )


def _of_kind(passages: Sequence[Passage], kind: PassageKind) -> tuple[Passage, ...]:
    return tuple(passage for passage in passages if passage.kind is kind)


def _partner_lists(
    memberships: Sequence[Membership], names: Mapping[str, str]
) -> tuple[PartnerList, ...]:
    lists = (
        PartnerList(
            title, tuple(_partner(line, names) for line in memberships if line.kind is kind)
        )
        for kind, title in PARTNERS.items()
        if kind not in IS_MEMBERSHIP
    )
    return tuple(each for each in lists if each.partners)


def _partner(line: Membership, names: Mapping[str, str]) -> Partner:
    name = names.get(line.initiative, "") or line.organisation or line.printed
    return Partner(name, line.initiative if line.initiative in names else "", line)


def _count(count: Count) -> CountLine:
    value = f"about {count.value}" if count.approximate else str(count.value)
    return CountLine(COUNTS[count.kind], value, told(count.as_of), count)


def _parts_of_the_world(counts: Sequence[Count]) -> tuple[Bar, ...]:
    return bars({count.part: (count.value,) for count in counts if count.part})

"""The record of an initiative, arranged as its page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courseapp.charts.by_year import ByYear
from courseapp.charts.over_time import OverTime
from courseapp.charts.world_map import WorldMap
from courseapp.initiatives.bars import Bar, bars
from courseapp.initiatives.discrepancies import Discrepancies, discrepancies
from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.fields import FIELDS, Field, FieldKind, Section
from courseapp.initiatives.document.record import Count, Membership, Passage, Record, Statement
from courseapp.initiatives.document.relations import relations_of
from courseapp.initiatives.members import MemberList, member_list, period
from courseapp.initiatives.offerings import Offerings, SeriesRow
from courseapp.initiatives.pictures import counts_over_time, events_by_year, members_map
from courseapp.initiatives.queries import NamedRecord
from courseapp.initiatives.rules import IS_MEMBERSHIP, MembershipKind, PassageKind
from courseapp.initiatives.timeline import YearOfLife, timeline
from courseapp.initiatives.words import COUNTS, PARTNERS, PASSAGES, UNKNOWN, value_words

AT_A_GLANCE = (
    *("launched-on", "starting-year", "end-year", "launched-by", "lead-name", "lead-type"),
    *("lead-country", "secretariat", "coverage", "website", "membership-rule"),
)


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
    def differ(self) -> bool:
        """Whether sources state different values."""
        return len({each.value for each in self.statements if each.value is not None}) > 1

    @property
    def told(self) -> tuple[tuple[Statement, str], ...]:
        """Each statement with its value in words."""
        return tuple((each, value_words(self.field.key, each.value)) for each in self.statements)

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
        return period(self.line)


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
    former: MemberList | None
    partner_lists: tuple[PartnerList, ...]
    counts: tuple[CountLine, ...]
    empty_counts: tuple[CountLine, ...]
    parts_of_the_world: tuple[Bar, ...]
    parts_source: str
    discrepancies: Discrepancies
    counts_drawn: OverTime | None
    members_drawn: WorldMap | None
    events_drawn: ByYear | None
    timeline: tuple[YearOfLife, ...]
    series: Mapping[str, tuple[SeriesRow, ...]]

    def fact(self, key: str) -> Fact | None:
        """Return the fact of a field, or None where no source speaks of it."""
        return next(
            (fact for facts in self.facts.values() for fact in facts if fact.field.key == key), None
        )

    @property
    def glance(self) -> tuple[Fact, ...]:
        """The few known facts that stand beside the record."""
        found = (self.fact(key) for key in AT_A_GLANCE)
        return tuple(fact for fact in found if fact is not None and fact.is_known)

    @property
    def themes(self) -> Mapping[str, tuple[Fact, ...]]:
        """The themes by what sources say of them: Yes, No, Unknown."""
        facts = self.facts[Section.THEMES]
        answers = ("Yes", "No", UNKNOWN)
        return {word: tuple(fact for fact in facts if fact.words == word) for word in answers}

    @property
    def unknown(self) -> tuple[Fact, ...]:
        """The fields that sources have but leave empty."""
        return tuple(fact for facts in self.facts.values() for fact in facts if not fact.is_known)


def record_page(
    record: Record,
    others: Mapping[str, NamedRecord],
    offerings: Offerings,
    series: Sequence[SeriesRow],
) -> RecordPage:
    """Arrange a record; `others` are the records that its memberships name, by key."""
    members = _of_kinds(record, MembershipKind.MEMBER)
    counts = [_count(count) for count in record.counts if not count.part]
    return RecordPage(
        record=record,
        facts={section: tuple(_facts(record, section)) for section in Section},
        passage_lists=_passage_lists(record.passages),
        members=members,
        observers=_of_kinds(record, MembershipKind.OBSERVER),
        former=member_list([line for line in record.memberships if _is_former(line)]),
        partner_lists=_partner_lists((*record.memberships, *relations_of(record)), others),
        counts=tuple(line for line in counts if line.count.value),
        empty_counts=tuple(line for line in counts if not line.count.value),
        parts_of_the_world=_parts_of_the_world(record.counts),
        parts_source=next((count.source for count in record.counts if count.part), ""),
        discrepancies=discrepancies(record),
        counts_drawn=counts_over_time(record),
        members_drawn=members_map(members.everybody) if members else None,
        events_drawn=events_by_year(offerings.by_year),
        timeline=timeline(record, offerings),
        series=_by_activity(series),
    )


def _of_kinds(record: Record, kind: MembershipKind) -> MemberList | None:
    own = (line for line in record.memberships if line.kind is kind)
    return member_list([line for line in own if not line.until])


def _is_former(line: Membership) -> bool:
    return line.kind in IS_MEMBERSHIP and bool(line.until)


def _by_activity(series: Sequence[SeriesRow]) -> Mapping[str, tuple[SeriesRow, ...]]:
    """The series of each activity; those of none stand under an empty key."""
    owners = dict.fromkeys(row.activity for row in series)
    return {key: tuple(row for row in series if row.activity == key) for key in owners}


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
    memberships: Sequence[Membership], others: Mapping[str, NamedRecord]
) -> tuple[PartnerList, ...]:
    lists = (
        PartnerList(
            title, tuple(_partner(line, others) for line in memberships if line.kind is kind)
        )
        for kind, title in PARTNERS.items()
        if kind not in IS_MEMBERSHIP
    )
    return tuple(each for each in lists if each.partners)


def _partner(line: Membership, others: Mapping[str, NamedRecord]) -> Partner:
    other = others.get(line.key)
    if other is not None:
        return Partner(other.name, other.slug, line)
    return Partner(line.organisation or line.printed, "", line)


def _count(count: Count) -> CountLine:
    value = f"about {count.value}" if count.approximate else str(count.value)
    return CountLine(COUNTS[count.kind], value, told(count.as_of), count)


def _parts_of_the_world(counts: Sequence[Count]) -> tuple[Bar, ...]:
    return bars({count.part: (count.value,) for count in counts if count.part})

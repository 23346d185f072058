"""The record of an initiative, arranged as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courseapp.core import formats
from courseapp.initiatives.bars import Bar, bars
from courseapp.initiatives.members import Entry, MemberList, Printed, member_list
from courseapp.initiatives.models import Count, Initiative, Membership, Passage
from courseapp.initiatives.queries import Bond
from courseapp.initiatives.rules import CountKind, MembershipKind, PassageKind
from courseapp.initiatives.words import COUNTS, PARTNERS, PASSAGES


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
    source: str


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
    source: str


@dataclass(frozen=True)
class RecordPage:
    """Everything of a record that its page shows beside the events."""

    initiative: Initiative
    facts: tuple[tuple[str, str], ...]
    passage_lists: tuple[PassageList, ...]
    members: MemberList | None
    partner_lists: tuple[PartnerList, ...]
    counts: tuple[CountLine, ...]
    parts_of_the_world: tuple[Bar, ...]
    parts_source: str


def record_page(initiative: Initiative, partners: Mapping[int, Bond]) -> RecordPage:
    """Arrange a record; `partners` are those that have a record themselves, by membership."""
    return RecordPage(
        initiative=initiative,
        facts=_facts(initiative),
        passage_lists=_passage_lists(initiative.passages),
        members=_members(initiative),
        partner_lists=_partner_lists(initiative.memberships, partners),
        counts=tuple(_count(count) for count in initiative.counts if not count.part),
        parts_of_the_world=_parts_of_the_world(initiative.counts),
        parts_source=next((count.source_key for count in initiative.counts if count.part), ""),
    )


def _facts(initiative: Initiative) -> tuple[tuple[str, str], ...]:
    launched = formats.day(initiative.launched_on) if initiative.launched_on else ""
    facts = (
        ("Launched" if launched else "Since", launched or str(initiative.starting_year or "")),
        ("Launched by", initiative.launched_by),
        ("Secretariat", initiative.secretariat),
        ("Where it works", initiative.geographical_coverage),
        ("Who can join", initiative.membership_rule),
    )
    return tuple((label, value) for label, value in facts if value)


def _passage_lists(passages: Sequence[Passage]) -> tuple[PassageList, ...]:
    return tuple(
        PassageList(title, kind.value.replace("_", "-"), own)
        for kind, title in PASSAGES.items()
        if (own := _of_kind(passages, kind))
    )


def _of_kind(passages: Sequence[Passage], kind: PassageKind) -> tuple[Passage, ...]:
    return tuple(passage for passage in passages if passage.kind is kind)


def _members(initiative: Initiative) -> MemberList | None:
    entries = [
        Entry(line.as_printed, line.subdivision or line.country, line.note)
        for line in initiative.memberships
        if line.kind is MembershipKind.MEMBER and line.country
    ]
    if not entries:
        return None
    return member_list(entries, _printed(initiative.counts))


def _printed(counts: Sequence[Count]) -> Printed:
    values = {count.kind: count.value for count in counts if not count.part}
    return Printed(
        together=values.get(CountKind.MEMBERS),
        countries=values.get(CountKind.NATIONAL_STATES),
        parts=values.get(CountKind.REGIONS),
    )


def _partner_lists(
    memberships: Sequence[Membership], partners: Mapping[int, Bond]
) -> tuple[PartnerList, ...]:
    lists = (
        PartnerList(
            title, tuple(_partner(line, partners) for line in memberships if line.kind is kind)
        )
        for kind, title in PARTNERS.items()
    )
    return tuple(each for each in lists if each.partners)


def _partner(line: Membership, partners: Mapping[int, Bond]) -> Partner:
    bond = partners.get(line.id)
    return Partner(line.as_printed, bond.slug if bond else "", line.source_key)


def _count(count: Count) -> CountLine:
    value = f"about {count.value}" if count.about else str(count.value)
    return CountLine(COUNTS[count.kind], value, count.as_of, count.source_key)


def _parts_of_the_world(counts: Sequence[Count]) -> tuple[Bar, ...]:
    return bars({count.part: (count.value,) for count in counts if count.part})

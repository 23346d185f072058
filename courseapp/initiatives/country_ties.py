"""How a country and an initiative belong together: by itself, through a part, as a seat.

Plain values in, plain values out; codes are ISO 3166, dates are partial.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType

from courseapp.countries.names import folded, subdivision
from courseapp.initiatives.belonging import has_ended
from courseapp.initiatives.document.dates import told
from courseapp.initiatives.rules import MembershipKind
from courseapp.initiatives.words import MEMBERSHIPS

# In the order in which they are told. What is for members and partners of an initiative is for
# the officials of countries that belong to it so; who only watches or houses it is neither.
BELONGS = (
    MembershipKind.MEMBER,
    MembershipKind.PARTNER,
    MembershipKind.TECHNICAL_PARTNER,
    MembershipKind.CO_FINANCER,
    MembershipKind.FOUNDER,
    MembershipKind.LEADER,
)
COUNTRY_OF_THE_LEAD = "Country of the lead organisation"
SEATS: Mapping[MembershipKind, str] = MappingProxyType(
    {
        MembershipKind.MEMBER: "Seat of a member",
        MembershipKind.OBSERVER: "Seat of an observer",
        MembershipKind.PARTNER: "Seat of a partner",
        MembershipKind.TECHNICAL_PARTNER: "Seat of a technical partner",
        MembershipKind.CO_FINANCER: "Seat of a co-financer",
        MembershipKind.FOUNDER: "Seat of a founder",
        MembershipKind.LEADER: "Seat of the lead",
        MembershipKind.SECRETARIAT: "Seat of the secretariat",
        MembershipKind.HOST: "Seat of the host",
        MembershipKind.IMPLEMENTER: "Seat of an implementer",
        MembershipKind.PARENT: "Seat of the parent initiative",
        MembershipKind.RELATED: "Seat of a related initiative",
    }
)
_RANK = {kind: place for place, kind in enumerate((*BELONGS, *MembershipKind))}


@dataclass(frozen=True)
class Held:
    """One line of an initiative's record that names a country.

    Without `kind` the record only says that the lead organisation is there. `subdivision` is set
    where a part of the country belongs, `organisation` where one that has its seat there does.
    """

    initiative_id: int
    slug: str
    name: str
    short_name: str
    kind: MembershipKind | None = None
    subdivision: str = ""
    organisation: str = ""
    since: str = ""
    until: str = ""

    @property
    def belongs(self) -> bool:
        """Whether the country, or a part of it, is a member or partner."""
        return self.kind in BELONGS and not self.organisation


@dataclass(frozen=True)
class Named:
    """A part of the country or an organisation, and from when to when."""

    name: str
    when: str


@dataclass(frozen=True)
class Tie:
    """One way in which the country belongs; `named` is empty where it does so by itself."""

    words: str
    when: str
    named: tuple[Named, ...]


@dataclass(frozen=True)
class Tied:
    """An initiative with every way in which the country belongs to it, or did."""

    slug: str
    name: str
    short_name: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class CountryTies:
    """The initiatives of a country; `member_of` those whose member it or a part of it is."""

    member_of: tuple[Tied, ...]
    others: tuple[Tied, ...]
    past: tuple[Tied, ...]
    belongs_to: tuple[int, ...]  # ids of those whose member or partner it is

    @property
    def number(self) -> int:
        """How many initiatives the country has to do with at present."""
        return len(self.member_of) + len(self.others)


def country_ties(lines: Sequence[Held], today: date) -> CountryTies:
    """Arrange what records say of one country, as it is on a day."""
    present = [line for line in lines if not has_ended(line.until, today)]
    past = [line for line in lines if has_ended(line.until, today)]
    joined = {line.slug for line in present if line.belongs and line.kind is MembershipKind.MEMBER}
    return CountryTies(
        member_of=_tied(line for line in present if line.slug in joined),
        others=_tied(line for line in present if line.slug not in joined),
        past=_tied(past),
        belongs_to=tuple(sorted({line.initiative_id for line in present if line.belongs})),
    )


def period(since: str, until: str) -> str:
    """Return ``since 2007``, ``until June 2016`` or ``2007 – 2016``; empty where none is stated."""
    if since and until:
        return f"{told(since)} \N{EN DASH} {told(until)}"
    if since:
        return f"since {told(since)}"
    return f"until {told(until)}" if until else ""


def _tied(lines: Iterable[Held]) -> tuple[Tied, ...]:
    in_order = sorted(lines, key=lambda line: (folded(line.name), line.slug))
    grouped = groupby(in_order, key=lambda line: (line.slug, line.name, line.short_name))
    return tuple(Tied(*initiative, tuple(_ties(list(own)))) for initiative, own in grouped)


def _ties(lines: list[Held]) -> Iterator[Tie]:
    in_order = sorted(lines, key=_rank)
    for words, own in groupby(in_order, key=_words):
        same = list(own)
        named = {_named(line): None for line in same if line.subdivision or line.organisation}
        when = "" if named else "; ".join(dict.fromkeys(filter(None, map(_when, same))))
        yield Tie(words, when, tuple(named))


def _rank(line: Held) -> tuple[bool, int, bool, str]:
    """By itself before through parts, and both before seats."""
    place = _RANK[line.kind] if line.kind else len(_RANK)
    return bool(line.organisation), place, bool(line.subdivision), folded(_name(line))


def _words(line: Held) -> str:
    if line.kind is None:
        return COUNTRY_OF_THE_LEAD
    if line.organisation:
        return SEATS[line.kind]
    return f"{MEMBERSHIPS[line.kind]} through" if line.subdivision else MEMBERSHIPS[line.kind]


def _named(line: Held) -> Named:
    return Named(_name(line), _when(line))


def _name(line: Held) -> str:
    return subdivision(line.subdivision).name if line.subdivision else line.organisation


def _when(line: Held) -> str:
    return period(line.since, line.until)

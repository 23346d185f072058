"""Where the sources of a record contradict themselves, each other, or their own lists.

Nothing is corrected silently: what is printed is kept, and said beside what is listed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from courseapp.countries.names import country, folded
from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.fields import BY_KEY
from courseapp.initiatives.document.reading import unmapped
from courseapp.initiatives.document.record import Count, Membership, Record, Statement
from courseapp.initiatives.members import is_unread, merged
from courseapp.initiatives.rules import CountKind, MembershipKind
from courseapp.initiatives.words import COUNTS, value_words


@dataclass(frozen=True)
class Tally:
    """How many a source prints as a number, lists by name, and how many differ when read."""

    what: str
    source: str
    printed: int | None
    listed: int
    names: int  # different names
    members: int  # different countries, parts of countries or organisations

    @property
    def agrees(self) -> bool:
        return self.printed in {None, self.listed} and self.listed == self.names == self.members


@dataclass(frozen=True)
class Remark:
    """One thing that does not fit; `parts` are the sides of it, each with its source."""

    title: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Discrepancies:
    """All that does not fit in a record."""

    tallies: tuple[Tally, ...]
    remarks: tuple[Remark, ...]

    @property
    def tallies_differ(self) -> bool:
        return not all(tally.agrees for tally in self.tallies)

    @property
    def any(self) -> bool:
        return self.tallies_differ or bool(self.remarks)


def discrepancies(record: Record) -> Discrepancies:
    """Return what does not fit in a record, counted anew from what it holds."""
    return Discrepancies(
        tallies=tuple(_tallies(record)),
        remarks=(
            *_repeated(record.memberships),
            *_both_ways(record.memberships),
            *_unread(record.memberships),
            *_counted_differently(record.counts),
            *_told_differently(record),
            *_strange_words(record),
        ),
    )


def _tallies(record: Record) -> Iterator[Tally]:
    """Yield each category that a source both counts and lists, then all of them together."""
    listed = [line for line in record.memberships if line.category is not None]
    for source, own in groupby(sorted(listed, key=lambda line: line.source), lambda x: x.source):
        lines = list(own)
        parts = [
            _tally(COUNTS[kind], source, _printed(record, kind, source), _in(lines, kind))
            for kind in CountKind
            if _in(lines, kind)
        ]
        yield from parts
        together = _printed(record, CountKind.MEMBERS, source)
        if len(parts) > 1 or together is not None:
            yield _tally("Together", source, together, lines)


def _tally(what: str, source: str, printed: int | None, lines: Sequence[Membership]) -> Tally:
    names = {folded(line.printed) for line in lines}
    nowhere = {folded(line.printed) for line in lines if not line.code and not is_unread(line)}
    return Tally(what, source, printed, len(lines), len(names), len(merged(lines)) + len(nowhere))


def _in(lines: Iterable[Membership], kind: CountKind) -> list[Membership]:
    return [line for line in lines if line.category is kind]


def _printed(record: Record, kind: CountKind, source: str) -> int | None:
    """The number of the newest date that the source prints."""
    own = [
        each for each in record.counts if (each.kind, each.source, each.part) == (kind, source, "")
    ]
    return max(own, key=lambda each: each.as_of).value if own else None


def _repeated(lines: Sequence[Membership]) -> Iterator[Remark]:
    times = Counter((line.kind, line.source, folded(line.printed), line.since) for line in lines)
    often = [key for key, count in times.items() if count > 1]
    named = {(line.kind, line.source, folded(line.printed), line.since): line for line in lines}
    if often:
        yield Remark(
            "Named more than once",
            tuple((f"{named[key].printed}, {times[key]} times", key[1]) for key in often),
        )


def _both_ways(lines: Sequence[Membership]) -> Iterator[Remark]:
    """A person from California belongs to a member twice: the numbers are not to be added."""
    members = [line for line in lines if line.kind is MembershipKind.MEMBER and not line.until]
    whole = {line.code for line in members if line.code and not line.is_part}
    parts = Counter(line.country for line in _each_once(members) if line.is_part)
    both = sorted(whole & set(parts), key=lambda code: folded(country(code).name))
    if both:
        yield Remark(
            "Members themselves and through their states, provinces or regions: "
            "the two numbers are not to be added",
            tuple((f"{country(code).name}, and {parts[code]} of its parts", "") for code in both),
        )


def _each_once(lines: Iterable[Membership]) -> Iterable[Membership]:
    return {line.code: line for line in lines}.values()


def _unread(lines: Sequence[Membership]) -> Iterator[Remark]:
    strange = tuple((line.note, line.source) for line in lines if is_unread(line))
    if strange:
        yield Remark("Names that are no place we know", strange)


def _counted_differently(counts: Sequence[Count]) -> Iterator[Remark]:
    """Yield counts of the same thing at the same time that differ, however slightly."""
    whole = [each for each in counts if not each.part]
    for kind, own in groupby(sorted(whole, key=lambda each: each.kind), lambda each: each.kind):
        same_kind = list(own)
        dates = {each.as_of for each in same_kind if each.as_of}
        for date in sorted(dates):
            at_once = [each for each in same_kind if each.as_of == date]
            if len({each.value for each in at_once}) > 1:
                yield _count_remark(f"{COUNTS[kind]}, {told(date)}", at_once)
        undated = [each for each in same_kind if not each.as_of]
        others = {each.value for each in same_kind}
        if undated and len(others) > 1:
            yield _count_remark(f"{COUNTS[kind]}, some without a date", same_kind)


def _count_remark(title: str, counts: Iterable[Count]) -> Remark:
    return Remark(
        f"Sources count differently: {title}",
        tuple(
            (f"{'about ' if each.approximate else ''}{each.value}", each.source) for each in counts
        ),
    )


def _told_differently(record: Record) -> Iterator[Remark]:
    for key, statements in record.by_field.items():
        stated = [each for each in statements if each.value is not None]
        if len({each.value for each in stated}) > 1:
            yield Remark(
                f"Sources differ: {BY_KEY[key].title}",
                tuple((_said(each), each.source) for each in stated),
            )


def _strange_words(record: Record) -> Iterator[Remark]:
    strange = tuple(
        (f"{BY_KEY[statement.field].title}: “{word}”", statement.source)
        for statement in record.statements
        for word in unmapped(statement.field, statement.value)
    )
    if strange:
        yield Remark("Words that are in no list of the platform", strange)


def _said(statement: Statement) -> str:
    text = value_words(statement.field, statement.value)
    return text if len(text) <= 200 else f"{text[:199]}…"

"""Whether people get a break: in each track, in each room, and within a long session."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from courseapp.events.names import folded_name
from courseapp.warnings.finding import Fact, Finding, times
from courseapp.warnings.lengths import length
from courseapp.warnings.programme import Item, Programme, Span
from courseapp.warnings.rules import LONGEST_WITHOUT_BREAK, SHORTEST_BREAK, Kind

# Sessions that are called so are breaks themselves.
BREAKS = frozenset({"break", "coffee", "lunch", "dinner", "breakfast", "tea", "pause", "reception"})


@dataclass(frozen=True)
class _Stretch:
    """A time in which somebody always speaks, and the sessions that are held meanwhile."""

    starts_at: datetime
    ends_at: datetime
    items: tuple[Item, ...]

    @property
    def is_too_long(self) -> bool:
        return self.ends_at - self.starts_at > LONGEST_WITHOUT_BREAK


def without_break(programme: Programme) -> Iterator[Finding]:
    """Yield each stretch of more than three hours, once, whichever lines it is in."""
    told: set[frozenset[int]] = set()
    for name, line in _lines(programme.items):
        for stretch in _stretches(line):
            ids = frozenset(item.id for item in stretch.items)
            if stretch.is_too_long and ids not in told:
                told.add(ids)
                yield _finding(name, stretch)


def is_break(item: Item) -> bool:
    """Return whether a session is itself a break, by what it is called."""
    return not BREAKS.isdisjoint(folded_name(item.title).replace("-", " ").split())


def _lines(items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Yield what one person can sit through: a track, a room, or all that is in neither."""
    lines: defaultdict[tuple[int, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.track:
            lines[0, item.track].append(item)
        if item.place:
            lines[1, item.place].append(item)
        if not item.track and not item.place:
            lines[2, "the programme"].append(item)
    for (_rank, name), line in sorted(lines.items(), key=lambda each: each[0]):
        yield name, line


def _stretches(line: Sequence[Item]) -> Iterator[_Stretch]:
    """Join what follows within less than a break; sessions that are breaks divide."""
    pieces = sorted(_pieces(line), key=lambda each: (each.starts_at, each.ends_at))
    current: _Stretch | None = None
    for piece in pieces:
        if current is not None and piece.starts_at - current.ends_at < SHORTEST_BREAK:
            current = _joined(current, piece)
            continue
        if current is not None:
            yield current
        current = piece
    if current is not None:
        yield current


def _pieces(line: Sequence[Item]) -> Iterator[_Stretch]:
    """Yield the sessions without the breaks in their agenda."""
    for item in line:
        if is_break(item):
            continue
        starts_at = item.starts_at
        for each in sorted(item.breaks, key=lambda span: span.starts_at):
            if starts_at < each.starts_at:
                yield _Stretch(starts_at, min(each.starts_at, item.ends_at), (item,))
            starts_at = max(starts_at, each.ends_at)
        if starts_at < item.ends_at:
            yield _Stretch(starts_at, item.ends_at, (item,))


def _joined(one: _Stretch, two: _Stretch) -> _Stretch:
    is_known = any(item is two.items[0] for item in one.items)
    items = one.items if is_known else (*one.items, *two.items)
    return replace(one, ends_at=max(one.ends_at, two.ends_at), items=items)


def _finding(name: str, stretch: _Stretch) -> Finding:
    first = stretch.items[0]
    span = Span(stretch.starts_at, stretch.ends_at)
    what = first.called if len(stretch.items) == 1 else name
    facts: tuple[Fact, ...] = (*sorted(item.id for item in stretch.items), times(span))
    note = length(span.ends_at - span.starts_at)
    return Finding(Kind.NO_BREAK, stretch.items, facts, what, note=note, during=span)

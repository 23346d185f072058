"""Counting sessions and events: plain values in, plain values out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from courseapp.events.rules import EventKind, Mode

Cell = tuple[EventKind, Mode | None]


@dataclass(frozen=True)
class Sitting:
    """A session on `day`, the date in its own zone. `group`: the same session is held again."""

    day: date
    minutes: int
    group: str = ""
    is_cancelled: bool = False
    is_repeat: bool = False


@dataclass(frozen=True)
class Sessions:
    """How many sessions were held, and for how long.

    A session that is held again counts each time; `repeats` says how often that was. Cancelled
    ones are counted apart.
    """

    number: int = 0
    minutes: int = 0
    repeats: int = 0
    cancelled: int = 0

    def __add__(self, other: "Sessions") -> "Sessions":
        return Sessions(
            self.number + other.number,
            self.minutes + other.minutes,
            self.repeats + other.repeats,
            self.cancelled + other.cancelled,
        )

    @property
    def hours(self) -> float:
        """Hours, to two places."""
        return round(self.minutes / 60, 2)


def with_repeats(sittings: Iterable[Sitting]) -> tuple[Sitting, ...]:
    """Mark each sitting that repeats an earlier one; they come in the order of time.

    What was cancelled is not repeated by the next of its group.
    """
    return tuple(_marked(sittings))


def _marked(sittings: Iterable[Sitting]) -> Iterator[Sitting]:
    seen: set[str] = set()
    for each in sittings:
        yield replace(each, is_repeat=not each.is_cancelled and each.group in seen)
        if each.group and not each.is_cancelled:
            seen.add(each.group)


def sessions_in(year: int, sittings: Iterable[Sitting]) -> Sessions:
    """Count the sittings that begin in the year by the calendar of their own zone."""
    own = [each for each in sittings if each.day.year == year]
    held = [each for each in own if not each.is_cancelled]
    return Sessions(
        number=len(held),
        minutes=sum(each.minutes for each in held),
        repeats=sum(each.is_repeat for each in held),
        cancelled=len(own) - len(held),
    )


@dataclass(frozen=True)
class KindTable:
    """How many events there are of each kind and mode; None is a mode that nobody states."""

    counts: Mapping[Cell, int]

    @cached_property
    def kinds(self) -> tuple[EventKind, ...]:
        """The kinds that there are, in the order of the vocabulary."""
        return tuple(kind for kind in EventKind if self.of_kind(kind))

    @cached_property
    def modes(self) -> tuple[Mode | None, ...]:
        """The modes that there are, those not stated last."""
        return tuple(mode for mode in (*Mode, None) if self.of_mode(mode))

    @property
    def by_kind(self) -> tuple[tuple[EventKind, int], ...]:
        """Each kind with its number, in the order of the vocabulary."""
        return tuple((kind, self.of_kind(kind)) for kind in self.kinds)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def of(self, kind: EventKind, mode: Mode | None) -> int:
        return self.counts.get((kind, mode), 0)

    def of_kind(self, kind: EventKind) -> int:
        return sum(number for (each, _), number in self.counts.items() if each is kind)

    def of_mode(self, mode: Mode | None) -> int:
        return sum(number for (_, each), number in self.counts.items() if each is mode)


def kind_table(events: Iterable[Cell]) -> KindTable:
    """Count events, each told by its kind and mode."""
    return KindTable(Counter(events))

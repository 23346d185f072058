"""What cannot be right in a programme: two sessions in one room, one speaker in two places.

Found, never forbidden: the organiser knows whether a wall divides the room.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations

from courseapp.events.names import folded_name
from courseapp.events.rules import Mode


class ClashKind(StrEnum):
    """What is wrong; the last two are hints only."""

    SAME_PLACE = "same_place"
    SAME_SPEAKER = "same_speaker"
    OUTSIDE_DATES = "outside_dates"
    NO_LINK = "no_link"
    NO_PLACE = "no_place"


HINTS = frozenset({ClashKind.NO_LINK, ClashKind.NO_PLACE})


@dataclass(frozen=True)
class Frame:
    """What the event says of all its sessions. Dates are local, both inclusive."""

    mode: Mode | None
    starts_on: date | None
    ends_on: date | None
    venue: str


@dataclass(frozen=True)
class Sitting:
    """A session as far as it can clash. `id` is None for one that is not saved yet."""

    id: int | None
    title: str
    starts_at: datetime
    ends_at: datetime
    first_day: date
    last_day: date
    place: str
    has_link: bool
    speakers: tuple[str, ...]

    def overlaps(self, other: "Sitting") -> bool:
        """Whether both run at the same time; one may begin when the other ends."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Clash:
    """One finding. `sittings` are those it is about; `what` is the place or the speaker."""

    kind: ClashKind
    sittings: tuple[Sitting, ...]
    what: str = ""

    @property
    def is_hint(self) -> bool:
        return self.kind in HINTS

    def concerns(self, session_id: int | None) -> bool:
        return any(sitting.id == session_id for sitting in self.sittings)


def find_clashes(frame: Frame, sittings: Sequence[Sitting]) -> tuple[Clash, ...]:
    """Return what is wrong with the sessions of one event; leave out cancelled ones."""
    in_order = sorted(sittings, key=lambda sitting: (sitting.starts_at, sitting.title))
    pairs = [(one, two) for one, two in combinations(in_order, 2) if one.overlaps(two)]
    found = [clash for one, two in pairs for clash in _between(one, two)]
    return (*found, *(clash for sitting in in_order for clash in _alone(frame, sitting)))


def _between(one: Sitting, two: Sitting) -> Iterator[Clash]:
    if one.place and folded_name(one.place) == folded_name(two.place):
        yield Clash(ClashKind.SAME_PLACE, (one, two), one.place)
    there = {folded_name(name) for name in two.speakers}
    for name in one.speakers:
        if folded_name(name) in there:
            yield Clash(ClashKind.SAME_SPEAKER, (one, two), name)


def _alone(frame: Frame, sitting: Sitting) -> Iterator[Clash]:
    early = frame.starts_on is not None and sitting.first_day < frame.starts_on
    late = frame.ends_on is not None and sitting.last_day > frame.ends_on
    if early or late:
        yield Clash(ClashKind.OUTSIDE_DATES, (sitting,))
    if frame.mode in {Mode.ONLINE, Mode.HYBRID} and not sitting.has_link:
        yield Clash(ClashKind.NO_LINK, (sitting,))
    if frame.mode in {Mode.IN_PERSON, Mode.HYBRID} and not (sitting.place or frame.venue):
        yield Clash(ClashKind.NO_PLACE, (sitting,))

"""Who speaks when, in the sessions of an event and at other events, in one list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from courseapp.events.rules import Mode, Presence
from courseapp.warnings.finding import Fact, times
from courseapp.warnings.programme import Elsewhere, Item, Programme, Spot, Turn


@dataclass(frozen=True)
class Speaking:
    """One turn. `item` is the session of the event, or None where `away` says where else."""

    turn: Turn
    item: Item | None
    away: Elsewhere | None
    spot: Spot
    is_in_person: bool

    @property
    def starts_at(self) -> datetime:
        return self.turn.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.turn.ends_at

    @property
    def person(self) -> str:
        return self.turn.person

    @property
    def place(self) -> tuple[bool, int]:
        """Which session it is in, and whether that is one of the event."""
        if self.item is not None:
            return True, self.item.id
        return False, self.away.session_id if self.away else 0

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.place[1], times(self.turn)


def speaking(programme: Programme) -> Iterator[Speaking]:
    """Yield every turn that is known, at the event and elsewhere."""
    frame = programme.frame
    for item in programme.items:
        for turn in item.turns:
            yield Speaking(turn, item, None, frame.spot, _in_person(turn, frame.mode))
    for away in programme.elsewhere:
        yield Speaking(away.turn, None, away, away.spot, _in_person(away.turn, away.mode))


def _in_person(turn: Turn, mode: Mode | None) -> bool:
    """Whether she must be there. Of a hybrid event nobody knows unless it was said."""
    if turn.presence is Presence.UNSAID:
        return mode is Mode.IN_PERSON
    return turn.presence is Presence.IN_PERSON

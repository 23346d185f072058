"""How asking somebody goes on, as a table of steps; each room that asks has a table of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Status = TypeVar("Status", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


class Party(StrEnum):
    """Who acts: whoever was asked, by her link, or the organisers for her."""

    ASKED = "asked"
    ORGANISER = "organiser"


ORGANISER = frozenset({Party.ORGANISER})
BOTH = frozenset(Party)


@dataclass(frozen=True)
class Step(Generic[Status]):
    """Where an action leads, and who may take it."""

    to: Status
    by: frozenset[Party] = ORGANISER


@dataclass(frozen=True)
class Steps(Generic[Status, Action]):
    """All steps of one kind of asking. Anything that is not in the table is refused."""

    table: Mapping[tuple[Status, Action], Step[Status]]
    actions: type[Action]

    def next_step(self, status: Status, action: Action, party: Party) -> Step[Status] | None:
        """Return what the action leads to, or None where this party cannot take it now."""
        step = self.table.get((status, action))
        return step if step is not None and party in step.by else None

    def open_to(self, status: Status, party: Party) -> tuple[Action, ...]:
        """Return what this party can do about somebody who stands so."""
        return tuple(each for each in self.actions if self.next_step(status, each, party))

    def is_done(self, status: Status, action: Action) -> bool:
        """Return whether somebody stands where the action leads: it was taken already."""
        return any(step.to is status for (_, each), step in self.table.items() if each is action)

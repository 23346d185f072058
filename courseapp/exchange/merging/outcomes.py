"""What bringing a row into a record does to each piece of it."""

from dataclasses import dataclass
from enum import StrEnum

from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.document.record import Record


class Effect(StrEnum):
    """What becomes of one piece."""

    NEW = "new"
    CHANGED = "changed"
    BEHIND = "behind"  # added behind what stays current
    SAME = "same"
    KEPT = "kept"  # blank, or not listed any more: what is held stays


@dataclass(frozen=True)
class Outcome:
    """One piece: what is held, what the file means, and what comes of it. Both in words."""

    place: Place
    effect: Effect
    held: str = ""
    meant: str = ""
    note: str = ""


@dataclass(frozen=True)
class BroughtIn:
    """A record with a row brought into it. Bringing the same row in again changes nothing."""

    record: Record
    outcomes: tuple[Outcome, ...]

    def outcome(self, place: Place) -> Outcome | None:
        """Return what becomes of a piece, or None where the row says nothing of it."""
        return next((each for each in self.outcomes if each.place == place), None)

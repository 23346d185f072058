"""In which phase a round is, and what the phase allows. Standard library only, but for errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from courseapp.core.errors import Problem
from courseapp.review.rules import Phase


class Doing(StrEnum):
    """What people do in a round."""

    READ = "read"  # reviewers, the applications that are theirs
    WRITE = "write"  # reviews
    COMPARE = "compare"  # read the reviews of others, once one's own is submitted
    DISCUSS = "discuss"


ALLOWED: Mapping[Phase, frozenset[Doing]] = MappingProxyType(
    {
        Phase.ASSIGNING: frozenset(),
        Phase.REVIEWING: frozenset({Doing.READ, Doing.WRITE}),
        Phase.DISCUSSION: frozenset({Doing.READ, Doing.WRITE, Doing.COMPARE, Doing.DISCUSS}),
        Phase.CLOSED: frozenset({Doing.READ, Doing.COMPARE}),
    }
)
REFUSALS = MappingProxyType(
    {
        Doing.READ: "Reviewing has not begun yet.",
        Doing.WRITE: "This round of reviewing is not open, so nothing can be changed in it.",
        Doing.COMPARE: "The reviews of others are shown when the discussion begins.",
        Doing.DISCUSS: "Nothing can be added: the discussion is not open.",
    }
)


@dataclass(frozen=True)
class Dates:
    """When each phase after the first begins; None where that is not decided yet."""

    reviewing_from: datetime | None = None
    discussion_from: datetime | None = None
    closed_from: datetime | None = None

    @property
    def begins(self) -> tuple[tuple[Phase, datetime | None], ...]:
        """The phases in their order, each with the instant at which it begins."""
        return (
            (Phase.REVIEWING, self.reviewing_from),
            (Phase.DISCUSSION, self.discussion_from),
            (Phase.CLOSED, self.closed_from),
        )


def phase_at(dates: Dates, now: datetime) -> Phase:
    """Return the phase at the instant: the last one that has begun."""
    begun = [phase for phase, at in dates.begins if at is not None and at <= now]
    return begun[-1] if begun else Phase.ASSIGNING


def next_change(dates: Dates, now: datetime) -> tuple[Phase, datetime] | None:
    """Return which phase comes next and when; None where nothing more is planned."""
    coming = [(phase, at) for phase, at in dates.begins if at is not None and at > now]
    return coming[0] if coming else None


def refuse_unless(phase: Phase, doing: Doing) -> None:
    """Raise Problem, in words for reviewers, where the phase does not allow it."""
    if doing not in ALLOWED[phase]:
        raise Problem(REFUSALS[doing])


def complaint_about(dates: Dates) -> tuple[str, str] | None:
    """Return (field, what to do) where the phases do not follow each other; None where they do."""
    last: datetime | None = None
    for phase, at in dates.begins:
        if at is None:
            continue
        if last is not None and at < last:
            return f"{phase}_on", _LATER[phase]
        last = at
    return None


_LATER = MappingProxyType(
    {
        Phase.DISCUSSION: "Let the discussion begin after the reviewing begins.",
        Phase.CLOSED: "Let the round end after its other dates.",
    }
)

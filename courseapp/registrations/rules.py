"""How often she is told the same, and which runs of a session are not hers. Plain Python."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

TOLD_AGAIN_AFTER = timedelta(hours=3)


class Group(NamedTuple):
    """A session that is held again, of which one person attends one run."""

    event_id: int
    name: str


class Run(NamedTuple):
    """One of the times at which it is held; `session_id` is that of the planned session."""

    group: Group
    session_id: int


Chosen = Mapping[Group, int]  # the session that she goes to


def may_tell_again(told_at: datetime, now: datetime) -> bool:
    """Return whether she may get another letter that says nothing new."""
    return now - told_at >= TOLD_AGAIN_AFTER


def not_hers(runs: Iterable[Run], chosen: Chosen) -> frozenset[int]:
    """Return the sessions that she does not go to, because she goes to another run of each.

    `runs` are those that take place. Where the one that she chose is not among them any more, all
    others stay open to her.
    """
    there = list(runs)
    kept = {run for run in there if chosen.get(run.group) == run.session_id}
    groups = {run.group for run in kept}
    return frozenset(run.session_id for run in there if run.group in groups and run not in kept)

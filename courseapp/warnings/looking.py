"""Everything that is looked for in a programme, one after the other."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from courseapp.warnings.availability import speakers_away
from courseapp.warnings.clashing import rooms_taken_twice, speakers_at_once, tracks_at_once
from courseapp.warnings.clocks import odd_times
from courseapp.warnings.days import days_off, late_decisions, outside_dates
from courseapp.warnings.finding import Finding
from courseapp.warnings.nights import in_the_night
from courseapp.warnings.programme import Programme
from courseapp.warnings.resting import without_break
from courseapp.warnings.rules import Kind
from courseapp.warnings.seating import places_missing, rooms_too_small
from courseapp.warnings.travelling import impossible_journeys

CHECKS: tuple[Callable[[Programme], Iterator[Finding]], ...] = (
    rooms_taken_twice,
    speakers_at_once,
    tracks_at_once,
    impossible_journeys,
    speakers_away,
    outside_dates,
    odd_times,
    rooms_too_small,
    in_the_night,
    late_decisions,
    days_off,
    without_break,
    places_missing,
)
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_RANK = {kind: rank for rank, kind in enumerate(Kind)}


def findings(programme: Programme) -> tuple[Finding, ...]:
    """Return all that is wrong, each once, by kind and then in the order of the programme."""
    found = {each.key: each for check in CHECKS for each in check(programme)}
    return tuple(sorted(found.values(), key=_place))


def _place(finding: Finding) -> tuple[int, datetime, int, str]:
    """By kind, then as in the programme; what is about the event as a whole comes first."""
    if not finding.items:
        return _RANK[finding.kind], _EARLIEST, 0, finding.key
    first = finding.items[0]
    return _RANK[finding.kind], first.starts_at, first.id, finding.key

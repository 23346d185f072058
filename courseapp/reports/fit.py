"""Function-output fit: what a record states beside the outputs that were found for it.

Researchers ask whether the outputs of an initiative fit the functions that it states. We only lay
both side by side; which kinds of output speak for which function is in `rules`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from courseapp.events.rules import EventKind
from courseapp.initiatives.document.record import Passage, Record
from courseapp.initiatives.document.vocabularies import ACTIVITIES, FUNCTIONS, Vocabulary
from courseapp.initiatives.rules import PassageKind
from courseapp.reports.outputs import EventOutput
from courseapp.reports.rules import EVIDENCE_OF_ACTIVITY, EVIDENCE_OF_FUNCTION, Evidence

OWNERS = frozenset({PassageKind.ACTIVITY, PassageKind.AREA_OF_WORK})  # what series belong to


class Mark(StrEnum):
    """Whether outputs were found for what is stated."""

    FOUND = "found"
    NOTHING = "nothing"
    CANNOT_TELL = "cannot_tell"  # outputs of ours could not show it


@dataclass(frozen=True)
class Found:
    """Outputs by kind, in the order of the vocabulary."""

    kinds: tuple[tuple[EventKind, int], ...] = ()
    publications: int = 0

    def __bool__(self) -> bool:
        return bool(self.kinds) or self.publications > 0


@dataclass(frozen=True)
class Fit:
    """One thing that the record states, by its `source`, and what was found of it.

    `evidence` is what would speak for it; None for a word that is in no list, and for an activity
    in the initiative's own words, which is known by the series of events that belong to it.
    """

    stated: str
    source: str
    found: Found
    mark: Mark
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Comparison:
    """What the record states: functions and activities by the platform's lists, and its own words.

    `beyond_functions` are outputs that no stated function asks for, `beyond_own` events that
    belong to no activity of the record.
    """

    functions: tuple[Fit, ...]
    activities: tuple[Fit, ...]
    own: tuple[Fit, ...]
    beyond_functions: Found
    beyond_own: Found

    @property
    def stated(self) -> tuple[Fit, ...]:
        """Everything that the record states."""
        return (*self.functions, *self.activities, *self.own)

    @property
    def leaves_open(self) -> bool:
        """Whether of something it cannot be told."""
        return any(each.mark is Mark.CANNOT_TELL for each in self.stated)


def compare(
    record: Record, events: Iterable[EventOutput], publications: int, owners: frozenset[str]
) -> Comparison:
    """Lay what the record states beside the events, which were all held, and the publications.

    `owners` are the keys of the activities to which some series belongs.
    """
    held = list(events)
    kinds = Counter(each.kind for each in held)
    everything = Found(_in_order(kinds), publications)
    functions = tuple(_terms(record, "function", FUNCTIONS, EVIDENCE_OF_FUNCTION, everything))
    passages = [each for each in record.passages if each.kind in OWNERS]
    keys = {each.key for each in passages}
    strays = Counter(each.kind for each in held if each.activity not in keys)
    return Comparison(
        functions=functions,
        activities=tuple(_terms(record, "activity", ACTIVITIES, EVIDENCE_OF_ACTIVITY, everything)),
        own=tuple(_passage(each, held, owners) for each in passages),
        beyond_functions=_beyond(functions, everything),
        beyond_own=Found(_in_order(strays)) if keys & owners else Found(),
    )


def _terms(
    record: Record,
    field: str,
    vocabulary: Vocabulary,
    evidence: Mapping[str, Evidence],
    everything: Found,
) -> Iterator[Fit]:
    statement = record.current(field)
    for key in record.terms(field) if statement else ():
        speaks = evidence.get(key)
        found = _fitting(everything, speaks) if speaks else Found()
        mark = _mark(found) if speaks else Mark.CANNOT_TELL
        yield Fit(vocabulary.label(key), statement.source if statement else "", found, mark, speaks)


def _passage(passage: Passage, held: Iterable[EventOutput], owners: frozenset[str]) -> Fit:
    own = Counter(each.kind for each in held if each.activity == passage.key)
    found = Found(_in_order(own))
    mark = _mark(found) if found or passage.key in owners else Mark.CANNOT_TELL
    return Fit(passage.title, passage.source, found, mark)


def _mark(found: Found) -> Mark:
    return Mark.FOUND if found else Mark.NOTHING


def _fitting(everything: Found, evidence: Evidence) -> Found:
    kinds = tuple((kind, number) for kind, number in everything.kinds if kind in evidence.kinds)
    return Found(kinds, everything.publications if evidence.publications else 0)


def _beyond(functions: Iterable[Fit], everything: Found) -> Found:
    """Events of kinds that no stated function asks for; nothing where no function is stated."""
    stated = [each.evidence for each in functions if each.evidence is not None]
    asked = {kind for evidence in stated for kind in evidence.kinds}
    strays = tuple((kind, number) for kind, number in everything.kinds if kind not in asked)
    return Found(strays) if stated else Found()


def _in_order(kinds: Mapping[EventKind, int]) -> tuple[tuple[EventKind, int], ...]:
    return tuple((kind, kinds[kind]) for kind in EventKind if kinds.get(kind))

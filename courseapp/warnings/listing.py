"""The list of warnings: what of it is shown, how it is grouped, how many there are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from courseapp.core import formats
from courseapp.warnings.queries import ProgrammeWarning
from courseapp.warnings.rules import KINDS, Kind

AS_A_WHOLE = "The event as a whole"


class Show(StrEnum):
    """Which warnings, by what was done about them."""

    OPEN = "open"
    PROBLEMS = "problems"  # open, and not only hints
    STANDING = "standing"
    ALL = "all"


class By(StrEnum):
    """How they are grouped."""

    KIND = "kind"
    DAY = "day"


@dataclass(frozen=True)
class Filters:
    """What the reader chose."""

    show: Show = Show.OPEN
    by: By = By.KIND
    kind: Kind | None = None
    session_id: int | None = None

    @property
    def are_usual(self) -> bool:
        return self == Filters(by=self.by)

    def lets_through(self, warning: ProgrammeWarning) -> bool:
        shown = {
            Show.OPEN: warning.is_open,
            Show.PROBLEMS: warning.is_open and not warning.is_hint,
            Show.STANDING: not warning.is_open,
            Show.ALL: True,
        }
        about = self.session_id is None or warning.concerns(self.session_id)
        return shown[self.show] and about and self.kind in {None, warning.kind}


@dataclass(frozen=True)
class Group:
    """Warnings under one heading."""

    title: str
    warnings: Sequence[ProgrammeWarning]


@dataclass(frozen=True)
class Counts:
    """How many warnings there are; of each kind those that the filter by state lets through."""

    problems: int
    hints: int
    standing: int
    of_kind: Mapping[Kind, int]


def counts(warnings: Sequence[ProgrammeWarning], filters: Filters) -> Counts:
    """Return how many of the warnings are of which sort."""
    still_open = [each for each in warnings if each.is_open]
    hints = sum(each.is_hint for each in still_open)
    any_kind = replace(filters, kind=None)
    kinds = Counter(each.kind for each in warnings if any_kind.lets_through(each))
    return Counts(
        len(still_open) - hints,
        hints,
        len(warnings) - len(still_open),
        {kind: kinds[kind] for kind in Kind if kinds[kind] or kind is filters.kind},
    )


def chosen(warnings: Sequence[ProgrammeWarning], filters: Filters) -> list[ProgrammeWarning]:
    """Return the warnings that are shown, in the order in which they are grouped."""
    shown = [each for each in warnings if filters.lets_through(each)]
    return sorted(shown, key=_day) if filters.by is By.DAY else shown


def groups(warnings: Sequence[ProgrammeWarning], by: By) -> tuple[Group, ...]:
    """Return warnings that are in order under their headings."""
    title = _kind_title if by is By.KIND else _day_title
    return tuple(Group(name, tuple(group)) for name, group in groupby(warnings, key=title))


def _day(warning: ProgrammeWarning) -> date:
    """What is about the event as a whole stands in front."""
    return warning.day if warning.day and warning.session_ids else date.min


def _day_title(warning: ProgrammeWarning) -> str:
    day = _day(warning)
    return AS_A_WHOLE if day == date.min else formats.day(day)


def _kind_title(warning: ProgrammeWarning) -> str:
    return KINDS[warning.kind].label

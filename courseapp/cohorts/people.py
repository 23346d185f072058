"""The people of a proposal or a cohort as rows: points, in or out, why, what was done by hand."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from courseapp.cohorts.explanations import reason_of
from courseapp.cohorts.model.explaining import Reason, Why
from courseapp.cohorts.model.record import Candidate
from courseapp.cohorts.model.wording.reasons import reason_words
from courseapp.cohorts.names_read import Called, Calling
from courseapp.cohorts.proposing import Whole
from courseapp.core.paging import Page, page_of
from courseapp.countries.names import folded

PAGE_SIZE = 50
LONGEST_SEARCH = 100


class Show(StrEnum):
    """Whom a list shows; nothing chosen is everybody."""

    IN = "in"
    OUT = "out"
    DRAWN = "drawn"  # decided by lottery
    HAND = "hand"  # not as proposed


@dataclass(frozen=True)
class Row:
    """One person. `points` are thousandths, `raw` without calibration; `why` is a sentence.

    Of who `is_hidden` the reader may not know the points.
    """

    called: Called
    points: int | None
    raw: float | None
    is_in: bool
    is_fixed: bool
    is_unscored: bool
    is_proposed: bool
    is_drawn: bool
    why: str
    modules: tuple[str, ...]
    is_hidden: bool = False
    is_gone: bool = False  # can no longer be chosen

    @property
    def is_by_hand(self) -> bool:
        return self.is_in is not self.is_proposed


@dataclass(frozen=True)
class Filter:
    """What of a list is shown."""

    show: Show | None = None
    country: str = ""
    search: str = ""

    @classmethod
    def read(cls, arguments: Mapping[str, str], usual: Show | None = None) -> "Filter":
        """Return the filter in an address; what is wrong counts as not said."""
        told = arguments.get("show")
        show = Show(told) if told in set(Show) else (usual if told is None else None)
        search = " ".join(arguments.get("search", "").split())[:LONGEST_SEARCH]
        return cls(show, arguments.get("country", "")[:2], search)

    @property
    def arguments(self) -> Mapping[str, str]:
        said = {"country": self.country, "search": self.search}
        return {"show": self.show or ""} | {name: text for name, text in said.items() if text}

    def holds(self, row: Row) -> bool:
        """Return whether the person is shown."""
        in_country = not self.country or row.called.code == self.country
        shown = self.show is None or _SHOWN[self.show](row)
        return shown and in_country and (not self.search or self._is_found(row.called))

    def _is_found(self, called: Called) -> bool:
        text = folded(f"{called.name} {called.detail} {called.reference}")
        return all(word in text for word in folded(self.search).split())


_SHOWN: Mapping[Show, Callable[[Row], bool]] = {
    Show.IN: lambda row: row.is_in,
    Show.OUT: lambda row: not row.is_in,
    Show.DRAWN: lambda row: row.is_drawn,
    Show.HAND: lambda row: row.is_by_hand,
}


def rows_of(
    whole: Whole,
    called: Calling,
    chosen: Collection[str] | None = None,
    modules: Mapping[str, Sequence[str]] | None = None,
) -> Sequence[Row]:
    """Return everybody who could be chosen, by points; `chosen` in place of who was proposed."""
    proposed = set(whole.result.chosen if whole.result else ())
    among = proposed if chosen is None else set(chosen)
    had = modules if modules is not None else (whole.result.modules if whole.result else {})
    unscored = set(whole.row.about.get("unscored", ()))
    people = sorted(whole.task.candidates, key=lambda each: (-each.points, each.reference))
    return [
        _row(whole, called, each, among, proposed, unscored, tuple(had.get(each.reference, ())))
        for each in people
    ]


def page_of_rows(rows: Sequence[Row], wanted: Filter, number: int) -> Page[Row]:
    """Return a page of whom the filter shows."""
    return page_of([each for each in rows if wanted.holds(each)], number, PAGE_SIZE)


def countries_in(rows: Sequence[Row]) -> Sequence[tuple[str, str]]:
    """Return (code, name) of the countries that people work in, by name."""
    found = {each.called.code: each.called.country for each in rows if each.called.code}
    return sorted(found.items(), key=lambda each: folded(each[1]))


def _row(
    whole: Whole,
    called: Calling,
    each: Candidate,
    among: set[str],
    proposed: set[str],
    unscored: set[str],
    modules: tuple[str, ...],
) -> Row:
    reason = reason_of(whole.row.explained, each.reference)
    return Row(
        called=called.person(each.reference),
        points=each.points,
        raw=whole.row.raw.get(each.reference),
        is_in=each.reference in among,
        is_fixed=each.is_fixed,
        is_unscored=each.reference in unscored,
        is_proposed=each.reference in proposed,
        is_drawn=reason is not None and reason.why is Why.LOTTERY,
        why=_why(whole, reason, called),
        modules=tuple(called.names.module(key) for key in modules),
    )


def _why(whole: Whole, reason: Reason | None, called: Calling) -> str:
    return "" if reason is None else reason_words(whole.task, reason, called.names)

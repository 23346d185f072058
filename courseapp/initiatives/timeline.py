"""The life of an initiative, the latest first: milestones, events, publications and counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.record import Count, Milestone, Publication, Record
from courseapp.initiatives.offerings import OfferingRow, Offerings
from courseapp.initiatives.words import COUNTS, MILESTONES

UNCONFIRMED = "announced; whether it took place is not known"


@dataclass(frozen=True)
class Moment:
    """One entry. `date` is partial; `doubt` says what is only a plan, or only our conclusion."""

    date: str
    kind: str
    title: str
    path: str = ""
    detail: str = ""
    doubt: str = ""
    source: str = ""

    @property
    def when(self) -> str:
        return told(self.date)


@dataclass(frozen=True)
class YearOfLife:
    """Everything of one year."""

    year: int
    moments: tuple[Moment, ...]


def timeline(record: Record, offerings: Offerings) -> tuple[YearOfLife, ...]:
    """Return every dated thing by year, the latest first. Announced is not held, and says so."""
    events = chain(
        (_event(row, "") for row in offerings.held),
        (_announced(row) for row in offerings.unconfirmed),
        (_event(row, "to come") for row in offerings.coming),
    )
    found = [
        *(_milestone(each) for each in record.milestones),
        *(_publication(each) for each in record.publications if each.year),
        *_counts(record.counts),
        *events,
    ]
    dated = sorted((each for each in found if each.date), key=_order, reverse=True)
    years = dict.fromkeys(int(each.date[:4]) for each in dated)
    return tuple(
        YearOfLife(year, tuple(each for each in dated if int(each.date[:4]) == year))
        for year in years
    )


def _order(moment: Moment) -> tuple[str, str]:
    """What is known only by year comes first in it, as the latest first has it last."""
    return moment.date, moment.title


def _milestone(milestone: Milestone) -> Moment:
    doubts = (
        UNCONFIRMED if milestone.announced else "",
        "date inferred" if milestone.approximate else "",
    )
    return Moment(
        date=milestone.date,
        kind=MILESTONES[milestone.kind],
        title=milestone.title,
        detail=milestone.text,
        doubt=", ".join(filter(None, doubts)),
        source=milestone.source,
    )


def _publication(publication: Publication) -> Moment:
    return Moment(
        date=str(publication.year),
        kind="Publication",
        title=publication.title,
        source=publication.source,
    )


def _counts(counts: tuple[Count, ...]) -> Iterator[Moment]:
    """Yield the counts of one date and source as one moment: 53 members, 34 national states."""
    whole = [each for each in counts if each.as_of and each.value and not each.part]
    for date, source in dict.fromkeys((each.as_of, each.source) for each in whole):
        same = [each for each in whole if (each.as_of, each.source) == (date, source)]
        title = " · ".join(f"{COUNTS[each.kind]}: {_number(each)}" for each in same)
        yield Moment(date=date, kind="Count", title=title, source=source)


def _number(count: Count) -> str:
    return f"about {count.value}" if count.approximate else str(count.value)


def _announced(row: OfferingRow) -> Moment:
    """A plan is told with its host and its chairs: no later source tells more."""
    planned = _event(row, UNCONFIRMED)
    return replace(planned, detail=" · ".join(filter(None, (planned.detail, row.text))))


def _event(row: OfferingRow, doubt: str) -> Moment:
    inferred = "year inferred" if "(year inferred)" in row.when_and_where else ""
    return Moment(
        date=row.date,
        kind=row.kind or "Event",
        title=row.title,
        path=row.path,
        detail=row.when_and_where,
        doubt=", ".join(filter(None, (row.standing, doubt, inferred))),
    )

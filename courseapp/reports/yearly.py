"""The report of one year of an initiative: what its page and its files tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.initiatives.queries import HeldRecord
from courseapp.reports.fit import Comparison, compare
from courseapp.reports.notes import Note, notes
from courseapp.reports.outputs import Outputs, YearOfOutputs
from courseapp.reports.queries import activity_owners, outputs_of
from courseapp.reports.rows import OutputRow, rows_of


@dataclass(frozen=True)
class YearReport:
    """A year of outputs beside what the record states. `rows` hold absolute links."""

    held: HeldRecord
    outputs: Outputs
    year: YearOfOutputs
    activities: Mapping[str, str]
    rows: tuple[OutputRow, ...]
    comparison: Comparison
    notes: tuple[Note, ...]

    @property
    def before(self) -> int | None:
        """The next earlier year of which there is something to show."""
        return next((each.year for each in self.outputs.years if each.year < self.year.year), None)

    @property
    def after(self) -> int | None:
        """The next later year of which there is something to show."""
        later = (each.year for each in self.outputs.years if each.year > self.year.year)
        return min(later, default=None)


def year_report(
    session: Session, now: datetime, held: HeldRecord, number: int, base_url: str
) -> YearReport:
    """Return the report of a year; one without outputs has no rows. Four statements."""
    outputs = outputs_of(session, now, held.initiative)
    year = outputs.of(number)
    owners = activity_owners(session, held.initiative)
    activities = {each.key: each.title for each in held.record.passages}
    return YearReport(
        held=held,
        outputs=outputs,
        year=year,
        activities=activities,
        rows=tuple(rows_of(year, activities, base_url)),
        comparison=compare(held.record, year.held, len(year.publications), owners),
        notes=notes(outputs, year),
    )

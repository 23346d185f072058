"""All years of an initiative's outputs at a glance."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.charts.by_year import ByYear
from courseapp.events.words import KINDS
from courseapp.initiatives.pictures import events_by_year
from courseapp.initiatives.queries import HeldRecord
from courseapp.reports.fit import Comparison, compare
from courseapp.reports.outputs import Outputs
from courseapp.reports.queries import activity_owners, outputs_of


@dataclass(frozen=True)
class Overview:
    """Every year, the chart of events (None without any), and what the record states."""

    held: HeldRecord
    outputs: Outputs
    drawn: ByYear | None
    comparison: Comparison


def overview(session: Session, now: datetime, held: HeldRecord) -> Overview:
    """Return the outputs of all years. Four statements."""
    outputs = outputs_of(session, now, held.initiative)
    owners = activity_owners(session, held.initiative)
    counted = {
        year: {KINDS[kind]: table.of_kind(kind) for kind in table.kinds}
        for year, table in outputs.by_year.items()
    }
    return Overview(
        held=held,
        outputs=outputs,
        drawn=events_by_year(counted),
        comparison=compare(held.record, outputs.held, len(outputs.publications), owners),
    )

"""What the forms for events and sessions share."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from flask_wtf import FlaskForm

from courseapp.events.facts.plans import Fault


class PlanForm(FlaskForm):
    """A form whose faults are found by the rules of a plan, each told beside its field."""

    def _tell(self, faults: Iterable[Fault]) -> bool:
        """Put each fault beside its field, unless that field is refused already."""
        found = list(faults)
        for fault in found:
            field = self[fault.field]
            if not field.errors:
                field.errors = [fault.message]
        return not found

    def _texts(self, *names: str) -> dict[str, Any]:
        return {name: self[name].data or "" for name in names}


def together(day: date | None, clock: time | None) -> datetime | None:
    """Return the wall clock time of a day, or None where one of the two is not entered."""
    return None if day is None or clock is None else datetime.combine(day, clock)

"""Zone definitions as VTIMEZONE components (RFC 5545 §3.6.5)."""

from typing import Any

from icalendar import (
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDatetime,
    vRecur,
    vUTCOffset,
)

from courseapp.calendars.formats.values import Text
from courseapp.calendars.zones.observances import Observance, ZoneDefinition
from courseapp.calendars.zones.timezones import YearlyOnset

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def zone_component(definition: ZoneDefinition) -> Timezone:
    """One VTIMEZONE with the IANA name as TZID."""
    component = Timezone()
    component["TZID"] = Text(definition.name)
    for observance in definition.observances:
        component.add_component(observance_component(observance))
    return component


def observance_component(observance: Observance) -> TimezoneStandard | TimezoneDaylight:
    """STANDARD or DAYLIGHT. Its DTSTART is wall clock time by the offset before the change."""
    part = TimezoneDaylight() if observance.daylight else TimezoneStandard()
    part["DTSTART"] = vDatetime(observance.onset)
    part["TZOFFSETFROM"] = vUTCOffset(observance.offset_from)
    part["TZOFFSETTO"] = vUTCOffset(observance.offset_to)
    part["TZNAME"] = Text(observance.name)
    if observance.yearly is not None:
        part["RRULE"] = recurrence(observance.yearly)
    return part


def recurrence(onset: YearlyOnset) -> vRecur:
    """Such as FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3, the form that Exchange reads."""
    day = f"{onset.nth}{WEEKDAYS[onset.weekday]}"
    return Yearly({"FREQ": "YEARLY", "BYMONTH": onset.month, "BYDAY": day})


class Yearly(vRecur):
    """A rule with one value for each part, which jCal writes without a list (RFC 7265 §3.6.10)."""

    def to_jcal(self, name: str) -> list[Any]:
        """Such as ``{"freq": "YEARLY", "byday": "-1SU", "bymonth": 3}``."""
        first, parameters, kind, parts = super().to_jcal(name)
        single = {part: each[0] if isinstance(each, list) else each for part, each in parts.items()}
        return [first, parameters, kind, single]

"""Zone definitions as VTIMEZONE components (RFC 5545 §3.6.5)."""

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
    return vRecur({"FREQ": "YEARLY", "BYMONTH": onset.month, "BYDAY": day})

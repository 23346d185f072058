"""What repeats, and zones that a calendar describes itself: the port to the two libraries for it.

recurring-ical-events and what it brings take a while to import, so that happens with the first
calendar that needs it, not when the product starts.
"""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from importlib import import_module
from typing import Any, cast

from icalendar import Calendar, Event, Timezone
from icalendar.prop import vRecur

from courseapp.programmes.reading.calendar_lines import ContentLine

# What the libraries raise for rules that mean nothing; none of them is an error of ours.
BROKEN_RULES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
LONGEST_RULE = 300
HIGHEST_INTERVAL = 1000
# Which parts narrow a rule so that it still finds something soon: others, such as the 30th of
# February day by day, would be looked for until the year 9999.
_PARTS: dict[str, frozenset[str]] = {
    "DAILY": frozenset({"BYDAY", "BYMONTH"}),
    "WEEKLY": frozenset({"BYDAY", "BYMONTH"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"}),
    "YEARLY": frozenset({"BYDAY", "BYMONTHDAY", "BYMONTH"}),
}
_ALWAYS = frozenset({"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST"})


def refusal_of_rule(line: ContentLine) -> str:
    """Return why an RRULE is not followed (RFC 5545 §3.3.10), "" for one that is."""
    pairs = (each.partition("=") for each in line.value.strip().upper().split(";") if each)
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    allowed = _PARTS.get(parts.get("FREQ", ""))
    if allowed is None:
        word = parts.get("FREQ", "").lower()[:20] or "so"
        return f"It repeats {word}, and a session repeats daily, weekly, monthly or yearly."
    odd = sorted(parts.keys() - _ALWAYS - allowed)
    if odd or len(line.value) > LONGEST_RULE:
        return f"We do not follow its rule for repeating: {', '.join(odd)[:100] or 'too long'}."
    interval = parts.get("INTERVAL", "1")
    if not (interval.isascii() and interval.isdigit() and 0 < int(interval[:9]) < HIGHEST_INTERVAL):
        return "It repeats after an interval that cannot be right."
    return ""


def occurrences(
    starts: datetime,
    rule: str,
    more: Sequence[datetime],
    without: Sequence[datetime],
    between: tuple[datetime, datetime],
) -> tuple[datetime, ...]:
    """Return the beginnings of what repeats, in order, in the zone of `starts`.

    `rule` is the value of an RRULE or "", `more` and `without` are RDATE and EXDATE; all times
    are aware. Only what begins within `between` is given. Raises one of BROKEN_RULES.
    """
    event = Event()
    event.add("uid", "1")
    event.add("dtstart", starts)
    if rule:
        event.add("rrule", vRecur.from_ical(rule))
    for name, times in (("rdate", more), ("exdate", without)):
        if times:
            event.add(name, [each.astimezone(starts.tzinfo) for each in times])
    calendar = Calendar()
    calendar.add_component(event)
    found = _library().of(calendar).between(*between)
    begins = {each["DTSTART"].dt for each in found}
    return tuple(sorted(each for each in begins if between[0] <= each <= between[1]))


def zone_described_by(source: str) -> tzinfo | None:
    """Return the rules of a VTIMEZONE (RFC 5545 §3.6.5), None where they mean nothing."""
    try:
        described = cast(Timezone, Timezone.from_ical(source))
        zone: tzinfo = described.to_tz(lookup_tzid=False)
        datetime(2027, 1, 1, tzinfo=zone).utcoffset()
    except BROKEN_RULES:
        return None
    return zone


@lru_cache
def _library() -> Any:
    return import_module("recurring_ical_events")

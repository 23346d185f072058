"""Feeds as jCal (RFC 7265): the same calendar as in iCalendar, in JSON."""

import json
from typing import Any

from courseapp.calendars.formats.ics import build_calendar
from courseapp.calendars.rules import Feed

# The name, the properties and the components within it, each of which is such a list again.
JCalComponent = list[Any]


def write_jcal(feed: Feed) -> bytes:
    """Return the feed as jCal in UTF-8."""
    written = json.dumps(as_jcal(feed), ensure_ascii=False, separators=(",", ":"))
    return written.encode()


def as_jcal(feed: Feed) -> JCalComponent:
    """Return the one calendar that all forms are made from, as JSON can hold it."""
    component: JCalComponent = build_calendar(feed).to_jcal()
    return component

"""Dates and times as people say them, in the language that is spoken.

Labels such as CEST come from the zone, never typed.
"""

from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from babel.dates import format_date

from courseapp.core.translations import ENGLISH, current_language, gettext, ngettext

DASH = "\N{EN DASH}"
# The zone in which a day ends last: "anywhere on Earth" (IEEE 802.16). Its name in the IANA
# database has the sign turned round, as POSIX has it, and nobody lives by its clocks.
ANYWHERE = "Etc/GMT+12"


def day(value: date, year: bool = True) -> str:
    """Return ``Mon 22 Aug 2027``, or ``Mon 22 Aug`` without the year."""
    language = current_language()
    if language != ENGLISH:
        return format_date(value, "EEE d MMM y" if year else "EEE d MMM", locale=language)
    text = f"{value:%a} {value.day} {value:%b}"
    return f"{text} {value.year}" if year else text


def date_range(first: date, last: date) -> str:
    """Return ``Mon 22 Aug – Fri 2 Sep 2027``; the year is said once where it is the same."""
    if first == last:
        return day(first)
    return f"{day(first, year=first.year != last.year)} {DASH} {day(last)}"


def month_and_year(year: int, month: int | None) -> str:
    """Return ``June 2016``, or ``2016`` where the month is not known."""
    if not month:
        return str(year)
    language = current_language()
    if language != ENGLISH:
        return format_date(date(year, month, 1), "LLLL y", locale=language)
    return f"{date(year, month, 1):%B %Y}"


def clock(value: datetime) -> str:
    """Return ``14:03``."""
    return f"{value:%H:%M}"


def zone_label(at: datetime, zone: str) -> str:
    """Return what the zone is called then: ``CEST``, or ``UTC+07:00`` where it has no name."""
    if zone == ANYWHERE:
        return _anywhere()
    label = at.astimezone(ZoneInfo(zone)).tzname() or "UTC"
    if label[0] in "+-":
        hours, minutes = label[1:3], label[3:5] or "00"
        return f"UTC{label[0]}{hours}:{minutes}"
    return label


def place_of_zone(zone: str) -> str:
    """Return the city in an IANA name: ``Port of Spain`` for ``America/Port_of_Spain``."""
    if zone == ANYWHERE:
        return _anywhere()
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def instant(at: datetime, zone: str = "UTC") -> str:
    """Return ``Mon 11 Jul 2022, 23:59 CEST``: an aware instant told in the zone."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local)}, {clock(local)} {zone_label(at, zone)}"


def time_range(start: datetime, end: datetime, zone: str) -> str:
    """Return ``09:00 – 10:30 CEST``, with the end's day where it is another."""
    first, last = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    end_text = (
        clock(last) if first.date() == last.date() else f"{day(last, year=False)}, {clock(last)}"
    )
    return f"{clock(first)} {DASH} {end_text} {zone_label(start, zone)}"


def days_left(until: datetime, now: datetime) -> str:
    """Return how long until an instant: ``12 days left``, ``5 hours left``, ``closed``."""
    left = until - now
    if left <= timedelta(0):
        return gettext("closed")
    if left >= timedelta(days=2):
        return ngettext("%(num)s day left", "%(num)s days left", left.days)
    if left >= timedelta(hours=2):
        hours = int(left.total_seconds() // 3600)
        return ngettext("%(num)s hour left", "%(num)s hours left", hours)
    minutes = ceil(left.total_seconds() / 60)
    return ngettext("%(num)s minute left", "%(num)s minutes left", minutes)


def _anywhere() -> str:
    return gettext("anywhere on Earth (AoE, UTC\N{MINUS SIGN}12)")

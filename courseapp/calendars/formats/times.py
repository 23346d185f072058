"""Days and instants as ISO 8601 writes them (RFC 3339), for forms that are no iCalendar."""

from datetime import UTC, datetime

from courseapp.calendars.rules import AllDay

Said = str


def said_in_utc(at: datetime) -> Said:
    """Return ``2027-03-22T08:00:00Z``."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def days_said(days: AllDay) -> tuple[Said, Said]:
    """Return the first day and the day after the last, as the calendar has them."""
    return days.first_day.isoformat(), days.day_after.isoformat()

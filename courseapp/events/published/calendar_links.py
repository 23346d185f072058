"""Links with which somebody puts one session into her calendar on the web."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from courseapp.events.models import Event, PublishedSession

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
BASIC = "%Y%m%dT%H%M%SZ"  # ISO 8601, as Google wants it


def google_link(event: Event, row: PublishedSession, page: str) -> str:
    """Return the address of Google's form, filled in. `page` is the session's own address."""
    told = {
        "action": "TEMPLATE",
        "text": f"{row.title} ({event.title})",
        "dates": f"{_utc(row.starts_at):{BASIC}}/{_utc(row.ends_at):{BASIC}}",
        "details": page,
        "location": row.place,
    }
    return f"{GOOGLE}?{urlencode(told)}"


def outlook_link(event: Event, row: PublishedSession, page: str) -> str:
    """Return the address of Outlook's form on the web, filled in."""
    told = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": f"{row.title} ({event.title})",
        "startdt": f"{_utc(row.starts_at):%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{_utc(row.ends_at):%Y-%m-%dT%H:%M:%SZ}",
        "body": page,
        "location": row.place,
    }
    return f"{OUTLOOK}?{urlencode(told)}"


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)

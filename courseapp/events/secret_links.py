"""How long the secret links work that people of an event get by mail. Plain arithmetic."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LINK_LASTS_AFTER_END = timedelta(days=30)
LINK_LASTS_WITHOUT_DATES = timedelta(days=365)


def link_ends(last_day: date | None, zone: str, sent_at: datetime) -> datetime:
    """Return until when a link sent at an instant works: 30 days after the last day of the event.

    `last_day` is local in the IANA zone. Where nobody knows it, or it is long over, the link
    works for a year or a month from when it was sent.
    """
    if last_day is None:
        return sent_at + LINK_LASTS_WITHOUT_DATES
    over = datetime.combine(last_day + timedelta(days=1), time(), ZoneInfo(zone))
    return max(over, sent_at) + LINK_LASTS_AFTER_END

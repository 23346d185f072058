"""The calendar part of a mail: REPLY and COUNTER (RFC 5546 §3.2.3, §3.2.7), read without trust."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from urllib.parse import unquote

from icalendar import Calendar, Component

from courseapp.calendars.formats.texts import one_line, plain_text
from courseapp.calendars.rules import MOST_UID_OCTETS
from courseapp.invitations.rules import Answer

REPLY, COUNTER = "REPLY", "COUNTER"
MOST_EVENTS = 20
LONGEST_COMMENT = 1000
HIGHEST_SEQUENCE = 2_147_483_647  # RFC 5545 §3.3.8
MAILTO = re.compile(r"^\s*mailto:", re.IGNORECASE)
KNOWN = {each.value: each for each in Answer}


@dataclass(frozen=True)
class CalendarAnswer:
    """What one person says of one session.

    `attendees` are addresses in small letters with what each answered, None for what we do not
    know, such as DELEGATED. `proposed` are start and end.
    """

    method: str
    uid: str
    sequence: int = 0
    stamp: datetime | None = None
    attendees: tuple[tuple[str, Answer | None], ...] = ()
    comment: str = ""
    is_of_a_series: bool = False
    proposed: tuple[datetime, datetime] | None = None

    def of(self, email: str) -> Answer | None:
        """Return what the person with the address answered; None where she is not in it."""
        return next((answer for address, answer in self.attendees if address == email), None)


def answers_in(text: str, method: str = "") -> Iterator[CalendarAnswer]:
    """Yield the answers of an iCalendar text; `method` is that of its MIME part."""
    try:
        found = list(_read(text, method))
    except Exception:  # noqa: BLE001 - anybody can send anything, and icalendar raises many things
        found = []
    yield from found


def _read(text: str, method: str) -> Iterator[CalendarAnswer]:
    for calendar in Calendar.from_ical(text, multiple=True):
        told = str(calendar.get("METHOD", method)).strip().upper()
        if told not in {REPLY, COUNTER}:
            continue
        for event in islice(calendar.walk("VEVENT"), MOST_EVENTS):
            uid = str(event.get("UID", "")).strip()
            if uid and uid.isascii() and uid.isprintable() and len(uid) <= MOST_UID_OCTETS:
                yield _answer(event, told, uid)


def _answer(event: Component, method: str, uid: str) -> CalendarAnswer:
    return CalendarAnswer(
        method=method,
        uid=uid,
        sequence=_number(event),
        stamp=_instant(event, "DTSTAMP"),
        attendees=tuple(_attendees(event)),
        comment=_comment(event),
        is_of_a_series="RECURRENCE-ID" in event,
        proposed=_proposed(event) if method == COUNTER else None,
    )


def _number(event: Component) -> int:
    try:
        return min(max(int(event.get("SEQUENCE", 0)), 0), HIGHEST_SEQUENCE)
    except (TypeError, ValueError):
        return 0


def _attendees(event: Component) -> Iterator[tuple[str, Answer | None]]:
    found = event.get("ATTENDEE", [])
    for each in islice(found if isinstance(found, list) else [found], MOST_EVENTS):
        params = getattr(each, "params", {})
        address = str(each) if MAILTO.match(str(each)) else str(params.get("EMAIL", ""))
        plain = unquote(MAILTO.sub("", address)).strip().lower()
        yield one_line(plain), KNOWN.get(str(params.get("PARTSTAT", "")).strip().upper())


def _comment(event: Component) -> str:
    found = event.get("COMMENT", "")
    texts = found if isinstance(found, list) else [found]
    return plain_text("\n".join(str(each) for each in texts))[:LONGEST_COMMENT]


def _proposed(event: Component) -> tuple[datetime, datetime] | None:
    starts, ends = _instant(event, "DTSTART"), _instant(event, "DTEND")
    return (starts, ends) if starts and ends and starts < ends else None


def _instant(event: Component, name: str) -> datetime | None:
    """Return a time in UTC; one without a zone is taken for UTC, a day for its midnight."""
    found = getattr(event.get(name), "dt", None)
    if isinstance(found, date) and not isinstance(found, datetime):
        found = datetime.combine(found, time())
    if not isinstance(found, datetime):
        return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

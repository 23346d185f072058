"""A mail as it came, read without trust: who sent it, to which address, and what it answers.

Whatever the octets are, nothing is raised: what cannot be read is just not there. Programs write
answers in many ways (RFC 6047 §2.4): inline, as a file, in base 64 or quoted-printable, nested.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice

from courseapp.calendars.formats.texts import one_line
from courseapp.invitations.receiving.answers import CalendarAnswer, answers_in

MOST_PARTS = 60
MOST_CALENDARS = 4  # the same answer stands in a mail twice, as a rule
MOST_CALENDAR_OCTETS = 100_000
HEAD_OCTETS = 64_000
LONGEST_ADDRESS = 320
SENT_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
CALENDAR_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})
PROGRAMS = ("mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "bounce")
BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
# Anything that says a program and not a person wrote it (RFC 3834 §2, §5; others by custom).
AUTOMATIC_HEADERS = (
    "list-id",
    "list-unsubscribe",
    "x-autoreply",
    "x-autorespond",
    "x-auto-response-suppress",
    "x-loop",
)


@dataclass(frozen=True)
class Incoming:
    """A mail. `sender` and `sent_to` are in small letters, "" and empty where they say nothing.

    `may_answer` is whether a person reads what we would write back.
    """

    sender: str = ""
    sent_to: tuple[str, ...] = ()
    sent_at: datetime | None = None
    may_answer: bool = False
    is_bounce: bool = False
    answers: tuple[CalendarAnswer, ...] = ()


def read_mail(octets: bytes) -> Incoming:
    """Return what a mail says; an empty `Incoming` for what is none."""
    try:
        return _read(message_from_bytes(octets))
    except Exception:  # noqa: BLE001 - anybody can send anything, and email raises many things
        return Incoming()


def read_head(octets: bytes) -> Incoming:
    """Return who sent a mail that is too large to be read whole."""
    return read_mail(octets[:HEAD_OCTETS].partition(b"\r\n\r\n")[0].partition(b"\n\n")[0])


def _read(mail: "Message[str, str]") -> Incoming:
    sender = next(iter(_addresses(mail, ("from",))), "")
    is_bounce = _is_bounce(mail)
    return Incoming(
        sender=sender,
        sent_to=tuple(dict.fromkeys(_addresses(mail, SENT_TO))),
        sent_at=_date(mail),
        may_answer=bool(sender) and not is_bounce and not _is_automatic(mail, sender),
        is_bounce=is_bounce,
        answers=() if is_bounce else tuple(_answers(mail)),
    )


def _addresses(mail: "Message[str, str]", names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        texts = [str(value) for value in mail.get_all(name, [])]
        for _, address in getaddresses(texts):
            plain = one_line(address).lower()
            if "@" in plain and len(plain) <= LONGEST_ADDRESS:
                yield plain


def _date(mail: "Message[str, str]") -> datetime | None:
    try:
        found = parsedate_to_datetime(str(mail.get("date", "")))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_bounce(mail: "Message[str, str]") -> bool:
    """Whether it says what became of a mail, or that somebody is away."""
    submitted = str(mail.get("auto-submitted", "")).strip().lower()
    nobody = str(mail.get("return-path", "")).strip() == "<>"
    is_report = mail.get_content_type() == "multipart/report"
    return is_report or submitted.startswith("auto-replied") or (nobody and not _has_calendar(mail))


def _has_calendar(mail: "Message[str, str]") -> bool:
    return any(part.get_content_type() in CALENDAR_TYPES for part in _parts(mail))


def _is_automatic(mail: "Message[str, str]", sender: str) -> bool:
    submitted = str(mail.get("auto-submitted", "no")).strip().lower()
    precedence = str(mail.get("precedence", "")).strip().lower()
    nobody = str(mail.get("return-path", "")).strip() == "<>"
    box = sender.partition("@")[0]
    return (
        not submitted.startswith("no")
        or nobody
        or precedence in BULK
        or any(name in mail for name in AUTOMATIC_HEADERS)
        or any(name in box for name in PROGRAMS)
    )


def _answers(mail: "Message[str, str]") -> Iterator[CalendarAnswer]:
    calendars = filter(_is_calendar, _parts(mail))
    for part in islice(calendars, MOST_CALENDARS):
        yield from answers_in(_text_of(part), str(part.get_param("method", "") or ""))


def _parts(mail: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """Yield the parts of this mail, but not those of mails within it: they are not its answer."""
    waiting = [mail]
    found = 0
    while waiting and found < MOST_PARTS:
        part = waiting.pop(0)
        found += 1
        yield part
        inside = part.get_payload()
        if isinstance(inside, list) and part.get_content_maintype() != "message":
            waiting.extend(each for each in islice(inside, MOST_PARTS) if isinstance(each, Message))


def _is_calendar(part: "Message[str, str]") -> bool:
    name = str(part.get_filename() or "").lower()
    return part.get_content_type() in CALENDAR_TYPES or name.endswith(".ics")


def _text_of(part: "Message[str, str]") -> str:
    payload = part.get_payload(decode=True)
    octets = payload if isinstance(payload, bytes) else b""
    octets = octets[:MOST_CALENDAR_OCTETS]
    charset = str(part.get_content_charset() or "utf-8")
    for name in ("utf-8", charset, "latin-1"):
        try:
            return octets.decode(name).lstrip("\ufeff")
        except (LookupError, UnicodeError, ValueError):
            continue
    return ""

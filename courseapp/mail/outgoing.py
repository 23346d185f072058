"""A message as it leaves: its head, its text twice, and the files that go with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr

from markupsafe import escape

from courseapp.mail.attachments import AttachedFile, Enclosures, Missing
from courseapp.mail.headers import OwnHeader, own_headers
from courseapp.mail.models import Message
from courseapp.mail.outbox import absolute_url

# Where templates/mail/_layout.html has room for it.
ROOM_FOR_NOTES = "<!-- what could not be attached -->"
CALENDAR_FILE = "invite.ics"


@dataclass(frozen=True)
class Outgoing:
    """All that a way out needs to know; no row of the database is held for it."""

    row: int
    kind: str
    message_id: str
    to_address: str
    subject: str
    text: str
    html: str
    created_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[AttachedFile] = ()
    calendar: str = ""  # an iTIP object (RFC 5546), and its METHOD
    method: str = ""


def outgoing(message: Message, enclosed: Enclosures) -> Outgoing:
    """Return a message as it leaves, with what is enclosed and a word on what should have been."""
    notes = [_note(each) for each in enclosed.missing]
    return Outgoing(
        row=message.id,
        kind=message.kind,
        message_id=message.message_id,
        to_address=message.to_address,
        subject=message.subject,
        text=message.text + "".join(f"\n{note}\n" for note in notes),
        html=_noted(message.html, notes),
        created_at=message.created_at,
        headers=own_headers(message),
        files=enclosed.files,
        calendar=(message.calendar or "") if message.calendar_method else "",
        method=message.calendar_method or "",
    )


def as_email(message: Outgoing, mail_from: str) -> EmailMessage:
    """Return the message as text with an HTML alternative, in front of its files.

    ``multipart/alternative`` (RFC 2046 §5.1.4), within ``multipart/mixed`` where files go along;
    their names are written as RFC 2231 says. An iTIP object is the last alternative, and a file
    too, for who opens it by hand (RFC 6047 §2.4).
    """
    name, address = parseaddr(mail_from)
    # An address in another script needs SMTPUTF8 (RFC 6531); all else travels as plain ASCII.
    email = EmailMessage(policy=_PLAIN if message.to_address.isascii() else _ANY_SCRIPT)
    email["From"] = Address(name, addr_spec=address)
    email["To"] = message.to_address
    email["Subject"] = message.subject
    email["Date"] = format_datetime(message.created_at)
    email["Message-ID"] = message.message_id
    email["Auto-Submitted"] = "auto-generated"  # RFC 3834 §5: no holiday replies to us
    for header, text in message.headers.items():
        email[header] = text
    email.set_content(message.text)
    email.add_alternative(message.html, subtype="html")
    if message.calendar:
        _add_calendar(email, message.calendar, message.method)
    _add_files(email, message.files)
    return email


def _add_calendar(email: EmailMessage, calendar: str, method: str) -> None:
    """Add it in base 64: what is folded at 75 octets must arrive as it was folded."""
    email.add_alternative(
        calendar, subtype="calendar", charset="utf-8", cte="base64", params={"method": method}
    )
    email.add_attachment(
        calendar.encode(), maintype="application", subtype="ics", filename=CALENDAR_FILE
    )


def _add_files(email: EmailMessage, files: Iterable[AttachedFile]) -> None:
    for each in files:
        main, _, sub = each.media_type.partition("/")
        email.add_attachment(each.octets, maintype=main, subtype=sub, filename=each.name)


def _note(missing: Missing) -> str:
    told = f"The file {missing.name} could not be added to this message."
    where = f" You find it here: {absolute_url(missing.elsewhere)}" if missing.elsewhere else ""
    return told + where


def _noted(html: str, notes: Sequence[str]) -> str:
    told = "".join(f"<p>{escape(note)}</p>\n" for note in notes)
    if ROOM_FOR_NOTES not in html:
        return html + told
    return html.replace(ROOM_FOR_NOTES, told, 1)


class _Policy(EmailPolicy):
    """How mail is written, except that own headers are never folded.

    The addresses in them are longer than a line and hold no blank: folding makes encoded words of
    them (RFC 2047), which no mail program reads as an address.
    """

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}{self.linesep}" if name in _OWN else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        if name in _OWN:
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


_OWN = frozenset(each.value for each in OwnHeader)
_PLAIN = _Policy(linesep="\r\n")
_ANY_SCRIPT = _Policy(linesep="\r\n", utf8=True)

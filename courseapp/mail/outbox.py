"""Writing messages: rendered now, stored with what they tell, sent after the commit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.config import Settings
from courseapp.mail.models import Message

LONGEST_SUBJECT = 300


@dataclass(frozen=True)
class Letter:
    """A message as its reader gets it; `subject` is one line."""

    subject: str
    text: str
    html: str


def wire(app: Flask) -> None:
    """Let templates build addresses from the configured one, never from the Host header."""
    settings = cast(Settings, app.extensions["settings"])
    app.jinja_env.globals["site_name"] = settings.site_name
    app.jinja_env.globals["absolute_url"] = absolute_url


def absolute_url(path: str) -> str:
    """Return the public address of a path of ours."""
    return f"{_settings().base_url}{path}"


def render(kind: str, context: Mapping[str, Any]) -> Letter:
    """Return the letter of templates/mail/<kind>/ filled in; nothing is stored or sent."""
    return Letter(
        subject=one_line(_filled(f"{kind}/subject.txt", context))[:LONGEST_SUBJECT],
        text=_filled(f"{kind}/body.txt", context).strip() + "\n",
        html=_filled(f"{kind}/body.html", context),
    )


def queue(
    session: Session,
    now: datetime,
    *,
    kind: str,
    to: str,
    about: str,
    context: Mapping[str, Any],
    holds_secret: bool = False,
) -> Message:
    """Put a message into the outbox, in the transaction of what it tells.

    With `holds_secret` its text is wiped once it has been sent.
    """
    letter = render(kind, context)
    message = Message(
        message_id=make_msgid(domain=urlsplit(_settings().base_url).hostname or "localhost"),
        kind=kind,
        about=about,
        to_address=one_line(to),
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        holds_secret=holds_secret,
        created_at=now,
        due_at=now,
    )
    session.add(message)
    return message


def add_calendar(message: Message, method: str, octets: bytes) -> None:
    """Let the reader's calendar program act on a message: an iTIP object and its METHOD."""
    message.calendar, message.calendar_method = octets.decode(), method


def one_line(text: str) -> str:
    """Return the text without line ends and controls: safe in a header (RFC 5322 §2.2)."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _filled(name: str, context: Mapping[str, Any]) -> str:
    """A letter knows nothing of the request that causes it: no reader's zone, nobody signed in."""
    return current_app.jinja_env.get_template(f"mail/{name}").render(context)


def _settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])

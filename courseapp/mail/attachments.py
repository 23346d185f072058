"""Files that go with messages: named when a message is written, made when it is sent.

A feature registers in `app.py` who makes each kind. Five hundred people may send something in a
minute: their requests write a row each, and the worker makes one file after the other.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from traceback import format_tb
from typing import cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.core.database import reading_session
from courseapp.mail.models import Message, MessageAttachment
from courseapp.mail.outbox import one_line
from courseapp.mail.rules import TRIES_TO_MAKE, has_patience

Maker = Callable[[Session, str], bytes | None]
PDF = "application/pdf"
GONE = "There is nothing to attach any more."
FATAL = "Making it brought the worker down."
LONGEST_FILE_NAME = 200

log = logging.getLogger(__name__)

_KEY = "makers_of_attachments"
_UNSAFE_IN_A_NAME = frozenset('/\\:*?"<>|')


class NotMadeYet(Exception):  # noqa: N818 - a reason to wait, told to the organiser
    """A file could not be made now; the message waits for it as for a server that is down."""


@dataclass(frozen=True)
class AttachedFile:
    """A file on its way; its name may be in any script."""

    name: str
    media_type: str
    octets: bytes


@dataclass(frozen=True)
class Missing:
    """A file without which a message goes; `elsewhere` is the path that leads to it, or ""."""

    name: str
    elsewhere: str = ""


@dataclass(frozen=True)
class Enclosures:
    """What goes with a message, and what should have."""

    files: tuple[AttachedFile, ...] = ()
    missing: tuple[Missing, ...] = ()


def connect(app: Flask, kind: str, maker: Maker) -> None:
    """Let `maker(session, subject)` make the files of a kind.

    Its session only reads. It returns the octets, or None where there is nothing to attach any
    more; whatever it raises is told to the organiser, and it is asked again later.
    """
    app.extensions.setdefault(_KEY, {})[kind] = maker


def attach(
    message: Message,
    kind: str,
    subject: str,
    file_name: str,
    *,
    media_type: str = PDF,
    elsewhere: str = "",
) -> None:
    """Send a file along, made by the maker of its kind from what `subject` names by then."""
    message.attachments.append(
        MessageAttachment(
            kind=kind,
            subject=subject,
            file_name=safe_name(file_name),
            media_type=media_type,
            elsewhere=elsewhere,
        )
    )


def safe_name(name: str) -> str:
    """Return a name of a file that stays in its folder on every system, in the script it has."""
    plain = "".join("-" if each in _UNSAFE_IN_A_NAME else each for each in one_line(name))
    return plain.strip(". ")[-LONGEST_FILE_NAME:] or "file"


def made_for(session: Session, message: Message) -> Enclosures:
    """Make what goes with a message. Commits: nothing stays locked while a file is being made.

    Raises NotMadeYet where it is worth waiting. What cannot be made in the end is left out and
    said so: a receipt without its paper is worth more than no receipt.
    """
    files, missing = [], []
    for each in message.attachments:
        octets = _made(session, message, each)
        if octets is None:
            missing.append(Missing(each.file_name, each.elsewhere))
        else:
            files.append(AttachedFile(each.file_name, each.media_type, octets))
    return Enclosures(tuple(files), tuple(missing))


def make_again(message: Message) -> None:
    """Forget what could not be made, so that it is tried afresh."""
    for each in message.attachments:
        each.tries, each.error = 0, None


def _made(session: Session, message: Message, wanted: MessageAttachment) -> bytes | None:
    if wanted.tries >= TRIES_TO_MAKE:
        wanted.error = wanted.error or FATAL
        return None
    kind, subject = wanted.kind, wanted.subject
    wanted.tries += 1
    session.commit()  # known even if the next line brings us down
    try:
        octets = _asked(session, kind, subject)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other messages must go out
        _give_up_or_wait(session, message, wanted, error)
        return None
    wanted.tries = 0 if octets is not None else TRIES_TO_MAKE
    wanted.error = None if octets is not None else GONE
    session.commit()
    return octets


def _asked(session: Session, kind: str, subject: str) -> bytes | None:
    makers = cast(Mapping[str, Maker], current_app.extensions.get(_KEY, {}))
    with reading_session(session.get_bind(MessageAttachment)) as reader:
        return makers[kind](reader, subject)


def _give_up_or_wait(
    session: Session, message: Message, wanted: MessageAttachment, error: Exception
) -> None:
    """Wait for the file while there is patience left, else let the message go without it.

    An error may quote what somebody has answered, so page and log name its kind and place only.
    """
    where = "".join(format_tb(error.__traceback__))
    log.error("%s of message %s was not made\n%s", wanted.subject, message.id, where)
    wanted.error = f"It could not be made ({type(error).__name__})."
    name, told = wanted.file_name, wanted.error
    waits = has_patience(wanted.tries, message.attempts)
    session.commit()
    if waits:
        raise NotMadeYet(f"{name}: {told}")

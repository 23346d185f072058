"""Reading the mailbox for answers by IMAP (RFC 9051).

A message is taken and committed, and only then marked as seen: after a power cut it is read again,
and known by its digest.
"""

import imaplib
import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from urllib.parse import unquote, urlsplit

from sqlalchemy.orm import Session

from courseapp.invitations.receiving.taking import MOST_OCTETS, receive

TIMEOUT_SECONDS = 30
AT_ONCE = 200
INBOX = "INBOX"
IMAP_PORT, IMAPS_PORT = 143, 993

log = logging.getLogger(__name__)


def fetch_replies(session: Session, url: str, clock: Callable[[], datetime]) -> int:
    """Take what is unseen in the mailbox and return how many messages; 0 where it is down."""
    try:
        with _opened(url) as mailbox:
            return sum(_take(session, mailbox, number, clock()) for number in _unseen(mailbox))
    except (OSError, imaplib.IMAP4.error) as error:
        log.warning("The mailbox for answers could not be read: %s", type(error).__name__)
        return 0


@contextmanager
def _opened(url: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    if parts.scheme == "imaps":
        secure = ssl.create_default_context()
        mailbox: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            host, parts.port or IMAPS_PORT, ssl_context=secure, timeout=TIMEOUT_SECONDS
        )
    else:
        mailbox = imaplib.IMAP4(host, parts.port or IMAP_PORT, timeout=TIMEOUT_SECONDS)
    try:
        mailbox.login(unquote(parts.username or ""), unquote(parts.password or ""))
        mailbox.select(f'"{unquote(parts.path.strip("/")) or INBOX}"')
        yield mailbox
    finally:
        _close(mailbox)


def _close(mailbox: imaplib.IMAP4) -> None:
    try:
        mailbox.logout()
    except (OSError, imaplib.IMAP4.error):  # it is gone already
        with suppress(OSError):
            mailbox.shutdown()


def _unseen(mailbox: imaplib.IMAP4) -> list[str]:
    _, found = mailbox.uid("SEARCH", "UNSEEN")
    numbers = (found[0] or b"").decode("ascii").split()
    return numbers[:AT_ONCE]


def _take(session: Session, mailbox: imaplib.IMAP4, number: str, now: datetime) -> int:
    """Read one message, without what no limit allows; a part of it is enough to refuse it."""
    _, answer = mailbox.uid("FETCH", number, f"(BODY.PEEK[]<0.{MOST_OCTETS + 1}>)")
    octets = next((each[1] for each in answer if isinstance(each, tuple)), b"")
    outcome = receive(session, now, octets)
    session.commit()
    mailbox.uid("STORE", number, "+FLAGS", r"(\Seen)")
    log.info("An answer to an invitation: %s", outcome.value)
    return 1

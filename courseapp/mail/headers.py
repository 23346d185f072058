"""Headers that one message has beside those of all: which ones, and how they are written."""

from collections.abc import Mapping
from enum import StrEnum

from courseapp.mail.models import Message
from courseapp.mail.outbox import absolute_url, one_line


class OwnHeader(StrEnum):
    """What a message may add. Nothing else ever reaches the head of a mail."""

    LIST_UNSUBSCRIBE = "List-Unsubscribe"  # RFC 2369 §3.2
    LIST_UNSUBSCRIBE_POST = "List-Unsubscribe-Post"  # RFC 8058 §3.1
    REPLY_TO = "Reply-To"  # RFC 5322 §3.6.2; of an invitation, its ORGANIZER


def offer_leaving(message: Message, path: str) -> None:
    """Let the reader's mail program take her off the list by one POST to a path (RFC 8058)."""
    add_headers(
        message,
        {
            OwnHeader.LIST_UNSUBSCRIBE: f"<{absolute_url(path)}>",
            OwnHeader.LIST_UNSUBSCRIBE_POST: "List-Unsubscribe=One-Click",
        },
    )


def add_headers(message: Message, headers: Mapping[OwnHeader, str]) -> None:
    """Give a message headers of its own, each as one line.

    Raises ValueError for a name that is not in `OwnHeader`, and for what is not ASCII: an encoded
    word (RFC 2047) has no meaning in these.
    """
    told = {OwnHeader(name).value: one_line(text) for name, text in headers.items()}
    strange = [text for text in told.values() if not text.isascii()]
    if strange:
        raise ValueError(f"a header of a message holds ASCII only: {strange[0]!r}")
    message.headers = {**(message.headers or {}), **told}


def own_headers(message: Message) -> Mapping[str, str]:
    """Return its headers as they are sent: known names, each on one line, whatever the row says."""
    kept = message.headers or {}
    return {name.value: one_line(kept[name]) for name in OwnHeader if name in kept}

"""What can be reported, what becomes of a report, and how dates and addresses are typed."""

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from courseapp.initiatives.document.dates import is_partial_date

KEEPS_ADDRESS_FOR = timedelta(days=90)  # after the decision
TELLS_EDITORS_EVERY = timedelta(days=1)
LONGEST_TEXT = 20_000
LONGEST_COMMENT = 5_000
LONGEST_LINE = 300
LONGEST_ADDRESS = 500

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]{3,9})\.?,?\s+(\d{4})", re.ASCII)


class ReportState(StrEnum):
    """Where a report stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Wish(StrEnum):
    """What a report wants done at its place. All but the last the product can do by itself."""

    SAY = "say"  # the field should say something else
    EMPTY = "empty"  # nothing should stand in the field
    END = "end"  # the thing has ended
    REMOVE = "remove"  # the thing should not be in the record
    WORDS = "words"  # told in words, for an editor to read


class Act(StrEnum):
    """What an editor does with a report."""

    ACCEPT = "accept"  # the product changes the record
    MARK_DONE = "mark_done"  # the editor has seen to it by hand
    DECLINE = "decline"


class Reason(StrEnum):
    """Why a report is declined."""

    NOT_CONFIRMED = "not_confirmed"
    RIGHT_ALREADY = "right_already"
    SOURCE_SAYS_SO = "source_says_so"
    NOT_OF_THIS_RECORD = "not_of_this_record"
    OTHER = "other"  # the editor says why in her own words
    NO_REPORT = "no_report"  # advertising and the like: nobody is answered


BY_MACHINE = frozenset(Wish) - {Wish.WORDS}
MOVES: Mapping[tuple[ReportState, Act], ReportState] = MappingProxyType(
    {
        (ReportState.OPEN, Act.ACCEPT): ReportState.ACCEPTED,
        (ReportState.OPEN, Act.MARK_DONE): ReportState.ACCEPTED,
        (ReportState.OPEN, Act.DECLINE): ReportState.DECLINED,
    }
)


def partial_date(typed: str) -> str | None:
    """Return ``2024``, ``2024-06`` or ``2024-06-30`` (ISO 8601 §5.2.2) for what somebody typed.

    Reads those, and ``June 2024`` or ``30 June 2024`` with the month in English, short or long.
    None where it is no date; an empty text stays empty. Numbers alone, such as 03/04/2024, are
    refused: they mean different days to different people.
    """
    text = " ".join(typed.split())
    if not text:
        return ""
    found = _iso(text) or _in_words(text)
    return found if found and is_partial_date(found) else None


def web_address(typed: str) -> str | None:
    """Return the http or https address that somebody typed, with https where none was said.

    None where it is no address of the web.
    """
    address = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    is_address = parts.scheme in {"http", "https"} and "." in host.strip(".")
    return address if is_address and not re.search(r"[\s<>\"]", address) else None


def host_of(address: str) -> str:
    """Return the name of the machine in an address, for a source that nobody gave a title."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def _iso(text: str) -> str | None:
    found = _ISO.fullmatch(text)
    return "-".join(each.zfill(2) for each in found.groups() if each) if found else None


def _in_words(text: str) -> str | None:
    found = _WORDS.fullmatch(text)
    named = [
        number
        for number, name in enumerate(_MONTHS, 1)
        if found and name.startswith(found[2].lower())
    ]
    if found is None or len(named) != 1:
        return None
    day = f"-{int(found[1]):02}" if found[1] else ""
    return f"{found[3]}-{named[0]:02}{day}"

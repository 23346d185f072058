"""Feeds as CSV (RFC 4180), for spreadsheets: a header, then a row for each entry."""

import csv
from collections.abc import Sequence
from io import StringIO

from courseapp.calendars.formats.texts import ascii_uri, one_line, plain_text
from courseapp.calendars.formats.times import days_said, said_in_utc
from courseapp.calendars.rules import AllDay, Entry, Feed

COLUMNS = (
    *("uid", "sequence", "status", "title", "start", "end", "all_day", "zone"),
    *("location", "url", "categories", "description", "created", "changed"),
)
# Spreadsheets take what begins so for a formula; the quotation mark makes it text (OWASP).
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TEXT_MARK = "'"


def write_csv(feed: Feed) -> bytes:
    """Return the feed as CSV in UTF-8, each line ended by CRLF.

    Instants are UTC; days end on the day after the last, as they do in the calendar.
    """
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(each) for each in _row(entry)] for entry in feed.in_order)
    return written.getvalue().encode()


def cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return TEXT_MARK + text if text.startswith(FORMULAS) else text


def _row(entry: Entry) -> Sequence[str]:
    return (
        entry.uid,
        str(entry.sequence),
        entry.status.upper(),
        one_line(entry.title),
        *_times(entry),
        plain_text(entry.location),
        ascii_uri(entry.url),
        "; ".join(filter(None, map(one_line, entry.categories))),
        plain_text(entry.description),
        said_in_utc(entry.created_at),
        said_in_utc(entry.changed_at),
    )


def _times(entry: Entry) -> Sequence[str]:
    if isinstance(entry.when, AllDay):
        return *days_said(entry.when), "yes", ""
    when = entry.when
    return said_in_utc(when.starts_at), said_in_utc(when.ends_at), "no", when.zone

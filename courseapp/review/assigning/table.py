"""Assignments as a table (CSV, RFC 4180): given out, and read back line by line. No database.

A row for each assignment: the number of the application, and the address of the reviewer. Only
these two columns are read, by the keys in their headers: ``Application [application]``.
"""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from courseapp.accounts.rules import canonical_email
from courseapp.core.errors import Problem
from courseapp.intake.columns_csv import Table, csv_lines, header, read_table
from courseapp.review.assigning.model import Pair

APPLICATION, REVIEWER = "application", "reviewer"
HEADERS = (
    header(APPLICATION, "Application"),
    header(REVIEWER, "Reviewer"),
    "Name of the reviewer",
    "Review",
)
FIELD = "file"
MOST_BYTES, MOST_ROWS = 600_000, 5_000
LONGEST_SHOWN = 80
_DELIMITERS = (",", ";", "\t")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Verdict(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    THERE = "there"  # assigned already
    PROBLEM = "problem"


@dataclass(frozen=True)
class Line:
    """A line of a table; `number` is that in the file, `what` says what is wrong with it."""

    number: int
    application: str
    reviewer: str
    verdict: Verdict
    pair: Pair | None = None
    what: str = ""


@dataclass(frozen=True)
class Known:
    """What lines are compared with: applications by number, people by address, what is there."""

    applications: Mapping[str, int]
    people: Mapping[str, int]
    conflicts: frozenset[Pair]
    given: frozenset[Pair]


@dataclass(frozen=True)
class Checked:
    """All lines of a table. `left_out` is assigned, was not begun, and is not in the table."""

    lines: Sequence[Line]
    left_out: frozenset[Pair]

    @property
    def new(self) -> Sequence[Pair]:
        return [each.pair for each in self.lines if each.pair and each.verdict is Verdict.NEW]

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many lines there are of each verdict."""
        found = Counter(each.verdict for each in self.lines)
        return {each: found[each] for each in Verdict}

    @property
    def packed(self) -> str:
        """What the lines say, as it is sent along with the press that takes them."""
        return ";".join(
            f"{each.application} {each.reviewer}"
            for each in self.lines
            if each.verdict is not Verdict.PROBLEM
        )


Row = tuple[int, str, str]  # line, application, reviewer


def rows_of(content: bytes) -> Sequence[Row]:
    """Return the lines of a file. Raises Problem, beside its field, for what is no such table."""
    text = _text(content)
    table = _table(text)
    if not {APPLICATION, REVIEWER} <= set(table.keys):
        raise Problem(
            f"The first row needs headers that end in [{APPLICATION}] and [{REVIEWER}]. Download "
            "the table to see how such a file looks.",
            FIELD,
        )
    if len(table.rows) > MOST_ROWS:
        raise Problem(
            f"A table may have {MOST_ROWS:,} rows. This one has {len(table.rows):,}: divide it.",
            FIELD,
        )
    if not table.rows:
        raise Problem("The table has no row below its headers.", FIELD)
    return [
        (number, cells[APPLICATION], cells[REVIEWER])
        for number, cells in zip(table.numbers, table.rows, strict=True)
    ]


def unpacked(packed: str) -> Sequence[Row]:
    """Return what `Checked.packed` says; what is none of that is left out."""
    lines = (each.split(" ") for each in packed.split(";"))
    kept = [each for each in lines if len(each) == 2][:MOST_ROWS]
    return [(number, one, other) for number, (one, other) in enumerate(kept, start=2)]


def check_rows(rows: Iterable[Row], known: Known, not_begun: frozenset[Pair]) -> Checked:
    """Return what each line would become, and which assignments the table leaves out."""
    seen: dict[Pair, int] = {}
    lines = [_checked(row, known, seen) for row in rows]
    return Checked(lines, not_begun - seen.keys())


def assignments_csv(rows: Iterable[tuple[str, str, str, str]]) -> Iterator[str]:
    """Yield the table line by line; of applicants it has the numbers only."""
    return csv_lines(HEADERS, rows)


def _checked(row: Row, known: Known, seen: dict[Pair, int]) -> Line:
    number, typed, address = row
    application, reviewer = typed.strip().upper(), canonical_email(address)
    what = _wrong(application, reviewer, known)
    if what:
        return _line(row, Verdict.PROBLEM, what=what)
    pair = Pair(known.applications[application], known.people[reviewer])
    earlier = seen.setdefault(pair, number)
    if earlier != number:
        return _line(row, Verdict.PROBLEM, what=f"Line {earlier} says the same.")
    if pair in known.given:
        return Line(number, application, reviewer, Verdict.THERE, pair)
    if pair in known.conflicts:
        told = "This reviewer is in conflict with the application."
        return Line(number, application, reviewer, Verdict.PROBLEM, pair, told)
    return Line(number, application, reviewer, Verdict.NEW, pair)


def _line(row: Row, verdict: Verdict, what: str) -> Line:
    number, application, reviewer = row
    return Line(number, application[:LONGEST_SHOWN], reviewer[:LONGEST_SHOWN], verdict, what=what)


def _wrong(application: str, reviewer: str, known: Known) -> str:
    if not application:
        return "Enter the number of an application."
    if application not in known.applications:
        return "No application of this event that can be reviewed has this number."
    if not reviewer:
        return "Enter the e-mail address of a reviewer."
    if reviewer not in known.people:
        return "Nobody of the team has this address."
    return ""


def _text(content: bytes) -> str:
    if not content.strip():
        raise Problem("The file is empty. Choose another one.", FIELD)
    if len(content) > MOST_BYTES:
        raise Problem(f"A table may have {MOST_BYTES // 1000:,} kB. Divide it.", FIELD)
    is_utf_16 = content.startswith(_UTF_16)
    try:
        text = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Problem("This is no text in UTF-8. Save the sheet as “CSV UTF-8”.", FIELD)
    return text


def _table(text: str) -> Table:
    """Read with the delimiter by which the headers are understood best."""
    try:
        tables = [read_table(text, each) for each in _DELIMITERS]
    except csv.Error as error:
        raise Problem(f"The table cannot be read: {error}.", FIELD) from None
    return max(tables, key=lambda each: len(each.keys))

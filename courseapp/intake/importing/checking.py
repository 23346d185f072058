"""What each row of a file would become, and what is wrong with it. Plain: no database."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from courseapp.accounts.rules import canonical_email
from courseapp.forms.document.asking import problems, relevant, shown
from courseapp.forms.document.checks import email as email_complaint
from courseapp.forms.document.known import FULL_NAME
from courseapp.forms.document.reading import complaint, tidy, values_of
from courseapp.forms.document.record import FormDocument, Kind, Question
from courseapp.forms.filling.keeping import LONGEST_ANSWER
from courseapp.intake.columns_csv import Column, Table
from courseapp.intake.rules import LONGEST_NAME

LONGEST_EMAIL = 320
_EMAIL = Question(Column.EMAIL.value, Kind.EMAIL, {"en": "E-mail"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
NO_TIME = (
    "Enter the time with its zone, for example 2027-03-15T17:00+00:00, or leave the cell empty."
)


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    EXISTS = "exists"  # its address applied already: passed over
    PROBLEM = "problem"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a cell: its column in words, and what to do."""

    column: str
    what: str


@dataclass(frozen=True)
class CheckedRow:
    """A row as it would come in; `number` is that of the row in the file, the headers being 1.

    `missing` are labels of questions that the form needs and the row does not answer.
    """

    number: int
    email: str
    name: str
    verdict: Verdict
    answers: Mapping[str, str]
    language: str = ""
    sent_at: datetime | None = None
    tags: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class DryRun:
    """All rows of a file, and the columns that are passed over."""

    rows: Sequence[CheckedRow]
    passed_over: tuple[str, ...]

    def of(self, verdict: Verdict) -> Sequence[CheckedRow]:
        """Return the rows of which this becomes."""
        return [each for each in self.rows if each.verdict is verdict]


# What is kept of the application itself, and not taken from a file.
NOT_TAKEN = frozenset({Column.NUMBER, Column.STATUS, Column.FORM_VERSION})
TAKEN = frozenset(Column) - NOT_TAKEN


def check_table(
    table: Table, document: FormDocument, there: Collection[str], now: datetime
) -> DryRun:
    """Return what the rows would become on a form; `there` are addresses that applied already."""
    asked = {key: each for key, each in document.by_key.items() if _is_read(each)}
    seen: dict[str, int] = {}
    rows = []
    for number, cells in zip(table.numbers, table.rows, strict=True):
        row = _checked(number, cells, document, asked, now)
        row = _told_apart(row, seen, there)
        rows.append(row)
    passed = (key for key in table.keys if key not in asked and key not in TAKEN)
    return DryRun(rows, (*passed, *table.unknown))


def _is_read(question: Question) -> bool:
    return question.kind not in {Kind.FILE, Kind.NOTE}


def _checked(
    number: int,
    cells: Mapping[str, str],
    document: FormDocument,
    asked: Mapping[str, Question],
    now: datetime,
) -> CheckedRow:
    typed = {key: tidy(asked[key], [text]) for key, text in cells.items() if key in asked}
    answers = {key: text for key, text in typed.items() if text}
    email = canonical_email(cells.get(Column.EMAIL, ""))
    sent_at = _instant(cells.get(Column.SENT_AT, ""))
    faults = (*_faults(cells, email, now), *_faults_of_answers(answers, document, asked))
    form = shown(document, answers)
    missing = problems(form, answers, sending=True).keys() - answers.keys()
    labels = (form.said(each.label, "") for each in form.questions if each.key in missing)
    return CheckedRow(
        number=number,
        email=email,
        name=answers.get(FULL_NAME, ""),
        verdict=Verdict.PROBLEM if faults else Verdict.NEW,
        answers=relevant(document, answers),
        language=cells.get(Column.LANGUAGE, "").strip(),
        sent_at=sent_at,
        tags=values_of(cells.get(Column.TAGS, "")),
        faults=faults,
        missing=tuple(labels),
    )


def _told_apart(row: CheckedRow, seen: dict[str, int], there: Collection[str]) -> CheckedRow:
    """The first row of an address counts; whoever applied already is passed over."""
    if not row.email:
        return row
    earlier = seen.setdefault(row.email, row.number)
    if row.email in there:
        return _with(row, Verdict.EXISTS)
    if earlier != row.number:
        fault = Fault("E-mail", f"Row {earlier} has this address already.")
        return _with(row, Verdict.PROBLEM, (*row.faults, fault))
    return row


def _with(row: CheckedRow, verdict: Verdict, faults: tuple[Fault, ...] | None = None) -> CheckedRow:
    return replace(row, verdict=verdict, faults=row.faults if faults is None else faults)


def _faults(cells: Mapping[str, str], email: str, now: datetime) -> Iterator[Fault]:
    """Yield what is wrong in the columns that are no questions."""
    told = {
        "E-mail": _wrong_email(email),
        "Language": _wrong_language(cells.get(Column.LANGUAGE, "").strip()),
        "Sent": _wrong_time(cells.get(Column.SENT_AT, "").strip(), now),
        "Tags": _wrong_tags(cells.get(Column.TAGS, "")),
    }
    return (Fault(column, what) for column, what in told.items() if what)


def _wrong_email(email: str) -> str:
    if not email:
        return "Enter an address."
    if len(email) > LONGEST_EMAIL:
        return "Shorten the address."
    return str(email_complaint(_EMAIL, email) or "")


def _wrong_language(language: str) -> str:
    is_one = len(language) <= 35 and _LANGUAGE.fullmatch(language)
    if not language or is_one:
        return ""
    return "Enter a language such as en or pt-BR, or leave the cell empty."


def _wrong_time(text: str, now: datetime) -> str:
    at = _instant(text)
    if text and at is None:
        return NO_TIME
    return "This time is still to come." if at is not None and at > now else ""


def _wrong_tags(text: str) -> str:
    is_long = any(len(tag) > LONGEST_NAME for tag in values_of(text))
    return f"Shorten the tag to {LONGEST_NAME} letters." if is_long else ""


def _faults_of_answers(
    answers: Mapping[str, str], document: FormDocument, asked: Mapping[str, Question]
) -> Iterator[Fault]:
    if not answers.get(FULL_NAME):
        label = document.said(asked[FULL_NAME].label, "") if FULL_NAME in asked else "Name"
        yield Fault(label, "Enter the name.")
    for key, text in answers.items():
        label = document.said(asked[key].label, "")
        if len(text) > LONGEST_ANSWER:
            yield Fault(label, f"Shorten the answer to {LONGEST_ANSWER:,} characters.")
        elif wrong := complaint(asked[key], text):
            yield Fault(label, str(wrong))


def _instant(text: str) -> datetime | None:
    """Return an instant (ISO 8601 with its offset); None for anything else."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return at if at.tzinfo is not None and 1990 <= at.year <= 2100 else None

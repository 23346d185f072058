"""One answer: made tidy when it arrives, checked, and told in words. One row for each kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.core.translations import gettext, ngettext
from courseapp.core.typed_text import one_line, paragraphs
from courseapp.countries.names import is_country
from courseapp.countries.spoken_names import country_said
from courseapp.forms.document import checks
from courseapp.forms.document.complaints import Complaint
from courseapp.forms.document.dates import read_day
from courseapp.forms.document.levels import levels_in_words
from courseapp.forms.document.record import Column, Kind, Question, Texts, said

CELL, ROW = "\t", "\n"

Check = Callable[[Question, str], Complaint | None]
Words = Callable[[Question, str, Sequence[str]], str]  # the languages wanted, the best one first


def tidy(question: Question, raw: Sequence[str]) -> str:
    """Return what arrived under the question's name as the one text that is kept of it."""
    return _ROWS[question.kind].tidy(raw)


def complaint(question: Question, text: str) -> Complaint | None:
    """Return what is wrong with an answer that was given; None where nothing is, or it is empty."""
    return _ROWS[question.kind].check(question, text) if text else None


def in_words(question: Question, text: str, *languages: str) -> str:
    """Return the answer as people read it, in the first of the languages that the form has."""
    return _ROWS[question.kind].words(question, text, languages) if text else ""


def values_of(text: str) -> tuple[str, ...]:
    """Return the single values of an answer, in their order."""
    return tuple(line for line in text.split(ROW) if line)


def as_number(text: str) -> int | None:
    """Return a whole number, however its digits are written; None for anything else."""
    digits = text.replace(",", "").replace(" ", "")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None


def rows_of(question: Question, text: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table's answer; each has as many cells as there are columns."""
    width = len(question.columns)
    rows = (line.split(CELL) for line in text.split(ROW) if line.strip())
    return tuple(tuple((cells + [""] * width)[:width]) for cells in rows)


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of cells as one text; empty rows are left out."""
    lines = (CELL.join(one_line(cell) for cell in row) for row in rows)
    return ROW.join(line.rstrip(CELL) for line in lines if line.strip())


@dataclass(frozen=True)
class _Row:
    tidy: Callable[[Sequence[str]], str]
    check: Check
    words: Words


def _line(raw: Sequence[str]) -> str:
    return one_line(raw[0]) if raw else ""


def _text(raw: Sequence[str]) -> str:
    return paragraphs(raw[0]) if raw else ""


def _lines(raw: Sequence[str]) -> str:
    """Each value a line, and no value twice; one text may hold several."""
    lines = (one_line(line) for each in raw for line in each.split(ROW))
    return ROW.join(dict.fromkeys(filter(None, lines)))


def _wishes(raw: Sequence[str]) -> str:
    """Each wish a line, in order; one that is named twice stays, and is told."""
    lines = (one_line(line) for each in raw for line in each.split(ROW))
    return ROW.join(filter(None, lines))


def _rows(raw: Sequence[str]) -> str:
    lines = [line.split(CELL) for each in raw for line in each.split(ROW)]
    return table_text(lines)


def _as_it_is(_question: Question, text: str, _languages: Sequence[str]) -> str:
    return text


def _chosen(question: Question, text: str, languages: Sequence[str]) -> str:
    labels: Mapping[str, Texts] = {each.key: each.label for each in question.options}
    return ", ".join(said(labels.get(key, {}), *languages) or key for key in values_of(text))


def _ranked(question: Question, text: str, languages: Sequence[str]) -> str:
    chosen = [_chosen(question, key, languages) for key in values_of(text)]
    return gettext(", then ").join(chosen)


def _countries(_question: Question, text: str, _languages: Sequence[str]) -> str:
    return ", ".join(map(_country, values_of(text)))


def _country(code: str) -> str:
    """A draft may hold what is no country; it is shown as it was typed."""
    return country_said(code) if is_country(code) else code


def _yes_no(_question: Question, text: str, _languages: Sequence[str]) -> str:
    return {"yes": gettext("Yes"), "no": gettext("No")}.get(text, text)


def _scale(question: Question, text: str, languages: Sequence[str]) -> str:
    end = said(question.ends.get(as_number(text) or 0, {}), *languages)
    told = gettext("%(step)s of %(steps)s", step=text, steps=max(question.ends))
    return told + (f" ({end})" if end else "")


def _agreed(question: Question, text: str, languages: Sequence[str]) -> str:
    if text == question.statement_version:
        return gettext("You agreed: %(what)s", what=said(question.statement, *languages))
    return gettext("You agreed to the statement of %(version)s", version=text)


def _files(_question: Question, text: str, _languages: Sequence[str]) -> str:
    return ngettext("%(num)s file", "%(num)s files", len(values_of(text)))


def _levels(_question: Question, text: str, _languages: Sequence[str]) -> str:
    return levels_in_words(values_of(text))


def _table(question: Question, text: str, languages: Sequence[str]) -> str:
    rows = rows_of(question, text)
    return ROW.join(_row_in_words(question.columns, row, languages) for row in rows)


def _row_in_words(columns: Sequence[Column], cells: Sequence[str], languages: Sequence[str]) -> str:
    told = (
        gettext(
            "%(label)s: %(answer)s",
            label=said(column.label, *languages),
            answer=_cell(column, cell),
        )
        for column, cell in zip(columns, cells, strict=True)
        if cell
    )
    return "; ".join(told)


def _cell(column: Column, cell: str) -> str:
    return _country(cell) if column.kind is Kind.COUNTRY else cell


def _day(raw: Sequence[str]) -> str:
    """A day in the form of ISO 8601 where it can be read, else as it was typed."""
    text = _line(raw)
    found = read_day(text)
    return found.isoformat() if found else text


_ROWS: Mapping[Kind, _Row] = MappingProxyType(
    {
        Kind.LINE: _Row(_line, checks.line, _as_it_is),
        Kind.TEXT: _Row(_text, checks.text, _as_it_is),
        Kind.NUMBER: _Row(_line, checks.number, _as_it_is),
        Kind.DATE: _Row(_day, checks.day, _as_it_is),
        Kind.YES_NO: _Row(_line, checks.yes_no, _yes_no),
        Kind.CHOICE: _Row(_line, checks.choice, _chosen),
        Kind.MANY: _Row(_lines, checks.many, _chosen),
        Kind.RANKED: _Row(_wishes, checks.ranked, _ranked),
        Kind.SCALE: _Row(_line, checks.scale, _scale),
        Kind.COUNTRY: _Row(_line, checks.country, _countries),
        Kind.COUNTRIES: _Row(_lines, checks.countries, _countries),
        Kind.LANGUAGES: _Row(_lines, checks.languages, _levels),
        Kind.EMAIL: _Row(_line, checks.email, _as_it_is),
        Kind.PHONE: _Row(_line, checks.phone, _as_it_is),
        Kind.LINK: _Row(_line, checks.link, _as_it_is),
        Kind.FILE: _Row(_lines, checks.files, _files),
        Kind.TABLE: _Row(_rows, checks.table, _table),
        Kind.STATEMENT: _Row(_line, checks.statement, _agreed),
        Kind.NOTE: _Row(_text, checks.nothing, _as_it_is),
    }
)

"""Options and columns as rows of a page: renamed, moved, removed and added without script.

A row is named by its place: ``options-0-label``. A button of the page is named ``do`` and says
what to do: ``options:up:2``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from courseapp.core.typed_text import one_line
from courseapp.forms.document.keys import free_key, is_key
from courseapp.forms.document.record import Column, Kind, Option, Question
from courseapp.forms.document.soundness import CELLS, LONGEST_LABEL, MOST_ITEMS

MORE = "more"


@dataclass(frozen=True)
class OptionRow:
    """An option in one language; one without a key is new."""

    key: str
    label: str
    is_withdrawn: bool = False


@dataclass(frozen=True)
class ColumnRow:
    """A column of a table in one language."""

    key: str
    label: str
    kind: Kind = Kind.LINE
    is_needed: bool = False


Row = TypeVar("Row", OptionRow, ColumnRow)


class RowsField(Field, Generic[Row]):
    """Rows in their order. `used` are keys that people may have answered with."""

    data: Any  # a tuple of rows
    blank: ClassVar[Any]
    spare = 0  # empty rows that the page shows besides

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.used: frozenset[str] = frozenset()

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,  # noqa: ARG002 - WTForms' own
    ) -> None:
        """Take the rows of the page, where it was sent with any."""
        self.process_errors = []
        sent = formdata is not None and self._name(0, "key") in formdata
        if sent or (formdata and f"{self.name}-{MORE}" in formdata):
            self.data = (*self._sent(formdata), *self._more(formdata))[:MOST_ITEMS]
        else:
            self.data = () if data is unset_value else tuple(data or ())

    def act(self, verb: str, place: int) -> None:
        """Do what a button says with the row at the place; what is not known does nothing."""
        rows = list(self.data)
        if verb in {"up", "down"} and 0 <= place < len(rows):
            row = rows.pop(place)
            rows.insert(max(0, place + (-1 if verb == "up" else 1)), row)
        elif verb == "remove" and 0 <= place < len(rows):
            rows[place : place + 1] = self.without(rows[place])
        elif verb == "restore" and 0 <= place < len(rows):
            rows[place] = self.again(rows[place])
        self.data = tuple(rows)

    def without(self, _row: Row) -> tuple[Row, ...]:
        """Return what is left of a row that is removed."""
        return ()

    def again(self, row: Row) -> Row:
        """Return a row that is taken back in."""
        return row

    def read_row(self, formdata: Any, place: int) -> Row:
        """Return the row that was sent at the place."""
        raise NotImplementedError

    def pre_validate(self, _form: Any) -> None:
        """Refuse what has no words, and what is too long to keep."""
        faults = dict.fromkeys(filter(None, map(self._fault, self.data)))
        if faults:
            raise StopValidation(" ".join(faults))

    def text(self, formdata: Any, place: int, part: str) -> str:
        """Return what was typed in one control of a row."""
        return one_line(formdata.get(self._name(place, part), ""))

    def key(self, formdata: Any, place: int) -> str:
        key = self.text(formdata, place, "key")
        return key if is_key(key) else ""

    def _name(self, place: int, part: str) -> str:
        return f"{self.name}-{place}-{part}"

    def _sent(self, formdata: Any) -> Iterator[Row]:
        for place in range(MOST_ITEMS + self.spare):
            if self._name(place, "label") in formdata:
                row = self.read_row(formdata, place)
                if row.key or row.label:
                    yield row

    def _more(self, formdata: Any) -> Iterator[Row]:
        for line in formdata.get(f"{self.name}-{MORE}", "").splitlines():
            if label := one_line(line):
                yield replace(self.blank, label=label)

    def _fault(self, row: Row) -> str:
        if not row.label:
            return f"Write the words of each of the {self.label.text.lower()}, or remove it."
        if len(row.label) > LONGEST_LABEL:
            return f"Use at most {LONGEST_LABEL} characters in a line."
        return ""


class OptionsField(RowsField[OptionRow]):
    """What can be chosen. An option that was offered to people is withdrawn, never forgotten."""

    blank = OptionRow("", "")

    def read_row(self, formdata: Any, place: int) -> OptionRow:
        key, gone = self.key(formdata, place), self.text(formdata, place, "gone")
        return OptionRow(key, self.text(formdata, place, "label"), bool(key and gone))

    def without(self, row: OptionRow) -> tuple[OptionRow, ...]:
        return (replace(row, is_withdrawn=True),) if row.key in self.used else ()

    def again(self, row: OptionRow) -> OptionRow:
        return replace(row, is_withdrawn=False)


class ColumnsField(RowsField[ColumnRow]):
    """The columns of a table."""

    blank = ColumnRow("", "")
    spare = 2
    kinds = CELLS

    def read_row(self, formdata: Any, place: int) -> ColumnRow:
        typed = self.text(formdata, place, "kind")
        kind = next((each for each in CELLS if each.value == typed), Kind.LINE)
        needed = bool(self.text(formdata, place, "needed"))
        return ColumnRow(
            self.key(formdata, place), self.text(formdata, place, "label"), kind, needed
        )


def option_rows(question: Question, language: str) -> tuple[OptionRow, ...]:
    """Return the options as rows in the language."""
    return tuple(
        OptionRow(each.key, each.label.get(language, ""), each.is_withdrawn)
        for each in question.options
    )


def column_rows(question: Question, language: str) -> tuple[ColumnRow, ...]:
    """Return the columns as rows in the language."""
    return tuple(
        ColumnRow(each.key, each.label.get(language, ""), each.kind, each.is_needed)
        for each in question.columns
    )


def options_of(
    rows: Sequence[OptionRow], before: Question, language: str, used: frozenset[str]
) -> tuple[Option, ...]:
    """Return the options that the rows say; each keeps its key and its other languages."""
    held = {each.key: each for each in before.options}
    taken = {*held, *used}
    found = []
    for row in rows:
        key = row.key if row.key in held else free_key(row.label, taken, "option")
        taken.add(key)
        label = held[key].label if key in held else {}
        found.append(Option(key, {**label, language: row.label}, row.is_withdrawn))
    return tuple(found)


def columns_of(rows: Sequence[ColumnRow], before: Question, language: str) -> tuple[Column, ...]:
    """Return the columns that the rows say, likewise."""
    held = {each.key: each for each in before.columns}
    taken = set(held)
    found = []
    for row in rows:
        key = row.key if row.key in held else free_key(row.label, taken, "column")
        taken.add(key)
        label = held[key].label if key in held else {}
        found.append(Column(key, {**label, language: row.label}, row.kind, row.is_needed))
    return tuple(found)

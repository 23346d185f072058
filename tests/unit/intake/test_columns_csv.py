"""What the export writes, the import reads back letter for letter."""

import csv
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courseapp.intake.columns_csv import (
    BYTE_ORDER_MARK,
    Column,
    csv_lines,
    header,
    key_of,
    read_table,
)

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True) | st.sampled_from(Column)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
RISKY = st.text(st.sampled_from("=+-@\t\r\n'\"\u200f,;|A0"), max_size=12)
LABELS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[str], list[list[str]]]:
    keys = draw(st.lists(KEYS, unique=True, min_size=1, max_size=6))
    labels = [draw(LABELS) for _ in keys]
    cells = st.lists(TEXTS | RISKY, min_size=len(keys), max_size=len(keys))
    return keys, labels, draw(st.lists(cells, max_size=5))


@given(tables())
@example((["a"], ["x"], [["=1+1"], ["'=1"], ["''@"], ["\r\n"], ["\ufeff"], ['"'], ["\t"]]))
@example((["a", "b"], ["", "b [c]"], [["", "\n"], ["'", "−1"]]))
def test_whatever_is_written_is_read_back(
    table: tuple[list[str], list[str], list[list[str]]],
) -> None:
    keys, labels, rows = table
    headers = [header(key, label) for key, label in zip(keys, labels, strict=True)]
    read = read_table("".join(csv_lines(headers, rows)))
    assert read.keys == tuple(map(str, keys))
    kept = [row for row in rows if any(row)]
    assert [list(row.values()) for row in read.rows] == kept
    assert read.unknown == ()


@given(RISKY)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    (_, line) = csv_lines(["[a]"], [[text]])
    cell = next(csv.reader([line] if "\n" not in text + "\r" else line.splitlines(keepends=True)))
    assert not cell or cell[0][:1] not in set("=+-@\t\r\n")


def test_only_the_key_of_a_header_counts() -> None:
    assert key_of("Your gender [gender]") == "gender"
    assert key_of("gender") == "gender"
    assert key_of("Number [1] of people [#number] ") == "#number"
    assert key_of("Remarks") == ""
    assert key_of("[Gender]") == ""
    assert key_of("#secret") == ""


def test_a_file_of_another_program_is_read_as_far_as_it_is_understood() -> None:
    text = "gender,Remarks,\r\nwoman,tall\r\n\r\n,,\r\nman\r\n"
    table = read_table(text)
    assert table.keys == ("gender",)
    assert [dict(row) for row in table.rows] == [{"gender": "woman"}, {"gender": "man"}]
    assert table.unknown == ("Remarks",)


def test_excel_takes_the_file_for_utf_8() -> None:
    assert next(iter(csv_lines(["[a]"], []))).startswith(BYTE_ORDER_MARK)
    assert read_table("").rows == ()


def test_what_is_no_csv_is_refused() -> None:
    with pytest.raises(csv.Error):
        read_table('[a]\r\n"never ends')


def test_keys_of_own_columns_are_no_keys_of_questions() -> None:
    assert all(each.startswith("#") for each in Column)
    assert set(string.ascii_lowercase) >= {each[1] for each in Column}

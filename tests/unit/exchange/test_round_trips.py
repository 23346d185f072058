"""What goes out comes in again, to the byte."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.printed_lists import split_names
from courseapp.exchange.escaping import harmless, original
from courseapp.exchange.merging.bringing_in import bring_in, verdict_on
from courseapp.exchange.names import join_names
from courseapp.exchange.numbers import print_number, read_number
from courseapp.exchange.reading.opening import read_file
from courseapp.exchange.rules import FileFormat, Verdict
from courseapp.exchange.writing.record_files import json_list, to_json, to_yaml, yaml_list
from courseapp.exchange.writing.tables import csv_lines, to_csv
from courseapp.initiatives.document.merging import in_order
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.record_files import shipped_records
from tests.unit.exchange.samples import lists_of_names, records, rows_of, tables


@given(records())
def test_json_comes_back_to_the_byte(record: Record) -> None:
    text = to_json(record)
    (row,) = rows_of(text)
    assert row.record == record
    assert to_json(row.record) == text


@given(records())
def test_yaml_comes_back_to_the_byte(record: Record) -> None:
    text = to_yaml(record)
    (row,) = rows_of(text)
    assert row.record == record
    assert to_yaml(row.record) == text


@given(tables())
def test_a_table_comes_back_to_the_byte(text: str) -> None:
    parsed = read_file(text.encode())
    assert parsed.format is FileFormat.CSV
    for row in parsed.rows:
        once = to_csv(row.record)
        (again,) = rows_of(once)
        assert to_csv(again.record) == once


@given(tables())
def test_the_same_row_twice_changes_nothing(text: str) -> None:
    for row in read_file(text.encode()).rows:
        held = bring_in(None, row).record
        assert verdict_on(held, row) is Verdict.SAME


@given(records(), tables())
def test_a_row_that_was_brought_in_brings_nothing_more(held: Record, text: str) -> None:
    for row in read_file(text.encode()).rows:
        once = bring_in(held, row).record
        assert bring_in(once, row).record == once


@given(records(), records())
def test_a_record_that_was_brought_in_brings_nothing_more(held: Record, incoming: Record) -> None:
    (row,) = rows_of(to_json(incoming))
    once = bring_in(held, row).record
    assert bring_in(once, row).record == once


@given(records(), records())
def test_bringing_in_deletes_nothing(held: Record, incoming: Record) -> None:
    (row,) = rows_of(to_json(incoming))
    after = bring_in(held, row).record
    for part in ("sources", "passages", "memberships", "counts", "publications", "milestones"):
        kept = {each.key for each in getattr(after, part)}
        assert {each.key for each in getattr(held, part)} <= kept
    assert {s.field for s in held.statements} <= {s.field for s in after.statements}


@given(records())
def test_our_own_table_of_a_record_changes_nothing_in_it(record: Record) -> None:
    for row in read_file(to_csv(record).encode()).rows:
        assert bring_in(record, row).record == record


@pytest.mark.parametrize("record", shipped_records(), ids=lambda record: record.slug)
def test_the_records_that_come_with_the_product_come_back_to_the_byte(record: Record) -> None:
    for write in (to_csv, to_json, to_yaml):
        text = write(record)
        (row,) = rows_of(text)
        assert write(row.record) == text
        assert bring_in(in_order(record), row).record == in_order(record)


def test_many_records_in_one_file_come_back_to_the_byte() -> None:
    for write in (csv_lines, json_list, yaml_list):
        text = "".join(write(shipped_records()))
        rows = rows_of(text)
        assert len(rows) == len(shipped_records())
        assert "".join(write(row.record for row in rows)) == text


@pytest.mark.parametrize("write", [csv_lines, json_list, yaml_list])
def test_a_file_without_records_is_still_a_file(write: object) -> None:
    assert callable(write)
    parsed = read_file("".join(write([])).encode())
    assert (parsed.rows, parsed.faults) == ((), ())


@given(st.text())
def test_no_cell_is_a_formula_and_every_text_survives(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert original(cell) == text


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''-x", "plain", "'quoted'", "- a bullet", "@x"])
def test_what_looks_like_a_formula_comes_back_through_a_table(text: str) -> None:
    record = rows_of(f'Name of initiative,Description\nA,"{harmless(text)}"\n')[0].record
    assert record.text("description") == text
    row = list(csv.reader(StringIO(to_csv(record).removeprefix("\ufeff"))))[1]
    assert not row[13].startswith(("=", "+", "-", "@"))
    assert rows_of(to_csv(record))[0].record.text("description") == text


@given(lists_of_names)
def test_names_are_written_so_that_they_are_read_again(text: str) -> None:
    written = join_names(split_names(text))
    assert join_names(split_names(written)) == written


@given(st.integers(0, 999_999_999), st.booleans())
def test_numbers_are_written_so_that_they_are_read_again(value: int, approximate: bool) -> None:
    read = read_number(print_number(value, approximate))
    assert read is not None
    assert (read.value, read.approximate) == (value, approximate)


@pytest.mark.parametrize(
    ("printed", "value", "approximate"),
    [
        ("53", 53, False),
        (" 1,200 ", 1200, False),
        ("1\u00a0200", 1200, False),
        ("34.0", 34, False),
        ("some 15", 15, True),
        ("more than 15", 15, True),
        ("15+", 15, True),
        ("~15", 15, True),
    ],
)
def test_numbers_are_read_as_people_print_them(printed: str, value: int, approximate: bool) -> None:
    read = read_number(printed)
    assert read is not None
    assert (read.value, read.approximate) == (value, approximate)


@pytest.mark.parametrize("printed", ["", "many", "12 of 15", "1.2.3", "-5", "10000000000", "1,20"])
def test_what_is_no_number_is_not_bent_into_one(printed: str) -> None:
    assert read_number(printed) is None

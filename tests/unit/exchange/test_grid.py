"""Delimited text, taken apart into cells with their places."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.exchange.reading.grid import grid

cells = st.text(st.sampled_from("ab \",;\t\n'é"), max_size=8)
rows = st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=5)


@given(rows, st.sampled_from([",", ";", "\t"]), st.booleans())
def test_it_reads_what_pythons_own_writer_writes(
    table: list[list[str]], delimiter: str, quote_all: bool
) -> None:
    written = StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\n")
    if quote_all:
        writer = csv.writer(
            written, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n"
        )
    writer.writerows(table)
    read = list(grid(written.getvalue(), delimiter))
    assert [row.cells for row in read] == table
    assert not any(row.unclosed for row in read)


@given(rows)
def test_each_cell_knows_the_line_in_which_it_begins(table: list[list[str]]) -> None:
    written = StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    text = written.getvalue()
    line = 1
    for row, expected in zip(grid(text, ","), table, strict=True):
        assert row.line == line
        for cell, begins in zip(expected, row.lines, strict=True):
            assert begins == line
            line += cell.count("\n")
        line += 1


@given(st.text(st.sampled_from('a",\n'), max_size=200))
def test_no_text_is_too_strange_and_every_line_is_counted(text: str) -> None:
    read = list(grid(text, ","))
    last = max((line for row in read for line in row.lines), default=1)
    assert last <= text.count("\n") + 1
    assert [row.line for row in read] == sorted({row.line for row in read})


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('"a""b",c', ['a"b', "c"]),
        ('"a\nb",c', ["a\nb", "c"]),
        ('a "quoted" word,c', ['a "quoted" word', "c"]),
        ('"Quoted" and more,c', ['"Quoted" and more', "c"]),
        (",,", ["", "", ""]),
        ('"",""', ["", ""]),
    ],
)
def test_quotes_are_read_as_they_are_meant(text: str, cells: list[str]) -> None:
    assert [row.cells for row in grid(text, ",")] == [cells]


def test_a_quote_that_is_never_closed_spoils_its_own_line_only() -> None:
    read = [row.cells for row in grid('a,"b,c\nd,"e"\nf,g\n', ",")]
    assert read == [["a", '"b', "c"], ["d", "e"], ["f", "g"]]
    rows = list(grid('a,"b\nd,e\nf,g\n', ","))
    assert [(row.cells, row.unclosed) for row in rows] == [
        (["a", '"b'], 2),
        (["d", "e"], 0),
        (["f", "g"], 0),
    ]


def test_a_file_full_of_stray_quotes_is_read_once_and_not_again_and_again() -> None:
    text = 'x,"' + "a," * 50_000 + '\n"b,c\n' * 20_000
    assert sum(1 for _ in grid(text, ",")) > 1

"""Tables with one initiative a row: headers, traps and faults."""

import csv

import pytest

from courseapp.exchange.columns import COLUMNS
from courseapp.exchange.parsed import Parsed, ParsedRow
from courseapp.exchange.reading.opening import read_file
from courseapp.exchange.rules import FileFormat, Origin, TextEncoding
from courseapp.initiatives.document.fields import THEME_FIELDS
from courseapp.initiatives.rules import CountKind
from tests.unit.exchange.samples import ERROR, rows_of, table

NAME = "Name of initiative"


def row_of(header: str, cell: str) -> ParsedRow:
    """Return the one row of a table with a name and one more column."""
    (row,) = rows_of(table([NAME, header], ["Test Initiative (TI)", cell]))
    return row


def faults_of(text: str | bytes) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.what) for each in parsed(text).faults]


def parsed(text: str | bytes, encoding: TextEncoding = TextEncoding.UTF_8) -> Parsed:
    return read_file(text.encode() if isinstance(text, str) else text, encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_delimiter_and_mark_are_found(delimiter: str, mark: str) -> None:
    text = mark + table([NAME, "Starting year"], ["A, B; and C", "2007"], delimiter=delimiter)
    (row,) = rows_of(text)
    assert row.record.name == "A, B; and C"
    assert row.record.value("starting-year") == 2007
    assert row.origin is Origin.PLATFORM


def test_headers_are_found_in_any_order_case_and_spacing() -> None:
    text = table([" starting YEAR ", "\u00a0NAME  of initiative"], ["2007", "A"])
    assert rows_of(text)[0].record.value("starting-year") == 2007


def test_the_platforms_slip_of_the_pen_and_its_correction_are_one_column() -> None:
    for spelled in ("strenghtened", "strengthened"):
        row = row_of(f"Have you changed or {spelled} your goals", "Yes, in 2020")
        assert row.record.text("goals-changed") == "Yes, in 2020"


def test_a_theme_and_a_category_of_one_name_are_two_columns() -> None:
    headers = [NAME, "Financial institutions", "Financial Institutions: number"]
    (row,) = rows_of(table(headers, ["A", "Yes", "7"]))
    assert row.record.value("theme-financial-institutions") is True
    (count,) = row.record.counts
    assert (count.kind, count.value) == (CountKind.FINANCIAL_INSTITUTIONS, 7)


def test_a_category_may_be_called_by_its_plain_name() -> None:
    (count,) = row_of("National states", "34").record.counts
    assert (count.kind, count.value) == (CountKind.NATIONAL_STATES, 34)


def test_unknown_columns_are_told_once_and_kept_out() -> None:
    text = table([NAME, "Budget", "Mood"], ["A", "5", "good"], ["B", "6", "bad"])
    assert parsed(text).notes == (
        "The columns “Budget”, “Mood” are not read: we know no such fields.",
    )
    assert not parsed(text).faults


def test_a_missing_column_states_nothing_and_a_blank_cell_states_that_it_is_blank() -> None:
    record = row_of("Starting year", " ").record
    assert record.current("end-year") is None
    blank = record.current("starting-year")
    assert blank is not None
    assert (blank.value, blank.printed) == (None, "")


@pytest.mark.parametrize(
    ("header", "cell", "key", "value"),
    [
        ("LPAA initiative", " Yes ", "lpaa", True),
        ("LPAA initiative", "no", "lpaa", False),
        ("Starting year", "2007.0", "starting-year", 2007),
        ("Geographical coverage", "Global,  Africa", "coverage", ("global", "africa")),
        ("Function of initiative", "Capacity building", "function", ("capacity-building",)),
        ("Activity of initiative", "Norm and standard setting", "activity", ("standard-setting",)),
        ("Activity of initiative", "Norms and standard setting", "activity", ("standard-setting",)),
        ("Activity of initiative", "Goal setting (ex-ante)", "activity", ("goal-setting",)),
        ("Location/Nationality of lead organisation", "Korea (South)", "lead-country", "KR"),
        ("Location/Nationality of lead organisation", "EU", "lead-country", None),
        ("Number of members in the years", "201931", "members-by-year", ("2019: 31",)),
        ("Name of lead organisation", "“Quoted Body”", "lead-name", "Quoted Body"),
        ("Website address", "initiative.example", "website", "https://initiative.example"),
        ("Last update", "12 April 2022 12:00:16", "last-update", "2022-04-12T12:00:16"),
    ],
)
def test_the_traps_of_the_platforms_files_are_read_as_meant(
    header: str, cell: str, key: str, value: object
) -> None:
    assert row_of(header, cell).record.value(key) == value


def test_error_text_in_place_of_a_value_is_told() -> None:
    row = row_of("Type of lead organisation", ERROR)
    assert row.record.terms("lead-type") == ("International Non-Governmental Organization",)
    (cell,) = [cell for cell in row.cells if cell.label == "Type of lead organisation"]
    assert "An error text stands in place of a value." in cell.notes
    row = row_of("Starting year", ERROR)
    assert row.record.value("starting-year") is None


def test_themes_have_leading_blanks_in_header_and_value() -> None:
    headers = [NAME, *(f" {field.label}" for field in THEME_FIELDS)]
    (row,) = rows_of(table(headers, ["A", " Yes", "", *[" No"] * 20]))
    values = [row.record.value(field.key) for field in THEME_FIELDS]
    assert values == [True, None, *[False] * 20]


def test_the_dry_run_keeps_the_raw_cell_with_its_place() -> None:
    text = table([NAME, "Description", "Starting year"], ["A", "one\ntwo", " 2007 "])
    (row,) = rows_of(text)
    (year,) = [cell for cell in row.cells if cell.label == "Starting year"]
    assert (year.raw, year.line, year.column) == (" 2007 ", 3, 3)


def test_one_bad_row_hides_no_good_one() -> None:
    text = table(
        [NAME, "Starting year"],
        ["A", "2007"],
        ["", "2008"],
        ["C"],
        ["D", "2009", "more"],
        ["E", "x" * 2_000_000],
        [" a ", "2010"],
        ["", ""],
        ["G", "2011"],
    )
    read = parsed(text)
    assert [row.record.name for row in read.rows] == ["A", "G"]
    assert faults_of(text) == [
        (3, 1, "The name of the initiative is missing."),
        (4, 1, "The row has 1 cells; the header has 2."),
        (5, 3, "The row has 3 cells; the header has 2."),
        (6, 2, "Starting year: the cell has 2,000,000 letters; more than 1,000,000 are not read."),
        (7, 1, "“a” stands in line 2 already."),
    ]


def test_the_limit_of_pythons_own_reader_is_left_alone() -> None:
    before = csv.field_size_limit()
    assert faults_of(table([NAME, "Goals"], ["A", "x" * 1_500_000]))
    assert csv.field_size_limit() == before


def test_an_abbreviation_makes_no_other_name() -> None:
    text = table([NAME], ["Carbon Club (CC)"], ["carbon club"])
    assert faults_of(text) == [(3, 1, "“carbon club” stands in line 2 already.")]


def test_a_byte_that_is_not_utf_8_is_a_fault_of_its_row() -> None:
    octets = f"{NAME},Goals\nA,fine\nQuébec,x\nC,fine\n".encode("latin-1")
    read = parsed(octets)
    assert [row.record.name for row in read.rows] == ["A", "C"]
    assert faults_of(octets) == [(3, 1, "The letters are not in UTF-8: byte 3 of line 3 is E9.")]
    chosen = parsed(octets, TextEncoding.WINDOWS_1252)
    assert [row.record.name for row in chosen.rows] == ["A", "Québec", "C"]


def test_excels_unicode_text_is_read_by_its_mark() -> None:
    octets = f"{NAME}\tGoals\r\nQuébec\tx\r\n".encode("utf-16")
    assert rows_of(octets)[0].record.name == "Québec"


@pytest.mark.parametrize(
    ("headers", "fault"),
    [
        ([NAME, "Transport", "transport "], (1, 3, "Columns 2 and 3 are both called “Transport”.")),
        ([NAME, "Mood", "Mood"], (1, 3, "Columns 2 and 3 are both called “Mood”.")),
        (
            ["LPAA initiative", "Starting year", "End year"],
            (1, 0, "There is no column “Name of initiative”."),
        ),
    ],
)
def test_headers_that_mislead_stop_the_whole_file(
    headers: list[str], fault: tuple[int, int, str]
) -> None:
    text = table(headers, ["A", "Yes", "No"])
    assert parsed(text).rows == ()
    assert faults_of(text) == [fault]


def test_quotes_keep_lines_together_and_bullets_keep_their_sign() -> None:
    row = row_of("Objectives", '- one\r\n- two, "three"')
    assert row.record.text("objectives") == '- one\n- two, "three"'


def test_smart_quotes_and_commas_inside_names_stay_in_names() -> None:
    row = row_of("Companies: names", "“Acme, Inc.”,  Big “Green” Ltd.,\nKorea, Republic of.")
    printed = [line.printed for line in row.record.memberships]
    assert printed[0].startswith("Acme")
    assert len(printed) == 3


def test_too_many_names_in_one_cell_are_a_fault() -> None:
    cell = ", ".join(f"Firm {number}" for number in range(2_001))
    text = table([NAME, "Companies: names"], ["A", cell])
    assert faults_of(text) == [(2, 2, "Companies: names: 2,001 names; 2,000 fit.")]


def test_a_text_that_no_record_can_hold_is_a_fault() -> None:
    text = table([NAME, "Description"], ["A", "x" * 60_000])
    ((line, column, what),) = faults_of(text)
    assert (line, column) == (2, 2)
    assert "60,000 letters; 50,000 fit" in what


def test_a_row_names_its_source_where_the_table_has_columns_for_it() -> None:
    headers = [NAME, "Starting year", "Source", "Source date"]
    (row,) = rows_of(table(headers, ["A", "2007", "Letter of the secretariat", "2027-03"]))
    (source,) = row.record.sources
    assert (source.title, source.date) == ("Letter of the secretariat", "2027-03")
    assert row.origin is Origin.TABLE
    (row,) = rows_of(table(headers, ["A", "2007", "", "soon"]))
    assert row.record.sources[0].key == "TABLE"
    assert row.notes == ("The source date “soon” is not a date such as 2022-04-12.",)


def test_every_column_of_ours_has_a_header_of_its_own() -> None:
    headers = [column.header for column in COLUMNS]
    assert len({header.casefold() for header in headers}) == len(headers)
    assert parsed(table(headers, ["A", *[""] * (len(headers) - 1)])).format is FileFormat.CSV
    assert len(headers) == 52 + 28 + 2

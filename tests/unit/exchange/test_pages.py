"""The text copy of a page of the platform."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.exchange.columns import COUNTS, MEMBERSHIPS
from courseapp.exchange.parsed import ParsedRow
from courseapp.exchange.reading.opening import read_file
from courseapp.exchange.rules import FileFormat
from courseapp.initiatives.document.fields import THEME_FIELDS
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.rules import CountKind
from tests.unit.exchange.samples import rows_of

PAGE = (Path(__file__).parents[2] / "exchange" / "icap_page.txt").read_text("utf-8")
FACTS = "statements"


def row_of(page: str) -> ParsedRow:
    (row,) = rows_of(page)
    return row


def raw(row: ParsedRow, key: str, part: str = FACTS) -> str:
    (cell,) = [cell for cell in row.cells if cell.place == Place(part, key)]
    return cell.raw


def changed(before: str, after: str) -> str:
    assert before in PAGE
    return PAGE.replace(before, after)


def test_every_label_of_the_page_is_read_with_its_place() -> None:
    row = row_of(PAGE)
    assert read_file(PAGE.encode()).format is FileFormat.PAGE
    assert len([cell for cell in row.cells if cell.place.part == FACTS]) == 50
    assert raw(row, "starting-year") == "2007"
    assert raw(row, "website") == ""
    (year,) = [cell for cell in row.cells if cell.place == Place(FACTS, "starting-year")]
    assert (year.line, year.column) == (9, 15)
    assert PAGE.split("\n")[8][14:] == "2007"


def test_paragraphs_stay_whole_and_a_label_inside_is_no_label() -> None:
    row = row_of(PAGE)
    assert raw(row, "description").endswith(
        "Members of all continents share, has three pillars, each told below."
    )
    assert raw(row, "objectives").startswith("ICAP wants to:\n\n- Exchange")
    assert raw(row, "activities").endswith("governments that build carbon markets.")
    assert raw(row, "success-stories") == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Members meet twice a year.",
        "Companies may watch.",
        "Objectives are told below.",
        "Activities include courses and\nGoals that are set each year.",
        "Description of what is planned follows.",
        "National states 34 of them",
        "Last update will be given later.",
        "Starting year and end year are not told.",
    ],
)
def test_sentences_that_begin_like_a_label_stay_in_their_paragraph(sentence: str) -> None:
    row = row_of(changed("each told below.", f"each told below.\n{sentence}"))
    assert raw(row, "description").endswith(sentence)
    assert raw(row, "starting-year") == "2007"
    assert row.record.value("last-update") == "2022-04-12T12:00:16"
    assert {count.kind: count.value for count in row.record.counts}[CountKind.MEMBERS] == 53


def test_the_table_of_participants_gives_numbers_and_names() -> None:
    row = row_of(PAGE)
    counts = {count.kind: count.value for count in row.record.counts}
    assert len(counts) == 14
    assert (counts[CountKind.MEMBERS], counts[CountKind.NATIONAL_STATES]) == (53, 34)
    states = [m for m in row.record.memberships if m.category is CountKind.NATIONAL_STATES]
    assert (len(states), len({m.code for m in states})) == (33, 30)
    regions = [m for m in row.record.memberships if m.category is CountKind.REGIONS]
    assert (len(regions), len({m.printed for m in regions})) == (19, 18)
    assert len({m.code for m in regions if m.code}) == 17
    (strange,) = [m for m in regions if not m.code]
    assert strange.printed == "Ontario (USA)"
    assert "CA-ON" in strange.note


def test_a_number_may_be_missing_and_names_may_follow_without_it() -> None:
    row = row_of(changed("National states 34 Australia", "National states Australia"))
    assert raw(row, "national_states", COUNTS) == ""
    assert raw(row, "national_states", MEMBERSHIPS).startswith("Australia")
    assert CountKind.NATIONAL_STATES not in {count.kind for count in row.record.counts}


def test_the_full_stop_behind_the_last_name_is_no_part_of_it() -> None:
    assert "Sweden." in PAGE
    row = row_of(PAGE)
    assert row.record.memberships[32].printed == "Sweden"


def test_themes_are_read_by_the_order_of_the_printed_header() -> None:
    row = row_of(PAGE)
    chosen = [field.key for field in THEME_FIELDS if row.record.value(field.key)]
    assert chosen == ["theme-supply-chain"]
    header = "Transport Agriculture Forestry"
    row = row_of(
        changed(header, "Supply chain emission reductions Agriculture Forestry").replace(
            "Renewable energy Supply chain emission reductions", "Renewable energy Transport"
        )
    )
    assert [f.key for f in THEME_FIELDS if row.record.value(f.key)] == ["theme-transport"]


def test_themes_with_too_few_answers_are_not_guessed() -> None:
    row = row_of(changed("No Yes No", "No Yes"))
    assert not [field.key for field in THEME_FIELDS if field.key in row.record.by_field]
    assert "22 themes have 21 answers below them: they are not read." in row.notes[0]


def test_with_tabs_between_them_answers_may_be_blank() -> None:
    lines = PAGE.split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith("Transport Agri"))
    lines[at] = "\t".join(field.label for field in THEME_FIELDS)
    lines[at + 1] = "\t".join(["Yes", "", *["No"] * 20])
    row = row_of("\n".join(lines))
    values = [row.record.value(field.key) for field in THEME_FIELDS]
    assert values == [True, None, *[False] * 20]


def test_the_last_update_gets_no_zone() -> None:
    record = row_of(PAGE).record
    assert record.value("last-update") == "2022-04-12T12:00:16"
    (source,) = record.sources
    assert (source.key, source.date) == ("CIP", "2022-04-12")
    assert {count.as_of for count in record.counts} == {"2022-04-12"}


def test_what_the_foot_of_the_page_repeats_is_a_note_and_nothing_else() -> None:
    row = row_of(PAGE)
    assert row.notes == (
        "“Not only have national states as participators” stands at the end of the page: "
        "it says the same as “No” in its field.",
    )
    assert row.record.value("only-states") is False
    row = row_of(PAGE.replace("Not only have", "Only have"))
    assert "but the field says “No”" in row.notes[0]
    assert row.record.value("only-states") is False


def test_a_page_copied_on_a_phone_has_values_below_their_labels() -> None:
    page = changed("Starting year 2007", "Starting year:\n2007").replace(
        "Description ", "Description\n"
    )
    row = row_of(page)
    assert row.record.value("starting-year") == 2007
    assert raw(row, "description").startswith("ICAP brings")


def test_line_ends_of_windows_and_tabs_make_no_difference() -> None:
    page = PAGE.replace("Starting year 2007", "Starting year\t2007").replace("\n", "\r\n")
    assert row_of(page).record == row_of(PAGE).record


def test_two_pages_behind_each_other_are_two_records() -> None:
    other = PAGE.replace("Action Partnership (ICAP)", "Other Partnership (ICOP)")
    rows = rows_of(f"{PAGE}\n{other}")
    assert [row.record.slug for row in rows] == ["icap", "icop"]
    assert rows[1].line > 60
    assert rows[0].record == row_of(PAGE).record


def test_a_page_without_a_name_says_so_with_its_line() -> None:
    page = changed(
        "Name of initiative International Carbon Action Partnership (ICAP)", "Name of initiative"
    )
    (fault,) = read_file(page.encode()).faults
    assert (fault.line, fault.what) == (4, "The name of the initiative is missing.")


def test_the_first_sentence_of_the_description_is_the_summary() -> None:
    assert row_of(PAGE).record.summary == (
        "ICAP brings governments together that run an emissions trading system or plan one."
    )


@given(st.text(max_size=300))
def test_any_text_is_read_or_told_to_be_unreadable(text: str) -> None:
    parsed = read_file(text.encode(errors="ignore"))
    assert parsed.rows or parsed.faults or parsed.format is not None


@given(st.lists(st.sampled_from(PAGE.split("\n")), max_size=60))
def test_lines_in_any_order_break_nothing(lines: list[str]) -> None:
    parsed = read_file("\n".join(lines).encode())
    for row in parsed.rows:
        assert row.record.name

"""Decision tables: files taken apart, cells understood, and what hostile ones come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.core.typed_text import one_line
from courseapp.eligibility.composed.conditions import Group
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.facts import Cefr, Earlier, Facts
from courseapp.eligibility.people.asking import facts_of
from courseapp.eligibility.rules import Severity, Verdict
from courseapp.eligibility.tables.columns import COLUMNS, BadCell, case_of
from courseapp.eligibility.tables.reading import read_table
from courseapp.eligibility.tables.running import run_table
from courseapp.eligibility.tables.writing import example_csv, results_csv, table_csv
from courseapp.events.rules import Level
from tests.unit.eligibility.samples import ALL_TESTS, ON, world

EVERYTHING = RuleSet((Rule("r1", Severity.WARN, Group(members=ALL_TESTS)),))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b" \r\n", "The file is empty."),
        (b"PK\x03\x04" + b"x" * 50, "This is no text."),
        (b"case\0expected", "This is no text."),
        (b"case,expected\r\n", "no row below its header"),
        (b"name,shoe size\r\nx,y", "names none of our columns"),
        (b"case,shoe size,expected\r\nx,y,fits", "We know no column “shoe_size”"),
        (b"case,case,expected\r\nx,y,fits", "stands there twice"),
        (b"case,work_country\r\nx,TG", "needs the column “expected”"),
        (b"expected\r\nfits", "needs the column “expected”"),
        (b"case,expected\r\nx,fits,more", "more cells than the header"),
        (b'case,expected\r\n"x,fits', "a quote is opened and never closed"),
        (b"case,expected\r\n" + b"x" * 501 + b",fits", "more than 500 letters"),
        ("case,expected\r\nÉva,fits".encode("latin-1"), "not in UTF-8"),
        (b"case,expected\r\n" + b"x,fits\r\n" * 10_000, "may have 2,000 rows"),
        (b"case,expected\r\n" + b"x" * 1_000_000, "may have 900 kB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(content: bytes, told: str) -> None:
    with pytest.raises(Problem) as refused:
        read_table(content)
    assert told in refused.value.message
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffCase;Work country;Expected;;\r\nÉva <b>;Togo;fits;;\r\n".encode(),
        "case\twork_country\texpected\nÉva <b>\tTogo\tfits\n".encode("utf-16"),
        'case,work_country,expected\n\n"Éva <b>",Togo,fits'.encode(),
    ],
)
def test_what_spreadsheets_make_of_a_table_is_understood(content: bytes) -> None:
    assert read_table(content) == [{"case": "Éva <b>", "work_country": "Togo", "expected": "fits"}]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        lines = read_table(content)
    except Problem:
        return
    assert all(set(line) <= set(COLUMNS) for line in lines)


cells = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(st.lists(st.dictionaries(st.sampled_from(list(COLUMNS)), cells), min_size=1, max_size=4))
def test_a_table_goes_out_and_in_unchanged(lines: list[dict[str, str]]) -> None:
    whole = [{"case": "x", "expected": "fits", **line} for line in lines]
    kept = [{name: one_line(text) for name, text in line.items()} for line in whole]
    assert read_table(table_csv(kept)) == kept


@given(st.dictionaries(st.sampled_from(list(COLUMNS)), st.text(max_size=30)))
def test_any_row_is_judged_or_its_fault_is_told(line: dict[str, str]) -> None:
    (result,) = run_table([line], EVERYTHING, world(), ON)
    assert bool(result.fault) == (result.actual is None)


def test_every_cell_is_understood() -> None:
    line = {
        "case": "Ana",
        "nationality": "Togo; fr",
        "work_country": "Côte d’Ivoire",
        "seat_country": "DE",
        "organisation": "Ministry",
        "organisation_type": "National government",
        "experience_years": "4",
        "languages": "en B2; French native",
        "earlier": "series=courses level=advanced year=2024 completed=yes; initiative=icap",
        "invited": "No",
        "expected": " Fits ",
    }
    case = case_of(line)
    assert case.expected is Verdict.FITS
    assert case.facts == Facts(
        ("TG", "FR"),
        "CI",
        "DE",
        "Ministry",
        "national_government",
        4,
        {"en": Cefr.B2, "fr": Cefr.NATIVE},
        (
            Earlier("", "courses", "", Level.ADVANCED, 2024, True),
            Earlier("", "", "icap", None, None, None),
        ),
        False,
    )
    assert case_of({"expected": "no", "earlier": "none"}).facts == Facts(earlier=())


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("work_country", "Togo; Ghana"),
        ("nationality", "Atlantis"),
        ("organisation_type", "a club"),
        ("experience_years", "many"),
        ("experience_years", "0070999"),
        ("experience_years", "71"),
        ("languages", "B2"),
        ("languages", "en Z9"),
        ("earlier", "yes"),
        ("earlier", "level=high"),
        ("earlier", "year=24"),
        ("invited", "perhaps"),
        ("expected", ""),
        ("expected", "=1+1"),
    ],
)
def test_a_cell_that_says_nothing_is_told_with_its_column(column: str, text: str) -> None:
    with pytest.raises(BadCell, match=column):
        case_of({"expected": "fits", column: text})


def test_the_example_has_the_columns_of_the_rules_and_can_be_read() -> None:
    for rules in (EVERYTHING, RuleSet()):
        lines = read_table(example_csv(rules))
        assert [case_of(line).expected for line in lines] == [Verdict.FITS, Verdict.UNDECIDED]
        assert set(lines[0]) == set(COLUMNS)


def test_no_spreadsheet_runs_what_goes_out() -> None:
    line = {"case": "=cmd()", "expected": "+1"}
    results = run_table([line], RuleSet(), world(), ON)
    for content in (table_csv([line]), results_csv(results)):
        assert b"'=cmd()" in content
        assert b"\r\n=" not in content


@given(
    st.dictionaries(
        st.sampled_from(["nationality", "work", "seat", "type", "years", "speaks-en"]), st.text()
    )
)
def test_whatever_an_address_tells_is_facts(arguments: dict[str, str]) -> None:
    found = facts_of(arguments, EVERYTHING)
    assert found.earlier is None
    assert found.experience_years is None or 0 <= found.experience_years <= 70

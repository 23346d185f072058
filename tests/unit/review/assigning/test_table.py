import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.review.assigning.model import Pair
from courseapp.review.assigning.table import (
    Checked,
    Known,
    Verdict,
    assignments_csv,
    check_rows,
    rows_of,
    unpacked,
)

KNOWN = Known(
    applications={"AAAA-AAAA-AAAA": 1, "BBBB-BBBB-BBBB": 2},
    people={"ana@un.example": 7, "bo@un.example": 8},
    conflicts=frozenset({Pair(2, 8)}),
    given=frozenset({Pair(1, 7)}),
)
HEADS = "Application [application],Reviewer [reviewer]\r\n"


def checked(text: str, not_begun: frozenset[Pair] = frozenset()) -> Checked:
    return check_rows(rows_of((HEADS + text).encode()), KNOWN, not_begun)


def test_each_line_becomes_what_it_says_or_tells_what_is_wrong() -> None:
    found = checked(
        "aaaa-aaaa-aaaa,Ana@UN.example\n"
        "AAAA-AAAA-AAAA,bo@un.example\n"
        "BBBB-BBBB-BBBB,bo@un.example\n"
        "CCCC,ana@un.example\n"
        "BBBB-BBBB-BBBB,eve@un.example\n"
        ",bo@un.example\n"
        "BBBB-BBBB-BBBB,\n"
        "AAAA-AAAA-AAAA,bo@un.example\n"
    )
    assert [(line.number, line.verdict, line.what) for line in found.lines] == [
        (2, Verdict.THERE, ""),
        (3, Verdict.NEW, ""),
        (4, Verdict.PROBLEM, "This reviewer is in conflict with the application."),
        (5, Verdict.PROBLEM,
         "No application of this event that can be reviewed has this number."),
        (6, Verdict.PROBLEM, "Nobody of the team has this address."),
        (7, Verdict.PROBLEM, "Enter the number of an application."),
        (8, Verdict.PROBLEM, "Enter the e-mail address of a reviewer."),
        (9, Verdict.PROBLEM, "Line 3 says the same."),
    ]  # fmt: skip
    assert found.new == [Pair(1, 8)]
    assert found.counts == {Verdict.NEW: 1, Verdict.THERE: 1, Verdict.PROBLEM: 6}


def test_what_the_table_leaves_out_is_known() -> None:
    not_begun = frozenset({Pair(1, 7), Pair(2, 7)})
    assert checked("AAAA-AAAA-AAAA,ana@un.example\n", not_begun).left_out == {Pair(2, 7)}


def test_what_was_given_out_is_read_back() -> None:
    rows = [("AAAA-AAAA-AAAA", "ana@un.example", "=Ana", "To do")]
    read = rows_of("".join(assignments_csv(rows)).encode())
    assert read == [(2, "AAAA-AAAA-AAAA", "ana@un.example")]


def test_the_press_sends_along_what_the_preview_showed() -> None:
    found = checked("AAAA-AAAA-AAAA,ana@un.example\nAAAA-AAAA-AAAA,bo@un.example\nX,y\n")
    again = check_rows(unpacked(found.packed), KNOWN, frozenset())
    assert again.new == found.new
    assert [line.what for line in again.lines] == ["", ""]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_of_all_countries_are_read(delimiter: str) -> None:
    text = f"reviewer{delimiter}application\nana@un.example{delimiter}AAAA-AAAA-AAAA\n"
    assert rows_of(text.encode("utf-16")) == [(2, "AAAA-AAAA-AAAA", "ana@un.example")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"  \n", "empty"),
        (b"\xff\xfe\x00\xd8", "no text"),
        (b"PK\x03\x04\xff", "no text"),
        (b"a,b\n1,2\n", "needs headers"),
        (HEADS.encode(), "no row"),
        (HEADS.encode() + b"a,b\n" * 5001, "at|may have 5,000 rows"),
        (b"x" * 600_001, "600 kB"),
        (HEADS.encode() + b'"a', "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_beside_its_field(content: bytes, told: str) -> None:
    with pytest.raises(Problem, match=told) as refused:
        rows_of(content)
    assert refused.value.field == "file"


@given(st.text(max_size=200))
def test_whatever_is_sent_along_is_read(packed: str) -> None:
    assert isinstance(check_rows(unpacked(packed), KNOWN, frozenset()), Checked)

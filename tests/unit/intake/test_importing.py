"""What each row of a file would become, without a database."""

import codecs
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.forms.document.reading import tidy
from courseapp.intake.columns_csv import csv_lines, header
from courseapp.intake.importing.checking import DryRun, Verdict, check_table
from courseapp.intake.importing.opening import MOST_ROWS, open_table
from tests.unit.intake.forms import FIRST

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
HEAD = "#email,full_name"
LABELS = {"#email": "E-mail", **dict.fromkeys(FIRST.by_key, "x")}
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
PLAN = st.text(st.sampled_from("=+-@'\"ab,;\n\té“ "), max_size=40)


def run(content: str | bytes, there: frozenset[str] = frozenset()) -> DryRun:
    octets = content.encode() if isinstance(content, str) else content
    return check_table(open_table(octets), FIRST, there, NOW)


def faults(content: str) -> list[tuple[int, str, str]]:
    return [(r.number, f.column, f.what) for r in run(content).rows for f in r.faults]


def written(rows: list[dict[str, str]]) -> str:
    keys = list(rows[0])
    heads = [header(key, LABELS[key]) for key in keys]
    return "".join(csv_lines(heads, [[row[key] for key in keys] for row in rows]))


@given(st.lists(st.tuples(TEXT, PLAN), min_size=1, max_size=5))
def test_what_was_exported_comes_in_and_is_exported_letter_for_letter(
    people: list[tuple[str, str]],
) -> None:
    asked = FIRST.by_key
    rows = [
        {
            "#email": f"p{number}@example.org",
            "full_name": "N " + tidy(asked["full_name"], [name]),
            "plan": tidy(asked["plan"], [plan]),
            "themes": "caps\nmrv",
        }
        for number, (name, plan) in enumerate(people)
    ]
    for each in rows:
        each["full_name"] = tidy(asked["full_name"], [each["full_name"]])
    text = written(rows)
    read = run(text)
    assert [each.verdict for each in read.rows] == [Verdict.NEW] * len(rows)
    back = [
        {"#email": each.email, **{key: each.answers.get(key, "") for key in list(rows[0])[1:]}}
        for each in read.rows
    ]
    assert written(back) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_of_every_spreadsheet_are_read(encoding: str, delimiter: str) -> None:
    text = f"{HEAD}\r\nP1@Example.org,José 王\r\n".replace(",", delimiter)
    (row,) = run(text.encode(encoding)).rows
    assert (row.email, row.name, row.verdict) == ("p1@example.org", "José 王", Verdict.NEW)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"  \n", "The file is empty."),
        (b"PK\x03\x04\xff\xfe", "This is no text."),
        (b"#email,full_name\r\np@x.org,Jos\xe9\r\n", "The letters of line 2 are not in UTF-8."),
        (b"#email,full_name\r\na\0b,c\r\n", "This is no text."),
        (b"E-mail,Name\r\np@x.org,P\r\n", "headers that end in [#email] and [full_name]"),
        (b'#email,full_name\r\n"never', "The table cannot be read"),
        (b"#email,full_name\r\n", "no row below"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "not in UTF-8"),
    ],
)
def test_what_is_no_such_table_is_refused_in_words(content: bytes, told: str) -> None:
    with pytest.raises(Problem) as refused:
        open_table(content)
    assert told in refused.value.message


def test_more_rows_than_we_take_are_refused() -> None:
    rows = "".join(f"p{n}@x.org,P\r\n" for n in range(MOST_ROWS + 1))
    with pytest.raises(Problem, match="10,000 rows"):
        open_table(f"{HEAD}\r\n{rows}".encode())


def test_each_problem_names_its_row_its_column_and_what_to_do() -> None:
    told = faults(
        "#email,full_name,gender,years,#sent_at,#language\r\n"
        "p1@x.org,P,queen,12,,\r\n"
        "\r\n"
        "p2@x.org,P,,many,3 March,\r\n"
        "nobody,,,,2028-01-01T00:00:00+00:00,english language\r\n"
    )
    assert [(row, column) for row, column, _ in told] == [
        (2, "Gender"),
        (4, "Sent"),
        (4, "Years in office"),
        (5, "E-mail"),
        (5, "Language"),
        (5, "Sent"),
        (5, "Full name"),
    ]
    assert told[5][2] == "This time is still to come."


def test_an_address_comes_in_once_and_who_applied_is_passed_over() -> None:
    content = f"{HEAD}\r\np1@x.org,P\r\nP1@X.org,P\r\np2@x.org,P\r\n"
    rows = run(content, frozenset({"p2@x.org"})).rows
    assert [each.verdict for each in rows] == [Verdict.NEW, Verdict.PROBLEM, Verdict.EXISTS]
    assert [each.what for each in rows[1].faults] == ["Row 2 has this address already."]


def test_formulas_lose_the_apostrophe_that_made_them_harmless_and_nothing_else() -> None:
    content = f"{HEAD},plan\r\np1@x.org,P,\"'=1+1\r\n'=2\"\r\np2@x.org,P,'tis\r\n"
    assert [each.answers["plan"] for each in run(content).rows] == ["=1+1\n'=2", "'tis"]


def test_columns_that_nobody_asks_for_are_told() -> None:
    read = run(f"{HEAD},shoe_size,Remarks,#status,letter\r\np1@x.org,P,44,x,confirmed,7\r\n")
    assert read.passed_over == ("shoe_size", "#status", "letter", "Remarks")
    assert read.rows[0].answers == {"full_name": "P"}
